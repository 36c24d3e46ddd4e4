"""The place of appeals and complaints: all of them at the left, one of them with its steps at the right."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from assessor_app.domain.concern import ConcernCase, ConcernLine
from assessor_app.domain.phrases import day_words
from assessor_app.domain.summary import AssessmentSummary
from assessor_app.files import write_whole
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.concerns.evidence import VisitSnapshot
from assessor_app.ui.screens.concerns.receiving import Received, ReceiveSheet
from assessor_app.ui.screens.concerns.steps import Steps
from assessor_app.ui.screens.concerns.words import ANSWERED, OPEN, key_of, kind_words, row_of, step_name
from assessor_app.ui.screens.office.parts import empty_out, heading
from assessor_app.ui.screens.office.screen import OfficeScreen
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.workplace import Workplace


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
        line, concern, column = case.line, case.line.concern, self.view.page.column
        empty_out(column)
        over = f"{kind_words(concern.kind)} {concern.reference}"
        came = self.tr("From {name}, received on {day}").format(
            name=concern.from_name, day=day_words(date.fromisoformat(concern.received_on))
        )
        column.addWidget(heading(self._theme, over, line.institution, came))
        column.addWidget(self._words(case))
        column.addWidget(self._handler(case))
        typed = self._typed.get(self._step_key(case), "")
        self.steps = Steps(self._theme, line.steps, typed, not line.needs_handler)
        self.steps.typed.connect(partial(self._keep_step, self._step_key(case)))
        self.steps.finished.connect(partial(self._finish, case))
        self.steps.letter_wanted.connect(partial(self._letter, case))
        self.view.primary = self.steps.primary
        column.addWidget(self.steps)
        if case.evidence is not None:
            column.addWidget(VisitSnapshot(self._theme, case.evidence, case.admissible))
        column.addStretch(1)

    def _words(self, case: ConcernCase) -> QWidget:
        card = Card(self._theme, padding=16, spacing=6)
        card.body.addWidget(PlainLabel(self.tr("What it says"), "label"))
        card.body.addWidget(Paragraph(self._theme, case.line.concern.text, "reading"))
        if case.line.concern.from_contact:
            words = self.tr("Reach them at {contact}").format(contact=case.line.concern.from_contact)
            card.body.addWidget(Paragraph(self._theme, words, "body", "text2"))
        return card

    def _handler(self, case: ConcernCase) -> QWidget:
        card, concern = Card(self._theme, padding=16, spacing=6), case.line.concern
        self.handler = QComboBox()
        self.handler.setEditable(True)
        self.handler.addItem("", "")
        for each in case.handlers:
            self.handler.addItem(each.name, each.person)
        self.handler.setCurrentText(concern.handler_name)
        field = LabelledField(self._theme, self.tr("Who handles it"), self.handler, self._left_out(case))
        self.assign_button = Button(self._theme, self.tr("Let them handle it"), "secondary", "user")
        self.assign_button.clicked.connect(partial(self._assign, case))
        editor = self.handler.lineEdit()
        if editor is not None:
            editor.setAccessibleName(self.tr("Who handles it"))
            editor.returnPressed.connect(partial(self._assign, case))
        card.body.addWidget(field)
        if case.line.now is not None:
            card.body.addLayout(row(self.assign_button, None))
        self.handler.setEnabled(case.line.now is not None)
        return card

    def _left_out(self, case: ConcernCase) -> str:
        if case.left_out == 1:
            return self.tr("1 person left out because they worked on this case.")
        words = self.tr("{count} people left out because they worked on this case.")
        return words.format(count=case.left_out) if case.left_out else ""

    def _assign(self, case: ConcernCase, _checked: bool = False) -> None:
        name = self.handler.currentText().strip()
        person = next((each.person for each in case.handlers if each.name == name), "")
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
