"""The self-assessment sheet into answers, one a strand."""

from dataclasses import dataclass

from assessor_app.domain.assessment.submission import SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.cells import read_confidence, read_level, read_text
from assessor_app.workbooks.references import read_references
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.tables import Row, Table
from assessor_app.workbooks.text import normalise

_ANSWERS = ("level", "narrative", "evidence", "confidence")


@dataclass(frozen=True, slots=True)
class StrandAnswers:
    """Answers in the scheme's order, and where each strand's evidence references stand."""

    strands: tuple[SubmittedStrand, ...]
    places: dict[str, str]


def read_strands(table: Table, scheme: Scheme, remarks: Remarks) -> StrandAnswers:
    """One answer for every strand that has a row; strands without a row are remarked on."""
    rows = _match_rows(table, scheme, remarks)
    answers = {strand: _answer(row, strand, scheme, remarks) for strand, row in rows.items()}
    order = [strand.id for strand in scheme.strands if strand.id in answers]
    if list(rows) != order:
        message = f"The rows are in another order; they were matched by their {scheme.terms.strand}."
        remarks.note("reordered", f"{table.sheet.title}!A{table.heading_row + 1}", message)
    _remark_on_missing(table, scheme, rows, remarks)
    return StrandAnswers(
        tuple(answers[strand] for strand in order),
        {strand: row.where("evidence") for strand, row in rows.items()},
    )


def _match_rows(table: Table, scheme: Scheme, remarks: Remarks) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    names = _names(scheme)
    for row in table.rows():
        strand = _strand_of(row, scheme, names, rows, remarks)
        if strand and strand in rows:
            _remark_on_second_row(rows[strand], row, strand, scheme, remarks)
        elif strand:
            rows[strand] = row
    return rows


def _names(scheme: Scheme) -> dict[tuple[str, str], str]:
    return {
        (normalise(aspect.title), normalise(strand.title)): strand.id
        for aspect in scheme.aspects
        for strand in aspect.strands
    }


def _strand_of(
    row: Row, scheme: Scheme, names: dict[tuple[str, str], str], rows: dict[str, Row], remarks: Remarks
) -> str | None:
    given = str(row.cell("id").value or "").strip()
    if any(strand.id == given for strand in scheme.strands):
        return given
    title = str(row.cell("strand").value or "").strip().partition("\n")[0]
    found = names.get((normalise(row.cell("aspect").value), normalise(title)))
    if found is None:
        _remark_on_stray(row, given, remarks)
    elif found not in rows:
        named = scheme.strand(found)
        message = f"The hidden id of this row is gone; it was read as {named.number} {named.title} by its names."
        remarks.note("id-from-names", row.where(), message)
    return found


def _remark_on_stray(row: Row, given: str, remarks: Remarks) -> None:
    if given:
        remarks.error(
            "unknown-id", row.where("id"), f"The id {quoted(given)} is not in this edition; the row is left out."
        )
        return
    cells = (row.cell(column).value for column in row.table.columns)
    text = next((str(value) for value in cells if value is not None and str(value).strip()), "")
    remarks.warning("stray-row", row.where(), f"This row belongs to nothing; its text {quoted(text)} is left out.")


def _remark_on_second_row(first: Row, second: Row, strand: str, scheme: Scheme, remarks: Remarks) -> None:
    named = scheme.strand(strand)
    same = all(normalise(first.cell(column).value) == normalise(second.cell(column).value) for column in _ANSWERS)
    name = f"{named.number} {named.title}"
    if same:
        remarks.warning(
            "same-row-twice", second.where(), f"{name} is already on row {first.number} with the same answers."
        )
    else:
        message = f"{name} is already on row {first.number} with other answers; this row is left out."
        remarks.error("two-answers", second.where(), message)


def _answer(row: Row, strand: str, scheme: Scheme, remarks: Remarks) -> SubmittedStrand:
    levels = scheme.levels_of(scheme.strand(strand))
    level = read_level(row, "level", levels, scheme.terms.level, remarks) if levels else None
    text = read_text(row, "narrative", remarks)
    evidence = read_references(read_text(row, "evidence", remarks), row.where("evidence"), remarks)
    confidence = read_confidence(row, "confidence", remarks)
    answer = SubmittedStrand(strand, level, text, evidence, confidence)
    _remark_on_gaps(row, answer, scheme, remarks)
    return answer


def _remark_on_gaps(row: Row, answer: SubmittedStrand, scheme: Scheme, remarks: Remarks) -> None:
    strand, term = scheme.strand(answer.strand), scheme.terms.level
    name = f"{strand.number} {strand.title}"
    graded = not strand.narrative
    no_level = graded and answer.level is None and row.cell("level").blank and not remarks.lost(row.where("level"))
    no_text = not answer.text and not remarks.lost(row.where("narrative"))
    if no_level and no_text:
        remarks.warning("not-answered", row.where("level"), f"{name} has neither a {term} nor a text.")
    elif no_level:
        remarks.warning("level-missing", row.where("level"), f"{name} has a text but no {term}.")
    elif no_text:
        remarks.note("text-missing", row.where("narrative"), f"{name} has no text.")


def _remark_on_missing(table: Table, scheme: Scheme, rows: dict[str, Row], remarks: Remarks) -> None:
    for strand in scheme.strands:
        if strand.id not in rows:
            aspect = scheme.aspect_of(strand.id).title
            message = f"{strand.number} {strand.title} ({aspect}) has no row; it may have been deleted."
            remarks.error("row-missing", f"{table.sheet.title}!A{table.heading_row + 1}", message)
