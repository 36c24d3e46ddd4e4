"""What the listeners may see: one section of the agenda in large type, in a window of its own, and nothing else.

It is given words and ticks only, so no level, outlook, award, private note or answer can get into it.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from assessor_app.domain.assessment.assessment import Debrief
from assessor_app.domain.visit.debrief import SECTIONS
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Slide:
    """One section as it is shown: its title, and of each point its id, its words and whether it was said."""

    title: str
    points: tuple[tuple[str, str, bool], ...]


def slides_of(debrief: Debrief) -> tuple[Slide, ...]:
    """The sections that have points, in order."""
    slides = (
        Slide(title, tuple((point.id, point.text, point.said) for point in debrief.points if point.section == section))
        for section, title in SECTIONS
    )
    return tuple(slide for slide in slides if slide.points)


class Presenter(QWidget):
    """A full window, on another screen when there is one. Space says the current point, the arrows go on and back, Esc
    ends it.

    said: a point and whether it is said now; moved: another point is the current one; closed: the window has gone.
    """

    said = Signal(str, bool)
    moved = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, institution: str, session: str, owner: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme, self._owner = theme, owner
        self._slides: tuple[Slide, ...] = ()
        self.current = ""
        self.setWindowTitle(self.tr("Presenter view: {session}").format(session=session))
        self.setAccessibleName(self.windowTitle())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._place = Paragraph(theme, f"{institution} \u00b7 {session}", "heading", "text2")
        self._title = Paragraph(theme, "", "presented-title")
        self._list = QVBoxLayout()
        self.rows: list[PresentedPoint] = []
        self._hint = Paragraph(theme, self.tr("Space: said. Arrows: next, before. Esc: end."), "caption", "text3")
        self._page = ScrollingPage(theme)
        for widget in (self._place, self._title):
            self._page.column.addWidget(widget)
        self._page.column.addLayout(self._list)
        self._page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._hint)
        column.addLayout(self._foot)
        theme.changed.connect(self._measure)
        self._measure()

    def open(self) -> None:
        """Show it full screen, on a screen that the person's own window is not on when there is one."""
        here = self._owner.window().screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not here), here)
        self.setScreen(other)
        self.setGeometry(other.geometry())
        self.showFullScreen()
        if other is here:  # else the keyboard stays with the agenda, and this window follows it
            self.activateWindow()
            self.setFocus()

    def show_debrief(self, debrief: Debrief, current: str) -> None:
        """Show the section of a point; without one, the first point that is not said yet."""
        self._slides = slides_of(debrief)
        points = [point for slide in self._slides for point in slide.points]
        known = {identity for identity, _, _ in points}
        waiting = (identity for identity, _, done in points if not done)
        fallback = next(waiting, points[0][0] if points else "")
        wanted = current or self.current
        self.current = wanted if wanted in known else fallback
        self._show()

    def step(self, step: int) -> None:
        """Go to the point after or before, over the end of a section."""
        order = [identity for slide in self._slides for identity, _, _ in slide.points]
        if self.current in order:
            place = min(max(order.index(self.current) + step, 0), len(order) - 1)
            self.current = order[place]
            self.moved.emit(self.current)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.step(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.step(-1)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._say()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _say(self) -> None:
        done = {identity: said for slide in self._slides for identity, _, said in slide.points}
        if self.current in done:
            self.said.emit(self.current, not done[self.current])

    def _show(self) -> None:
        slide = next((one for one in self._slides if any(each[0] == self.current for each in one.points)), None)
        self._title.set_words(slide.title if slide else self.tr("Nothing to say yet."))
        clear(self._list)
        self.rows = [
            PresentedPoint(self._theme, words, said, identity == self.current)
            for identity, words, said in (slide.points if slide else ())
        ]
        for row in self.rows:
            self._list.addWidget(row)
        now = next((words for identity, words, _ in (slide.points if slide else ()) if identity == self.current), "")
        self.setAccessibleDescription(now)
        QTimer.singleShot(0, self, self._follow)  # new rows have their places only once they are laid out

    def _follow(self) -> None:
        """Keep the current point in sight, with some of what comes next."""
        row = next((row for row in self.rows if row.is_current), None)
        if row is not None and isValid(row):
            self._page.ensureWidgetVisible(row, 0, self._theme.px(96))

    def _measure(self) -> None:
        px = self._theme.px
        self._page.column.setContentsMargins(px(72), px(56), px(72), px(32))
        self._page.column.setSpacing(px(20))
        self._list.setSpacing(px(18))
        self._foot.setContentsMargins(px(72), 0, px(72), px(16))


class PresentedPoint(QWidget):
    """One point in large type: said, being said, or still to come."""

    def __init__(self, theme: Theme, words: str, said: bool, current: bool) -> None:
        super().__init__()
        self.is_current = current
        self.words = Paragraph(theme, words, "presented", "text" if current else "text2")
        said_words = self.tr("Said: {point}") if said else self.tr("Now: {point}") if current else "{point}"
        self.words.setAccessibleName(said_words.format(point=words))
        icon = "circle-check" if said else "arrow-right" if current else "circle-dashed"
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(18))
        line.addWidget(Icon(theme, icon, "ok" if said else "accent" if current else "text3", 28), 0,
                       Qt.AlignmentFlag.AlignTop)  # fmt: skip
        line.addWidget(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
