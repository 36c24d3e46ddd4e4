"""The place of appeals and complaints: all of them at the left, one of them with its steps at the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.domain.award.concern import ConcernCase, ConcernLine
from assessor_app.files import write_whole
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.screens.concerns.case import HandlerCard, fill_page
from assessor_app.ui.screens.concerns.receiving import Received, ReceiveSheet
from assessor_app.ui.screens.concerns.steps import Steps
from assessor_app.ui.screens.concerns.words import ANSWERED, OPEN, key_of, kind_words, row_of, step_name
from assessor_app.ui.screens.office.screen import OfficeScreen
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace


class ConcernsScreen(OfficeScreen):
    """argument: an assessment and the id of a concern about it, with a slash between, or "" for the first."""

    place = "concerns"

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        workplace: "Workplace",
        argument: str = "",
        asking: Asking = Asking(),  # noqa: B008  a tuple of functions
    ) -> None:
        super().__init__(theme, worker, workplace, argument)
        self._asking = asking
        self.title = self.tr("Appeals")
        self._lines: tuple[ConcernLine, ...] = ()
        self._case: ConcernCase | None = None
        self._typed: dict[str, str] = {}
        self._received = Received()
        self._busy = False
        self.steps: Steps | None = None
        self.handler: HandlerCard | None = None
        if not self.allowed:
            words = self.tr("Appeals and complaints stay in the office. Ask your office about one.")
            self._refuse(words, self.tr("This place is for administrators"))
            return
        self._service = workplace.cycle.concerns
        self.view = self._make_view()
        self._column.addWidget(self.view)
        self._add_commands()
        self.refresh()

    def _make_view(self) -> OfficeView:
        theme = self._theme
        self.first = Button(theme, self.tr("Take one in"), "primary", "inbox")
        why = self.tr("When somebody appeals or complains, take it in here. The due dates count from that day.")
        empty = Empty(theme, "message-square", self.tr("No appeal and no complaint"), why, (self.first,))
        view = OfficeView(theme, self.tr("Appeals and complaints"), empty)
        self.new = Button(theme, self.tr("Take one in"), "secondary", "plus")
        self.filter = Segmented(theme, self.tr("Which ones"), self._filters())
        view.head.addLayout(row(self.filter, None, self.new))
        for button in (self.first, self.new):
            button.clicked.connect(self.receive)
        self.filter.chosen.connect(lambda _which: self._list_again())
        view.chosen.connect(self._open)
        view.list.opened.connect(lambda _key: self._go_to_work())
        return view

    def _filters(self) -> tuple[tuple[str, str], ...]:
        waiting = sum(line.now is not None for line in self._lines)
        return (
            (OPEN, self.tr("Open {count}").format(count=waiting)),
            (ANSWERED, self.tr("Answered {count}").format(count=len(self._lines) - waiting)),
        )

    def _add_commands(self) -> None:
        words = self.tr("Take in an appeal or a complaint")
        command(self, "concern-receive", words, self.receive, ["Ctrl+Shift+N"], "screen")
        command(
            self, "concern-step", self.tr("End this step"), self.finish_step, ["Ctrl+Return", "Ctrl+Enter"], "screen"
        )

    def _read(self) -> None:
        self._worker.run(self._service.every, self._show, self._fail, owner=self)

    def _view_on_show(self) -> OfficeView:
        return self.view

    def unsaved_texts(self) -> list[str]:
        return [text for text in (*self._typed.values(), self._received.text) if text.strip()]

    def receive(self) -> None:
        """Ask for what came in."""
        self._worker.run(self._workplace.visits.list, self._ask_for_it, self._fail, owner=self)

    def finish_step(self) -> None:
        """End the step that comes next."""
        if self.allowed:
            self.view.press_primary()

    def _go_to_work(self) -> None:
        if self.steps is not None and self.steps.text is not None:
            self.steps.text.setFocus()

    def _ask_for_it(self, visits: tuple[AssessmentSummary, ...]) -> None:
        service = self._service

        def keep(typed: Received) -> ConcernLine:
            sender = (typed.sender, typed.contact, typed.text)
            found = service.receive(typed.assessment, typed.kind, *sender, typed.on)
            return service.case(typed.assessment, found.id).line

        begun = self._received
        if not begun.assessment and self._case is not None:
            begun = begun._replace(assessment=self._case.line.assessment)
        sheet = ReceiveSheet(self._theme, self.window(), self._worker, visits, keep, begun)
        sheet.done.connect(self._kept)
        sheet.left.connect(self._keep_typed)
        sheet.open()

    def _keep_typed(self, typed: Received) -> None:
        self._received = typed

    def _kept(self, line: ConcernLine) -> None:
        self._received = Received()
        self._wanted = key_of(line)
        words = self.tr("{kind} {reference} is taken in. Confirm its receipt next.")
        self.toast_requested.emit(
            words.format(kind=kind_words(line.concern.kind), reference=line.concern.reference), None
        )
        self.refresh()

    def _show(self, lines: tuple[ConcernLine, ...]) -> None:
        first = self.view.is_waiting
        self._lines = lines
        self.filter.set_choices(self._filters())
        late = sum(line.now is not None and line.now.late for line in lines)
        waiting = self.tr("{count} open").format(count=sum(line.now is not None for line in lines))
        self.context_line = f"{waiting}, " + self.tr("{count} late").format(count=late) if late else waiting
        self.title_changed.emit()
        wanted, self._wanted = self._wanted, ""
        found = next((line for line in lines if wanted and wanted in (key_of(line), line.assessment)), None)
        if found is not None:
            self.filter.choose(OPEN if found.now is not None else ANSWERED)
        self._list_again()
        if found is not None:
            self.view.choose(key_of(found))
        shown = self._case.line if self._case is not None else None
        if shown is None or shown not in lines or key_of(shown) != self.view.list.current:
            self._open(self.view.list.current)
        if first and self.isVisible():
            self.focus_first()

    def _list_again(self) -> None:
        wanted = [line for line in self._lines if (line.now is not None) == (self.filter.current == OPEN)]
        rows: list[Line] = [row_of(line) for line in wanted]
        nothing = self.tr("Nothing is open.") if self.filter.current == OPEN else self.tr("Nothing was answered yet.")
        self.view.show_lines(rows, not self._lines, nothing)

    def _open(self, key: str) -> None:
        if key:
            work = partial(self._service.case, *key.split("/", 1))
            self._worker.run(work, self._show_case, self._fail, owner=self)

    def _show_case(self, case: ConcernCase) -> None:
        if key_of(case.line) != self.view.list.current:
            return  # another one was chosen meanwhile
        self._case = case
        typed = self._typed.get(self._step_key(case), "")
        self.handler, self.steps = fill_page(self._theme, self.view.page.column, case, typed)
        self.handler.assigned.connect(partial(self._assign, case))
        self.steps.typed.connect(partial(self._keep_step, self._step_key(case)))
        self.steps.finished.connect(partial(self._finish, case))
        self.steps.letter_wanted.connect(partial(self._letter, case))
        self.view.primary = self.steps.primary

    def _assign(self, case: ConcernCase, name: str, person: str) -> None:
        service, line = self._service, case.line
        done = self.tr("{name} handles it now.").format(name=name)
        work = partial(service.assign, line.assessment, line.concern, name, person)
        self._run(work, lambda _found: self._changed(done))

    def _finish(self, case: ConcernCase, step: str, text: str) -> None:
        service, line, key = self._service, case.line, self._step_key(case)

        def stored(_found: object) -> None:
            self._typed.pop(key, None)
            self._changed(self.tr("{step}: done.").format(step=step_name(line.steps, step)))

        work = partial(service.finish_step, line.assessment, line.concern, step, text)
        self._run(work, stored)

    def _letter(self, case: ConcernCase, step: str) -> None:
        service, line = self._service, case.line
        name = f"{line.concern.reference} {step_name(line.steps, step).lower()}.pdf"
        target = self._asking.save(self, self.tr("Save the letter"), name, self.tr("PDF (*.pdf)"))
        if target is None:
            return

        def work() -> Path:
            write_whole(target, service.letter(line.assessment, line.concern, step))
            return target

        saved = self.tr("The letter is saved as {name}. Nothing is sent by itself.").format(name=target.name)
        self._run(work, lambda _where: self._changed(saved))

    def _run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do one thing at a time: an editable box tells of Enter twice."""
        if not self._busy:
            self._busy = True
            self._worker.run(work, done, self._refused, owner=self)

    def _changed(self, words: str) -> None:
        self._busy = False
        self.toast_requested.emit(words, None)
        self._case = None
        self.refresh()

    def _step_key(self, case: ConcernCase) -> str:
        return f"{key_of(case.line)}/{case.line.now.id if case.line.now else ''}"

    def _keep_step(self, key: str, text: str) -> None:
        self._typed[key] = text

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self.toast_requested.emit(told(self._worker, error), None)
