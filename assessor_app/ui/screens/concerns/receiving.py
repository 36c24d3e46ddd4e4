"""The sheet that takes in an appeal or a complaint."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.domain.award.concern import ConcernKind
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.date_field import DateField
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.working_sheet import WorkingSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class Received(NamedTuple):
    """What was typed into the sheet. on: the day it came in, None for today."""

    kind: ConcernKind = ConcernKind.APPEAL
    assessment: str = ""
    sender: str = ""
    contact: str = ""
    text: str = ""
    on: date | None = None


class ReceiveSheet(WorkingSheet):
    """done: what was stored; left: what was typed so far, and when the sheet was closed without storing it."""

    left = Signal(object)

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        worker: Worker,
        visits: Sequence[AssessmentSummary],
        keep: Callable[[Received], object],
        begun: Received,
    ) -> None:
        title = self.tr("Take in an appeal or a complaint")
        go, stay = Button(theme, self.tr("Take it in"), "primary", "inbox"), Button(theme, self.tr("Not now"))
        super().__init__(theme, window, worker, title, 560, go, stay)
        self._keep, self._is_kept = keep, False
        kinds = ((ConcernKind.APPEAL.value, self.tr("Appeal")), (ConcernKind.COMPLAINT.value, self.tr("Complaint")))
        self.kind = Segmented(theme, self.tr("What it is"), kinds)
        self.school, self.writer, self.contact = QComboBox(), QLineEdit(), QLineEdit()
        for visit in visits:
            self.school.addItem(f"{visit.institution}, {visit.scheme_title}", visit.id)
        self.text = GrowingText(theme, self.tr("What it says"), 3, 8)
        self.day = DateField(theme, self.tr("Came in on"))
        self._from = LabelledField(theme, self.tr("From"), self.writer)
        self._says = LabelledField(theme, self.tr("What it says"), self.text)
        self.body.addWidget(PlainLabel(title, "heading"))
        about = LabelledField(theme, self.tr("About"), self.school)
        reach = LabelledField(theme, self.tr("How to reach them"), self.contact)
        fields = ScrollingPage(theme)
        fields.column.setContentsMargins(0, 0, theme.px(8), 0)
        fields.column.addLayout(row(self.kind, None))
        for field in (about, self._from, reach, self._says, self.day):
            fields.column.addWidget(field)
        fields.column.addStretch(1)
        fields.setMinimumHeight(min(theme.px(470), window.height() - theme.px(190)))
        self.body.addWidget(fields, 1)
        self._end_with_buttons()
        self._begin(begun)
        self.text.textChanged.connect(self._leave)  # the window may close over the sheet
        self.closed.connect(self._leave)

    def _begin(self, begun: Received) -> None:
        self.kind.choose(begun.kind.value)
        self.school.setCurrentIndex(max(self.school.findData(begun.assessment), 0))
        self.writer.setText(begun.sender)
        self.contact.setText(begun.contact)
        self.text.set_text(begun.text)
        self.day.line.setText(f"{begun.on:%d/%m/%Y}" if begun.on else "")

    def _leave(self) -> None:
        if not self._is_kept:
            self.left.emit(self.typed())

    def typed(self) -> Received:
        """What stands in the sheet."""
        day = self.day.value if self.day.readable else None
        assessment = str(self.school.currentData() or "")
        words = (self.writer.text(), self.contact.text(), self.text.toPlainText())
        return Received(ConcernKind(self.kind.current), assessment, *words, day)

    def start(self) -> None:
        """Keep it, once everything needed was typed."""
        if not self.go.isEnabled() or not self.day.check():
            self.resize_box()
            return
        for field, empty, words in (
            (self._says, not self.text.toPlainText().strip(), self.tr("Type what it says.")),
            (self._from, not self.writer.text().strip(), self.tr("Type who it is from.")),
        ):
            field.set_error(words if empty else "")
            if empty:
                field.field.setFocus()
        self.resize_box()
        if self._says.error or self._from.error:
            return
        typed = self.typed()
        self._run(lambda: self._keep(typed))

    def _forget(self) -> None:
        self._is_kept = True

    def _inputs(self) -> Iterable[QWidget]:
        return (self.school, self.writer, self.contact, self.text, self.day.line)
