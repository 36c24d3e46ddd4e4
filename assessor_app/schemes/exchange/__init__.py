"""Rubrics from and for other programs: CASE packages, framework libraries, grids."""
