"""A form on the page: its rows, each to be changed or taken away, and a way to add one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.award.facts import Row
from assessor_app.domain.cycle.cycle import FormEntry
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import FieldKind, Form, FormField
from assessor_app.domain.scheme.texts import Wording
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class FormCard(Card):
    """`edit_wanted` carries the row's entry, or None for a new one; `remove_wanted` the row's id."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        scheme: Scheme,
        form: Form,
        entries: tuple[FormEntry, ...],
        came: tuple[Row, ...],
        editable: bool,
    ) -> None:
        """came: rows that came with the self-assessment and were not typed here."""
        super().__init__(theme, padding=18, spacing=8)
        self.form = form
        self.body.addWidget(PlainLabel(form.title, "card"))
        if form.meaning:
            self.body.addWidget(Paragraph(theme, form.meaning, "body", "text2"))
        if form.wording is Wording.MODEL:
            self.body.addWidget(Paragraph(theme, scheme.model_wording_notice, "caption", "text3"))
        if came:
            words = self.tr(
                "This came with the self-assessment. Once a row is added here, these rows count in its place."
            )
            self.body.addWidget(Paragraph(theme, words, "caption", "text3"))
        elif not entries:
            self.body.addWidget(Paragraph(theme, self.tr("Nothing filled in yet."), "body", "text3"))
        for values in came:
            self.body.addWidget(RowWords(theme, scheme, form, values))
        for place, entry in enumerate(entries, start=1):
            self.body.addWidget(self._line(scheme, entry, place, editable))
        if editable and (form.table or not entries):
            words = self.tr("Add a row to {form}") if form.table else self.tr("Fill in {form}")
            self.add = Button(theme, words.format(form=form.title.lower()), "link", "plus")
            self.add.clicked.connect(lambda: self.edit_wanted.emit(None))
            self.body.addLayout(row(self.add, None))

    def _line(self, scheme: Scheme, entry: FormEntry, place: int, editable: bool) -> QWidget:
        line, theme = QWidget(), self._theme
        layout = row(spacing=theme.px(6))
        layout.addWidget(RowWords(theme, scheme, self.form, entry.values), 1)
        if editable:
            which = self.tr("row {place} of {form}").format(place=place, form=self.form.title)
            change = IconButton(theme, "pencil", self.tr("Change {which}").format(which=which))
            change.clicked.connect(partial(self.edit_wanted.emit, entry))
            layout.addWidget(change)
            if self.form.table:
                away = IconButton(theme, "trash-2", self.tr("Take away {which}").format(which=which))
                away.clicked.connect(partial(self.remove_wanted.emit, entry.row))
                layout.addWidget(away)
        line.setLayout(layout)
        return line


class RowWords(QWidget):
    """A row in words: what it is about in bold, then its answers; a page has a line for each answer."""

    def __init__(self, theme: Theme, scheme: Scheme, form: Form, values: Row) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(2))
        told = [(field.title, _told(scheme, field, values.get(field.id, ""))) for field in form.fields]
        answers = [(title, words) for title, words in told if words]
        if not form.table:
            for title, words in answers:
                lines.addWidget(Paragraph(theme, f"{title}: {words}", "body"))
            return
        name, rest = (answers[0][1] if answers else ""), answers[1:]
        lines.addWidget(Paragraph(theme, name, "label"))
        for figures in (True, False):
            chosen = [f"{title}: {words}" for title, words in rest if (title in _figures(form)) is figures]
            if chosen:
                lines.addWidget(Paragraph(theme, " \u00b7 ".join(chosen), "body", "text" if figures else "text2"))


def _figures(form: Form) -> set[str]:
    return {field.title for field in form.fields if field.figure}


def _told(scheme: Scheme, field: FormField, value: str) -> str:
    if field.kind is FieldKind.STRAND:
        return next((f"{strand.number} {strand.title}" for strand in scheme.strands if strand.id == value), value)
    if field.kind is FieldKind.LEVEL:
        return next((level.name for level in scheme.all_levels if level.id == value), value)
    if field.kind is FieldKind.DATE and value:
        return recorded_date(value)
    return f"{value} %" if field.kind is FieldKind.PERCENT and value else value
