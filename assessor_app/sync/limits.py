"""The most that one bundle may hold; everything is checked against these before it is read."""

MOST_SEGMENTS = 10_000
"""Segments are numbered with four digits."""
MOST_RECEIPTS = 100
MOST_BLOBS = 200_000
LARGEST_SIGNATURE = 64 * 1024
LARGEST_RECORD = 256 * 1024 * 1024
"""Bytes of all manifests, signatures and operations together: they are held in memory, files are not."""
LARGEST_AGE_HEADER = 64 * 1024
"""Bytes; some 300 receivers."""
