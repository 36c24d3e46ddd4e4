"""Self-assessment workbooks to send out: blank, or filled in for a demonstration."""

import uuid
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from assessor_app.domain.assessment.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import whole_file
from assessor_app.workbooks.data_sheets import add_data_sheets
from assessor_app.workbooks.hidden_sheets import add_lists, add_manifest
from assessor_app.workbooks.layout import FORMAT, FORMAT_VERSION
from assessor_app.workbooks.read_me_sheet import add_read_me
from assessor_app.workbooks.text import LONGEST, cell_length, escape

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def write_blank(  # noqa: PLR0913  one word for each choice a person has
    scheme: Scheme,
    target: Path,
    *,
    nation: str = "",
    setting: str = "",
    language: str = "",
    clock: Clock = _now,
    replace: bool = False,
) -> None:
    """Write an empty self-assessment workbook for an edition.

    nation, setting: ids of `choices`, filled in beforehand. Raises WrongUse for a language the edition has no
    wording in, Refused when `target` exists and `replace` is false, Unavailable when it cannot be written.
    """
    answers = Answers(nation=nation, setting=setting)
    write_filled(scheme, target, answers, language=language, clock=clock, replace=replace)


def write_filled(
    scheme: Scheme,
    target: Path,
    answers: Answers,
    *,
    language: str = "",
    clock: Clock = _now,
    replace: bool = False,
) -> None:
    """Write a workbook with answers in it; see `write_blank`. Raises WrongUse for a text that no cell can hold."""
    if not replace and target.exists():
        raise Refused(f"{target.name} already exists and was not changed. Choose another name.", "file-exists")
    _refuse_language(scheme, language)
    _refuse_long_texts(answers)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_read_me(workbook, scheme, answers)
    add_data_sheets(workbook, scheme, answers)
    add_lists(workbook, scheme)
    add_manifest(workbook, scheme, _manifest(scheme, clock()))
    _describe(workbook, scheme, clock())
    with whole_file(target) as file:
        workbook.save(file)


def template_id(scheme: Scheme) -> str:
    """Equal for all workbooks of one wording and layout, whoever made them."""
    return str(
        uuid.uuid5(uuid.NAMESPACE_URL, f"{FORMAT}/{FORMAT_VERSION}/{scheme.id}/{scheme.edition}/{scheme.sha256}")
    )


def _manifest(scheme: Scheme, now: datetime) -> dict[str, str]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "scheme_id": scheme.id,
        "scheme_edition": scheme.edition,
        "scheme_sha256": scheme.sha256,
        "template_id": template_id(scheme),
        "submission_id": str(uuid.uuid4()),
        "language": scheme.language,
        "generated": moment(now),
    }


def _describe(workbook: Workbook, scheme: Scheme, now: datetime) -> None:
    workbook.properties.title = f"{scheme.title}: self-assessment"
    workbook.properties.creator = scheme.owner
    workbook.properties.language = scheme.language
    workbook.properties.created = now.astimezone(UTC).replace(tzinfo=None)
    workbook.security.lockStructure = True


def _refuse_language(scheme: Scheme, language: str) -> None:
    if language and language.casefold() != scheme.language.casefold():
        raise WrongUse(
            f"{scheme.title} {scheme.edition} has no wording in {language}; nothing was written. "
            f"Use {scheme.language}.",
            "no-such-language",
        )


def _refuse_long_texts(answers: Answers) -> None:
    rows: tuple[Answers | SubmittedStrand | SubmittedEvidence | SubmittedAction, ...]
    rows = (answers, *answers.strands, *answers.evidence, *answers.actions)
    values = (getattr(row, field.name) for row in rows for field in fields(row))
    if any(isinstance(value, str) and cell_length(escape(value)) > LONGEST for value in values):
        raise WrongUse(
            f"A text has more than {LONGEST} characters, more than a cell holds; nothing was written.", "long"
        )
