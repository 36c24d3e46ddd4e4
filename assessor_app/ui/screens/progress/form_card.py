"""A form on the page: its rows, each to be changed or taken away, and a way to add one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.cycle import FormEntry
from assessor_app.domain.scheme import Scheme
from assessor_app.domain.scheme_forms import FieldKind, Form
from assessor_app.domain.scheme_texts import Wording
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
        self, theme: Theme, scheme: Scheme, form: Form, entries: tuple[FormEntry, ...], came: int, editable: bool
    ) -> None:
        """came: rows that came with the self-assessment and were not typed here."""
        super().__init__(theme, padding=18, spacing=8)
        self.form = form
        self.body.addWidget(PlainLabel(form.title, "card"))
        if form.meaning:
            self.body.addWidget(Paragraph(theme, form.meaning, "body", "text2"))
        if form.wording is Wording.MODEL:
            self.body.addWidget(Paragraph(theme, scheme.model_wording_notice, "caption", "text3"))
        if not entries:
            words = (
                self.tr("{count} rows came with the self-assessment.").format(count=came)
                if came
                else self.tr("Nothing filled in yet.")
            )
            self.body.addWidget(Paragraph(theme, words, "body", "text3"))
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
        layout.addWidget(Paragraph(theme, entry_words(scheme, self.form, entry), "body"), 1)
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


def entry_words(scheme: Scheme, form: Form, entry: FormEntry) -> str:
    """A row on one line: "Group: A, Baseline: 41, Latest: 58"."""
    strands = {strand.id: f"{strand.number} {strand.title}" for strand in scheme.strands}
    parts = []
    for field in form.fields:
        value = entry.values.get(field.id, "")
        if field.kind is FieldKind.STRAND:
            value = strands.get(value, value)
        if field.kind is FieldKind.PERCENT and value:
            value = f"{value} %"
        if value:
            parts.append(f"{field.title}: {value}")
    return "\n".join(parts) if not form.table else ", ".join(parts)
