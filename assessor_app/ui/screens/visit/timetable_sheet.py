"""Editing the timetable: one line a session, kept whole or not at all."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from assessor_app.domain.visit.day import VOICE_NAMES, VisitSession, Voice
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.sheet import BESIDE, Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

WIDE_FROM = 760
"""Logical pixels at 100 % from which a session's fields stand on one line."""
FIELDS = ("starts", "ends", "title", "people", "room")
WIDTHS = {"starts": 64, "ends": 64, "room": 110}


class TimetableSheet(Sheet):
    """`kept` carries the sessions as edited; the sheet stays open until `accept` or `refuse` answers."""

    kept = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, sessions: tuple[VisitSession, ...], new: bool) -> None:
        """new: these are the usual day, not yet kept."""
        super().__init__(theme, window, self.tr("Edit the timetable"), 860)
        self._rows: list[_Row] = []
        self.page = ScrollingPage(theme)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(6))
        self.page.column.addLayout(self._grid)
        self.page.column.addStretch(1)
        self.page.column.setContentsMargins(0, 0, theme.px(8), 0)
        self.page.setMinimumHeight(theme.px(96))
        self.error = Paragraph(theme, "", "body", "danger")
        self.error.hide()
        words = (
            self.tr("A usual day to begin with. Change what is different at this visit.")
            if new
            else self.tr("Notes stay with their session when its time changes.")
        )
        self.body.addWidget(PlainLabel(self.tr("Timetable of the visit"), "heading"))
        self.body.addWidget(PlainLabel(words, "body", "text2"))
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self.error)
        self.body.addLayout(self._foot())
        self._narrow = (window.width() - BESIDE) / theme.scale < WIDE_FROM
        self._head()
        for session in sessions:
            self._add(session)

    def _foot(self) -> QHBoxLayout:
        add = Button(self.theme, self.tr("Add a line"), "link", "plus")
        add.clicked.connect(lambda: self._add(VisitSession("", "", "", "")).focus())
        keep = Button(self.theme, self.tr("Keep the timetable"), "primary")
        keep.clicked.connect(self.primary)
        return row(add, None, keep, KeyHint("Ctrl+Return"), spacing=self.theme.px(8))

    def sessions(self) -> tuple[VisitSession, ...]:
        """What stands in the lines; lines with nothing in them are left out."""
        return tuple(row.session() for row in self._rows if not row.is_empty())

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; nothing was changed."""
        self.error.set_words(sentence)
        self.error.show()
        self.resize_box()

    def primary(self) -> None:
        self.kept.emit(self.sessions())

    def _head(self) -> None:
        heads = ("From", "Until", "What or who", "With whom", "Room", "Who speaks")
        for words, (line, column, wide) in zip(heads, self._places(), strict=False):
            self._grid.addWidget(PlainLabel(self.tr(words), "caption-medium", "text2"), line, column, 1, wide)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 2)

    def _places(self) -> tuple[tuple[int, int, int], ...]:
        """Line, column and width of a session's fields and its button: on one line, or on two where it is narrow."""
        if self._narrow:
            return (0, 0, 1), (0, 1, 1), (0, 2, 3), (1, 0, 3), (1, 3, 1), (1, 4, 1), (0, 5, 1)
        return tuple((0, column, 1) for column in range(7))

    def _add(self, session: VisitSession) -> "_Row":
        added = _Row(self.theme, session, len(self._rows) + 1)
        first = (len(self._rows) + 1) * (2 if self._narrow else 1)
        for widget, (line, column, wide) in zip(added.widgets, self._places(), strict=True):
            self._grid.addWidget(widget, first + line, column, 1, wide)
        added.remove.clicked.connect(added.take_away)
        self._rows.append(added)
        return added


class _Row:
    """The fields of one session."""

    def __init__(self, theme: Theme, session: VisitSession, number: int) -> None:
        self._session, self._gone = session, False
        names = {"starts": "From", "ends": "Until", "title": "What or who", "people": "With whom", "room": "Room"}
        self.lines: dict[str, QLineEdit] = {}
        for field in FIELDS:
            line = QLineEdit(getattr(session, field))
            line.setCursorPosition(0)
            line.setAccessibleName(f"{names[field]}, line {number}")
            if field in WIDTHS:
                line.setMaximumWidth(theme.px(WIDTHS[field]))
            self.lines[field] = line
        self.voice = QComboBox()
        for voice in Voice:
            self.voice.addItem(VOICE_NAMES[voice], voice.value)
        self.voice.setCurrentIndex(list(Voice).index(session.voice))
        self.voice.setAccessibleName(f"Who speaks, line {number}")
        self.remove = IconButton(theme, "x", f"Remove line {number}")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The fields in their order, and the button."""
        return (*self.lines.values(), self.voice, self.remove)

    def focus(self) -> None:
        """Put the keyboard on the first field."""
        self.lines["starts"].setFocus()

    def take_away(self) -> None:
        """Leave this line out."""
        self._gone = True
        for widget in self.widgets:
            widget.hide()

    def is_empty(self) -> bool:
        """True for a line that was taken away or never filled."""
        return self._gone or not any(line.text().strip() for line in self.lines.values())

    def session(self) -> VisitSession:
        """The session as it stands in the fields."""
        texts = {field: line.text().strip() for field, line in self.lines.items()}
        return replace(self._session, voice=Voice(self.voice.currentData()), **texts)
