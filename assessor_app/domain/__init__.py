"""Frozen values and pure rules; no library, no input or output."""
