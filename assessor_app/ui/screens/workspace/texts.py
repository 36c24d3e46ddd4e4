"""What the assessor writes about a strand; every key is handed to the autosave."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.visit.anchors import link_completions
from assessor_app.domain.visit.capture_marks import Completion
from assessor_app.domain.visit.level_hints import level_hint
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.judgement_card import RING
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme

HINT_AFTER = 700
"""Milliseconds of quiet before the words are held against the level."""


class StrandTexts(QWidget):
    """The fields of one strand. What goes in the report and what stays private is said beside each name.

    link_wanted: a link in a text is followed: its code and its page, 0 for none. seen_pages: the page of a piece of
    evidence that was last on show, by its id: # offers it. practice_wanted: the strengths of this strand are
    effective practice.
    """

    link_wanted = Signal(str, int)
    practice_wanted = Signal(str)

    def __init__(self, theme: Theme, opened: OpenAssessment, second: bool = False) -> None:
        """second: the texts of a second mark, which are a reason and private notes."""
        super().__init__()
        self._theme, self._opened, self._second = theme, opened, second
        self._strand = ""
        report, private = self.tr("Goes in the report"), self.tr("Private to you")
        goes, lines = (self.tr("Kept with your mark"), (3, 8)) if second else (report, (1, 4))
        self.boxes = {
            "reason": TextBox(theme, self.tr("Why this level"), goes, "", lines),
            "strengths": TextBox(theme, self.tr("Strengths"), report, self.tr("What stands out. One line, one point.")),
            "develop": TextBox(
                theme, self.tr("Areas for development"), report, self.tr("What to build on. One line, one point.")
            ),
            "working_notes": TextBox(
                theme,
                self.tr("Working notes"),
                private,
                self.tr("Anything to remember about this strand. Not in the report."),
            ),
            "saw": TextBox(theme, self.tr("What we saw"), report, self.tr("Evidence seen and heard on the visit.")),
            "effect": TextBox(theme, self.tr("Effect"), report, self.tr("What difference it makes, and for whom.")),
        }
        self.hint = Paragraph(theme, "", "caption", "text2")
        self.hint.hide()
        self._look = QTimer(self, singleShot=True, interval=HINT_AFTER)
        self._look.timeout.connect(self.show_hint)
        self.seen_pages: dict[str, int] = {}
        for field, box in self.boxes.items():
            box.box.complete = self._links
            box.box.link_wanted.connect(self.link_wanted)
            box.box.note_dropped.connect(lambda text, name=field: self.add_to(name, text))
            box.typed.connect(lambda text, name=field: self._typed(name, text))
            box.left.connect(lambda name=field: opened.autosave.left((self._strand, name)))
        self._pairs = [self._pair("strengths", "develop"), self._pair("saw", "effect")]
        self.more_button = Button(theme, self.tr("More for the report"), "link", "chevron-right")
        self.more_button.setAccessibleDescription(self.tr("What we saw, and its effect"))
        self.practice = self._practice_button()
        self.more = QWidget()
        self.more_button.clicked.connect(lambda: self.show_more(not self.more.isVisibleTo(self)))
        self.more.setLayout(self._pairs[1])
        self._build()

    def _practice_button(self) -> Button:
        button = Button(self._theme, self.tr("Effective practice"), "link", "star")
        button.setAccessibleDescription(self.tr("Let others learn from these strengths, without names"))
        button.clicked.connect(lambda: self.practice_wanted.emit(self._strand))
        return button

    def _build(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, RING, 0)
        column.addWidget(self.boxes["reason"])
        column.addWidget(self.hint)
        column.addLayout(self._pairs[0])
        column.addWidget(self.boxes["working_notes"])
        column.addLayout(row(self.more_button, self.practice, None, spacing=self._theme.px(16)))
        column.addWidget(self.more)
        self.show_more(False)
        for widget in (*self._of_the_report(), self.more_button, self.practice) if self._second else ():
            widget.hide()

    def _of_the_report(self) -> tuple[QWidget, ...]:
        return tuple(self.boxes[field] for field in ("strengths", "develop", "saw", "effect"))

    def show_strand(self, strand: str) -> None:
        """Show a strand's texts; what is typed and not yet stored stays as typed."""
        moved, self._strand = strand != self._strand, strand
        narrative = self._opened.scheme.strand(strand).narrative
        self.boxes["reason"].setVisible(not narrative)
        self.boxes["reason"].set_hint(self._reason_hint(strand))
        for field, box in self.boxes.items():
            box.show_text(self._opened.text_to_show((strand, field)))
            box.set_locked(not self._opened.editable)
        if moved:
            self.show_hint()
        else:  # judging must not move what is under the eyes
            self._look.start()
        if moved and not self._second:
            self.show_more(narrative or any(self.boxes[field].text() for field in ("saw", "effect")))

    def show_hint(self) -> None:
        """Say, quietly, where the words and the level do not go together."""
        opened = self._opened
        record = opened.value.strand(self._strand)
        reason, strengths, develop = (self.boxes[field].text() for field in ("reason", "strengths", "develop"))
        levels = opened.scheme.levels_of(opened.scheme.strand(self._strand))
        level = opened.judgement(self._strand).level
        written = replace(record, reason=reason, strengths=strengths, develop=develop)
        words = level_hint(written, level, levels) if opened.editable else ""
        self.hint.set_words(words)
        self.hint.setVisible(bool(words))

    def _links(self, typed: str) -> tuple[Completion, ...]:
        return link_completions(typed, self._opened.value, self._strand, _clock, self.seen_pages)

    def _reason_hint(self, strand: str) -> str:
        level = self._opened.judgement(strand).level
        if self._second:
            return self.tr("What you saw, and what the rubric asks for. The assessor reads it after your seal.")
        if level is None or level == NOT_ENOUGH:
            return self.tr("The report gives this reason.")
        return self.tr("The report says “{level} because …”").format(level=self._opened.level_words(level))

    def show_more(self, shown: bool) -> None:
        """Open or close the further texts."""
        self.more.setVisible(shown)
        self.more_button.set_icon("chevron-down" if shown else "chevron-right")

    def set_narrow(self, narrow: bool) -> None:
        """One field under the other when there is no room for two."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for pair in self._pairs:
            pair.setDirection(way)

    def set_low(self, low: bool) -> None:
        """Take as little height as can be: there is hardly room for everything."""
        self._column.setSpacing(self._theme.px(8 if low else 12))
        for field in ("strengths", "develop", "working_notes"):
            self.boxes[field].box.set_least(1 if low else 2)

    def add_to(self, field: str, text: str) -> None:
        """Put a note's words at the end of a text, as if typed there."""
        box = self.boxes[field].box
        box.setFocus()
        cursor = box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(text if not box.toPlainText().strip() else f"\n{text}")
        box.setTextCursor(cursor)

    def _pair(self, left: str, right: str) -> QBoxLayout:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(self._theme.px(16))
        pair.addWidget(self.boxes[left], 1)
        pair.addWidget(self.boxes[right], 1)
        return pair

    def _typed(self, field: str, text: str) -> None:
        if self._opened.editable:
            self._opened.autosave.changed((self._strand, field), text)
            self._look.start()


def _clock(moment: str) -> str:
    return short_time(datetime.fromisoformat(moment))
