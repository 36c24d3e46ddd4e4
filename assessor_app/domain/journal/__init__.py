"""Changes to fields: the operation, its place in time, merging, clashes, and what may be changed by whom."""
