"""The bar over the page: how far both agree, what each award would be, and whether what is open matters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.second.comparing import Comparison
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel, restyle
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.verify.compare_rows import TO_AGREE, Outcome, counts, outcome_of, waits
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme


class SummaryBar(QFrame):
    """`panel_wanted`: leave the strand on show to the panel."""

    panel_wanted = Signal()

    def __init__(self, theme: Theme, whole: Whole) -> None:
        super().__init__()
        self._theme, self._whole = theme, whole
        self.setProperty("pane", "true")
        self.head = PlainLabel("", "heading").with_figures()
        self.left = PlainLabel("", "caption", "text2").with_figures()
        self.awards = Paragraph(theme, "", "caption-medium")
        self.matters = Paragraph(theme, "", "caption", "text2")
        self.panel = Button(theme, self.tr("Ask the panel"), "secondary", "gavel")
        self.panel.setToolTip(self.tr("Leave this strand open for the panel, with both reasons (Ctrl Shift K)"))
        self.panel.clicked.connect(self.panel_wanted)
        px = theme.px
        counted, told = QVBoxLayout(), QVBoxLayout()
        for column, words in ((counted, (self.head, self.left)), (told, (self.awards, self.matters))):
            column.setSpacing(px(2))
            for label in words:
                column.addWidget(label)
            column.addStretch(1)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(px(24))
        self._words.addLayout(counted)
        self._words.addLayout(told, 1)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(px(12))
        self._line.addLayout(self._words, 1)
        self._line.addWidget(self.panel)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Words one under the other, on the page itself, when there is no room."""
        px = self._theme.px
        self._line.setContentsMargins(*((0, px(9), 0, px(9)) if narrow else (px(24), px(9), px(20), px(9))))
        self.setProperty("pane", "false" if narrow else "true")
        restyle(self)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(way)
        self._words.setSpacing(self._theme.px(2 if narrow else 24))

    def show_comparison(self, found: Comparison) -> None:
        """Show how far it is."""
        same = sum(not each.differs for each in found.strands)
        whole = len(found.strands)
        self.head.setText(self.tr("{same} of {all} agree").format(same=same, all=whole))
        settled = sum(bool(each.agreed.level) and each.differs for each in found.strands)
        left = counts(found, self._whole)[TO_AGREE]
        asked = sum(outcome_of(each, self._whole) is Outcome.PANEL for each in found.strands)
        told = [self.tr("{count} still to agree").format(count=left)] if left else []
        told += [self.tr("{count} agreed since").format(count=settled)] if settled else []
        told += [self.tr("{count} for the panel").format(count=asked)] if asked else []
        self.left.setText(", ".join(told))
        names = ((self.tr("Assessor"), found.by_first), (self.tr("Verifier"), found.by_second))
        named = [f"{who}: {award_words(by)}" for who, by in (*names, (self.tr("Agreed so far"), found.now))]
        self.awards.set_words(" \u00b7 ".join(named))
        self.matters.set_words(self._matter_words(found))

    def _matter_words(self, found: Comparison) -> str:
        open_ones = [each for each in found.strands if waits(each, self._whole) and not each.agreed.level]
        grave = sum(each.swings for each in open_ones)
        if not open_ones:
            return self.tr("Nothing is left to agree.")
        if grave == 0:
            one, many = (
                self.tr("The strand left cannot change the award."),
                self.tr("The {count} strands left cannot change the award."),
            )
            return one if len(open_ones) == 1 else many.format(count=len(open_ones))
        one, many = (
            self.tr("1 strand left can change the award."),
            self.tr("{count} strands left can change the award."),
        )
        return one if grave == 1 else many.format(count=grave)


def award_words(by: Outlook) -> str:
    """The award's name, or that there is none."""
    return by.award.name if by.award else "no award yet"
