"""The pane at the left: which strand, what is done, what is flagged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.strand_list import StrandList
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.rows import ALL, FLAGGED, TO_DO, fits, flagged, judged, rows_for
from assessor_app.ui.theme import Theme


class StrandNav(QWidget):
    """Filter, list and progress. `strand_chosen` when the person moves to another strand."""

    strand_chosen = Signal(str)

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        super().__init__()
        self._theme, self._opened = theme, opened
        self._current = ""
        self.filter = Segmented(theme, self.tr("Which strands"), ((ALL, ""), (TO_DO, ""), (FLAGGED, "")))
        self.filter.chosen.connect(lambda _which: self.show_strand(self._current))
        self.list = StrandList(theme)
        self.list.strand_chosen.connect(self.strand_chosen)
        self._progress = PlainLabel("", "medium").with_figures()
        self._flagged = PlainLabel("", "medium", "warn").with_figures()
        self._bar = WorkBar(theme)
        self._lay_out()
        opened.changed.connect(self.refresh)
        opened.strand_changed.connect(lambda _strand: self.refresh())
        theme.changed.connect(self._measure)
        self._measure()
        self.refresh()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._foot = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self._progress)
        line.addStretch()
        line.addWidget(self._flagged)
        self._foot.addLayout(line)
        self._foot.addWidget(self._bar)
        self._filter_line = QHBoxLayout()
        self._filter_line.addWidget(self.filter)
        self._filter_line.addStretch()
        self._column.addLayout(self._filter_line)
        self._column.addWidget(self.list, 1)
        self._column.addLayout(self._foot)

    def show_strand(self, strand: str) -> None:
        """Make a strand the current row."""
        self._current = strand
        self.refresh()

    def refresh(self) -> None:
        """Show the snapshot as it is now."""
        opened = self._opened
        strands = [strand.id for strand in opened.scheme.strands]
        to_do = sum(1 for strand in strands if fits(opened, strand, TO_DO))
        marked = flagged(opened)
        self.filter.set_choices(
            (
                (ALL, self.tr("All {count}").format(count=len(strands))),
                (TO_DO, self.tr("To do {count}").format(count=to_do)),
                (FLAGGED, self.tr("Flagged {count}").format(count=marked)),
            )
        )
        self.list.show_rows(rows_for(opened, self.filter.current, self._current), self._current)
        done = judged(opened)
        self._progress.setText(self.tr("{done} of {all} judged").format(done=done, all=len(strands)))
        self._flagged.setText(self.tr("{count} flagged").format(count=marked) if marked else "")
        self._bar.set_work(done, len(strands))

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        px = self._theme.px
        self._filter_line.setContentsMargins(px(16), px(12), px(10), px(6))
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setViewportMargins(px(9), 0, px(9), 0)
        self._foot.setContentsMargins(px(20), px(9), px(20), px(10))
        self._foot.setSpacing(px(6))
