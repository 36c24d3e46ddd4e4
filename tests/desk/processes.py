"""The processes of a started program: everything in the session that it was started in."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path


def processes_of(session: int) -> set[int]:
    """The processes of a session that still run."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                state, _parent, _group, of = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:4]
                if int(of) == session and state != "Z":
                    found.add(int(folder.name))
    return found


def kill_all(session: int) -> None:
    """End every process of a session as a power cut would: no handler runs."""
    for process in processes_of(session):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def usage_of(session: int) -> tuple[float, float]:
    """Resident megabytes and seconds of processor time, of all processes of a session together."""
    megabytes = seconds = 0.0
    for process in processes_of(session):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            megabytes += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return megabytes, seconds


def end(process: "subprocess.Popen[bytes]", timeout: float) -> None:
    """Ask a program to end, and end it and what it started after `timeout` seconds."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout)
    kill_all(process.pid)
    process.wait(60)
