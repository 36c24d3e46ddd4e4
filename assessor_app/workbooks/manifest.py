"""Which mark, edition and workbook a file says it is."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused, WrongUse
from assessor_app.workbooks.grid import Content, Sheet
from assessor_app.workbooks.layout import FORMAT, FORMAT_VERSION, MANIFEST_SHEET
from assessor_app.workbooks.refusals import refusal
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.text import strip_controls

SchemeFinder = Callable[[str, str], Scheme]
_PREFIX = "qm_"
_KEYWORDS = re.compile(r"qm[; ]([\w.-]+)[; ]([\w.-]+)")


def read_manifest(content: Content, remarks: Remarks) -> dict[str, str]:
    """The manifest from the hidden sheet, the document's properties or its keywords; {} when all are gone."""
    properties = {
        name.removeprefix(_PREFIX): value for name, value in content.properties.items() if name.startswith(_PREFIX)
    }
    sheet = next((sheet for sheet in content.sheets if sheet.cell(1, 2).value == FORMAT), None)
    hidden = _from_sheet(sheet) if sheet else {}
    for key in sorted(properties.keys() & hidden.keys()):
        if properties[key] != hidden[key]:
            message = (
                f"The workbook calls its {key} {quoted(hidden[key])} in the hidden sheet, {quoted(properties[key])} in "
                "the document properties; the hidden sheet is believed."
            )
            remarks.warning("manifest-conflict", f"{MANIFEST_SHEET}!B1", message)
    return {**properties, **hidden} or _from_keywords(content.keywords)


def _from_sheet(sheet: Sheet) -> dict[str, str]:
    pairs = ((sheet.cell(row, 1), sheet.cell(row, 2)) for row in range(1, 41))
    return {
        str(key.value): strip_controls(str(value.value))[0] for key, value in pairs if not key.blank and not value.blank
    }


def _from_keywords(keywords: str) -> dict[str, str]:
    found = _KEYWORDS.fullmatch(keywords.strip())
    return {"scheme_id": found[1], "scheme_edition": found[2]} if found else {}


def settle_scheme(
    file: Path, manifest: Mapping[str, str], find_scheme: SchemeFinder, expected: Scheme | None, remarks: Remarks
) -> Scheme:
    """The edition to read the answers by.

    Raises Refused for a workbook of another mark than expected, of an edition that is not here, of a newer layout,
    and for one that no longer says what it is while nothing is expected.
    """
    _refuse_newer(file, manifest)
    scheme_id, edition = manifest.get("scheme_id", ""), manifest.get("scheme_edition", "")
    if not scheme_id:
        return _assume(file, expected, remarks)
    if expected is None:
        scheme = _find(file, scheme_id, edition, find_scheme)
    elif expected.id == scheme_id:
        scheme = expected
        _remark_on_edition(edition, scheme, remarks)
    else:
        action = f"choose a workbook of {expected.title}"
        raise refusal(file, f"is for the mark {quoted(scheme_id)}", action, "other-scheme")
    if manifest.get("scheme_sha256", scheme.sha256) != scheme.sha256 and edition == scheme.edition:
        message = "The workbook was made from other wording of the same edition; compare before you rely on it."
        remarks.warning("other-wording", f"{MANIFEST_SHEET}!B5", message)
    return scheme


def _refuse_newer(file: Path, manifest: Mapping[str, str]) -> None:
    version = manifest.get("format_version", FORMAT_VERSION)
    if version != FORMAT_VERSION:
        what = f"was made by a newer version of the program (layout {quoted(version)})"
        raise refusal(file, what, "update the program and load it again", "newer-format")


def _assume(file: Path, expected: Scheme | None, remarks: Remarks) -> Scheme:
    if expected is None:
        what = "no longer says which mark and edition it is for"
        raise refusal(file, what, "open the visit it belongs to and load it there", "no-manifest")
    message = (
        "The workbook no longer says which mark it is for; its hidden sheet and properties are gone. "
        f"It was read as {expected.title} {expected.edition}; check that this is right."
    )
    remarks.warning("no-manifest", f"{MANIFEST_SHEET}!A1", message)
    return expected


def _find(file: Path, scheme_id: str, edition: str, find_scheme: SchemeFinder) -> Scheme:
    try:
        return find_scheme(scheme_id, edition)
    except (WrongUse, Refused) as error:
        what = f"is for {quoted(f'{scheme_id} {edition}')}, which is not on this computer"
        raise refusal(file, what, "add that edition first", "unknown-edition") from error


def _remark_on_edition(edition: str, scheme: Scheme, remarks: Remarks) -> None:
    if edition != scheme.edition:
        message = (
            f"The workbook was made for edition {quoted(edition)}, the visit uses {quoted(scheme.edition)}. Answers "
            "were matched by their ids; the wording they were given for was another."
        )
        remarks.error("other-edition", f"{MANIFEST_SHEET}!B4", message)
