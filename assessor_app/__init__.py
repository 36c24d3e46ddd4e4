"""Assay: judge quality marks on the day, offline, and lose nothing."""

__version__ = "0.1.0"
