"""The card of the visit that comes next."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Chip, Medal, WorkBar
from assessor_app.ui.screens.visit_words import day_words, judged_words, mark_line
from assessor_app.ui.theme import Theme

if TYPE_CHECKING:
    from assessor_app.domain.award.outlook import Outlook


class OutlookBadge(QWidget):
    """Medal and outlook; hidden behind an eye when the person wants that, because people look over shoulders."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._revealed = False
        self._medal = Medal(theme, "")
        self._headline = PlainLabel("", "card")
        self._gap = PlainLabel("", "caption-strong", "gold")
        self._eye = IconButton(theme, "eye", self.tr("Show the outlook"))
        self._eye.clicked.connect(self._reveal)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._gap)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._eye)
        line.addWidget(self._medal)
        line.addSpacing(theme.px(4))
        line.addLayout(words)

    def show_outlook(self, outlook: "Outlook | None") -> None:
        """Show this outlook; None and "nothing judged yet" show nothing."""
        self._outlook = outlook
        if outlook is None or not outlook.judged:
            self.hide()
            return
        hidden = self._theme.settings.hide_outlook and not self._revealed
        self._eye.setVisible(hidden)
        self._medal.setVisible(not hidden)
        self._medal.set_award(outlook.award.id if outlook.award else "")
        self._headline.setText(self.tr("Outlook hidden") if hidden else outlook.headline)
        self._gap.setText("" if hidden else outlook.gap)
        self._gap.setVisible(bool(self._gap.text()))
        self.setAccessibleName(", ".join(filter(None, (self._headline.text(), self._gap.text()))))
        self.show()

    def _reveal(self) -> None:
        self._revealed = True
        self.show_outlook(self._outlook)


class UpNext(Card):
    """When, where, how far, the outlook, and the one filled button of Home. `opened` carries the assessment's id."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=18, spacing=8, parent=parent)
        self._id = ""
        self.when = Chip(theme, "", "accent", "calendar")
        self.name = PlainLabel("", "title", wrap=True)
        self.line = PlainLabel("", "body", "text2", wrap=True)
        self.outlook = OutlookBadge(theme)
        self.judged = PlainLabel("", "caption-medium", "text2").with_figures()
        self.bar = WorkBar(theme)
        self.button = Button(theme, "", "primary", "play")
        self.button.clicked.connect(lambda: self.opened.emit(self._id))
        names = QVBoxLayout()
        names.setSpacing(theme.px(2))
        names.addWidget(self.name)
        names.addWidget(self.line)
        middle = QHBoxLayout()
        middle.addLayout(names, 1)
        middle.addWidget(self.outlook, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row(self.when, None))
        self.body.addLayout(middle)
        self.body.addWidget(self.judged)
        self.body.addWidget(self.bar)
        self.body.addSpacing(theme.px(4))
        self.body.addLayout(row(self.button, None))
        self.outlook.hide()

    def show_visit(self, visit: AssessmentSummary, today: date) -> None:
        """Show this visit. Its outlook follows when it is known."""
        if visit.id != self._id:
            self.outlook.show_outlook(None)
        self._id = visit.id
        self.when.set_words(day_words(visit, today))
        self.name.setText(visit.institution)
        self.line.setText(" \u00b7 ".join(filter(None, (mark_line(visit), visit.place))))
        self.judged.setText(judged_words(visit))
        self.bar.set_work(visit.judged, visit.strands)
        if visit.visit_on == today:
            words = self.tr("Continue visit") if visit.judged else self.tr("Start visit")
        else:
            words = self.tr("Carry on judging") if visit.judged else self.tr("Prepare visit")
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}, {visit.institution}")
