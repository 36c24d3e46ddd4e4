"""Panels: the cases that wait for one, and one case with its members and its decision."""
