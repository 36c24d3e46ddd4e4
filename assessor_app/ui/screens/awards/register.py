"""The register of awards: every award, what became of it, and what can be done about it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit

from assessor_app.domain.award.lines import AwardLine, AwardPlan, AwardState
from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.awards.preview import Preview
from assessor_app.ui.screens.awards.words import (
    filter_of,
    key_of,
    long_day,
    medal_of,
    row_of,
    section_words,
    standing_sentence,
    state_words,
)
from assessor_app.ui.screens.awards.work import AwardWork
from assessor_app.ui.screens.office.parts import FactRows, empty_out, heading
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace

SECTIONS = ("to-do", "holding", "ended")


def _tr(text: str) -> str:
    return QCoreApplication.translate("awards", text)


class RegisterView(OfficeView):
    """said: words for what was done; failed: an error to tell; changed: the awards are other ones now."""

    said = Signal(str)
    failed = Signal(object)
    changed = Signal()
    go_wanted = Signal(str, str)

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", asking: Asking) -> None:
        self.to_panels = Button(theme, _tr("Open the panels"), "primary", "gavel")
        empty = Empty(
            theme,
            "award",
            _tr("No award yet"),
            _tr("When a panel has decided on an award, it waits here to be issued."),
            (self.to_panels,),
        )
        super().__init__(theme, _tr("Awards"), empty)
        self._worker, self._workplace = worker, workplace
        self._service = workplace.cycle.office_awards
        self._lines: tuple[AwardLine, ...] = ()
        self._shown: AwardLine | None = None
        self.work = AwardWork(theme, worker, workplace, asking, self)
        self.work.said.connect(self.said)
        self.work.failed.connect(self.failed)
        self.work.changed.connect(self.changed)
        self.withdraw_button: Button | None = None
        self.preview = Preview(theme, worker, workplace.reporting)
        self._build_head()
        self.chosen.connect(self._show)
        self.list.opened.connect(lambda _key: self.primary.setFocus() if self.primary else None)
        self.to_panels.clicked.connect(lambda: self.go_wanted.emit("panels", ""))

    def _build_head(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a school or number"))
        self.search.setAccessibleName(self.tr("Find a school or number"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _words: self._list_again())
        self.filter = Segmented(self._theme, self.tr("Which awards"), self._filters())
        self.filter.chosen.connect(lambda _which: self._list_again())
        self.head.addWidget(self.search)
        self.head.addLayout(row(self.filter, None))

    def _filters(self) -> tuple[tuple[str, str], ...]:
        counts = {each: sum(filter_of(line) == each for line in self._lines) for each in SECTIONS}
        return (
            ("all", self.tr("All {count}").format(count=len(self._lines))),
            ("to-do", self.tr("To do {count}").format(count=counts["to-do"])),
            ("holding", self.tr("In force {count}").format(count=counts["holding"])),
            ("ended", self.tr("Ended {count}").format(count=counts["ended"])),
        )

    def show_awards(self, lines: tuple[AwardLine, ...]) -> None:
        """Show these awards."""
        before, self._lines = self._shown, lines
        self.filter.set_choices(self._filters())
        self._list_again()
        if before is not None and not before.award:  # once it is issued it stands elsewhere, and stays on show
            given = next((line for line in lines if line.award and line.assessment == before.assessment), None)
            if given is not None:
                super().choose(key_of(given))
        found = next((line for line in lines if key_of(line) == self.list.current), None)
        if found is not None and found != self._shown:
            self._show(key_of(found))

    @property
    def summary(self) -> str:
        """The line under the title."""
        holding = sum(filter_of(line) == "holding" for line in self._lines)
        waiting = sum(line.state is AwardState.TO_ISSUE for line in self._lines)
        words = self.tr("{count} in force").format(count=holding)
        return words + (", " + self.tr("{count} to issue").format(count=waiting) if waiting else "")

    def choose(self, key: str) -> None:
        """Make one award current, by its key or by its assessment."""
        found = next((line for line in self._lines if key in (key_of(line), line.assessment)), None)
        if found is not None:
            self.filter.choose("all")
            self.search.clear()
            self._list_again()
            super().choose(key_of(found))

    def unsaved_texts(self) -> list[str]:
        """Reasons that were typed and not given."""
        return [text for text in self.work.reasons.values() if text.strip()]

    def _list_again(self) -> None:
        words, which = self.search.text().casefold().strip(), self.filter.current
        wanted = [
            line
            for line in self._lines
            if which in ("all", filter_of(line)) and words in f"{line.holder} {line.number} {line.mark}".casefold()
        ]
        rows: list[Line] = []
        for section in SECTIONS:
            found = [row_of(line) for line in wanted if filter_of(line) == section]
            rows += [Line("", section_words(section)), *found] if found else []
        self.show_lines(rows, not self._lines, self.tr("No award here has these words."))

    def _show(self, key: str) -> None:
        line = next((each for each in self._lines if key_of(each) == key), None)
        self._shown = line
        if line is None:
            return
        self.primary = self.withdraw_button = None
        self.preview.setParent(None)
        column = self.page.column
        empty_out(column)
        medal = Medal(self._theme, medal_of(line.outcome_name), 44)
        medal.setAccessibleName(line.outcome_name)
        column.addWidget(heading(self._theme, line.mark, line.holder, line.outcome_name, medal))
        sentence = standing_sentence(line, self._workplace.person.id)
        if sentence:
            column.addWidget(Paragraph(self._theme, sentence, "reading"))
        self._add_actions(line)
        if line.award:
            column.addWidget(FactRows(self._theme, self.tr("The award"), self._facts(line)))
        column.addWidget(self.preview)
        self.preview.show()
        column.addStretch(1)
        self._look_ahead(line)

    def _facts(self, line: AwardLine) -> list[tuple[str, str]]:
        register = (
            ""
            if line.state is not AwardState.WITHDRAWN or not self._service.signs_here
            else (self.tr("Says that it is withdrawn") if line.signed else self.tr("Still says that it holds"))
        )
        return [
            (self.tr("State"), state_words(line.state)),
            (self.tr("Certificate number"), line.number),
            (self.tr("From"), long_day(line.given_on)),
            (self.tr("Until"), long_day(line.until_on) or (self.tr("No end") if line.given_on else "")),
            (self.tr("Signed register"), register),
            (self.tr("Renewal letter"), long_day(line.renewal_asked_on)),
        ]

    def _add_actions(self, line: AwardLine) -> None:
        buttons = self._buttons(line)
        if buttons:
            self.page.column.addLayout(row(*buttons, None))
        if not self._service.signs_here and line.state in (AwardState.TO_ISSUE, AwardState.NO_CERTIFICATE):
            words = self.tr("Awards are issued where the office's key is. It is not in this profile.")
            self.page.column.addWidget(PlainLabel(words, "caption", "text2", wrap=True))

    def _buttons(self, line: AwardLine) -> list[Button]:
        found = []
        here, state = self._service.signs_here, line.state
        first = self._first(line) if here or state not in (AwardState.TO_ISSUE, AwardState.NO_CERTIFICATE) else None
        if first is not None:
            self.primary = first
            found.append(first)
        if here and state in (AwardState.HOLDS, AwardState.ENDS_SOON) and line.assessment:
            found.append(
                self._button(self.tr("Save its files again"), "secondary", "download", partial(self.work.issue, line))
            )
        if state in (AwardState.HOLDS, AwardState.ENDS_SOON, AwardState.NO_CERTIFICATE):
            self.withdraw_button = self._button(
                self.tr("Withdraw"), "secondary", "circle-x", partial(self.work.withdraw, line)
            )
            found.append(self.withdraw_button)
        if state is AwardState.WITHDRAWAL and self._workplace.person.id in {each.person for each in line.withdrawals}:
            found.append(
                self._button(self.tr("Take back my word"), "secondary", "undo-2", partial(self.work.keep, line))
            )
        return found

    def _first(self, line: AwardLine) -> Button | None:
        """The one filled button: what the award waits for, if that is for this person to do."""
        if line.state is AwardState.TO_ISSUE:
            words = self.tr("Issue {award}").format(award=line.outcome_name)
            return self._button(words, "primary", "award", partial(self.work.issue, line))
        if line.state is AwardState.NO_CERTIFICATE:
            return self._button(self.tr("Make the certificate"), "primary", "award", partial(self.work.issue, line))
        mine = self._workplace.person.id in {each.person for each in line.withdrawals}
        if line.state is AwardState.WITHDRAWAL and not mine:
            return self._button(self.tr("Agree to withdraw"), "primary", "circle-x", partial(self.work.withdraw, line))
        if line.state is AwardState.WITHDRAWN and not line.signed and self._service.signs_here:
            return self._button(self.tr("Sign the register"), "primary", "signature", partial(self.work.withdraw, line))
        return None

    def _button(self, words: str, kind: str, icon: str, run: Callable[[], None]) -> Button:
        button = Button(self._theme, words, kind, icon)  # type: ignore[arg-type]
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _look_ahead(self, line: AwardLine) -> None:
        """How the certificate will look, or looks."""
        self.preview.clear()
        shown = (AwardState.TO_ISSUE, AwardState.NO_CERTIFICATE, AwardState.HOLDS, AwardState.ENDS_SOON)
        if not line.assessment or line.state not in shown or not self._service.signs_here:
            return
        service = self._service

        def keep(plan: AwardPlan) -> None:
            if self._shown is line:
                self.preview.show_page(plan.page)

        def fail(error: BaseException) -> None:
            if not isinstance(error, AssayError):
                self._worker.unhandled.emit(error)
            elif self._shown is line:
                self.preview.say(error.sentence)

        self._worker.run(lambda: service.plan(line.assessment, line.number), keep, fail, owner=self)
