"""The coefficients in a process of their own: importing the libraries that compute them holds the interpreter for
longer than a window may stand still, and a process can be ended at once when nobody wants the figures any more.

Pairs in as one JSON list, figures out as one.
"""

import json
import sys
from dataclasses import astuple

from assessor_app.domain.second.agreement import Pair, grouped
from assessor_app.services.second.coefficients import measured


def child_main() -> int:
    """Answer what stands on standard input."""
    pairs = [Pair(*row) for row in json.load(sys.stdin.buffer)]
    found = [astuple(measured(*place, group)) for place, group in grouped(pairs).items()]
    sys.stdout.buffer.write(json.dumps(found).encode())
    return 0


if __name__ == "__main__":
    sys.exit(child_main())
