"""The program under the soak: waits for its task on standard input, then does it as the real one does.

Everything is imported before the task comes, so that a random moment falls into the work. What is acknowledged goes
down the pipe (standard output) once the program has said that it is on the disk, never before.
"""

import contextlib
import io
import itertools
import json
import os
import sys
from pathlib import Path
from typing import Any

import openpyxl  # noqa: F401  what the commands would import while they work
import pyhanko.sign  # noqa: F401
import pyrage  # noqa: F401
import sqlcipher3.dbapi2  # noqa: F401

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.visit.note_taking import NewNote
from assessor_app.errors import AssayError
from assessor_app.identity import age_passphrase
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from tests.soak.later import newer_program

WORDS_A_NOTE = 12
"""Words typed into a reason between two notes that are kept."""


def tell(**facts: Any) -> None:
    """One line to the parent, in one write, so that it is there whole or not at all."""
    os.write(1, json.dumps(facts).encode() + b"\n")


def limit_files(largest: int) -> None:
    """From now on no file can grow beyond so many bytes: the full disk that needs no rights to make."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def type_on(task: dict[str, Any]) -> int:
    """Type one reason and keep notes until killed or until the words are used up, as the window's services do."""
    try:
        workplace = open_profile(Path(task["profile"]), lambda: task["passphrase"])
    except AssayError as error:
        tell(refused=error.sentence)
        return error.exit_status
    try:
        _type(workplace, task)
    except AssayError as error:
        tell(refused=error.sentence)
        return error.exit_status
    finally:
        workplace.close()
    return 0


def _type(workplace: Workplace, task: dict[str, Any]) -> None:
    visit, strand, round_ = task["assessment"], task["strand"], task["round"]
    growing = None
    for count in itertools.count(1):
        text = f"{round_}:{'x' * count}"
        growing = workplace.judging.write(visit, strand, "reason", text, (), growing).result().operation
        tell(text=[strand, round_, count])
        if count % WORDS_A_NOTE == 0:
            name = f"note {round_}-{count}"
            workplace.visit_day.capture.draft(visit, name, (), None).result()
            workplace.visit_day.capture.keep(visit, NewNote(name, NoteKind.NOTE, "", "", "")).result()
            tell(note=name)
        if count == task["words"]:
            return


def command(task: dict[str, Any]) -> int:
    """One command of the real command line; its answer is acknowledged with its exit status."""
    answer, complaint = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(complaint):
        status = main(task["argv"])
    if status in (0, 1):
        tell(done=status, answer=json.loads(answer.getvalue() or "null"))
    else:
        tell(refused=complaint.getvalue().strip(), status=status)
    return status


def run() -> int:
    """Do the task that comes as one line of JSON."""
    age_passphrase.WORK_FACTOR = 10  # keys of invented people may be cheap
    os.write(1, b'{"ready": true}\n')
    task = json.loads(sys.stdin.readline() or "null")
    if task is None:
        return 0
    if task.get("largest") is not None:
        limit_files(task["largest"])
    with newer_program() if task.get("later") else contextlib.nullcontext():
        return type_on(task) if "words" in task else command(task)


if __name__ == "__main__":
    sys.exit(run())
