"""Assay: judge quality marks on the day, offline, and lose nothing."""
