"""Pictures of every page of every document, to be looked at before a release."""
