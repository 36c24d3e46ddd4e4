"""A rubric written as a grid: a spreadsheet, a CSV file or pasted rows, whose columns somebody says the meaning of."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.scheme.rubric_exchange import (
    Answers,
    FoundAspect,
    FoundLevel,
    FoundRubric,
    FoundStrand,
    Question,
    RubricReading,
)
from assessor_app.errors import WrongUse
from assessor_app.schemes.exchange.grid_columns import (
    HIGHEST_FIRST,
    LEVEL,
    Columns,
    columns_of,
    order_question,
    row_questions,
)
from assessor_app.schemes.exchange.ratings import is_ratings, rating_aspects
from assessor_app.schemes.exchange.words import MOST, clean, line, name_of, unusable

FORMAT = "grid"
MOST_ROWS, MOST_COLUMNS = 20_000, 60

Rows = Sequence[Sequence[str]]


def read_grid(name: str, rows: Rows, answers: Answers) -> RubricReading:
    """The rubric of a grid. rows: cells as text, the headings in the first row that has two. Raises Refused."""
    head, body = _head_and_body(name, rows)
    if is_ratings(head):
        return RubricReading(_rubric(name, rating_aspects(head, body)))
    columns = columns_of(head, body, answers)
    questions = row_questions(head, body)
    found = _strands(columns, body)
    if len(found) > MOST:
        raise unusable(name, f"It has {len(found)} rows to judge, and {MOST} are the most.", "too-large")
    needs_scale = not any(row.levels for row in found)
    if columns.of(LEVEL):
        questions = (*questions, order_question(head, columns))
        if (answers.get("order") or questions[-1].suggested)[0] == HIGHEST_FIRST:
            found = [_Row(row.aspect, row.strand, row.question, row.evidence, row.levels[::-1]) for row in found]
    if needs_scale:
        words = "No column holds levels. Which are they, lowest first?"
        questions = (*questions, Question("scale", words, several=True))
    scale = tuple(FoundLevel(line(each, 60)) for each in answers.get("scale", ())) if needs_scale else ()
    if not found or (needs_scale and not scale):
        return RubricReading(questions=questions)
    rubric = _rubric(name, _aspects(found), scale)
    named = (
        Question("title", "What is the mark called?", suggested=(rubric.title,)),
        Question("owner", "Who awards it?", suggested=(rubric.owner,)),
    )
    return RubricReading(rubric, None, (*named, *questions), _left_out(columns))


@dataclass(frozen=True, slots=True)
class _Row:
    aspect: str
    strand: str
    question: str
    evidence: tuple[str, ...]
    levels: tuple[FoundLevel, ...]

    @property
    def named(self) -> tuple[str, str]:
        return self.aspect, self.strand


def _head_and_body(name: str, rows: Rows) -> tuple[list[str], list[list[str]]]:
    cells = [[clean(cell) for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
    filled = [row for row in cells if any(row)]
    first = next((number for number, row in enumerate(filled) if sum(map(bool, row)) > 1), None)
    if first is None or len(filled) < first + 2:
        raise unusable(
            name, "No grid was found: two columns with headings, and rows under them, are needed.", "no-grid"
        )
    if len(rows) > MOST_ROWS:
        raise unusable(name, f"The grid has more than {MOST_ROWS} rows, which no rubric needs.", "too-large")
    width = max(len(row) for row in filled)
    return _padded(filled[first], width), [_padded(row, width) for row in filled[first + 1 :]]


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _strands(columns: Columns, body: list[list[str]]) -> list[_Row]:
    """The rows as strands. An aspect is named once and holds for the rows below; so is a strand with its levels."""
    found: list[_Row] = []
    aspect, long = "", bool(columns.of("level name"))
    if not columns.of("strand") and not columns.of("question") and not columns.of("code"):
        raise WrongUse("No column was chosen for what is judged. Choose one as strand.", "no-strand-column")
    for row in body:
        aspect = line(columns.text(row, "aspect")) or aspect
        code, title, question = (columns.text(row, role) for role in ("code", "strand", "question"))
        levels, named = columns.levels(row), (aspect, _name(code, title, question))
        if long and found and (named == found[-1].named or not (code or title or question)):
            found[-1] = _with_levels(found[-1], levels)
        elif code or title or question:
            found.append(_row(aspect, code, title, question, columns.text(row, "evidence"), levels))
    return found


def _row(aspect: str, code: str, title: str, question: str, evidence: str, levels: tuple[FoundLevel, ...]) -> _Row:
    name = _name(code, title, question)
    asked = clean(question) or (clean(title) if len(title) > len(name) else "")
    shown = tuple(
        each.strip(" -*\u2022") for each in evidence.replace(";", "\n").split("\n") if each.strip(" -*\u2022")
    )
    return _Row(aspect, name, asked if asked != name else "", shown, levels)


def _name(code: str, title: str, question: str) -> str:
    return name_of(" ".join(part for part in (line(code), line(title)) if part), question)


def _with_levels(row: _Row, levels: tuple[FoundLevel, ...]) -> _Row:
    return _Row(row.aspect, row.strand, row.question, row.evidence, row.levels + levels)


def _aspects(found: list[_Row]) -> list[FoundAspect]:
    groups: dict[str, list[FoundStrand]] = {}
    for row in found:
        levels = row.levels if len(row.levels) > 1 else ()
        groups.setdefault(row.aspect or "General", []).append(
            FoundStrand(row.strand, row.question, levels, row.evidence)
        )
    return [FoundAspect(name_of(title), tuple(strands)) for title, strands in groups.items()]


def _rubric(name: str, aspects: list[FoundAspect], scale: tuple[FoundLevel, ...] = ()) -> FoundRubric:
    title = name_of(name.rpartition(".")[0] or name)
    return FoundRubric(title, "Owner not named", "1.0", "en-GB", line(name, 300), scale, tuple(aspects), bool(scale))


def _left_out(columns: Columns) -> tuple[str, ...]:
    skipped = [heading for heading in columns.skipped if heading]
    return (f"The columns {', '.join(skipped)}.",) if skipped else ()
