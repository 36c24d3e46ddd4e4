"""A canvas that keeps its pages until the end, so that "Page 3 of 16" and the contents need no second run."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, cast

from reportlab.platypus import Flowable

from assessor_app.reports.tagging.artifacts import Marked, with_artifacts
from assessor_app.reports.tagging.canvas import TaggedCanvas

LateDrawing: TypeAlias = "Callable[[ReportCanvas], None]"


class ReportCanvas(TaggedCanvas):
    """late drawings run once all pages are known; `furnish` draws header and footer of a page.

    starts: bookmark to page (from 1), for headings that have been drawn.
    """

    def __init__(self, *args: Any, furnish: Callable[["ReportCanvas", int, int], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.starts: dict[str, int] = {}
        self._furnish = furnish
        self._kept: list[Mapping[str, Any]] = []
        self._late: dict[int, list[tuple[int, LateDrawing]]] = {}

    def date_as(self, day: date) -> None:
        """Write this day as the document's date, at midnight UTC, so that the same content gives the same bytes."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        stamp = self._doc._timeStamp  # noqa: SLF001  reportlab offers only the present and the year 2000
        stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
        stamp.YMDhms = tuple(moment.timetuple())[:6]

    def heading(self, key: str, title: str, level: int, corner: tuple[float, float]) -> None:
        """Bookmark a heading by its upper left corner and list it in the outline. level: from 0."""
        self.starts[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, *corner)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def draw_late(self, drawing: LateDrawing) -> None:
        """Draw here when all pages are known. It keeps its place among what is drawn, which is the order of reading."""
        self._late.setdefault(self.getPageNumber(), []).append((len(self._code), drawing))
        self._code.append("")

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
            for place, drawing in self._late.get(page, ()):
                self._code[place] = self._drawn_apart(drawing)
            self._furnish(self, page, len(self._kept))
            super().showPage()
        self._code = []
        super().save()

    def _drawn_apart(self, drawing: LateDrawing) -> str:
        """The operations of a drawing, without adding them to the page."""
        page, self._code = self._code, []
        self.saveState()
        drawing(self)
        self.restoreState()
        drawn, self._code = Marked("\n".join(with_artifacts(self._code))), page
        return drawn


def canvas_of(flowable: Flowable) -> ReportCanvas:
    """The canvas that a flowable of a report is being drawn on."""
    return cast(ReportCanvas, flowable.canv)
