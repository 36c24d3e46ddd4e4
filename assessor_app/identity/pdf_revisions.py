"""What a PDF was at each of its signatures: every one of them adds to the file and leaves what was there as it is."""

import hashlib
import re
from itertools import islice
from typing import Final

_ENDS: Final = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
MOST: Final = 64
"""Ends that are looked at; a report has one for each signature, time stamp and proof."""


def revisions(pdf: bytes) -> frozenset[str]:
    """The SHA-256 of the file and of each of its beginnings that was a whole file once."""
    found, done, read = set(), 0, hashlib.sha256()
    for end in islice(_ENDS.finditer(pdf), MOST):
        for stop in (end.start() + len(b"%%EOF"), end.end()):
            read.update(pdf[done:stop])
            done = stop
            found.add(read.hexdigest())
    read.update(pdf[done:])
    return frozenset(found | {read.hexdigest()})
