"""The place Panels: the cases at the left, the one on the table at the right."""

from functools import partial
from typing import TYPE_CHECKING

from assessor_app.domain.award.panel import PanelCase, PanelMember, WaitingCase
from assessor_app.ui.autosave import Autosave, Saving
from assessor_app.ui.commands import command
from assessor_app.ui.drafts import TextWrite
from assessor_app.ui.enumerating import in_words
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.screens.office.screen import OfficeScreen
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.panels.case import CasePage
from assessor_app.ui.screens.panels.words import (
    SECTIONS,
    has_quorum,
    quorum_words,
    row_of,
    section_of,
    section_words,
    untouched_words,
)
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.awards.panels import NotedCase
    from assessor_app.services.profile.workplace import Workplace

NOTES = "panel_notes"


class PanelsScreen(OfficeScreen):
    """argument: an assessment whose case is shown, or "" for the first."""

    place = "panels"

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", argument: str = "") -> None:
        super().__init__(theme, worker, workplace, argument)
        self._asked = argument
        self.title = self.tr("Panels")
        self._case: PanelCase | None = None
        self._lines: tuple[WaitingCase, ...] = ()
        self._reasons: dict[str, str] = {}
        self._seats: list[tuple[str, tuple[PanelMember, ...]]] = []
        self._busy = self._hidden = self._seating = False
        if not self.allowed:
            words = self.tr(
                "What a panel sees and decides is kept by administrators. Ask your office about a decision."
            )
            self._refuse(words, self.tr("Panels are for administrators"))
            return
        self._service = workplace.cycle.panels
        self.view = self._make_view()
        self._column.addWidget(self.view)
        self.parts = CasePage(theme, self.view.page, self.go_requested.emit)
        self.saving = Saving(self)
        self.autosave = Autosave(self._write, self.saving, parent=self)
        self.footer = self._make_footer()
        self._connect()
        self._add_commands()
        self.refresh()

    def _make_view(self) -> OfficeView:
        self.take_in = Button(self._theme, self.tr("Import bundle"), "primary", "folder-input")
        why = self.tr("Visits come in with the bundles of assessors. Once a report is signed, its case waits here.")
        empty = Empty(self._theme, "gavel", self.tr("No case yet"), why, (self.take_in,))
        return OfficeView(self._theme, self.tr("Cases"), empty)

    def _make_footer(self) -> FittingRow:
        theme = self._theme
        self.hide_notes = Button(theme, self.tr("Hide notes"), "ghost", "presentation")
        self.decide_button = Button(theme, self.tr("Decide"), "primary", "gavel")
        self.quorum = PlainLabel("", "body", "text2")
        hint = self._decide_keys = KeyHint("Ctrl+Return")
        return FittingRow(
            theme, (self.quorum,), (self.hide_notes, self.decide_button, hint), (hint, self.quorum, self.hide_notes)
        )

    def _connect(self) -> None:
        view, parts = self.view, self.parts
        view.chosen.connect(self._open)
        view.list.opened.connect(lambda _key: parts.members.name.setFocus())
        self.take_in.clicked.connect(lambda: self.go_requested.emit("sync/import", ""))
        parts.members.changed.connect(self._seat)
        parts.decision.chosen.connect(self._show_verb)
        parts.decision.typed.connect(self._keep_reason)
        parts.notes.typed.connect(self._note)
        parts.notes.left.connect(self._leave_note)
        self.saving.state_changed.connect(self.save_state_changed)
        self.hide_notes.clicked.connect(self.turn_notes)
        self.decide_button.clicked.connect(self.decide)

    def _add_commands(self) -> None:
        words = self.tr("Decide as chosen")
        command(self, "panel-decide", words, self.decide, ["Ctrl+Return", "Ctrl+Enter"], "screen")
        words = self.tr("Hide or show the notes, for a projector")
        command(self, "panel-hide-notes", words, self.turn_notes, ["Ctrl+Shift+H"], "screen")

    def _read(self) -> None:
        self._worker.run(self._service.list, self._show, self._fail, owner=self)

    def _view_on_show(self) -> OfficeView:
        return self.view

    def leave(self) -> None:
        if self.allowed:
            self.autosave.flush()

    def unsaved_texts(self) -> list[str]:
        if not self.allowed:
            return []
        seats = (in_words([each.name for each in members]) for _, members in self._seats)
        return [*self.autosave.unsaved_texts(), *(text for text in self._reasons.values() if text.strip()), *seats]

    def is_saving(self) -> bool:
        return self.allowed and (self.saving.pending > 0 or self._seating)

    def save_again(self) -> None:
        if self.allowed:
            self.autosave.retry()

    def turn_notes(self) -> None:
        """Hide the notes from whoever looks at a projector, or show them again."""
        self._hidden = not self._hidden
        self.hide_notes.setText(self.tr("Show notes") if self._hidden else self.tr("Hide notes"))
        self.parts.notes.setVisible(not self._hidden)

    def decide(self) -> None:
        """Ask whether the panel decides what is chosen."""
        case, choice = self._case, self.parts.decision.choice
        if self._busy or case is None or choice is None or case.line.final or not self.decide_button.isEnabled():
            return
        if not self.parts.decision.complete():
            self.view.page.ensureWidgetVisible(self.parts.decision.reason)
            return
        words = self.tr("Decide {outcome} for {school}?").format(outcome=choice.words, school=case.line.institution)
        ask = Question(self._theme, self.window(), words, self._consequence(case), (self._verb(), self.tr("Not yet")))
        ask.agreed.connect(partial(self._decide, case, choice.id, self.parts.decision.reason.toPlainText()))
        ask.open()

    def _consequence(self, case: PanelCase) -> str:
        names = [each.name for each in case.members if each.decides]
        decide = self.tr("{names} decides.") if len(names) == 1 else self.tr("{names} decide.")
        words = decide.format(names=in_words(names)) + " " + self.tr("The decision is kept and cannot be changed.")
        gone = [each.name for each in case.members if each.conflict]
        return (
            f"{words} " + self.tr("{names} left for a conflict of interest.").format(names=in_words(gone))
            if gone
            else words
        )

    def _decide(self, case: PanelCase, outcome: str, reason: str) -> None:
        self._set_busy(True)
        self.autosave.flush()
        service, assessment = self._service, case.line.assessment
        self._worker.run(lambda: service.decide(assessment, outcome, reason), self._decided, self._refused, owner=self)

    def _decided(self, case: PanelCase) -> None:
        self._set_busy(False)
        self._reasons.pop(case.line.assessment, None)
        words = self.tr("{outcome} is decided for {school}.").format(
            outcome=case.line.decided, school=case.line.institution
        )
        self.toast_requested.emit(words, None)
        self._case = None
        self.refresh()

    def _show(self, lines: tuple[WaitingCase, ...]) -> None:
        first = self.view.is_waiting
        self._lines = lines
        listed = [line for line in lines if not line.untouched or line.assessment == self._asked]
        rows: list[Line] = []
        for section in SECTIONS:
            found = [row_of(line) for line in listed if section_of(line) == section]
            rows += [Line("", f"{section_words(section)} {len(found)}"), *found] if found else []
        if len(listed) < len(lines):
            rows.append(Line("", untouched_words(len(lines) - len(listed))))
        ready = sum(line.ready for line in lines)
        self.context_line = (
            self.tr("1 case is ready") if ready == 1 else self.tr("{count} cases are ready").format(count=ready)
        )
        self.title_changed.emit()
        self.view.show_lines(rows, not listed)
        if self._wanted:
            self.view.choose(self._wanted)
            self._wanted = ""
        if self._case is not None and self._case.line.assessment not in {line.assessment for line in lines}:
            self._case = None  # nothing is decided about what is not on show
            self._show_verb()
        if self._case is None or self._case.line not in lines:
            self._open(self.view.list.current)
        if first and self.isVisible():
            self.focus_first()

    def _open(self, assessment: str) -> None:
        if assessment:
            self.autosave.flush()
            work = partial(self._service.case, assessment)
            self._worker.run(work, self._show_case, self._fail, owner=self)

    def _show_case(self, noted: "NotedCase") -> None:
        case = noted.case
        if case.line.assessment != self.view.list.current:
            return  # another one was chosen meanwhile
        self._case = case
        text = self.autosave.show_text(self._key(case), case.notes, noted.notes)
        self.parts.show(case, text, self._reasons.get(case.line.assessment, ""), self._hidden)
        self._show_verb()

    def _show_verb(self) -> None:
        case = self._case
        wanted = case is not None and not case.line.final
        self.decide_button.setText(self._verb())
        enough = case is not None and has_quorum(case.members)
        self.decide_button.setEnabled(wanted and enough and not self._busy)
        self.quorum.setText(quorum_words(case.members) if case is not None and wanted and not enough else "")
        foot = self.footer
        if isinstance(foot, FittingRow):
            for part in (self.decide_button, self._decide_keys):
                foot.set_wanted(part, wanted)
            foot.fit()

    def _verb(self) -> str:
        choice = self.parts.decision.choice
        return self.tr("Decide {outcome}").format(outcome=choice.words) if choice else self.tr("Decide")

    def _seat(self, members: tuple[PanelMember, ...]) -> None:
        if self._case is not None:
            self._seats.append((self._case.line.assessment, members))
            self._seat_next()

    def _seat_next(self) -> None:
        """One after another: side by side, an older list could be stored last and take a newer one back."""
        if self._seating or not self._seats:
            return
        self._seating, service = True, self._service
        assessment, members = self._seats[0]

        def work() -> "NotedCase":
            service.seat(assessment, members).result()
            return service.case(assessment)

        self._worker.run(work, self._seated, partial(self._not_seated, assessment), owner=self)

    def _seated(self, noted: "NotedCase") -> None:
        self._seating, (assessment, _members) = False, self._seats.pop(0)
        newer = any(where == assessment for where, _ in self._seats)
        self._seat_next()
        if newer or self._case is None or assessment != self._case.line.assessment:
            return
        self._case = noted.case
        self.parts.members.say("")
        self.parts.members.show_members(noted.case.members, noted.case.barred, noted.case.line.final)
        self.saving.stored_now()
        self._show_verb()

    def _not_seated(self, assessment: str, error: BaseException) -> None:
        self._seating = False
        self._seats = [each for each in self._seats if each[0] != assessment]  # they hold what was refused
        self._seat_next()
        self.parts.members.say(told(self._worker, error))
        if self._case is not None:
            self.parts.members.show_members(self._case.members, self._case.barred, self._case.line.final)

    def _keep_reason(self, text: str) -> None:
        if self._case is not None:
            self._reasons[self._case.line.assessment] = text

    def _note(self, text: str) -> None:
        if self._case is not None:
            self.autosave.changed(self._key(self._case), text)

    def _leave_note(self) -> None:
        if self._case is not None:
            self.autosave.left(self._key(self._case))

    def _write(self, write: TextWrite) -> Pending[SavedField]:
        return self._service.note(write.key[0], write.text, write.seen, write.growing)

    def _key(self, case: PanelCase) -> tuple[str, str]:
        return case.line.assessment, NOTES

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_verb()

    def _refused(self, error: BaseException) -> None:
        self._set_busy(False)
        self.banner_requested.emit(notice_of(error, "", None))
