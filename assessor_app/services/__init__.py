"""Use cases: plain Python, one transaction each."""
