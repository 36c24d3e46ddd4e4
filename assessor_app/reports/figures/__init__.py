"""Charts, each with its numbers in a table."""
