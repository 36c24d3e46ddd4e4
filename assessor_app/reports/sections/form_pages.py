"""What the institution filled in during the cycle: context page, target groups, partnerships, other forms."""

from typing import Final

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.facts import Row
from assessor_app.domain.cycle.facts import form_rows
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import FieldKind, Form, FormField, Purpose
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import long_day
from assessor_app.reports.page.blocks import label_row
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.words import say

MOST_COLUMNS = 5
WIDTH = 166.0
"""Millimetres of a table with equal columns."""


TITLES: Final = {
    "context": "forms.context",
    "target-groups": "forms.target_groups",
    "partnerships": "forms.partnerships",
}
"""Kinds of section, which are purposes of forms too, and what they are called where the edition does not say."""


def write(story: Story, facts: Facts, purpose: Purpose) -> None:
    """One section with every form of a purpose that something is filled in in."""
    story.page(facts.title(purpose.value, TITLES[purpose.value]), purpose.value)
    terms, forms = facts.content.scheme.terms, _filled(facts.content, purpose.value)
    story.paragraph(say("forms.theirs", institution=terms.institution))
    for form, rows in forms:
        if len(forms) > 1:
            story.section(form.title)
        _write_form(story, facts.content.scheme, form, rows)


def is_filled(content: ReportContent, kind: str) -> bool:
    """True when a form of this kind of section has an answer."""
    return bool(_filled(content, kind))


def texts(content: ReportContent, kind: str) -> list[str]:
    """Everything that was typed into the forms of a kind."""
    return [value for _, rows in _filled(content, kind) for row in rows for value in row.values()]


def _filled(content: ReportContent, kind: str) -> list[tuple[Form, list[Row]]]:
    forms = [form for form in content.scheme.forms if form.purpose.value == kind]
    found = [(form, [row for row in form_rows(form, content.assessment) if any(row.values())]) for form in forms]
    return [(form, rows) for form, rows in found if rows]


def _write_form(story: Story, scheme: Scheme, form: Form, rows: list[Row]) -> None:
    if form.table and len(_used(form, rows)) <= MOST_COLUMNS:
        _write_table(story, scheme, form, rows)
        return
    for place, row in enumerate(rows, start=1):
        if form.table:
            story.section(f"{place}. {_told(scheme, form.fields[0], row)}".rstrip())
        told = [(field.title, _told(scheme, field, row)) for field in _used(form, [row])]
        story.block([label_row(title, [Prose(words, TIGHT)], 2.6) for title, words in told])


def _write_table(story: Story, scheme: Scheme, form: Form, rows: list[Row]) -> None:
    fields = _used(form, rows)
    cells: list[list[Cell]] = [[_told(scheme, field, row) or say("none.not_given") for field in fields] for row in rows]
    story.table(form.title, [field.title for field in fields], cells, [WIDTH / len(fields)] * len(fields))


def _used(form: Form, rows: list[Row]) -> list[FormField]:
    return [field for field in form.fields if any(row.get(field.id) for row in rows)]


def _told(scheme: Scheme, field: FormField, row: Row) -> str:
    value = row.get(field.id, "")
    if not value:
        return ""
    if field.kind is FieldKind.STRAND:
        return f"{scheme.strand(value).number} {scheme.strand(value).title}"
    if field.kind is FieldKind.LEVEL:
        return scheme.level(value).name
    if field.kind is FieldKind.PERCENT:
        return f"{value} %"
    return long_day(value) if field.kind is FieldKind.DATE else value
