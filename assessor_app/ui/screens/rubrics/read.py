"""A rubric to read: marks, their aspects, and under each strand what every level says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QVBoxLayout

from assessor_app.domain.scheme.edition import Aspect, Scheme, Strand
from assessor_app.domain.scheme.rule_words import rule_words
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.passages import told as in_words
from assessor_app.ui.kit.cards import Card, LabelledField
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.schemes.shelf import SchemeShelf

NARROWEST = 210
"""Logical pixels of a column with a level's descriptor."""
FIELDS_BESIDE = 4
"""A field needs more room than a level: the names of marks are long."""

AT_ONCE = 4
"""Strands laid out in one go, so that the window stays quick with a rubric of any size."""


class ReadPage(ScrollingPage):
    """Shows one aspect at a time, or what was searched for in all of them."""

    def __init__(self, theme: Theme, worker: Worker, shelf: "SchemeShelf") -> None:
        super().__init__(theme)
        self._theme, self._worker, self._shelf = theme, worker, shelf
        self._schemes: tuple[Scheme, ...] = ()
        self._waiting: list[tuple[Aspect, Strand]] = []
        self._levels: list[QBoxLayout] = []
        self.marks, self.aspects, self.languages = QComboBox(), QComboBox(), QComboBox()
        self._shown: Scheme | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Words in a strand or a level"))
        self.head = Paragraph(theme, "", "body", "text2")
        self.rules = Paragraph(theme, "", "body")
        self._cards = QVBoxLayout()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._lay_out)
        for box in (self.marks, self.aspects, self.languages):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.marks.currentIndexChanged.connect(self._choose_mark)
        self.languages.activated.connect(self._read_language)
        self.aspects.currentIndexChanged.connect(self._show_strands)
        self.search.textChanged.connect(self._show_strands)
        self._put_together()

    def _put_together(self) -> None:
        theme = self._theme
        fields = (
            LabelledField(theme, self.tr("Mark"), self.marks),
            LabelledField(theme, self.tr("Part"), self.aspects),
            LabelledField(theme, self.tr("Search"), self.search),
        )
        self._language = LabelledField(theme, self.tr("Language"), self.languages)
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for field in fields:
            self._fields.addWidget(field, 1)
        self._fields.addWidget(self._language, 1)
        self._language.hide()
        self.column.addLayout(self._fields)
        self.column.addWidget(self.head)
        self.column.addWidget(self.rules)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def enter(self) -> None:
        """Read the marks again: one may have been installed."""
        self._worker.run(self._shelf.list, self._show_marks, self._say, self)

    def _show_marks(self, schemes: tuple[Scheme, ...]) -> None:
        if schemes == self._schemes:
            return
        before = self.marks.currentText()
        self._schemes = schemes
        self.marks.clear()
        self.marks.addItems([f"{scheme.title}, {scheme.edition}" for scheme in schemes])
        self.marks.setCurrentIndex(max(0, self.marks.findText(before)))

    def _choose_mark(self) -> None:
        """Another mark, in its main language."""
        place = self.marks.currentIndex()
        self._shown = self._schemes[place] if 0 <= place < len(self._schemes) else None
        self.languages.clear()
        self.languages.addItems(list(self._shown.languages) if self._shown else [])
        self._language.setVisible(self.languages.count() > 1)
        self._show_mark()

    def _read_language(self) -> None:
        """The same mark in another of its languages; what is not translated says so."""
        scheme, language, shelf = self._scheme(), self.languages.currentText(), self._shelf
        if scheme is not None and language != scheme.language:
            self._worker.run(
                lambda: shelf.get(scheme.id, scheme.edition, language), self._show_language, self._say, owner=self
            )

    def _show_language(self, scheme: Scheme) -> None:
        if self._shown is not None and (self._shown.id, self._shown.edition) == (scheme.id, scheme.edition):
            self._shown = scheme
            self._show_mark()

    def _show_mark(self) -> None:
        scheme = self._scheme()
        if scheme is None:
            return
        notice = [scheme.model_wording_notice] if scheme.has_model_wording else []
        if scheme.untranslated:
            words = self.tr("Not translated yet, and shown in the main language: {texts}.")
            notice.append(words.format(texts=counted(scheme.untranslated, "text")))
        self.head.set_words(" ".join([f"{scheme.owner}.", *notice]))
        rules = [f"{outcome.name}: {rule_words(scheme, outcome.rule)}" for outcome in scheme.outcomes]
        self.rules.set_words(in_words("\n".join(rules)))
        self.aspects.clear()
        self.aspects.addItems([f"{aspect.number}  {in_words(aspect.title)}" for aspect in scheme.aspects])

    def _show_strands(self) -> None:
        clear(self._cards)
        self._levels.clear()
        scheme, words = self._scheme(), self.search.text().casefold().split()
        if scheme is None:
            return
        every = [(aspect, strand) for aspect in scheme.aspects for strand in aspect.strands]
        chosen = max(0, self.aspects.currentIndex())
        self._waiting = (
            [each for each in every if all(word in _text(scheme, each[1]) for word in words)]
            if words
            else [each for each in every if each[0].number == str(chosen + 1)]
        )
        if not self._waiting:
            self._cards.addWidget(Paragraph(self._theme, self.tr("Nothing in this rubric has these words."), "body"))
        self._more.start()

    def _lay_out(self) -> None:
        scheme = self._scheme()
        for _aspect, strand in self._waiting[:AT_ONCE] if scheme else ():
            self._cards.addWidget(self._card(scheme, strand))
        del self._waiting[:AT_ONCE]
        if self._waiting:
            self._more.start()

    def _card(self, scheme: Scheme | None, strand: Strand) -> Card:
        card = Card(self._theme)
        card.body.addWidget(Paragraph(self._theme, f"{strand.number}  {in_words(strand.title)}", "card"))
        card.body.addWidget(Paragraph(self._theme, in_words(strand.question), "body", "text2"))
        levels = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        levels.setSpacing(self._theme.px(12))
        for level in scheme.levels_of(strand) if scheme else ():
            column = QVBoxLayout()
            column.setSpacing(self._theme.px(2))
            column.addWidget(PlainLabel(in_words(level.name), "label", wrap=True))
            column.addWidget(Paragraph(self._theme, in_words(strand.descriptors[level.id]), "body"))
            column.addStretch(1)
            levels.addLayout(column, 1)
        card.body.addLayout(levels)
        self._levels.append(levels)
        self._turn(levels)
        return card

    def _turn(self, levels: QBoxLayout) -> None:
        """Levels stand across where each has room for a few words a line, else one under the other."""
        across = self.viewport().width() / self._theme.scale >= NARROWEST * levels.count()
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        levels.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() / self._theme.scale >= NARROWEST * FIELDS_BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(way)
        for levels in self._levels:
            self._turn(levels)

    def _scheme(self) -> Scheme | None:
        return self._shown

    def _say(self, error: BaseException) -> None:
        self.head.set_words(told(self._worker, error))

    def _measure(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(24), px(16), px(24), px(24))
        self.column.setSpacing(px(12))
        self._fields.setSpacing(px(12))
        self._cards.setSpacing(px(12))


def _text(scheme: Scheme, strand: Strand) -> str:
    words = [strand.number, strand.title, strand.question, *strand.descriptors.values()]
    return " ".join(words).casefold() if scheme else ""
