"""A canvas that keeps its pages until the end, so that "Page 3 of 16" and the contents need no second run."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

LateDrawing = Callable[["ReportCanvas"], None]


class ReportCanvas(Canvas):
    """late drawings run once all pages are known; `furnish` draws header and footer of a page.

    starts: bookmark to page (from 1), for headings that have been drawn.
    """

    def __init__(self, *args: Any, furnish: Callable[["ReportCanvas", int, int], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.starts: dict[str, int] = {}
        self._furnish = furnish
        self._kept: list[Mapping[str, Any]] = []
        self._late: dict[int, list[LateDrawing]] = {}

    def date_as(self, day: date) -> None:
        """Write this day as the document's date, at midnight UTC, so that the same content gives the same bytes."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        stamp = self._doc._timeStamp  # noqa: SLF001  reportlab offers only the present and the year 2000
        stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
        stamp.YMDhms = tuple(moment.timetuple())[:6]

    def heading(self, key: str, title: str, level: int, top: float) -> None:
        """Bookmark a heading at the present place and list it in the outline. level: from 0."""
        self.starts[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def draw_late(self, drawing: LateDrawing) -> None:
        """Draw on this page, from the present origin, when all pages are known."""
        x, y = self.absolutePosition(0, 0)

        def moved(canvas: "ReportCanvas") -> None:
            canvas.saveState()
            canvas.translate(x, y)
            drawing(canvas)
            canvas.restoreState()

        self._late.setdefault(self.getPageNumber(), []).append(moved)

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._doc.pageCounter += 1  # bookmarks point to the page by this counter
        self._startPage()

    def save(self) -> None:
        if self._code:
            self.showPage()
        self._doc.pageCounter = 1
        for page, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            for drawing in self._late.get(page, ()):
                drawing(self)
            self._furnish(self, page, len(self._kept))
            super().showPage()
        self._code = []
        super().save()
