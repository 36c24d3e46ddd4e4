"""What stands above the box and above the notes: the session with its time, and how many notes in which order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.visit.day import VisitSession, When, time_left_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Chip
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class SessionHead(QWidget):
    """The session notes go to. `end_wanted`: its button was pressed."""

    end_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = PlainLabel("", "title")
        self.now = Chip(theme, self.tr("Now"), "accent")
        self.when = Paragraph(theme, "", "body", "text2")
        self.end = Button(theme, self.tr("End session"))
        self.end.clicked.connect(self.end_wanted)
        first = QHBoxLayout()
        first.setSpacing(theme.px(10))
        first.addWidget(self.title)
        first.addWidget(self.now, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addLayout(first)
        words.addWidget(self.when)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(self.end)

    def show_session(self, session: VisitSession | None, when: When | None, now: int, editable: bool) -> None:
        """Show a session and how it stands. now: minutes after midnight."""
        self.title.setText(session.title if session else self.tr("Notes of the visit"))
        self.now.setVisible(when is When.NOW)
        ended = bool(session and session.ended_at)
        self.end.setText(self.tr("Carry on with it") if ended else self.tr("End session"))
        self.end.setVisible(editable and session is not None and (ended or when is When.NOW))
        if session is None:
            self.when.set_ink("text2")
            self.when.set_words(self.tr("Notes need no session. They can be tagged later."))
            return
        left, over = time_left_words(session, now) if when is When.NOW else ("", False)
        times = " to ".join(part for part in (session.starts, session.ends) if part)
        self.when.set_ink("warn" if over else "text2")
        self.when.set_words(" · ".join(part for part in (times, session.detail, left) if part))


class NotesHead(QWidget):
    """How many notes are shown, and in which order. `order_chosen` carries "newest" or "strand"."""

    order_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.what = PlainLabel("", "label")
        self.count = PlainLabel("", "caption", "text2").with_figures()
        choices = [("newest", self.tr("Newest first")), ("strand", self.tr("By strand"))]
        self.choice = Segmented(theme, self.tr("Order of notes"), choices)
        self.choice.chosen.connect(self.order_chosen)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self.what)
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(self.choice)

    @property
    def order(self) -> str:
        """ "newest" or "strand"."""
        return self.choice.current

    def show_count(self, what: str, count: int) -> None:
        """Say what is listed and how much of it."""
        self.what.setText(what)
        self.count.setText(self.tr("1 note") if count == 1 else self.tr("{n} notes").format(n=count))
