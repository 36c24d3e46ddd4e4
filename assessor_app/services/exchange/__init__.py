"""Bundles out and in, receipts, clashes, and what may be cleared afterwards."""
