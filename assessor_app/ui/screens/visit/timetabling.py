"""What the Visit page does to the timetable: edit it, and end a session or carry on with it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.visit.day import VisitSession
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.visit.timetable_sheet import TimetableSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.visit_ports import TimetablePort
from assessor_app.ui.worker import Worker


class Timetabling(QObject):
    """`kept`: an edited timetable is on disk. page: its sheet opens over this one's window."""

    kept = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, opened: OpenAssessment, timetable: TimetablePort, page: QWidget
    ) -> None:
        super().__init__(page)
        self._theme, self._worker, self._opened = theme, worker, opened
        self._timetable, self._page = timetable, page

    def edit(self) -> None:
        """Open the timetable for editing, with the usual day when there is none."""
        if not self._opened.editable:
            return
        sessions = self._opened.value.sessions
        if sessions:
            self._open(sessions, new=False)
            return
        assessment, timetable = self._opened.value.id, self._timetable
        self._worker.run(
            lambda: timetable.usual(assessment),
            lambda usual: self._open(usual, new=True),
            lambda error: self._opened.said.emit(told(self._worker, error)),
            owner=self,
        )

    def end_or_carry_on(self, session: VisitSession) -> bool:
        """End a session, or take its end back; true when it has ended."""
        timetable, assessment = self._timetable, self._opened.value.id
        ended = not session.ended_at
        pending = timetable.end(assessment, session.id) if ended else timetable.resume(assessment, session.id)
        self._show_ended(session, self._opened.now() if ended else "")
        self._opened.saving.follow(pending, lambda _saved: None, lambda _r: self._show_ended(session, session.ended_at))
        return ended

    def _open(self, sessions: tuple[VisitSession, ...], new: bool) -> None:
        sheet = TimetableSheet(self._theme, self._page.window(), sessions, new)
        sheet.kept.connect(lambda edited: self._keep(sheet, edited))
        sheet.open()

    def _keep(self, sheet: TimetableSheet, sessions: tuple[VisitSession, ...]) -> None:
        timetable, assessment = self._timetable, self._opened.value.id

        def stored(kept: tuple[VisitSession, ...]) -> None:
            self._opened.saving.stored_now()
            self._opened.show_sessions(kept)
            sheet.close_sheet()
            self.kept.emit()

        self._worker.run(
            lambda: timetable.keep(assessment, sessions).result(),
            stored,
            lambda error: sheet.refuse(told(self._worker, error)),
            owner=sheet,
        )

    def _show_ended(self, session: VisitSession, at: str) -> None:
        sessions = self._opened.value.sessions
        after = tuple(replace(each, ended_at=at) if each.id == session.id else each for each in sessions)
        self._opened.show_sessions(after)
