"""Bundles: put work in a file for somebody, and take somebody else's in."""
