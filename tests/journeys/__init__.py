"""Whole pieces of work in the real program, done by keyboard on a virtual desktop."""
