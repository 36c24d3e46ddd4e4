"""Rubrics of others into editions, and editions into packages that others read."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.rubric_exchange import Answers, Choice, FoundRubric, Question, RubricReading
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import read_at_most, write_whole
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange import case, delimited, framework, grid, ratings
from assessor_app.schemes.exchange.case_writing import case_package, only_here
from assessor_app.schemes.exchange.edition_content import content_of
from assessor_app.schemes.exchange.edition_text import Origin, edition_text
from assessor_app.schemes.exchange.words import edition_from, id_from, line
from assessor_app.schemes.loading import edition_of, load_scheme
from assessor_app.schemes.positions import read_located
from assessor_app.workbooks.plain_rows import plain_rows

LARGEST = 50 << 20
PASTED = "pasted rows"

TYPED = ("title", "id", "edition", "owner")
"""Questions that may be answered for every file; without an answer the file's own words stand."""


@dataclass(frozen=True, slots=True)
class ImportedRubric:
    """What came of a file. text: the scheme file, "" while questions are open; scheme: the same as a value;
    questions: everything that was or may be answered; left_out: what is not carried over, a sentence each."""

    text: str
    scheme: Scheme | None
    questions: tuple[Question, ...]
    open: tuple[Question, ...]
    left_out: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package that was written. only_here: what other programs do not see of it."""

    file: Path
    only_here: tuple[str, ...]


def import_rubric(file: Path, answers: Answers) -> ImportedRubric:
    """A file of another program as a scheme file's text.

    Raises Refused for a file that is none of the known kinds or too large, Unavailable for one that cannot be read,
    WrongUse for an answer that fits nothing.
    """
    data = _read(file)
    kind, reading = _reading(file, data, answers)
    return _imported(reading, Origin(line(file.name, 120), hashlib.sha256(data).hexdigest(), kind), answers)


def import_pasted(text: str, answers: Answers) -> ImportedRubric:
    """The same for rows that were copied from a spreadsheet."""
    data = text.encode("utf-8", "replace")
    reading = grid.read_grid(PASTED, delimited.rows_of(PASTED, data), answers)
    return _imported(reading, Origin(PASTED, hashlib.sha256(data).hexdigest(), grid.FORMAT), answers)


def export_case(scheme_file: Path, output: Path, when: datetime) -> WrittenPackage:
    """Write an edition as a CASE 1.1 package. Raises Refused for a file that is no complete edition."""
    load_scheme(scheme_file)
    content = read_located(scheme_file).content
    package = case_package(content, when.isoformat(timespec="seconds"))
    write_whole(output, json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n")
    return WrittenPackage(output, only_here(content))


def save_edition(file: Path, text: str) -> None:
    """Write a scheme file whole, or not at all. Raises Unavailable."""
    write_whole(file, text.encode())


def _read(file: Path) -> bytes:
    data = read_at_most(file, LARGEST)
    if data is None:
        raise Refused(f"{file.name} is larger than 50 MB, which no rubric needs. Nothing was imported.", "too-large")
    return data


def _reading(file: Path, data: bytes, answers: Answers) -> tuple[str, RubricReading]:
    """By what the file holds, and by its name only where that does not tell."""
    begins = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins[:1] in (b"{", b"["):
        return case.FORMAT, case.read_case(file.name, data, answers)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return grid.FORMAT, _workbook(file, answers)
    if begins[:1] == b"<":
        return ratings.FORMAT, ratings.read_ratings_xml(file.name, data)
    if file.suffix.lower() in (".yaml", ".yml"):
        return framework.FORMAT, framework.read_framework(file, answers)
    return grid.FORMAT, grid.read_grid(file.name, delimited.rows_of(file.name, data), answers)


def _workbook(file: Path, answers: Answers) -> RubricReading:
    sheets = plain_rows(file)
    if not sheets:
        raise Refused(f"{file.name} holds no rows. Nothing was imported.", "no-grid")
    choices = tuple(Choice(title, f"{title} ({len(rows)} rows)") for title, rows in sheets)
    question = Question("sheet", "Which sheet holds the rubric?", choices, suggested=(choices[0].value,))
    chosen = (answers.get("sheet") or question.suggested)[0]
    rows = next((rows for title, rows in sheets if title == chosen), None)
    if rows is None:
        raise WrongUse(f"{file.name} has no sheet {chosen!r}. Nothing was imported.", "no-sheet")
    reading = grid.read_grid(file.name, rows, answers)
    return replace(reading, questions=(question, *reading.questions)) if len(sheets) > 1 else reading


def _imported(reading: RubricReading, origin: Origin, answers: Answers) -> ImportedRubric:
    content, whole = reading.content, reading.content is not None
    if reading.rubric is not None:
        content = content_of(_with_answers(reading.rubric, answers))
    if content is None:
        return ImportedRubric("", None, reading.questions, reading.open, reading.left_out, origin.format)
    found = dict(content) if isinstance(content, dict) else {}
    found |= {"id": id_from(answers["id"][0], "imported")} if answers.get("id") else {}
    problems = content_problems(found)
    if problems:
        words = f"{origin.name} cannot become an edition: {problems[0].where}: {problems[0].message}"
        raise Refused(f"{words} Nothing was imported.", problems[0].code)
    text = edition_text(found, replace(origin, left_out=reading.left_out), whole)
    return ImportedRubric(text, edition_of(found), reading.questions, (), reading.left_out, origin.format)


def _with_answers(rubric: FoundRubric, answers: Answers) -> FoundRubric:
    title, owner, edition = (line(answers.get(key, ("",))[0], 200) for key in ("title", "owner", "edition"))
    return replace(
        rubric,
        title=title or rubric.title,
        owner=owner or rubric.owner,
        edition=edition_from(edition) if edition else rubric.edition,
    )
