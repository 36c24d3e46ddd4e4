"""The strands of an assessment: judge one well, move on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.visit.anchors import Anchor, evidence_of
from assessor_app.domain.visit.triangulation import sources_behind
from assessor_app.ui.commands import command
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.workspace.beside import EvidenceBeside
from assessor_app.ui.screens.workspace.context import OutlookContext, OutlookStrip
from assessor_app.ui.screens.workspace.footer import StrandFooter
from assessor_app.ui.screens.workspace.nav import StrandNav
from assessor_app.ui.screens.workspace.page import StrandPage
from assessor_app.ui.screens.workspace.rows import neighbour, onward
from assessor_app.ui.theme import Theme

BESIDE_FROM = 680
"""Width in logical pixels at 100 % from which evidence and rubric stand side by side."""


class WorkspaceTab(Tab):
    """Puts list, page, outlook and footer together. `add_note` keeps a note: text, kind, strand.

    evidence_wanted: open this piece in the viewer; debrief_wanted: the last strand is done; note_moved: a note is about
    this strand; note_strand_wanted: ask which strand a note is about.
    """

    evidence_wanted = Signal(str)
    debrief_wanted = Signal()
    practice_wanted = Signal(str)
    note_moved = Signal(object, str)
    note_strand_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        opened: OpenAssessment,
        add_note: Callable[[str, NoteKind, str], None],
        beside: EvidenceBeside | None = None,
    ) -> None:
        """beside: shows evidence in the place of the school's view; without it, evidence is shown elsewhere."""
        super().__init__()
        self.beside = beside
        self._theme, self._opened, self._add_note = theme, opened, add_note
        self.strand = next(strand.id for strand in opened.scheme.strands)
        self.list = StrandNav(theme, opened)
        self.page, self.outlook, self.strip, self.foot = self.make_parts(theme, opened)
        self.nav, self.context, self.context_strip, self.footer = self.list, self.outlook, self.strip, self.foot
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        if beside is not None:
            line.addWidget(beside, 1)
            beside.closed.connect(self._evidence_closed)
            beside.whole_wanted.connect(self.evidence_wanted)
            beside.page_seen.connect(self.page.texts.seen_pages.__setitem__)
        line.addWidget(self.page, 1)
        self._connect()
        self._on_focus(None, None)
        self.go_to(self._first_to_do())

    def make_parts(
        self, theme: Theme, opened: OpenAssessment
    ) -> tuple[StrandPage, OutlookContext, FoldedStrip, StrandFooter]:
        """The page, the pane at the right, the line that stands for the panes, and the bar under the page."""
        return (
            StrandPage(theme, opened),
            OutlookContext(theme, opened),
            OutlookStrip(theme, opened),
            StrandFooter(theme, opened),
        )

    def show_outlook(self) -> None:
        """Show the outlook in the pane and in the line."""
        outlook = self._opened.outlook()
        if self.outlook.outlook is not None and isinstance(self.strip, OutlookStrip):
            self.outlook.outlook.show_outlook(outlook)
            self.strip.show_outlook(outlook, self.strand)

    def _connect(self) -> None:
        self.list.strand_chosen.connect(self.go_to)
        self.page.judging.judged.connect(self.judge)
        self.page.head.step_wanted.connect(self.step)
        self.page.head.flag_wanted.connect(self.flag)
        self.page.school.evidence_chosen.connect(self.open_evidence)
        self.page.texts.link_wanted.connect(self.follow_link)
        self.outlook.notes.note_kept.connect(self._keep_note)
        self.page.texts.practice_wanted.connect(self.practice_wanted)
        self.outlook.notes.use_wanted.connect(self.use_note)
        self.outlook.notes.strand_wanted.connect(self.note_strand_wanted)
        self.list.list.note_dropped.connect(self._move_note)
        self.foot.next_wanted.connect(self.go_on)
        self.foot.undo_wanted.connect(self._opened.undo)
        self._opened.changed.connect(self.refresh)
        self._opened.saving.state_changed.connect(lambda _state: self.foot.show_way_back(self.strand))
        self._opened.strand_changed.connect(lambda strand: self.refresh() if strand == self.strand else None)
        self._theme.focus_changed.connect(self._on_focus)

    def commands(self, owner: Screen) -> list[QAction]:
        scheme = self._opened.scheme
        longest = max((scheme.levels, *(scale.levels for scale in scheme.scales)), key=len)
        ranks = [(level.rank, level.name if not scheme.scales else str(level.rank)) for level in longest]
        made = [
            command(
                owner,
                f"judge-{digit}",
                self.tr("Judge {level}").format(level=name),
                partial(self.judge_at, int(digit)),
                self._digit_keys(digit),
                "screen",
            )
            for name, digit in [
                *((name, str(rank)) for rank, name in ranks),
                (self.tr("Not enough evidence yet"), "0"),
            ]
        ]
        steps: tuple[tuple[str, str, Callable[[], None], list[str]], ...] = (
            ("next-strand", self.tr("Next strand"), self.go_on, ["Ctrl+Return", "Ctrl+Enter"]),
            ("strand-after", self.tr("Strand after this one"), lambda: self.step(1), ["Ctrl+PgDown"]),
            ("strand-before", self.tr("Strand before this one"), lambda: self.step(-1), ["Ctrl+PgUp"]),
            ("flag-strand", self.tr("Flag to come back"), self.flag, ["Ctrl+D"]),
            (
                "judge-as-before",
                self.tr("Judge as before the new wording"),
                self.page.judging.take_before,
                ["Ctrl+Shift+B"],
            ),
            ("note-on-strand", self.tr("Add note"), self.open_note, ["Ctrl+N"]),
            ("find-strand", self.tr("Find in strands"), self.open_find, ["Ctrl+F"]),
            ("undo", self.tr("Undo"), self._opened.undo, ["Ctrl+Z"]),
            ("redo", self.tr("Redo"), self._opened.redo, ["Ctrl+Shift+Z", "Ctrl+Y"]),
        )
        for name, words, run, keys in steps:
            made.append(command(owner, name, words, run, keys, "screen"))
        return made

    def go_to(self, strand: str) -> None:
        """Show another strand; what was typed on this one is on its way to the disk."""
        self._opened.autosave.flush()
        self.strand = strand
        self.list.show_strand(strand)
        self.refresh()

    def step(self, step: int) -> None:
        """Go to the strand after or before; nothing at the ends."""
        strand = neighbour(self._opened.scheme, self.strand, step)
        if strand:
            self.go_to(strand)

    def go_on(self) -> None:
        """Next strand, or the debrief after the last."""
        strand = onward(self._opened, self.strand)
        if strand:
            self.go_to(strand)
        else:
            self.debrief_wanted.emit()

    def judge(self, level: str) -> None:
        """Judge the strand shown; the keyboard goes along when it is on a card, so that only one looks chosen."""
        self._opened.judge(self.strand, level)
        if self._opened.editable:
            self.page.judging.take_focus_to(level)

    def judge_at(self, rank: int) -> None:
        """Judge the strand shown at the level of this rank of its own scale, 0 for not enough evidence; a rank that
        the scale does not have does nothing."""
        levels = self._opened.scheme.levels_of(self._opened.scheme.strand(self.strand))
        if 0 < rank <= len(levels):
            self.judge(levels[rank - 1].id)
        elif not rank and levels:
            self.judge(NOT_ENOUGH)

    def flag(self) -> None:
        """Flag the strand shown, or take the flag away."""
        self._opened.flag(self.strand, not self._opened.value.strand(self.strand).flagged)
        self.refresh()

    def open_note(self) -> None:
        """Open the box for a note, unfolding the pane when it is folded."""
        if not self._opened.editable:
            return
        if not self.outlook.isVisible():
            self.strip.open.click()
        self.outlook.notes.open_box()

    def open_evidence(self, piece: str, page: int = 0) -> None:
        """Open a piece of evidence beside the rubric, or in its list where there is no room for both."""
        found = next((each for each in self._opened.value.evidence if each.id == piece), None)
        if found is None:
            return
        if self.beside is None or self.width() / self._theme.scale < BESIDE_FROM:
            self.evidence_wanted.emit(piece)
            return
        self.page.school.hide()
        self.beside.open(found, page)
        self.beside.focus_first()

    def _evidence_closed(self) -> None:
        self.page.school.show()
        self.page.judging.focus_first()

    def open_find(self) -> None:
        """Open the line to find strands, unfolding the list when it is folded."""
        if not self.list.isVisible():
            self.strip.nav_button.click()
        self.list.open_find()

    def follow_link(self, code: str, page: int) -> None:
        """Open what a link in a text names; a link to a note needs nothing opened, its words stand beside."""
        piece = evidence_of(Anchor(code, page, 0, 0), self._opened.value)
        if piece is not None:
            self.open_evidence(piece.id, page)
        elif not code.startswith("note"):
            self._opened.said.emit(self.tr("There is no evidence called {code}.").format(code=code))

    def use_note(self, field: str, text: str) -> None:
        """Put a note's words into a text of the strand shown."""
        self.page.texts.add_to(field, text)

    def note_refused(self, text: str) -> None:
        """The note was not stored: give its words back."""
        self.outlook.notes.box.restore(text)

    def refresh(self) -> None:
        """Show the snapshot as it is now."""
        self.page.show_strand(self.strand)
        self.show_outlook()
        notes = tuple(note for note in self._opened.value.notes if note.strand == self.strand)
        self.outlook.notes.show_notes(notes, self._opened.editable)
        self.outlook.sources.show_sources(sources_behind(self._opened.value, self.strand))
        self.foot.show_strand(self.strand)

    def leave(self) -> None:
        self._opened.autosave.flush()

    def focus_first(self) -> None:
        self.page.judging.focus_first()

    def _first_to_do(self) -> str:
        strands = [strand.id for strand in self._opened.scheme.strands]
        return next((strand for strand in strands if self._opened.judgement(strand).level is None), strands[0])

    def _keep_note(self, text: str, kind: str) -> None:
        self._add_note(text, NoteKind(kind), self.strand)

    def _move_note(self, note: str, strand: str) -> None:
        held = next((each for each in self._opened.value.notes if each.id == note), None)
        if held is not None:
            self.note_moved.emit(held, strand)

    def _digit_keys(self, digit: str) -> list[str]:
        return [digit, f"Ctrl+{digit}"] if self._theme.settings.single_keys else [f"Ctrl+{digit}"]

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        typing = isinstance(now, QTextEdit | QLineEdit) and not now.isReadOnly()
        self.page.judging.show_keys(typing or not self._theme.settings.single_keys)
