"""What a file holds and whether it may be believed, as cards."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.exchange.contents import BundleLook, VisitInBundle
from assessor_app.domain.verdict import Verdict
from assessor_app.domain.words.counting import counted
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.evidence_list import size_words
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class LookCard(Card):
    """What a bundle holds and whether it may be believed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.body.addWidget(PlainLabel(self.tr("What is in it"), "card"))
        self.body.addLayout(self._lines)
        self.written = Paragraph(theme, "", "caption", "text2")
        self.body.addWidget(self.written)

    def show_imported(self) -> None:
        """Say that what stands here is in the record now."""
        self.written.set_words(self.tr("All of it is in your record now."))

    def show_look(self, look: BundleLook) -> None:
        """Show it, before anything is written."""
        self.written.set_words(self.tr("Nothing is written until you import."))
        clear(self._lines)
        for name, value in self._facts(look):
            self._lines.addWidget(self._fact(name, value))

    def _facts(self, look: BundleLook) -> list[tuple[str, str]]:
        files = self.tr("{count} new").format(count=look.files)
        if look.missing_files:
            files += ", " + self.tr("{count} named but not in it").format(count=look.missing_files)
        return [
            (self.tr("Signed by"), ", ".join(look.signers)),
            *((visit.institution, self._visit(visit)) for visit in look.visits),
            (self.tr("Changes"), self.tr("{count} new").format(count=look.operations)),
            (self.tr("Files"), files),
            (self.tr("Size"), size_words(look.size)),
        ]

    def _visit(self, visit: VisitInBundle) -> str:
        return f"{visit.mark}, {counted(visit.changes, 'change')}"

    def _fact(self, name: str, value: str) -> QWidget:
        fact = QWidget()
        line = QHBoxLayout(fact)
        line.setContentsMargins(0, 0, 0, 0)
        left = Paragraph(self._theme, name, "body", "text2")
        line.addWidget(left, 1)
        line.addWidget(Paragraph(self._theme, value, "medium"), 2)
        return fact


class VerdictCard(Card):
    """What a check of a file found, in sentences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.heading = PlainLabel("", "card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.body.addWidget(self.heading)
        self.body.addLayout(self._lines)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show it."""
        good = self.tr("Signed, whole and trusted")
        self.heading.setText(good if verdict.good else self.tr("Not something to rely on here"))
        clear(self._lines)
        for sentence in verdict.sentences:
            self._lines.addWidget(Paragraph(self._theme, sentence, "body"))
