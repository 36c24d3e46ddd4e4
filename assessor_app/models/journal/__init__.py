"""The journal: changes written, undone, sealed into segments, taken in, and projected into tables."""
