"""A virtual desktop that lasts as long as the tests: a screen, buses, a keyring, and a home folder of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .program import Program
from .waiting import PATIENCE

SCRIPT = Path(__file__).with_name("withdesk")
REPOSITORY = Path(__file__).parents[2]
WRITE_ENVIRONMENT = 'env -0 >"$WITHDESK_DIR/environment" && echo "$WITHDESK_DIR" && exec cat'
"""What runs on the desk: hand its environment over, then wait for the end of standard input.

That end comes even when the tests are killed, so no desk outlives them.
"""
NOT_INHERITED = ("PYTHON_KEYRING_BACKEND", "QT_QPA_PLATFORM", "PYTEST_CURRENT_TEST")
"""Set for tests inside their own process; the real program shall choose for itself."""


class NoDesk(Exception):
    """This computer cannot start a virtual desktop; the words say why."""


class Desk:
    """A desk. `environment` is what programs started on it need."""

    def __init__(self, size: str = "1920x1200") -> None:
        if not sys.platform.startswith("linux"):
            raise NoDesk("The virtual desktop of the tests needs Linux.")
        given = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self._process = subprocess.Popen(
            [SCRIPT, "--size", size, "--", "sh", "-c", WRITE_ENVIRONMENT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=given,
        )
        assert self._process.stdout is not None
        folder = self._process.stdout.readline().decode().strip()
        if not folder:
            _, problem = self._process.communicate()
            raise NoDesk(problem.decode(errors="replace").strip())
        self.folder = Path(folder)
        pairs = (self.folder / "environment").read_bytes().decode().split("\0")
        self.environment = dict(pair.split("=", 1) for pair in pairs if pair)
        self.environment["PYTHONPATH"] = str(REPOSITORY)  # what runs is this checkout
        # Qt complains of every object that is gone by the time it is asked for.
        self.environment["QT_LOGGING_RULES"] = "qt.accessibility.atspi=false"
        self._programs: list[Program] = []

    def start(self, command: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> Program:
        """Start a program, and wait until it has painted a window and can be found by name."""
        log = self.folder / "log" / f"program-{len(self._programs) + 1}.log"
        program = Program(command, {**self.environment, **(extra or {})}, log)
        self._programs.append(program)
        return program

    def run(self, command: Sequence[str | Path], timeout: float = 4 * PATIENCE) -> "subprocess.CompletedProcess[str]":
        """Run a program that shows no window to its end, with the desk's keyring and home folder."""
        return subprocess.run(
            [str(part) for part in command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def close_programs(self) -> None:
        """End every program started so far."""
        for program in self._programs:
            program.close()

    def close(self) -> None:
        """End the desk and everything on it."""
        self.close_programs()
        try:
            self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
