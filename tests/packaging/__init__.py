"""The built program's recipe."""
