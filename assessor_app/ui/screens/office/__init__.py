"""What the places of the office have in common: panels, awards, appeals and complaints."""
