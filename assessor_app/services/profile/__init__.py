"""A profile: made, opened, its keys, its copies, its health."""
