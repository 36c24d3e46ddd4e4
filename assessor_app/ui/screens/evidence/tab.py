"""Evidence: the list at the left, the piece that is open beside it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.evidence_list import by_code, size_words
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screens.evidence.contents import Contents, Look, is_blocked, look_of, name_of
from assessor_app.ui.screens.evidence.elsewhere import Elsewhere
from assessor_app.ui.screens.evidence.reading import read_into
from assessor_app.ui.screens.evidence.rows import EvidenceTable, line_of, linked_words
from assessor_app.ui.screens.evidence.viewer import EvidenceViewer
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.where_to_save import where_to_save
from assessor_app.ui.worker import Worker

BESIDE_FROM = 760
LIST_WIDTH = 360
LOOKED_AT_MS = 1500
"""How long a piece is on show before it counts as opened without Enter or a click."""


class EvidenceTab(Tab):
    """Reads a file in the background when its row becomes current.

    It counts as opened after Enter, a click or a moment of looking at it, not when the arrows only pass over it.
    """

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        workplace: WorkplacePort,
        ask_where: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        """ask_where: how the person is asked where a copy of a file goes."""
        super().__init__()
        self._ask_where = ask_where or ask_where_to_save
        self._on_show = self._on_purpose = ""
        self.looking = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self.looking.timeout.connect(self._count_opened)
        self._theme, self._worker, self._opened, self._workplace = theme, worker, opened, workplace
        self.shown = ""
        self.table = EvidenceTable(theme)
        self.table.piece_chosen.connect(self._show_piece)
        self.table.piece_opened.connect(self.open_piece)
        self.viewer = EvidenceViewer(theme, worker, workplace.reporting)
        self.back = Button(theme, self.tr("Back to the list"), "link", "chevron-left")
        self.back.clicked.connect(self._back_to_list)
        self.title = Paragraph(theme, "", "heading")
        self.meta = Paragraph(theme, "", "caption", "text2")
        self._make_ways()
        self._right = QWidget()
        self._fill_right()
        self._empty = Empty(theme, "paperclip", self.tr("No evidence yet"),
                            self.tr("The evidence list comes with the self-assessment workbook."))  # fmt: skip
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._empty, 1)
        line.addWidget(self.table)
        line.addWidget(self._right, 1)
        opened.changed.connect(self.refresh)
        self.refresh()

    def _make_ways(self) -> None:
        theme = self._theme
        self.copy = Button(theme, self.tr("Save a copy"), "secondary", "download")
        self.copy.clicked.connect(self.save_copy)
        self.copy.hide()
        self.warning = Paragraph(theme, "", "caption", "warn")
        self.warning.hide()
        self.elsewhere = Elsewhere()
        self.other = Button(theme, self.tr("Open in another program"), "secondary", "external-link")
        self.other.clicked.connect(self.open_elsewhere)
        self.other.hide()

    def _fill_right(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(14), px(24), px(8))
        head.setSpacing(px(2))
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.title)
        head.addWidget(self.meta)
        head.addWidget(self.warning)
        ways = QHBoxLayout()
        ways.setSpacing(px(8))
        ways.addWidget(self.other)
        ways.addWidget(self.copy)
        ways.addStretch(1)
        head.addLayout(ways)
        column.addLayout(head)
        column.addWidget(self.viewer, 1)

    def refresh(self) -> None:
        """Show the snapshot as it is now."""
        evidence = self._opened.value.evidence
        late = {piece.id for piece in self._opened.value.late_evidence}
        pieces = sorted(by_code(evidence), key=lambda piece: piece.id in late)  # what came later stands apart, last
        self.table.lines.set_rows([line_of(self._opened.scheme, piece, piece.id in late) for piece in pieces])
        self._empty.setVisible(not evidence)
        self._arrange()

    def open_piece(self, piece: str) -> None:
        """Open a piece of evidence on purpose."""
        self._on_purpose = piece
        self.table.choose(piece)
        self._show_piece(piece)
        self._arrange()
        if self._on_show == piece:
            self._count_opened()

    def save_copy(self) -> None:
        """Save a copy of a file that is not shown here, where the person says."""
        evidence = self._piece(self.shown)
        if evidence is None or not evidence.held:
            return
        target = self._ask_where(self, name_of(evidence))
        if target is None:
            return
        said = self._opened.said
        self._worker.run(
            lambda: self._workplace.visits.save_evidence(evidence, target),
            lambda _none: self._copied(evidence, target),
            lambda error: said.emit(told(self._worker, error)),
            owner=self,
        )

    def open_elsewhere(self) -> None:
        """Open a read-only copy with the system's own program, after a warning."""
        evidence = self._piece(self.shown)
        if evidence is not None and evidence.held and not is_blocked(evidence):
            self.elsewhere.ask(self._theme, self.window(), evidence, lambda: self._open_copy(evidence))

    def _open_copy(self, evidence: Evidence) -> None:
        visits, said = self._workplace.visits, self._opened.said
        place = self.elsewhere.place_for(evidence)

        def write() -> None:
            if not place.exists():
                visits.save_evidence(evidence, place)

        def done(_none: None) -> None:
            if not self.elsewhere.hand_over(place):
                said.emit(self.tr("This computer has no program for {name}.").format(name=place.name))
            elif evidence.id == self.shown:
                self._on_show = evidence.id
                self._count_opened()

        self._worker.run(write, done, lambda error: said.emit(told(self._worker, error)), owner=self)

    def _offer_ways(self, evidence: Evidence, look: Look) -> None:
        not_here = evidence.held and look is Look.WORDS and not is_blocked(evidence)
        self.copy.setVisible(not_here)
        self.other.setVisible(not_here)

    def _warn(self, words: str) -> None:
        self.warning.set_words(words)
        self.warning.setVisible(bool(words))

    def _copied(self, evidence: Evidence, target: Path) -> None:
        self._opened.said.emit(self.tr("Saved as {name}.").format(name=target.name))
        if evidence.id == self.shown:  # the copy is the only way to look at it
            self._on_show = evidence.id
            self._count_opened()

    def leave(self) -> None:
        self.looking.stop()

    def enter(self) -> None:
        if not self.shown:
            self.viewer.show_words(self.tr("Choose a piece of evidence to look at it here."), "eye")

    def focus_first(self) -> None:
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _beside(self) -> bool:
        return self.width() / self._theme.scale >= BESIDE_FROM

    def _arrange(self) -> None:
        some, beside = bool(self._opened.value.evidence), self._beside()
        px = self._theme.px
        self.table.setMaximumWidth(px(LIST_WIDTH) if beside else 16_777_215)
        self.table.setMinimumWidth(px(LIST_WIDTH) if beside else 0)
        self.table.setViewportMargins(px(12), px(12), px(8), px(8))
        self.table.setVisible(some and (beside or not self.shown))
        self._right.setVisible(some and (beside or bool(self.shown)))
        self.back.setVisible(not beside)

    def _back_to_list(self) -> None:
        self.shown = self._on_show = ""
        self.looking.stop()
        self.table.selectionModel().clear()
        self._arrange()
        self.table.setFocus()

    def _piece(self, piece: str) -> Evidence | None:
        return next((found for found in self._opened.value.evidence if found.id == piece), None)

    def _show_piece(self, piece: str) -> None:
        evidence = self._piece(piece)
        if evidence is None or piece == self.shown:
            return
        self.shown, self._on_show = piece, ""
        self.looking.stop()
        line = line_of(self._opened.scheme, evidence)
        self.title.set_words(line.title)
        size = size_words(evidence.file_size) if evidence.file_size else ""
        parts = (evidence.kind, size, linked_words(self._opened.scheme, evidence), evidence.source, evidence.dated)
        self.meta.set_words(" · ".join(part for part in parts if part))
        self._offer_ways(evidence, look_of(evidence))
        self._warn("")
        self._arrange()
        shown = partial(self._show_contents, evidence)
        read_into(self.viewer, self._worker, self._workplace, evidence, shown, lambda: self.shown == piece)

    def _show_contents(self, evidence: Evidence, contents: Contents) -> None:
        self.viewer.show_contents(evidence, contents)
        self._offer_ways(evidence, contents.look)
        self._warn(contents.warning)
        self._on_show = evidence.id
        if self._on_purpose == evidence.id:
            self._count_opened()
        else:
            self.looking.start()

    def _count_opened(self) -> None:
        self.looking.stop()
        evidence = self._piece(self._on_show)
        if evidence is not None and not evidence.opened and self._opened.editable and self.isVisible():
            pending = self._workplace.visits.mark_opened(self._opened.value.id, evidence.id)
            self._opened.saving.follow(pending, lambda _saved: self._opened.show_opened(evidence.id), lambda _r: None)


def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Ask where a copy of a file goes; None when the person thinks again."""
    return where_to_save(parent, parent.tr("Save a copy"), name, "")
