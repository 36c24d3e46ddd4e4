"""The evidence list and the action plan into values."""

from collections.abc import Iterable, Mapping

from assessor_app.domain.assessment.submission import SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.cells import read_text
from assessor_app.workbooks.choices import EVIDENCE_KINDS
from assessor_app.workbooks.dates import read_date
from assessor_app.workbooks.layout import strand_label
from assessor_app.workbooks.references import normal_code
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.tables import Row, Table
from assessor_app.workbooks.text import normalise


def read_evidence(table: Table, remarks: Remarks) -> tuple[SubmittedEvidence, ...]:
    """Rows with anything beside their reference, in the order of the sheet. A row without a usable reference is
    kept under one made from its row number."""
    found: dict[str, SubmittedEvidence] = {}
    for row in _filled(table):
        code = normal_code(str(row.cell("id").value or "")) or _replace_code(row, "E1", remarks)
        item = SubmittedEvidence(
            code,
            read_text(row, "title", remarks),
            _location(row, remarks),
            read_date(row, "date", remarks),
            _kind(read_text(row, "kind", remarks)),
        )
        if code in found:
            _remark_on_second(row, code, found[code] == item, remarks)
        else:
            found[code] = item
    return tuple(found.values())


def _filled(table: Table) -> Iterable[Row]:
    answers = [column for column in table.columns if column != "id"]
    return (
        row for row in table.rows() if any(not row.cell(column).blank or row.cell(column).formula for column in answers)
    )


def _replace_code(row: Row, example: str, remarks: Remarks) -> str:
    code, given = f"row-{row.number}", str(row.cell("id").value or "").strip()
    what = f"{quoted(given)} is not a reference such as {example}" if given else "This row has no reference"
    remarks.warning("no-reference", row.where("id"), f"{what}; it is kept as {quoted(code)}. Nothing can refer to it.")
    return code


def _location(row: Row, remarks: Remarks) -> str:
    """The text of the location; the target of a link is added, because the text may hide it."""
    text = read_text(row, "where", remarks)
    links = row.table.sheet.links
    target = links.get((row.number, row.table.columns.get("where", 0)), "")
    target = target or links.get((row.number, row.table.columns.get("title", 0)), "")
    if not target or target == text:
        return text
    remarks.note(
        "link-kept", row.where("where"), f"The cell links to {quoted(target)}; the link is kept with the evidence."
    )
    return f"{text} ({target})" if text else target


def _kind(text: str) -> str:
    return next((kind for kind in EVIDENCE_KINDS if normalise(kind) == normalise(text)), text)


def _remark_on_second(row: Row, code: str, same: bool, remarks: Remarks) -> None:
    if same:
        remarks.warning("same-row-twice", row.where("id"), f"{code} is listed twice with the same content.")
    else:
        message = f"{code} is used for two different rows; this one is left out."
        remarks.error("reference-twice", row.where("id"), message)


def remark_on_dangling(
    strands: Iterable[SubmittedStrand],
    evidence: Iterable[SubmittedEvidence],
    places: Mapping[str, str],
    remarks: Remarks,
) -> None:
    """Say which references lead nowhere."""
    known = {item.code for item in evidence}
    for answer in strands:
        lost = [code for code in answer.evidence if code not in known]
        if lost:
            message = f"{', '.join(lost)} is named here but is not in the evidence list."
            remarks.warning("dangling-reference", places[answer.strand], message)


def read_actions(table: Table, scheme: Scheme, remarks: Remarks) -> tuple[SubmittedAction, ...]:
    """Rows with anything beside their reference, in the order of the sheet."""
    found: dict[str, SubmittedAction] = {}
    for row in _filled(table):
        action = SubmittedAction(
            _action_code(row, remarks),
            _action_strand(row, scheme, remarks),
            read_text(row, "action", remarks),
            read_text(row, "lead", remarks),
            read_date(row, "due", remarks),
            read_text(row, "success", remarks),
        )
        if action.code in found:
            _remark_on_second(row, action.code, found[action.code] == action, remarks)
        else:
            found[action.code] = action
    return tuple(found.values())


def _action_code(row: Row, remarks: Remarks) -> str:
    given = "".join(str(row.cell("id").value or "").split()).upper()
    if given.isascii() and given.isalnum() and len(given) <= 8:
        return given
    return _replace_code(row, "P1", remarks)


def _action_strand(row: Row, scheme: Scheme, remarks: Remarks) -> str:
    text = read_text(row, "strand", remarks)
    if not text:
        return ""
    typed = normalise(text)
    for strand in scheme.strands:
        label = normalise(strand_label(scheme, strand))
        if typed in (label, normalise(strand.id), strand.number) or typed.split()[0] == strand.number:
            return strand.id
    titled = [strand.id for strand in scheme.strands if normalise(strand.title) == typed]
    if len(titled) == 1:
        return titled[0]
    message = f"{quoted(text)} is not one {scheme.terms.strand} of this mark; the action is kept without."
    remarks.warning("unknown-strand", row.where("strand"), message)
    return ""
