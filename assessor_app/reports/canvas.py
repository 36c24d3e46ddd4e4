"""A canvas that keeps its pages until the end, so that "Page 3 of 16" and the contents need no second run."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, TypeAlias, cast

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

LateDrawing: TypeAlias = "Callable[[ReportCanvas], None]"

PRINTED_AND_LOCKED: Final = 4 | 128
"""Annotation flags (ISO 32000-1, 12.5.3): the field prints, and stays where it is."""


class ReportCanvas(Canvas):
    """late drawings run once all pages are known; `furnish` draws header and footer of a page.

    starts: bookmark to page (from 1), for headings that have been drawn.
    """

    # reportlab's own, which its published types leave out.
    _doc: Any
    _code: list[str]
    _annotationrefs: list[Any]
    _startPage: Callable[[], None]
    _addAnnotation: Callable[[PDFDictionary], None]

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

    def add_signature_field(self, name: str, spoken: str, size: tuple[float, float], form: str) -> None:
        """An empty signature field at the present origin, shown as the drawing `form` until somebody signs."""
        x, y = self.absolutePosition(0, 0)
        widget = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Sig"),
            "F": PRINTED_AND_LOCKED,
            "T": PDFString(name),
            "TU": PDFString(spoken),
            "P": self._doc.thisPageRef(),
            "Rect": PDFArray([x, y, x + size[0], y + size[1]]),
            "AP": PDFDictionary({"N": PDFObjectReference(xObjectName(form))}),
        }
        self._addAnnotation(PDFDictionary(widget))
        catalog = self._doc.Catalog
        if getattr(catalog, "AcroForm", None) is None:
            catalog.AcroForm = PDFDictionary({"Fields": PDFArray([]), "SigFlags": 0})
        catalog.AcroForm.dict["Fields"].sequence.append(self._annotationrefs[-1])

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
        drawn, self._code = "\n".join(self._code), page
        return drawn


def canvas_of(flowable: Flowable) -> ReportCanvas:
    """The canvas that a flowable of a report is being drawn on."""
    return cast(ReportCanvas, flowable.canv)
