"""The pane at the right: the award outlook and the notes; and the one line that stands for it when it is folded."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assessor_app.domain.outlook import Outlook
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, rule
from assessor_app.ui.kit.outlook_pane import OutlookPane
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.workspace.notes import StrandNotes
from assessor_app.ui.screens.workspace.rows import judged
from assessor_app.ui.theme import Theme


class OutlookContext(ScrollingPage):
    """Outlook above, notes below."""

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        super().__init__(theme)
        self._theme = theme
        self.outlook = OutlookPane(theme, opened.scheme)
        self.notes = StrandNotes(theme)
        self.column.addWidget(self.outlook)
        self.column.addWidget(rule())
        self.column.addWidget(self.notes)
        self.column.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(16), px(14), px(16), px(14))
        self.column.setSpacing(px(16))


class OutlookStrip(FittingRow):
    """The outlook on one line, with buttons for the panes that are folded away."""

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        self._opened = opened
        self.strands = Button(theme, "", "secondary", "panel-left")
        self.progress = PlainLabel("", "body", "text2").with_figures()
        self.medal = Medal(theme, "", 28)
        self.headline = PlainLabel("", "label")
        self.gap = PlainLabel("", "medium", "gold")
        self.open = Button(theme, "", "secondary", "panel-right")
        strand_keys, open_keys = KeyHint("Ctrl+B"), KeyHint("Ctrl+J")
        self._nav_parts: tuple[QWidget, ...] = (self.strands, strand_keys, self.progress)
        right: tuple[QWidget, ...] = (self.medal, self.headline, self.gap, self.open, open_keys)
        super().__init__(theme, self._nav_parts, right, (open_keys, strand_keys, self.progress, self.gap))
        self.strands.setText(self.tr("Strands"))
        self.open.setText(self.tr("Outlook"))
        self.strands.clicked.connect(lambda: self._frame_do("nav"))
        self.open.clicked.connect(lambda: self._frame_do("context"))

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the outlook in short."""
        self.medal.set_award(outlook.award.id if outlook.award else "")
        self.headline.setText(outlook.headline)
        short = [aspect.short for aspect in outlook.aspects if not aspect.met]
        where = (
            self.tr("{gap} in {aspect}").format(gap=outlook.gap, aspect=short[0]) if len(short) == 1 else outlook.gap
        )
        self.gap.setText(where if outlook.gap else "")
        total = sum(1 for _ in self._opened.scheme.strands)
        self.progress.setText(self.tr("{done} of {all} judged").format(done=judged(self._opened), all=total))
        self.fit()

    def fit(self) -> None:
        """The list's button is there only while the list is folded away."""
        frame = self.parentWidget()
        folded = isinstance(frame, ScreenFrame) and frame.nav_folded
        for part in self._nav_parts:
            self.set_wanted(part, folded)
        super().fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _frame_do(self, pane: str) -> None:
        frame = self.parentWidget()
        if isinstance(frame, ScreenFrame):
            frame.toggle_nav() if pane == "nav" else frame.toggle_context()
