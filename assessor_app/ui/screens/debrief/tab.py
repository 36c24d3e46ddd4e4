"""The debrief: agenda in the middle, notes and the end at the right, for one session at a time."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from assessor_app.domain.assessment.assessment import Debrief
from assessor_app.domain.visit.debrief import SECTIONS, first_session
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import DebriefPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.debrief import changes
from assessor_app.ui.screens.debrief.held import HeldDebrief
from assessor_app.ui.screens.debrief.points import PointRow
from assessor_app.ui.screens.debrief.presenter import Presenter
from assessor_app.ui.screens.debrief.section import Section
from assessor_app.ui.screens.debrief.side import DebriefSide
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

ROWS_AT_ONCE = 8
"""Rows built before the window gets its turn."""


class DebriefTab(Tab):
    """The session is read again whenever the page is entered."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, debriefs: DebriefPort) -> None:
        super().__init__()
        self._theme, self._opened = theme, opened
        sessions = opened.scheme.debriefs
        self.held = HeldDebrief(worker, opened, debriefs, sessions[0].id if sessions else "")
        self.sections = {section: Section(theme, title) for section, title in SECTIONS}
        self.side = DebriefSide(theme)
        self.strip = FoldedStrip(theme, "", self.tr("Notes and finish"))
        self.context, self.context_strip = self.side, self.strip
        self.title = Paragraph(theme, "", "title")
        self.when = Paragraph(theme, "", "body", "text2")
        self.choice = Segmented(theme, self.tr("Which debrief"), [(each.id, each.title) for each in sessions])
        self.empty = Paragraph(
            theme,
            self.tr("Nothing to say yet. Write strengths and areas in the strands and they come here."),
            "body",
            "text2",
        )
        self.presenter: Presenter | None = None
        self.present_button = Button(theme, self.tr("Present"), "secondary", "monitor")
        self.present_button.setToolTip(self.tr("Show the points to the listeners, and nothing else (F5)"))
        self.present_button.clicked.connect(self.present)
        self.page = ScrollingPage(theme)
        self._waiting: list[str] = []
        self._focus_waits, self._focus_at = False, QApplication.focusWidget()
        self._build()
        self._connect()
        self.show_debrief()

    def _build(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.title)
        words.addWidget(self.when)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.choice)
        head.addWidget(self.present_button)
        self.page.column.setContentsMargins(px(28), px(14), px(28), px(24))
        self.page.column.setSpacing(px(14))
        self.page.column.addLayout(head)
        self.page.column.addWidget(self.empty)
        for section in self.sections.values():
            self.page.column.addWidget(section)
        self.page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _connect(self) -> None:
        held = self.held
        self.choice.chosen.connect(self.go_to)
        for name, section in self.sections.items():
            section.said.connect(held.say)
            section.edited.connect(held.edit)
            section.moved.connect(held.move_point)
            section.removed.connect(held.remove)
            section.stepped.connect(self._step)
            section.kept_back.connect(held.keep_back)
            section.report_wanted.connect(held.update_report)
            section.entered.connect(self._follow)
            section.added.connect(lambda text, to=name: held.add(to, text))
        self.side.reply.typed.connect(lambda text: held.reply.changed((held.session, "reply"), text))
        self.side.reply.left.connect(held.reply.flush)
        self.side.listeners.added.connect(held.add_listener)
        self.side.listeners.heard.connect(held.mark_heard)
        self.side.finish.finish_wanted.connect(held.finish)
        self.side.finish.reopen_wanted.connect(held.reopen)
        held.shown.connect(self.show_debrief)
        held.read_anew.connect(self._focus_when_read)
        self._opened.changed.connect(self.show_debrief)

    @property
    def debrief(self) -> Debrief:
        """The session on show."""
        return self.held.debrief

    def commands(self, owner: Screen) -> list[QAction]:
        words, keys = self.tr("Finish debrief"), ["Ctrl+Return", "Ctrl+Enter"]
        finish = command(owner, "finish-debrief", words, self._press_finish, keys, "screen")
        finish.setAutoRepeat(False)  # a key held down must not answer the question it asks
        present = command(owner, "present", self.tr("Present"), self.present, ["F5"], "screen")
        return [present, finish]

    def present(self) -> None:
        """Show the points to the listeners in a window of its own; again, and it ends."""
        if self.presenter is not None:
            self.presenter.close()
            return
        planned = next((each for each in self._opened.scheme.debriefs if each.id == self.held.session), None)
        if planned is None:
            return
        presenter = Presenter(self._theme, self._opened.value.institution.name, planned.title, self)
        presenter.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.said.connect(self._say_presented)
        presenter.closed.connect(self._presented)
        self.destroyed.connect(presenter.close)
        self.presenter = presenter
        focus = next((row.point.id for row in self._rows() if row.hasFocus() or row.tick.hasFocus()), "")
        presenter.show_debrief(self.debrief, focus)
        presenter.open()

    def _say_presented(self, point: str, said: bool) -> None:
        if self._opened.editable:
            self.held.say(point, said)

    def _presented(self) -> None:
        current, self.presenter = self.presenter.current if self.presenter else "", None
        row = next((row for row in self._rows() if row.point.id == current), None)
        if row is not None and self.isVisible():
            row.setFocus()

    def _follow(self, point: str) -> None:
        if self.presenter is not None and point != self.presenter.current:
            self.presenter.show_debrief(self.debrief, point)

    def enter(self) -> None:
        self.held.read()

    def leave(self) -> None:
        self._focus_waits = False
        self.held.reply.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # After another page, a lock or the end nothing stays on the listeners' screen that nobody here looks after.
        if self.presenter is not None and not event.spontaneous():
            self.presenter.close()

    def unsaved_texts(self) -> list[str]:
        return self.held.reply.unsaved_texts()

    def save_again(self) -> None:
        self.held.reply.retry()

    def focus_first(self) -> None:
        """The first point; before the points are read, the keyboard goes there when they are."""
        row = next(iter(self._rows()), None)
        self._focus_waits = row is None
        row.setFocus() if row is not None else self.choice.focus_current()
        self._focus_at = QApplication.focusWidget()

    def go_to(self, session: str) -> None:
        """Show another session."""
        if self.presenter is not None:
            self.presenter.close()
        self.held.go_to(session)

    def show_debrief(self) -> None:
        """Show the session as it is known now."""
        editable = self._opened.editable
        planned = next((each for each in self._opened.scheme.debriefs if each.id == self.held.session), None)
        if planned is not None:
            self.title.set_words(planned.title)
            times = self.tr("{start} to {end}").format(start=planned.starts, end=planned.ends) if planned.starts else ""
            self.when.set_words(" · ".join(part for part in (times, planned.audience) if part))
        for section in self.sections.values():
            section.may_keep_back = self._may_keep_back()
        self._waiting = list(self.sections)
        self._show_sections()
        if self.presenter is not None:
            self.presenter.show_debrief(self.debrief, "")
        self.empty.setVisible(not self.debrief.points)
        key = (self.held.session, "reply")
        self.side.reply.show_text(self.held.reply.show_text(key, self.debrief.reply, self.debrief.reply_state))
        self.side.reply.set_locked(not editable)
        self.side.listeners.show_listeners(self.debrief.listeners, editable)
        self.side.finish.show_debrief(self.debrief, editable)
        done, whole = changes.said(self.debrief), len(self.debrief.points)
        self.strip.say(self.tr("{done} of {all} points said").format(done=done, all=whole))

    def _show_sections(self) -> None:
        """Show the points that wait to be shown; a long agenda is built in pieces, so that keys and paints come
        between."""
        strands = {
            strand.id: f"{aspect.short}: {strand.title.lower()}"
            for aspect in self._opened.scheme.aspects
            for strand in aspect.strands
        }
        built = 0
        while self._waiting and built < ROWS_AT_ONCE:
            name = self._waiting.pop(0)
            points = [point for point in self.debrief.points if point.section == name]
            built += self.sections[name].show_points(points, strands, self._opened.editable)
        if self._waiting:
            QTimer.singleShot(0, self, self._show_sections)

    def _may_keep_back(self) -> bool:
        sessions = self._opened.scheme.debriefs
        return len(sessions) > 1 and self.held.session == first_session(self._opened.scheme)

    def _focus_when_read(self) -> None:
        focus = QApplication.focusWidget()
        stayed = focus is None or focus is self._focus_at or focus is self.choice or self.choice.isAncestorOf(focus)
        if self._focus_waits and stayed:
            row = next(iter(self._rows()), None)
            goal = row or next(iter(self.sections.values())).add
            QTimer.singleShot(0, goal, goal.setFocus)  # a new row takes the keyboard only once it is shown
        self._focus_waits = False

    def _press_finish(self) -> None:
        if not self.side.isVisible():  # folded away: the question must be seen before it is answered
            self.strip.open.click()
        self.side.finish.press()

    def _rows(self) -> list[PointRow]:
        return [row for section in self.sections.values() for row in section.rows]

    def _step(self, point: str, step: int) -> None:
        rows = self._rows()
        place = [row.point.id for row in rows].index(point) + step
        if 0 <= place < len(rows):
            rows[place].setFocus()
