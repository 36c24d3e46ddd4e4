"""A canvas that remembers which marks and annotations on which pages belong to which node."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.tagging.artifacts import Marked, with_artifacts
from assessor_app.reports.tagging.metadata import describe
from assessor_app.reports.tagging.node import Annotated, Mark, Node
from assessor_app.reports.tagging.structure import Owner, Written, write_structure

PDF_1_7: Final = (1, 7)
PRINTED: Final = 4
"""Annotation flag (ISO 32000-1, 12.5.3); PDF/A wants it on every annotation."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class _Place(Written):
    """Where links lead, which is known at the end. It is an object of its own: a report has hundreds of links to a few
    dozen places, and the last pass reads every word of every link."""

    def __init__(self, bookmark: Any) -> None:
        super().__init__()
        self._bookmark = bookmark

    def format(self, document: Any) -> bytes:
        source: bytes = self._bookmark.format(document)
        return source


class TaggedCanvas(Canvas):
    """tree: the document's root node; part: of PDF/A that the file claims, 3 when files are attached."""

    # reportlab's own, which its published types leave out.
    _doc: Any
    _code: list[str]
    _annotationrefs: list[Any]

    def __init__(self, *args: Any, tree: Node, part: int = 2, **options: Any) -> None:
        self._page_marks: list[Node] = []
        super().__init__(*args, **{"pdfVersion": PDF_1_7, **options})
        self._tree = tree
        self._part = part
        self._owners: list[Owner] = []
        self._places: dict[str, bytes] = {}
        self._said: dict[str, bytes] = {}

    def begin(self, node: Node) -> str:
        """The operator that opens a mark of the node; the caller writes it, what is drawn, and EMC."""
        number = len(self._page_marks)
        self._page_marks.append(node)
        node.kids.append(Mark(self.getPageNumber(), number))
        return f"/{node.kind} <</MCID {number}>> BDC"

    @contextmanager
    def mark(self, node: Node) -> Iterator[None]:
        """Everything painted inside is the node's content."""
        with self._enclosed(self.begin(node)):
            yield

    @contextmanager
    def running(self, kind: str) -> Iterator[None]:
        """Everything painted inside is a running "Header" or "Footer"."""
        with self._enclosed(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC"):
            yield

    def write(self, operations: str) -> None:
        """Operations that carry their own marks."""
        self._code.append(Marked(operations))

    def link(self, node: Node, target: str, box: Box, words: str) -> None:
        """A link over `box` (in the present coordinates) to a bookmark or a web address, owned by the node."""
        if "://" in target:
            entries: dict[str, Any] = {"F": PRINTED, "StructParent": len(self._owners), "Contents": PDFString(words)}
            self.linkURL(target, box, relative=1, thickness=0, **entries)
        else:
            self._addAnnotation(self._link_inside(target, box, words))  # type: ignore[attr-defined]
        self._own_newest_annotation(node)

    def _link_inside(self, target: str, box: Box, words: str) -> Written:
        left, bottom, right, top = (*self.absolutePosition(*box[:2]), *self.absolutePosition(*box[2:]))
        if words not in self._said:
            self._said[words] = PDFString(words).format(self._doc)
        if target not in self._places:
            bookmark = self._bookmarkReference(target)  # type: ignore[attr-defined]
            self._places[target] = self._doc.Reference(_Place(bookmark)).format(self._doc)
        rectangle = b"%.2f %.2f %.2f %.2f" % (left, bottom, right, top)
        return Written(
            b"<< /Subtype /Link /Border [0 0 0] /F %d /StructParent %d /Rect [%s] /Dest %s /Contents %s >>"
            % (PRINTED, len(self._owners), rectangle, self._places[target], self._said[words])
        )

    def add_widget(self, node: Node, entries: dict[str, Any]) -> None:
        """A form field's place on the page, owned by the node."""
        widget = PDFDictionary({**entries, "StructParent": len(self._owners)})
        self._addAnnotation(widget)  # type: ignore[attr-defined]
        self._own_newest_annotation(node)

    def showPage(self) -> None:
        self._code = list(with_artifacts(self._code))
        key, marks = len(self._owners), self._page_marks
        self._owners.append(marks)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # on this page only
        page.StructParents, page.Tabs = key, PDFName("S")

    def save(self) -> None:
        if self._code:
            self.showPage()
        self.setViewerPreference("DisplayDocTitle", "true")
        self._doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self._doc.Catalog.StructTreeRoot = write_structure(self._doc, self._tree, self._owners)
        describe(self._doc, self._part)
        super().save()

    def _startPage(self) -> None:
        self._page_marks = []
        super()._startPage()  # type: ignore[misc]

    def _own_newest_annotation(self, node: Node) -> None:
        node.kids.append(Annotated(self.getPageNumber(), self._annotationrefs[-1]))
        self._owners.append(node)

    @contextmanager
    def _enclosed(self, opening: str) -> Iterator[None]:
        start = len(self._code)
        yield
        self._code[start:] = [Marked("\n".join([opening, *self._code[start:], "EMC"]))]
