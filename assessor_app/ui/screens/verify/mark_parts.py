"""What stands beside the page while a second mark is made: how far it is, and the way to the seal. No outlook."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.second.sample import asked_words
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.screens.workspace.footer import StrandFooter
from assessor_app.ui.screens.workspace.rows import judged, onward
from assessor_app.ui.theme import Theme


def all_marked(opened: OpenAssessment) -> bool:
    """True once every strand of the sample has a level or an honest gap."""
    return judged(opened) == len(opened.scheme.graded)


class MarkedHead(QWidget):
    """What is asked, how far it is, and that nobody else's judgement is here."""

    def __init__(self, theme: Theme, opened: OpenAssessment, whole: Whole) -> None:
        super().__init__()
        self._opened = opened
        self.setAccessibleName(self.tr("Your second mark"))
        self.count = PlainLabel("", "heading").with_figures()
        self.bar = WorkBar(theme)
        self.asked = Paragraph(theme, asked_words(whole.scheme, opened.value.id), "body", "text2")
        self.told = Paragraph(theme, "", "caption", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(PlainLabel(self.tr("Your second mark"), "caption-strong", "text2"))
        for widget in (self.count, self.bar, self.asked, self.told):
            column.addWidget(widget)

    def show_progress(self) -> None:
        """Show how far the marking is."""
        opened = self._opened
        done, whole = judged(opened), len(opened.scheme.graded)
        self.count.setText(self.tr("{done} of {all} marked").format(done=done, all=whole))
        self.bar.set_work(done, whole)
        name = opened.value.lead_name or self.tr("the assessor")
        alone = self.tr("Nothing that {name} judged is on this computer. It comes after your seal.").format(name=name)
        sealed = self.tr("Your marks are sealed, so they are read only. Both first marks are kept.")
        self.told.set_words(sealed if opened.sealed else alone)


class MarkStrip(FoldedStrip):
    """The same on one line, while the panes are folded away."""

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        self._opened = opened
        super().__init__(theme, "Strands", "Notes")
        self.nav_button.setText(self.tr("Strands"))
        self.open.setText(self.tr("Notes"))

    def show_progress(self) -> None:
        """Show how far the marking is."""
        done, whole = judged(self._opened), len(self._opened.scheme.graded)
        self.say(self.tr("{done} of {all} marked").format(done=done, all=whole))


class MarkFooter(StrandFooter):
    """Leads on to the next strand, and to the seal once all are marked."""

    def show_strand(self, strand: str) -> None:
        super().show_strand(strand)
        opened = self._opened
        if opened.sealed:
            self.said.setText(self.tr("Sealed"))
            self.coming.setText("")
            self.next.setText(self.tr("Compare and agree"))
            self.next.set_kind("primary")
        elif all_marked(opened):
            self.coming.setText(self.tr("All marked"))
            self.next.setText(self.tr("Seal my marks"))
            self.next.set_kind("primary")
        elif not onward(opened, strand):
            self.next.setText(self.tr("Next strand"))
        self.fit()
