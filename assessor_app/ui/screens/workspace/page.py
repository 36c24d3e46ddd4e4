"""The middle of the workspace: the question, the school's view beside the rubric, and the texts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import Scheme, Wording
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.workspace.judging import JudgingColumn
from assessor_app.ui.screens.workspace.school_view import SchoolView
from assessor_app.ui.screens.workspace.texts import StrandTexts
from assessor_app.ui.theme import Theme

SIDE_BY_SIDE_FROM = 620
SCHOOL_WIDTH = 296
ROOMY_FROM = 700
"""Logical pixels of height from which fields stand as far apart as elsewhere. On a screen of 1366 x 768 the page has
666, and the school's view, the rubric and all that the assessor writes must be in sight together."""


class StrandHead(QWidget):
    """Aspect, strand and question, with the tools at the right."""

    step_wanted = Signal(int)
    flag_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aspect = Paragraph(theme, "", "caption", "text2")
        self.title = Paragraph(theme, "", "title")
        self.question = Paragraph(theme, "", "body", "text2")
        self.flag = Button(theme, self.tr("Flag"), "ghost", "flag")
        self.flag.setCheckable(True)
        self.flag.setToolTip(self.tr("Come back to this strand (Ctrl D)"))
        self.flag.clicked.connect(self.flag_wanted)
        self.up = IconButton(theme, "chevron-up", self.tr("Previous strand"), "Ctrl+PgUp")
        self.down = IconButton(theme, "chevron-down", self.tr("Next strand"), "Ctrl+PgDown")
        self.up.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.step_wanted.emit(1))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.aspect)
        words.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addLayout(words, 1)
        for tool in (self.flag, self.up, self.down):
            line.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(line)
        column.addWidget(self.question)

    def show_aspect(self, scheme: Scheme, strand: str) -> None:
        """Show which aspect the strand belongs to, and that its words are model wording where they are."""
        title, model = scheme.aspect_of(strand).title, scheme.strand(strand).wording is Wording.MODEL
        self.aspect.set_words(self.tr("{aspect} \u00b7 Model wording").format(aspect=title) if model else title)
        self.aspect.setToolTip(scheme.model_wording_notice if model else "")

    def show_flag(self, flagged: bool, editable: bool) -> None:
        """Show whether the strand is marked to come back to."""
        self.flag.setChecked(flagged)
        self.flag.setText(self.tr("Flagged") if flagged else self.tr("Flag"))
        self.flag.setEnabled(editable)


class StrandPage(ScrollingPage):
    """The page of one strand."""

    def __init__(self, theme: Theme, opened: OpenAssessment, second: bool = False) -> None:
        """second: for a second mark, see `StrandTexts`."""
        super().__init__(theme)
        self._theme, self._opened = theme, opened
        self.strand = ""
        self.head = StrandHead(theme)
        self.school = SchoolView(theme, opened)
        self.judging = JudgingColumn(theme, opened)
        self.texts = StrandTexts(theme, opened, second)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.addWidget(self.school)
        self._beside.addWidget(self.judging, 1)
        self.column.addWidget(self.head)
        self.column.addLayout(self._beside)
        self.column.addWidget(self.texts)
        self.column.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def show_strand(self, strand: str) -> None:
        """Show a strand, from the top when it is another one."""
        moved, self.strand = strand != self.strand, strand
        scheme = self._opened.scheme
        self.head.show_aspect(scheme, strand)
        self.head.title.set_words(scheme.strand(strand).title)
        self.head.question.set_words(scheme.strand(strand).question)
        self.head.show_flag(self._opened.value.strand(strand).flagged, self._opened.editable)
        self.school.show_strand(strand)
        self.judging.show_strand(strand)
        self.texts.show_strand(strand)
        if moved:
            self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        units = self.viewport().width() / self._theme.scale
        narrow = units < SIDE_BY_SIDE_FROM
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self.school.setFixedWidth(self._theme.px(SCHOOL_WIDTH)) if not narrow else self._free_school()
        self.texts.set_narrow(narrow)
        self._space()

    def _space(self) -> None:
        px = self._theme.px
        low = self.viewport().height() / self._theme.scale < ROOMY_FROM
        self.column.setContentsMargins(px(24), px(8 if low else 12), px(24), px(8 if low else 16))
        self.column.setSpacing(px(8 if low else 12))
        self.texts.set_low(low)

    def _free_school(self) -> None:
        self.school.setMinimumWidth(0)
        self.school.setMaximumWidth(16_777_215)
        self.school.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _measure(self) -> None:
        self._beside.setSpacing(self._theme.px(16))
        self._fit()
