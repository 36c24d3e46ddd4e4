"""Renewals: awards by the month they end, letters for chosen schools, and the next assessment begun from here."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.lines import AwardLine, RenewalState, ending_words, renewal_state, renewals
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import MONTHS
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screens.awards.words import key_of, long_day, medal_of
from assessor_app.ui.screens.office.parts import FactRows, empty_out, heading
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace

SOON, EVERY = "soon", "every"


def _tr(text: str) -> str:
    return QCoreApplication.translate("renewals", text)


def state_words(state: RenewalState) -> str:
    """How far a renewal is, as a chip."""
    return {
        RenewalState.BEGUN: _tr("Begun"),
        RenewalState.LAPSED: _tr("Ran out"),
        RenewalState.ASKED: _tr("Written to"),
        RenewalState.NOT_ASKED: _tr("Not written to"),
    }[state]


_KINDS = {RenewalState.BEGUN: "ok", RenewalState.LAPSED: "danger", RenewalState.ASKED: "accent"}


def _month(line: AwardLine) -> str:
    day = date.fromisoformat(line.until_on)
    return f"{MONTHS[day.month - 1]} {day.year}"


def left_words(days: int) -> str:
    """How long an award still runs."""
    if days < 0:
        return _tr("ran out {days} ago").format(days=counted(-days, "day"))
    return _tr("ends today") if not days else _tr("{days} left").format(days=counted(days, "day"))


class RenewalsView(OfficeView):
    """said: words for what was done; failed: an error to tell; changed: the awards are other ones now; chosen_changed:
    others are ticked."""

    said = Signal(str)
    failed = Signal(object)
    changed = Signal()
    go_wanted = Signal(str, str)
    chosen_changed = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, workplace: "Workplace", asking: Asking, today: Callable[[], date]
    ) -> None:
        empty = Empty(
            theme, "calendar-days", _tr("Nothing to renew"), _tr("Awards that end are listed here by their last day.")
        )
        super().__init__(theme, _tr("Awards by the day they end"), empty)
        self._worker, self._workplace, self._asking, self._today = worker, workplace, asking, today
        self._lines: tuple[AwardLine, ...] = ()
        self._ticked: set[str] = set()
        self._shown: AwardLine | None = None
        self._task: Task | None = None
        self.summary = PlainLabel("", "body", "text2", wrap=True)
        self.filter = Segmented(theme, self.tr("Which awards"), self._filters())
        self.filter.chosen.connect(lambda _which: self._list_again())
        self.head.addWidget(self.summary)
        self.head.addLayout(row(self.filter, None))
        self.chosen.connect(self._show)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(lambda _key: self.primary.setFocus() if self.primary else None)

    @property
    def chosen_schools(self) -> tuple[AwardLine, ...]:
        """The ticked ones, in the order of the list."""
        return tuple(line for line in self._lines if key_of(line) in self._ticked)

    @property
    def is_writing(self) -> bool:
        """True while letters are being made."""
        return self._task is not None

    def show_awards(self, lines: tuple[AwardLine, ...]) -> None:
        """Show these awards, those of them that end."""
        self._lines = renewals(lines)
        self._ticked &= {key_of(line) for line in self._lines}
        self.summary.setText(ending_words(self._lines, self._today()))
        self.filter.set_choices(self._filters())
        self._list_again()
        self._show(self.list.current)
        self.chosen_changed.emit()

    def choose_unasked(self) -> None:
        """Tick every shown award that nobody has written about and whose renewal has not begun."""
        waiting = {key_of(line) for line in self._wanted() if renewal_state(line) is RenewalState.NOT_ASKED}
        self._ticked = set() if waiting <= self._ticked else self._ticked | waiting
        self._list_again()
        self.chosen_changed.emit()

    def write_letters(self, parent: QWidget) -> None:
        """Ask for a folder and write a letter for every ticked award; while that is going on, stop it."""
        if self._task is not None:
            self._task.cancel()
            self._end(self.tr("Stopped. The letters that are made stay."))
            return
        lines = self.chosen_schools
        folder = self._asking.folder(parent, self.tr("Where the letters go"), "", "") if lines else None
        if folder is None:
            return
        letters, which = self._workplace.cycle.renewal_letters, [line.assessment for line in lines]

        def work(task: Task) -> tuple[Path, ...]:
            return letters.write(which, folder, task.progress, task.cancelled)

        self._task = self._worker.run_long(work, partial(self._written, folder), self._not_written, owner=self)
        self.chosen_changed.emit()

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            (SOON, self.tr("Next 12 months {count}").format(count=len(self._soon()))),
            (EVERY, self.tr("All {count}").format(count=len(self._lines))),
        )

    def _soon(self) -> list[AwardLine]:
        return [line for line in self._lines if (line.days_left(self._today()) or 0) <= 365]

    def _wanted(self) -> list[AwardLine]:
        return self._soon() if self.filter.current == SOON else list(self._lines)

    def _list_again(self) -> None:
        rows: list[Line] = []
        for title, lines in groupby(self._wanted(), _month):
            rows += [Line("", title), *map(self._row, lines)]
        self.show_lines(rows, not self._lines, self.tr("No award ends in the next 12 months."))

    def _row(self, line: AwardLine) -> Line:
        state = renewal_state(line)
        days = line.days_left(self._today()) or 0
        return Line(
            key=key_of(line),
            title=line.holder,
            first=f"{line.mark}, {line.outcome_name}",
            second=f"{long_day(line.until_on)}, {left_words(days)}",
            chip=state_words(state),
            chip_kind=_KINDS.get(state, "warn" if days <= 90 else "neutral"),
            ticked=key_of(line) in self._ticked,
        )

    def _tick(self, key: str, ticked: bool) -> None:
        (self._ticked.add if ticked else self._ticked.discard)(key)
        self._list_again()
        self.chosen_changed.emit()

    def _show(self, key: str) -> None:
        line = next((each for each in self._lines if key_of(each) == key), None)
        if line is None or line == self._shown:
            return
        self._shown, self.primary = line, None
        column, state = self.page.column, renewal_state(line)
        empty_out(column)
        medal = Medal(self._theme, medal_of(line.outcome_name), 44)
        medal.setAccessibleName(line.outcome_name)
        column.addWidget(heading(self._theme, line.mark, line.holder, line.outcome_name, medal))
        column.addLayout(row(*self._buttons(line, state), None))
        days = left_words(line.days_left(self._today()) or 0)
        facts = [
            (self.tr("Ends on"), f"{long_day(line.until_on)}, {days}"),
            (
                self.tr("Last award"),
                self.tr("{award}, number {number}").format(award=line.outcome_name, number=line.number),
            ),
            (self.tr("Held since"), long_day(line.given_on)),
            (self.tr("Letter made on"), long_day(line.renewal_asked_on)),
            (self.tr("Renewal"), state_words(state)),
        ]
        column.addWidget(FactRows(self._theme, self.tr("The award"), facts))
        column.addStretch(1)

    def _buttons(self, line: AwardLine, state: RenewalState) -> list[Button]:
        theme = self._theme
        if state is RenewalState.BEGUN:
            self.primary = Button(theme, self.tr("Open the new visit"), "primary", "clipboard-check")
            self.primary.clicked.connect(lambda: self.go_wanted.emit("assessment", line.followed_by))
            return [self.primary]
        self.primary = Button(theme, self.tr("Begin renewal"), "primary", "rotate-ccw")
        self.primary.clicked.connect(partial(self._ask, line, "renewal"))
        found = [self.primary]
        if state is not RenewalState.LAPSED and line.can_rise:
            early = Button(theme, self.tr("Apply early for a higher award"), "secondary", "arrow-up")
            early.clicked.connect(partial(self._ask, line, "upgrade"))
            found.append(early)
        return found

    def _ask(self, line: AwardLine, route: str, _checked: bool = False) -> None:
        higher = route == "upgrade"
        words = (
            self.tr("Begin an early application of {school}?") if higher else self.tr("Begin the renewal of {school}?")
        )
        told = self.tr(
            "A new visit is made, with the last action plan where the mark carries it. {award} holds to its last day."
        )
        ask = Question(
            self._theme,
            self.window(),
            words.format(school=line.holder),
            told.format(award=line.outcome_name),
            (self.tr("Begin application") if higher else self.tr("Begin renewal"), self.tr("Not yet")),
        )
        ask.agreed.connect(partial(self._begin, line, route))
        ask.open()

    def _begin(self, line: AwardLine, route: str) -> None:
        service = self._workplace.cycle.renewals

        def begun(_new: object) -> None:
            self.said.emit(self.tr("The next visit of {school} is under Visits.").format(school=line.holder))
            self.changed.emit()

        work = partial(service.renew, line.assessment, route)
        self._worker.run(lambda: work().result(), begun, self.failed.emit, owner=self)

    def _written(self, folder: Path, files: tuple[Path, ...]) -> None:
        self._ticked.clear()
        self._end(
            self.tr("{letters} in {folder}. Nothing is sent by itself.").format(
                letters=counted(len(files), "letter"), folder=folder
            )
        )

    def _not_written(self, error: BaseException) -> None:
        self._task = None
        self.failed.emit(error)
        self.changed.emit()

    def _end(self, words: str) -> None:
        self._task = None
        self.said.emit(words)
        self.changed.emit()
