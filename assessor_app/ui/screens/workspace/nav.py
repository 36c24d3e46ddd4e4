"""The pane at the left: which strand, what is done, what is flagged."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.strand_list import StrandList
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.rows import ALL, CLASHES, FLAGGED, GAPS, TO_DO, fits, flagged, judged, rows_for
from assessor_app.ui.theme import Theme


class StrandNav(QWidget):
    """Filter, list and progress. `strand_chosen` when the person moves to another strand."""

    strand_chosen = Signal(str)

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        super().__init__()
        self._theme, self._opened = theme, opened
        self._current = ""
        self.filter = Segmented(theme, self.tr("Which strands"), ((ALL, ""), (TO_DO, ""), (FLAGGED, "")))
        self.filter.chosen.connect(lambda _which: self.filter_by(""))
        self._make_filters()
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

    def _make_filters(self) -> None:
        self.more = IconButton(self._theme, "filter", self.tr("More filters"))
        self.more.clicked.connect(self._open_filters)
        self._more_filter = ""
        self.finding = QLineEdit()
        self.finding.setAccessibleName(self.tr("Find in strands, texts and notes"))
        self.finding.setPlaceholderText(self.tr("Find in strands"))
        self.finding.textChanged.connect(lambda _words: self.refresh())
        self.finding.returnPressed.connect(self._go_to_found)
        self.finding.installEventFilter(self)
        self.finding.hide()
        self.filtered = Button(self._theme, "", "link", "x")
        self.filtered.clicked.connect(lambda: self.filter_by(""))
        self.filtered.hide()
        self._nothing = Paragraph(self._theme, self.tr("No strand here has these words."), "caption", "text2")
        self._nothing.hide()

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
        self._filter_line.addWidget(self.more)
        self._filter_line.addStretch()
        self._column.addLayout(self._filter_line)
        self._below = QVBoxLayout()
        for widget in (self.finding, self.filtered, self._nothing):
            self._below.addWidget(widget)
        self._column.addLayout(self._below)
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
        rows = rows_for(opened, self.which, self._current, self.wanted)
        self.list.show_rows(rows, self._current)
        self._nothing.setVisible(not rows)
        self._show_filter()
        done, graded = judged(opened), len(opened.scheme.graded)
        self._progress.setText(self.tr("{done} of {all} judged").format(done=done, all=graded))
        self._flagged.setText(self.tr("{count} flagged").format(count=marked) if marked else "")
        self._bar.set_work(done, graded)

    @property
    def which(self) -> str:
        """The filter in force."""
        return self._more_filter or self.filter.current

    @property
    def wanted(self) -> str:
        """The words looked for; empty while nothing is."""
        return self.finding.text() if not self.finding.isHidden() else ""

    def filter_by(self, which: str) -> None:
        """Show only strands without enough evidence (GAPS) or with a clash (CLASHES); empty for the other filters."""
        self._more_filter = which
        self.show_strand(self._current)

    def open_find(self) -> None:
        """Open the line to find strands by words; Enter goes to the first, Esc shows all again."""
        self.finding.show()
        self.finding.selectAll()
        self.finding.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.finding and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._close_find()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.focus_first()
                return True
        return super().eventFilter(watched, event)

    def _close_find(self) -> None:
        self.finding.hide()
        self.finding.clear()
        self.refresh()
        self.focus_first()

    def _go_to_found(self) -> None:
        rows = rows_for(self._opened, self.which, self._current, self.wanted)
        found = next((row.strand for row in rows if row.strand), "")
        if found:
            self.strand_chosen.emit(found)

    def _open_filters(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for which, words in self._more_words().items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(which == self._more_filter)
            action.triggered.connect(lambda _checked=False, to=which: self.filter_by(to))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _more_words(self) -> dict[str, str]:
        strands = [strand.id for strand in self._opened.scheme.strands]
        counts = {which: sum(fits(self._opened, strand, which) for strand in strands) for which in (GAPS, CLASHES)}
        return {
            GAPS: self.tr("Not enough evidence: {count}").format(count=counts[GAPS]),
            CLASHES: self.tr("Clash: {count}").format(count=counts[CLASHES]),
        }

    def _show_filter(self) -> None:
        words = self._more_words().get(self._more_filter, "")
        self.filtered.setVisible(bool(words))
        self.filtered.setText(words)
        self.filtered.setAccessibleName(self.tr("{filter}. Show all again").format(filter=words))

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        px = self._theme.px
        self._filter_line.setContentsMargins(px(8), px(12), px(4), px(6))
        self._filter_line.setSpacing(0)
        self._below.setContentsMargins(px(16), 0, px(10), px(4))
        self._below.setSpacing(px(4))
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setViewportMargins(px(9), 0, px(9), 0)
        self._foot.setContentsMargins(px(20), px(9), px(20), px(10))
        self._foot.setSpacing(px(6))
