"""The documents that are made of an assessment beside its report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class DocumentKind(Enum):
    """What can be made. The value is the word on the command line."""

    DEBRIEF = "debrief"
    FORM = "form"
    PLAN = "plan"
    EVIDENCE = "evidence"
    APPEAL = "appeal"
    COMPLAINT = "complaint"
    RENEWAL = "renewal"
    HTML = "html"
    SPREADSHEET = "xlsx"
    CSV = "csv"

    @property
    def extension(self) -> str:
        """Of the file."""
        return {"html": ".html", "xlsx": ".xlsx", "csv": ".csv"}.get(self.value, ".pdf")

    @property
    def is_letter(self) -> bool:
        """True for what the office sends to somebody."""
        return self.value in ("appeal", "complaint", "renewal")


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What a document needs beside the record. session: of a debrief sheet, "" for the first; to: whom a letter is
    for, name and role; number and received: of an appeal or complaint; contact: where to write to."""

    session: str = ""
    to: str = ""
    number: str = ""
    received: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """One document that can be made now. detail: which of its kind: a debrief's title, a concern's reference."""

    kind: DocumentKind
    asked: DocumentRequest
    detail: str = ""


Told = Callable[[int, int], None]
"""How much of how much is done; it may raise to stop."""
