"""What a command answers: words for a person, or one JSON document; and an exit status."""

import base64
import dataclasses
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

from assessor_app.domain.operation import Json

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
        text = "\n".join(answer.lines)
    if text:
        sys.stdout.write(seen(text, sys.stdout.encoding or "utf-8") + "\n")
    for complaint in answer.complaints:
        sys.stderr.write(seen(complaint) + "\n")
    return answer.status


def seen(text: str, encoding: str = "utf-8") -> str:
    """Text for a terminal: what others wrote must not steer it, and what it cannot show comes as an escape."""
    return _STEERING.sub("?", text).encode(encoding, "backslashreplace").decode(encoding)


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
