"""What a command answers: words for a person, or one JSON document; and an exit status."""

import base64
import dataclasses
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import TextIO

from assessor_app.domain.journal.operation import Json
from assessor_app.errors import Unavailable

DONE, NEEDS_PERSON = 0, 1

LEFT_OUT = frozenset(
    {
        "states",
        "state",
        "reply_state",
        "finished_state",
        "heard_state",
        "summary_state",
        "working_notes",
        "opened",
        "held",
        "question",
    }
)
"""Fields of values that are not part of the shared record: what this computer holds, and what is private."""

_STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line end, and those that turn the direction of what follows."""


QUOTED = 500
"""Characters of one word that a sentence quotes at most."""
_LONG = re.compile(rf"\S{{{QUOTED + 1},}}")


@dataclass(frozen=True, slots=True)
class Answer:
    """lines: for a person; value: for a program; status: DONE or NEEDS_PERSON (errors carry their own); complaints:
    what was refused among other things, for standard error."""

    lines: Sequence[str]
    value: object = None
    status: int = DONE
    complaints: Sequence[str] = ()


def say(answer: Answer, as_json: bool) -> int:
    """Put an answer on standard output; its exit status."""
    if as_json:
        text = json.dumps(plain(answer.value), indent=2, ensure_ascii=False, sort_keys=True)
    else:
        # What somebody wrote on several lines is drawn in, so that it cannot pass for another line of the answer.
        text = "\n".join(line.replace("\n", "\n    ") for line in answer.lines)
    if text:
        put_out(f"{seen(text, getattr(sys.stdout, 'encoding', None) or 'utf-8')}\n")
    for complaint in answer.complaints:
        tell(sentence(complaint) + "\n")
    return answer.status


def tell(text: str) -> None:
    """Write to standard error; where nobody can read it, the exit status says what there is to say."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        _let_go_of(sys.stderr)


def put_out(text: str) -> None:
    """Write to standard output and see it arrive. Raises BrokenPipeError when the reader has gone, Unavailable when it
    cannot be written: what the command did is done then all the same."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError) as error:  # full, closed by others, or closed from the start
        _let_go_of(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        why = getattr(error, "strerror", None) or "standard output is closed"
        raise Unavailable(
            f"The answer could not be written out ({why}). What the command does is done and saved; look at it with "
            "another command, and write the answer where there is room.",
            "no-output",
        ) from error


def _let_go_of(stream: TextIO | None) -> None:
    """What is left of a text that cannot be written would be tried once more at the end, and reported then."""
    if stream is None:
        return
    with suppress(OSError, ValueError, AttributeError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def seen(text: str, encoding: str = "utf-8") -> str:
    """Text for a terminal: what others wrote must not steer it, and what it cannot show comes as an escape."""
    return _STEERING.sub("?", text).encode(encoding, "backslashreplace").decode(encoding)


def sentence(text: str) -> str:
    """One sentence for a terminal, in one line, whatever names and words of others it quotes and how long these are."""
    return _LONG.sub(lambda found: f"{found[0][:QUOTED]}...", seen(" ".join(text.split())))


def plain(value: object) -> Json:
    """A value as JSON: field names as keys, times in ISO 8601 UTC, paths and enumerations as text, bytes in Base64."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = (field.name for field in dataclasses.fields(value) if field.name not in LEFT_OUT)
        return {name: plain(getattr(value, name)) for name in shown}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return _simple(value)


def _simple(value: object) -> Json:
    match value:
        case Enum():
            return plain(value.value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Path() | bytes():
            return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
        case frozenset() | set():
            return sorted(str(plain(item)) for item in value)
        case Sequence():
            return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")
