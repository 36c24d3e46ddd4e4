"""Settling clashes: mine, before, theirs, and the result."""
