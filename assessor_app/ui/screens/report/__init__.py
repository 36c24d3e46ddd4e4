"""The report: what is ready, the real pages, and signing."""
