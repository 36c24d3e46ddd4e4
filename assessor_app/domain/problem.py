"""A located remark on something that was read: a workbook, a scheme file."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """error: the value was not taken; warning: taken, look at it; note: for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark. `code` is stable; `where` is a sheet and cell ("Self-assessment!G11") or a file, line and key."""

    severity: Severity
    code: str
    where: str
    message: str
