"""A quality mark's edition: what is judged, how, by which rules, and what it calls things."""
