"""Places to sign, made and tagged before the first signature: later ones may only fill what is there."""

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString, xObjectName

from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.node import Node

PRINTED_AND_LOCKED: Final = 4 | 128
"""Annotation flags (ISO 32000-1, 12.5.3): the field prints, and stays where it is."""


def add_signature_field(
    canvas: TaggedCanvas, node: Node, name: str, spoken: str, size: tuple[float, float] = (0, 0), form: str = ""
) -> None:
    """An empty signature field at the present origin, shown as the form XObject `form` until somebody signs.

    spoken: what a screen reader says of it; size: width and height in points, nothing for one that is never seen.
    """
    x, y = canvas.absolutePosition(0, 0)
    document: Any = canvas._doc  # noqa: SLF001
    widget = {
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Widget"),
        "FT": PDFName("Sig"),
        "F": PRINTED_AND_LOCKED,
        "T": PDFString(name),
        "TU": PDFString(spoken),
        "P": document.thisPageRef(),
        "Rect": PDFArray([x, y, x + size[0], y + size[1]]),
    }
    shown = {"AP": PDFDictionary({"N": PDFObjectReference(xObjectName(form))})} if form else {}
    canvas.add_widget(node, widget | shown)
    if getattr(document.Catalog, "AcroForm", None) is None:
        document.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray([]), "SigFlags": 0})
    document.Catalog.AcroForm.dict["Fields"].sequence.append(canvas._annotationrefs[-1])  # noqa: SLF001
