"""One row of a form, or a whole page of it, in a sheet: kept whole or not at all."""

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import FieldKind, Form, FormField
from assessor_app.ui.dates import recorded_date, typed_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

Input = QLineEdit | QComboBox | GrowingText


class FormSheet(Sheet):
    """`kept` carries field id to what was typed; the sheet stays open until `close_sheet` or `refuse` answers. `typed`
    carries the same as it is typed, or None when the person wants nothing of it."""

    kept = Signal(object)
    typed = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, scheme: Scheme, form: Form, values: Mapping[str, str]) -> None:
        super().__init__(theme, window, form.title, 620)
        self.inputs: dict[str, Input] = {}
        self._dates: list[str] = []
        self.body.addWidget(PlainLabel(form.title, "heading"))
        if form.meaning:
            self.body.addWidget(Paragraph(theme, form.meaning, "body", "text2"))
        if form.anonymous:
            words = self.tr("Name groups and people by a code only, never by their names.")
            self.body.addWidget(Paragraph(theme, words, "caption-medium", "warn"))
        page = ScrollingPage(theme)
        page.column.setContentsMargins(0, 0, theme.px(8), 0)
        page.column.setSpacing(theme.px(12))
        for field in form.fields:
            box = self._input(scheme, field, values.get(field.id, ""))
            self.inputs[field.id] = box
            if field.kind is FieldKind.DATE:
                self._dates.append(field.id)
            page.column.addWidget(LabelledField(theme, field.title, box, field.help))
        page.column.addStretch(1)
        page.setMinimumHeight(theme.px(90))  # more where the window has it: the buttons keep their place below
        self.body.addWidget(page, 1)
        self.error = Paragraph(theme, "", "body", "danger")
        self.error.hide()
        self.body.addWidget(self.error)
        self.keep = Button(theme, self.tr("Keep this"), "primary")
        self.keep.clicked.connect(self.primary)
        away = Button(theme, self.tr("Change nothing"), "ghost")
        away.clicked.connect(self._leave)
        self.body.addLayout(row(None, away, self.keep, KeyHint("Ctrl+Return"), spacing=theme.px(8)))

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: _text_of(box) for name, box in self.inputs.items()} | self._days()

    def _days(self) -> dict[str, str]:
        """Dates as they are kept; what is none goes on as typed, to be refused in words."""
        found = {}
        for name in self._dates:
            typed = _text_of(self.inputs[name]).strip()
            with suppress(ValueError):
                found[name] = typed_date(typed).isoformat() if typed else ""
        return found

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept."""
        self._set_busy(False)
        self.error.set_words(sentence)
        self.error.show()

    def primary(self) -> None:
        """Keep it, once: the answer may take a moment."""
        if self.keep.isEnabled():
            self._set_busy(True)
            self.kept.emit(self.values())

    def _set_busy(self, busy: bool) -> None:
        self.hold(busy)
        self.keep.setEnabled(not busy)

    def _leave(self) -> None:
        self.typed.emit(None)
        self.close_sheet()

    def _tell(self) -> None:
        self.typed.emit(self.values())

    def _input(self, scheme: Scheme, field: FormField, value: str) -> Input:
        choices = _choices(scheme, field)
        if choices:
            box = _chooser(choices, value)
            box.activated.connect(self._tell)
            return box
        if field.kind is FieldKind.LONG_TEXT:
            growing = GrowingText(self.theme, field.title, 2, 6)
            growing.set_text(value)
            growing.textChanged.connect(self._tell)
            return growing
        is_day = field.kind is FieldKind.DATE
        line = QLineEdit(recorded_date(value) if is_day else value)
        line.setPlaceholderText("22 Nov 2026" if is_day else "")
        line.textChanged.connect(self._tell)
        return line


def _choices(scheme: Scheme, field: FormField) -> list[tuple[str, str]]:
    """Values and words to choose from; none for what is typed."""
    match field.kind:
        case FieldKind.CHOICE:
            return [(each, each) for each in field.choices]
        case FieldKind.YES_NO:
            return [("yes", "Yes"), ("no", "No")]
        case FieldKind.STRAND:
            return [(each.id, f"{each.number} {each.title}") for each in scheme.strands]
        case FieldKind.LEVEL:
            return [(each.id, each.name) for each in scheme.all_levels]
        case _:
            return []


def _chooser(choices: list[tuple[str, str]], value: str) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, words in [("", ""), *choices]:
        box.addItem(words, key)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box


def _text_of(box: Input) -> str:
    if isinstance(box, QComboBox):
        return str(box.currentData() or "")
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()
