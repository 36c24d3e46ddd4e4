"""Judging one strand after another."""
