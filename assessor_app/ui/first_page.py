"""Home as it is first seen: the list of visits in its place, drawn in one go while the real Home is being built.

It is one SVG picture, because a painter's own calls load the hundred enumerations of `Qt`, a tenth of the whole start.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.dates import month
from assessor_app.ui.fonts import add_shipped_fonts, system_family
from assessor_app.ui.screens.visit_plan import Group, plan
from assessor_app.ui.screens.visit_words import chip_of, group_words, judged_words, mark_line
from assessor_app.ui.tokens import CONTRAST, DARK, LIGHT, Tokens
from assessor_app.ui.type_scale import TYPE_SCALE, TypeRole

RAIL, HEADER, MARGIN, SIDE, SCROLL_BAR = 76, 53, 28, 316, 12
"""Widths of the rail, the room round the columns, the right column and the scroll bar, height of the header."""

CARD, ROW, HEADING = 192, 56, 26
"""Heights of the card of the next visit, of a visit and of a heading in the list. All in pixels at 100 %."""

SIDE_FROM = 980
"""Width of the page from which the right column stands beside the left one."""

CHIP_INKS = {"accent": ("accent", "accent_soft"), "warn": ("warn", "warn_soft"), "neutral": ("text2", "chip")}


Look = tuple[Tokens, str, float]
"""Tokens, font family and text size as a factor."""


def first_look(settings: Settings, dark_desktop: bool) -> Look:
    """The look before there is a theme, which takes over and asks the desktop more closely."""
    chosen = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(settings.theme)
    family = "" if settings.system_font else add_shipped_fonts(resources() / "fonts")
    return chosen or (DARK if dark_desktop else LIGHT), family or system_family(), settings.scale


class Drawing:
    """SVG elements in pixels at 100 %: the picture is scaled as a whole, so text stays as sharp as any."""

    def __init__(self, tokens: Tokens, family: str, width: float, height: float) -> None:
        self._tokens, self._family = tokens, family
        self.width, self.height = width, height
        self._elements: list[str] = []

    def box(self, left: float, top: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        """A filled box in the colour of a token."""
        self._elements.append(
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="{radius}" '
            f'fill="{self._tokens.colour(fill)}"/>'
        )

    def text(self, at: tuple[float, float], words: str, role: TypeRole, ink: str = "text", room: float = 0) -> None:
        """One line from a point on its base line, cut with dots where it would be wider than `room` (0: never)."""
        left, base = at
        style = TYPE_SCALE[role]
        shown = self._cut(words, role, room) if room else words
        plain = escape("".join(letter for letter in shown if letter.isprintable()))
        self._elements.append(
            f'<text x="{left}" y="{base}" font-size="{style.size}" font-weight="{style.weight}" '
            f'fill="{self._tokens.colour(ink)}">{plain}</text>'
        )

    def centred(self, at: tuple[float, float], words: str, role: TypeRole, ink: str) -> None:
        """One line with its middle at a point on its base line."""
        self.text((at[0] - self.room_of(words, role) / 2, at[1]), words, role, ink)

    def room_of(self, words: str, role: TypeRole) -> float:
        """The width of a line."""
        font = QFont(self._family)
        font.setPixelSize(TYPE_SCALE[role].size)
        font.setWeight(QFont.Weight(TYPE_SCALE[role].weight))
        return QFontMetricsF(font).horizontalAdvance(words)

    def svg(self) -> bytes:
        """The picture."""
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        family = escape(self._family)
        inner = "".join(self._elements)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{family}">{inner}</svg>'.encode()

    def _cut(self, words: str, role: TypeRole, room: float) -> str:
        if len(words) * TYPE_SCALE[role].size * 0.4 < room or self.room_of(words, role) <= room:
            return words
        while words and self.room_of(words + "\u2026", role) > room:
            words = words[:-1]
        return words + "\u2026"


class FirstPage(QWidget):
    """Nothing in it can be used: the real Home takes its place within a tenth of a second. `painted`: it was seen."""

    painted = Signal()

    def __init__(self, window: QWidget, look: Look, visits: Sequence[AssessmentSummary], person: str) -> None:
        """person: the name of who this is."""
        super().__init__(window)
        self._tokens, self._family, self._scale = look
        self._today = datetime.now().astimezone().date()
        self._plan = plan(visits, self._today, person)
        self._seen = False
        self.setWindowTitle(self.tr("Home"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        QSvgRenderer(QByteArray(self.svg())).render(painter)
        painter.end()
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def svg(self) -> bytes:
        """The page at the size it has now."""
        to = Drawing(self._tokens, self._family, self.width() / self._scale, self.height() / self._scale)
        to.box(0, 0, to.width, to.height, "bg")
        to.box(0, 0, to.width, HEADER, "surface")
        to.box(0, 0, RAIL, to.height, "surface")
        to.box(RAIL, HEADER - 1, to.width, 1, "line")
        to.box(RAIL - 1, 0, 1, to.height, "line")
        to.text((RAIL + 17, 32), self.windowTitle(), "heading")
        if not self._plan.empty:
            self._draw_visits(to)
        return to.svg()

    def _draw_visits(self, to: Drawing) -> None:
        beside = SIDE + MARGIN if to.width - RAIL >= SIDE_FROM else 0
        left, width = RAIL + MARGIN, to.width - RAIL - 2 * MARGIN - SCROLL_BAR - beside
        top = HEADER + 20.0
        if self._plan.next:
            _draw_next(to, left, top, width, self._plan.next)
            top += CARD + 8
        to.text((left, top + 22), self.tr("Your visits"), "heading")
        top += 36
        for group, visits in self._plan.groups:
            _draw_heading(to, left, top, group, len(visits))
            top += HEADING
            for visit in visits:
                if top < to.height:
                    self._draw_visit(to, left, top, width, visit, group)
                top += ROW

    def _draw_visit(
        self, to: Drawing, left: float, top: float, width: float, visit: AssessmentSummary, group: Group
    ) -> None:
        today = visit.visit_on == self._today
        to.box(left + 10, top + 6, 44, 44, "accent_soft" if today else "chip", 6)
        if visit.visit_on:
            ink = "accent" if today else "text"
            to.centred((left + 32, top + 27), f"{visit.visit_on.day:02}", "heading", ink)
            to.centred((left + 32, top + 42), month(visit.visit_on), "tiny", ink)
        right = left + width - 48
        to.text((right - 104, top + 26), judged_words(visit), "caption", "text2")
        to.box(right - 104, top + 37, 104, 4, "level_track", 2)
        if visit.judged and visit.strands:
            to.box(right - 104, top + 37, max(104 * min(visit.judged / visit.strands, 1), 4), 4, "level", 2)
        words, kind = chip_of(visit, self._today, group)
        size = to.room_of(words, "caption-medium") + 16
        chip = right - 120 - max(130.0, size)
        ink, fill = CHIP_INKS[kind]
        to.box(chip, top + 17, size, 22, fill, 11)
        to.text((chip + 8, top + 32), words, "caption-medium", ink)
        to.text((left + 68, top + 24), visit.institution, "card", room=chip - left - 76)
        to.text((left + 68, top + 42), mark_line(visit), "caption", "text2", room=chip - left - 76)


def _draw_heading(to: Drawing, left: float, top: float, group: Group, count: int) -> None:
    words = group_words(group)
    to.text((left + 10, top + 18), words, "caption-strong", "text2")
    to.text((left + 18 + to.room_of(words, "caption-strong"), top + 18), str(count), "caption", "text2")


def _draw_next(to: Drawing, left: float, top: float, width: float, visit: AssessmentSummary) -> None:
    to.box(left, top, width, CARD, "line", 10)
    to.box(left + 1, top + 1, width - 2, CARD - 2, "surface", 9)
    to.text((left + 19, top + 69), visit.institution, "title", room=width - 38)
    line = " \u00b7 ".join(filter(None, (mark_line(visit), visit.place)))
    to.text((left + 19, top + 89), line, "body", "text2", room=width - 38)
