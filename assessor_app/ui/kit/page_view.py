"""Pages of a document, drawn in the background and always on white paper, with their words for screen readers."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import IconButton
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painting import paint_focus
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.ports import PictureOfPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

FIT_PAGE, FIT_WIDTH = "page", "width"
PAPER_SHAPE = 297 / 210
"""Height over width until the first page is drawn."""


@dataclass(frozen=True, slots=True)
class Document:
    """How to draw one document. draw: page (from 0) and width in device pixels; text: a page's words."""

    pages: int
    draw: Callable[[int, int], PictureOfPage]
    text: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as drawn, with its words."""

    image: QImage
    text: str


def image_of(picture: PictureOfPage) -> QImage:
    """A picture as an image that owns its bytes."""
    stride = picture.width * 4
    return QImage(picture.bgra, picture.width, picture.height, stride, QImage.Format.Format_RGB32).copy()


class Paper(QWidget):
    """One page. Its words are its accessible description. `step_wanted` for the page after or before."""

    step_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._size = QSize(200, 280)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, name: str, page: DrawnPage | None, size: QSize) -> None:
        """Show a drawn page, or bare paper while it is being drawn."""
        self._image = page.image if page else None
        self._size = size
        self.setAccessibleName(name)
        self.setAccessibleDescription(page.text if page else "")
        self.setFixedSize(size)
        self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_wanted.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(self.rect(), self._image)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, 0)
        else:
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PageView(QWidget):
    """One page at a time, with its number, fitted to the page or the width. `page_shown` carries the number."""

    page_shown = Signal(int)

    def __init__(self, theme: Theme, worker: Worker, tools: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._theme, self._worker = theme, worker
        self._document: Document | None = None
        self._drawn: dict[tuple[int, int], DrawnPage] = {}
        self._task: Task | None = None
        self._shape = PAPER_SHAPE
        self.page = 0
        self.paper = Paper(theme)
        self.before = IconButton(theme, "chevron-left", self.tr("Page before"), "PgUp")
        self.after = IconButton(theme, "chevron-right", self.tr("Page after"), "PgDown")
        self.number = PlainLabel("", "body", "text2").with_figures()
        self.fit = Segmented(theme, self.tr("Size of the page"),
                             ((FIT_PAGE, self.tr("Fit page")), (FIT_WIDTH, self.tr("Fit width"))))  # fmt: skip
        self._area = QScrollArea()
        self._build(tools)

    def _build(self, tools: tuple[QWidget, ...]) -> None:
        px = self._theme.px
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.paper)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(px(16), px(6), px(16), px(6))
        self._head.setSpacing(px(6))
        self._head.addLayout(row(self.before, self.number, self.after, None, self.fit, spacing=px(6)), 1)
        self._head.addLayout(row(None, *tools, spacing=px(6)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._area, 1)
        self.before.clicked.connect(lambda: self.go_to(self.page - 1))
        self.after.clicked.connect(lambda: self.go_to(self.page + 1))
        self.paper.step_wanted.connect(lambda step: self.go_to(self.page + step))
        self.fit.chosen.connect(lambda _way: self._show())

    def show_document(self, document: Document | None) -> None:
        """Show another document; the page stays when it has that many."""
        self._document = document
        self._drawn = {}
        last = document.pages - 1 if document else 0
        self.go_to(min(self.page, max(last, 0)))

    def go_to(self, page: int) -> None:
        """Show a page (from 0)."""
        pages = self._document.pages if self._document else 0
        if 0 <= page < max(pages, 1):
            self.page = page
            self._area.verticalScrollBar().setValue(0)
            self._show()
            self.page_shown.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_head()  # only now do the buttons know their size

    def _fit_head(self) -> None:
        """The tools stand beside the page's number, or below it where there is no room."""
        parts = [part.sizeHint().width() for part in (self._head.itemAt(0), self._head.itemAt(1)) if part]
        room = self.width() - self._theme.px(2 * 16 + 6)
        across, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        way = across if sum(parts) <= room else below
        column = self.layout()
        if way != self._head.direction() and column is not None:
            self._head.setDirection(way)
            column.activate()  # the page is fitted to what is left

    def _paper_size(self) -> QSize:
        room = self._area.viewport().size()
        width = max(room.width() - 2 * self._theme.px(16), 80)
        if self.fit.current == FIT_PAGE:
            width = min(width, round(max(room.height() - self._theme.px(16), 80) / self._shape))
        return QSize(width, round(width * self._shape))

    def _show(self) -> None:
        document = self._document
        pages = document.pages if document else 0
        self.number.setText(self.tr("Page {page} of {all}").format(page=self.page + 1, all=pages) if pages else "")
        self._fit_head()  # the number takes some of the room
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < pages)
        size = self._paper_size()
        pixels = round(size.width() * self.devicePixelRatioF())
        drawn = self._drawn.get((self.page, pixels))
        stale = next((page for (number, _), page in reversed(self._drawn.items()) if number == self.page), None)
        if drawn is not None:  # pixel for pixel: a page stretched by one line looks blurred
            size = (QSizeF(drawn.image.size()) / self.devicePixelRatioF()).toSize()
        self.paper.show_page(self.number.text(), drawn or stale, size)
        if document is not None and drawn is None:
            self._draw(document, self.page, pixels)

    def _draw(self, document: Document, page: int, pixels: int) -> None:
        if self._task is not None:
            self._task.cancel()

        def work() -> DrawnPage:
            return DrawnPage(image_of(document.draw(page, pixels)), document.text(page))

        def done(drawn: DrawnPage) -> None:
            if document is self._document:
                shape = drawn.image.height() / max(drawn.image.width(), 1)
                if abs(shape - self._shape) > 0.01:  # rounding alone must not draw the page again and again
                    self._shape = shape
                self._drawn[(page, pixels)] = drawn
                self._show()

        self._task = self._worker.run(work, done, owner=self)
