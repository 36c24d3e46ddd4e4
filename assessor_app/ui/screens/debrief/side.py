"""The pane beside the agenda: what to keep in mind, what they said, who heard it, and the end."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Debrief
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.debrief.changes import said
from assessor_app.ui.screens.debrief.listeners import Listeners
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class FinishBar(QWidget):
    """Progress and the one filled button; what is still open is named before it finishes. Esc goes back."""

    finish_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._open: list[str] = []
        self.progress = PlainLabel("", "label").with_figures()
        self.bar = WorkBar(theme)
        self.question = Paragraph(theme, "", "body")
        self.finish = Button(theme, self.tr("Finish debrief"), "primary", "check")
        self.go_back = Button(theme, self.tr("Go back"))
        self.reopen = Button(theme, self.tr("Reopen debrief"), "secondary", "undo-2")
        self.reopen.clicked.connect(self.reopen_wanted)
        self.finish.clicked.connect(self._press)
        self.go_back.clicked.connect(lambda: self._ask(False))
        buttons = QHBoxLayout()
        buttons.addWidget(self.finish, 1)
        buttons.addWidget(self.go_back)
        buttons.addWidget(self.reopen, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self.progress, self.bar, self.question):
            column.addWidget(widget)
        column.addLayout(buttons)
        self._ask(False)

    def show_debrief(self, debrief: Debrief, editable: bool) -> None:
        """Show how much was said, or when it was finished."""
        done, whole = said(debrief), len(debrief.points)
        self._open = self._still_open(debrief)
        words = self.tr("{done} of {all} points said").format(done=done, all=whole)
        if debrief.finished_at:
            time = short_time(datetime.fromisoformat(debrief.finished_at))
            words = self.tr("Finished at {time}. {words}").format(time=time, words=words)
        self.progress.setText(words)
        self.bar.set_work(done, whole)
        self.finish.setVisible(editable and not debrief.finished_at)
        self.reopen.setVisible(editable and bool(debrief.finished_at))
        self._ask(False)

    def press(self) -> None:
        """The same as the button, for its key."""
        if self.finish.isVisibleTo(self):
            self._press()

    def _press(self) -> None:
        if self._open and self.question.isHidden():
            self._ask(True)
        else:
            self._ask(False)
            self.finish_wanted.emit()

    def _ask(self, asking: bool) -> None:
        question = " ".join([*self._open, self.tr("Finish anyway?")]) if asking else ""
        self.question.set_words(question)
        self.finish.setAccessibleDescription(question)
        self.question.setVisible(asking)
        self.go_back.setVisible(asking)
        self.finish.setText(self.tr("Finish") if asking else self.tr("Finish debrief"))
        if asking:
            self.finish.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.question.isHidden():
            self.finish.setFocus()
            self._ask(False)
        else:
            super().keyPressEvent(event)

    def _still_open(self, debrief: Debrief) -> list[str]:
        count = len(debrief.points) - said(debrief)
        words = []
        if count:
            points = self.tr("1 point is not ticked.") if count == 1 else self.tr("{count} points are not ticked.")
            words.append(points.format(count=count))
        if not any(listener.heard_at for listener in debrief.listeners):
            words.append(self.tr("Nobody is marked as having heard it."))
        return words


class DebriefSide(QWidget):
    """Everything at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.reply = TextBox(
            theme, self.tr("What they said"), "", self.tr("Questions, agreement, facts to check."), (3, 8)
        )
        self.listeners = Listeners(theme)
        self.finish = FinishBar(theme)
        keep = Notice(
            NoticeKind.CONFLICT,
            self.tr("Do not name the award yet."),
            self.tr("The outlook is hidden on this screen."),
            icon="eye-off",
        )
        scroller = ScrollingPage(theme)
        px = theme.px
        scroller.column.setContentsMargins(px(14), px(14), px(14), px(10))
        scroller.column.setSpacing(px(14))
        scroller.column.addWidget(PlainLabel(self.tr("Keep in mind"), "label"))
        scroller.column.addWidget(Banner(theme, keep))
        scroller.column.addWidget(self.reply)
        scroller.column.addWidget(self.listeners)
        scroller.column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(14), px(8), px(14), px(14))
        foot.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroller, 1)
        column.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
