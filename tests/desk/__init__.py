"""Drives the real program from outside, on a virtual desktop of its own."""
