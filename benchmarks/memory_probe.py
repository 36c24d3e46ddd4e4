"""One piece of work in a process of its own; prints its peak memory and the memory before it, in MB.

Arguments: `export PROFILE BUNDLE ASSESSMENT`, `import PROFILE BUNDLE` or `workbook FILE`.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assessor_app.errors import AssayError
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.workbooks.reading import read_workbook
from benchmarks.profile import opened


def memory(which: str) -> float:
    """Megabytes of this process, "VmRSS" now or "VmHWM" at the most.

    Not `ru_maxrss`: Linux carries the parent's over to a new program.
    """
    found = re.search(rf"{which}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 / 10**6 if found else 0.0


def peak_of(work: Callable[[], object]) -> tuple[float, float]:
    """(peak while working, before it) in megabytes."""
    idle = memory("VmRSS")
    work()
    return memory("VmHWM"), idle


def main(arguments: Sequence[str]) -> None:
    """Do one piece of work and print what it took."""
    way, place = arguments[0], Path(arguments[1])
    answer = _workbook(place) if way == "workbook" else _bundle(way, place, Path(arguments[2]), arguments[3:])
    sys.stdout.write(json.dumps(answer))


def _bundle(way: str, profile: Path, bundle: Path, assessments: Sequence[str]) -> tuple[float, float]:
    workplace = opened(profile)
    exchange = workplace.exchange
    # Idle is a program that has done such work before: what it loads for that does not count again.
    exchange.recipients()
    if way == "export":
        answer = peak_of(lambda: exchange.export(bundle, assessments=assessments))
    else:
        answer = peak_of(lambda: exchange.take_in(bundle))
    workplace.close()
    return answer


def _workbook(file: Path) -> dict[str, object]:
    shelf, refused = SchemeShelf(), ""
    shelf.get("pdqm")
    idle, began = memory("VmRSS"), time.perf_counter()
    try:
        read_workbook(file, shelf.get)
    except AssayError as error:
        refused = error.code
    return {"seconds": time.perf_counter() - began, "peak": memory("VmHWM"), "idle": idle, "refused": refused}


if __name__ == "__main__":
    main(sys.argv[1:])
