"""Copies, checks, new keys."""
