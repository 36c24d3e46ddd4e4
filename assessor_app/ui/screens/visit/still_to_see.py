"""The pane at the right: strands with thin evidence, what nobody has opened or met, notes to tag, and privacy."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.visit.still_to_see import ThinStrand, groups_not_met, thin_strands, unopened, untagged
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, rule
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.note_drag import HeldNote, NoteDrop
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.kit.painted import Icon, LevelBars
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

MOST_STRANDS = 3


class StillToSee(QWidget):
    """Signals: `tag_wanted`; `evidence_wanted`; `strand_wanted` with a strand's id; `note_dropped` with a note's id and
    the strand it was dropped on."""

    tag_wanted = Signal()
    evidence_wanted = Signal()
    strand_wanted = Signal(str)
    note_dropped = Signal(str, str)

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        super().__init__()
        self._theme, self._opened = theme, opened
        self._shown: object = None
        self._whole = False
        self.page = ScrollingPage(theme)
        px = theme.px
        self.tag = Button(theme, "", "secondary", "tags")
        self.tag.clicked.connect(self.tag_wanted)
        self.open_evidence = Button(theme, self.tr("Open the evidence"), "link", "paperclip")
        self.open_evidence.clicked.connect(self.evidence_wanted)
        self.to_tag = Paragraph(theme, "", "caption", "text2")
        self.unseen = Paragraph(theme, "", "caption", "text2")
        self._strands = QVBoxLayout()
        self._strands.setSpacing(px(10))
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _build(self) -> None:
        px, page = self._theme.px, self.page
        page.column.setContentsMargins(px(16), px(14), px(16), px(10))
        page.column.setSpacing(px(10))
        page.column.addWidget(PlainLabel(self.tr("Still to see"), "card"))
        page.column.addWidget(
            Paragraph(self._theme, self.tr("Strands with thin evidence, with a question to ask."), "caption", "text2")
        )
        page.column.addLayout(self._strands)
        page.column.addWidget(self.unseen)
        page.column.addWidget(self.open_evidence, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addWidget(rule())
        page.column.addWidget(PlainLabel(self.tr("Notes to tag"), "card"))
        page.column.addWidget(self.to_tag)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.tag)
        self.tag_key = KeyHint("Ctrl+T")
        line.addWidget(self.tag_key)
        line.addStretch(1)
        page.column.addLayout(line)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(14))
        column.setSpacing(0)
        column.addWidget(page, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(16), 0, px(16), 0)
        foot.addWidget(_PrivacyLine(self._theme))
        column.addLayout(foot)

    def refresh(self, now: int) -> None:
        """Show what is true now. now: minutes after midnight, on the day of the visit."""
        value, scheme = self._opened.value, self._opened.scheme
        thin, notes = thin_strands(value, scheme), untagged(value)
        levels = {found.strand.id: self._opened.judgement(found.strand.id).level for found in thin}
        pieces, groups = unopened(value), tuple(session.title for session in groups_not_met(value, now))
        facts = (tuple(thin), len(notes), len(pieces), groups, tuple(levels.items()), self._opened.editable)
        if facts == self._shown:
            return
        self._shown = facts
        self._show_strands(thin, levels)
        self._show_counts(len(notes), len(pieces), groups)

    def _show_strands(self, thin: tuple[ThinStrand, ...], levels: dict[str, str | None]) -> None:
        clear(self._strands)
        shown = thin if self._whole else thin[:MOST_STRANDS]
        for found in shown:
            self._strands.addWidget(self._card(found, levels[found.strand.id]))
        if len(shown) < len(thin):
            self._add_more(len(thin) - len(shown), lambda: self._show_whole(thin, levels))
        if not thin:
            words = self.tr("Every strand has notes or evidence.")
            self._strands.addWidget(Paragraph(self._theme, words, "caption", "text2"))

    def _add_more(self, count: int, show: Callable[[], None]) -> None:
        words = self.tr("Show 1 more") if count == 1 else self.tr("Show {count} more").format(count=count)
        link = Button(self._theme, words, "link", "chevron-down")
        link.setAccessibleName(f"{words}, {self.tr('Still to see')}")
        link.clicked.connect(lambda _checked=False: show())
        self._strands.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_whole(self, thin: tuple[ThinStrand, ...], levels: dict[str, str | None]) -> None:
        self._whole = True
        self._show_strands(thin, levels)
        cards = [item.widget() for item in map(self._strands.itemAt, range(self._strands.count())) if item]
        first = next((card for card in cards[MOST_STRANDS:] if card is not None), None)
        link = first.findChild(Button) if first is not None else None
        if first is not None and isinstance(link, Button):
            first.show()  # else it waits for the event loop, and takes no keyboard before
            link.setFocus()

    def _card(self, found: ThinStrand, level: str | None) -> QWidget:
        theme, scheme = self._theme, self._opened.scheme
        card = QWidget()
        NoteDrop(card, lambda note, _place: self._take_note(note, found.strand.id))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(LevelBars(theme, rank_of(scheme, level), scheme.steps_of(found.strand)))
        head.addWidget(PlainLabel(found.aspect, "caption", "text2"), 1)
        title = Button(theme, found.strand.title, "link")
        title.setAccessibleName(self.tr("Go to {strand}").format(strand=f"{found.aspect}: {found.strand.title}"))
        title.clicked.connect(lambda _checked=False, strand=found.strand.id: self.strand_wanted.emit(strand))
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        column.addLayout(head)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignLeft)
        if found.strand.question:
            column.addWidget(Paragraph(theme, f"“{found.strand.question}”", "caption", "text2"))
        return card

    def _take_note(self, note: HeldNote, strand: str) -> bool:
        self.note_dropped.emit(note.id, strand)
        return True

    def _show_counts(self, notes: int, pieces: int, groups: tuple[str, ...]) -> None:
        unseen = []
        if pieces:
            one, many = self.tr("1 piece of evidence is not opened."), self.tr("{n} pieces of evidence are not opened.")
            unseen.append(one if pieces == 1 else many.format(n=pieces))
        if groups:
            unseen.append(self.tr("Not met yet: {groups}.").format(groups=", ".join(groups)))
        self.unseen.set_words(" ".join(unseen))
        self.unseen.setVisible(bool(unseen))
        self.open_evidence.setVisible(bool(pieces))
        one, many = self.tr("1 note has no strand yet."), self.tr("{n} notes have no strand yet.")
        count = one if notes == 1 else many.format(n=notes)
        self.to_tag.set_words(
            f"{count} {self.tr('Tag now or later.')}" if notes else self.tr("Every note has a strand.")
        )
        self.tag.setText(self.tr("Tag 1 note") if notes == 1 else self.tr("Tag {n} notes").format(n=notes))
        shown = bool(notes) and self._opened.editable
        self.tag.setVisible(shown)
        self.tag_key.setVisible(shown)


class _PrivacyLine(QFrame):
    """What every note is told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("well", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        line.setSpacing(theme.px(8))
        line.addWidget(Icon(theme, "lock", "text2", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = self.tr("Use roles, not names. Notes stay on this computer until you create a bundle.")
        line.addWidget(Paragraph(theme, words, "caption", "text2"), 1)


class VisitStrip(FoldedStrip):
    """The panes of the Visit page on one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Timetable", "Still to see")
        self.nav_button.setText(self.tr("Timetable"))
        self.open.setText(self.tr("Still to see"))
