"""Reads one workbook in a process of its own, under a limit of memory; prints what came of it, and what it took.

Arguments: the workbook, and the pickled edition (loading it from its file would take longer than the reading).
"""

import json
import pickle
import sys
import time
from pathlib import Path

from assessor_app.errors import AssayError
from assessor_app.workbooks.reading import read_workbook


def peak() -> int:
    """Highest memory in use so far, in MiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), 0)


def limit(size: int, seconds: int) -> None:
    """Let the system refuse memory beyond `size` bytes and end the process after so many seconds of work; waiting
    for a busy machine is not work."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> None:
    scheme = pickle.loads(Path(sys.argv[2]).read_bytes())
    limit(512 << 20, 10)
    started, worked = time.perf_counter(), time.process_time()
    try:
        found = read_workbook(Path(sys.argv[1]), lambda *_: scheme)
        outcome = {"strands": len(found.submission.strands), "codes": sorted({p.code for p in found.problems})}
    except AssayError as error:
        outcome = {"refused": error.code}
    seconds = {"seconds": time.perf_counter() - started, "worked": time.process_time() - worked}
    sys.stdout.write(
        json.dumps({**outcome, **{name: round(value, 3) for name, value in seconds.items()}, "mib": peak()})
    )


if __name__ == "__main__":
    main()
