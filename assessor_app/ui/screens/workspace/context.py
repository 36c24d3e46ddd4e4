"""The pane at the right: the award outlook and the notes; and the one line that stands for it when it is folded."""

from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.outlook import Outlook
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.outlook_pane import OutlookPane
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.workspace.notes import StrandNotes
from assessor_app.ui.screens.workspace.rows import judged
from assessor_app.ui.screens.workspace.sources import SourceMarks
from assessor_app.ui.theme import Theme


class OutlookContext(ScrollingPage):
    """Outlook above, notes below. head: stands in place of the outlook."""

    def __init__(self, theme: Theme, opened: OpenAssessment, head: QWidget | None = None) -> None:
        super().__init__(theme)
        self._theme = theme
        self.outlook = OutlookPane(theme, opened.scheme) if head is None else None
        self.notes = StrandNotes(theme)
        for widget in (head, self.outlook):
            if widget is not None:
                self.column.addWidget(widget)
        self.sources = SourceMarks(theme)
        self.column.addWidget(rule())
        self.column.addWidget(self.sources)
        self.column.addWidget(rule())
        self.column.addWidget(self.notes)
        self.column.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(16), px(14), px(16), px(14))
        self.column.setSpacing(px(16))


class OutlookStrip(FoldedStrip):
    """The outlook on one line, with buttons for the panes that are folded away."""

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        self._opened = opened
        self.medal = Medal(theme, "", 28)
        self.headline = PlainLabel("", "label")
        self.gap = PlainLabel("", "medium", "gold")
        super().__init__(theme, "Strands", "Outlook", (self.medal, self.headline, self.gap), (self.gap,))
        self.nav_button.setText(self.tr("Strands"))
        self.open.setText(self.tr("Outlook"))

    def show_outlook(self, outlook: Outlook, strand: str) -> None:
        """Show the outlook in short, and which strand is on show: in a low window its title may be out of sight."""
        self.medal.set_award(outlook.award.id if outlook.award else "")
        self.headline.setText(outlook.headline)
        short = [aspect.short for aspect in outlook.aspects if not aspect.met]
        where = (
            self.tr("{gap} in {aspect}").format(gap=outlook.gap, aspect=short[0]) if len(short) == 1 else outlook.gap
        )
        self.gap.setText(where if outlook.gap else "")
        total = len(self._opened.scheme.graded)
        title = self._opened.scheme.strand(strand).title
        words = self.tr("{strand} \u00b7 {done} of {all} judged")
        self.say(words.format(strand=title, done=judged(self._opened), all=total))
