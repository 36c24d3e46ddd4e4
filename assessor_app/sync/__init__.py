"""Bundles: signed segments in an age container, read strictly."""
