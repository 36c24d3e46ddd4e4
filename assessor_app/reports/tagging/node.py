"""The logical tree of a document: headings, paragraphs, lists, tables and figures in the order of reading."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFObjectReference

COLUMN_HEADER: Final = "/O /Table /Scope /Column"
ROW_HEADER: Final = "/O /Table /Scope /Row"
DOTTED: Final = "/O /List /ListNumbering /Disc"
NUMBERED: Final = "/O /List /ListNumbering /Decimal"


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content of a page (from 1), by its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation of a page (from 1): a link or a field."""

    page: int
    reference: PDFObjectReference


class Node:
    """A structure element (ISO 32000-1, 14.7.2).

    kind: a standard structure type (14.8.4), as "P" or "H1"; alternative: what a figure says, for those who do not see
    it; language: BCP 47, "" for the document's own; attributes: of an owner, as PDF source (14.8.5).
    kids: other nodes and what was drawn, in reading order; words: the text that is drawn for it, of whatever kind the
    caller has, for other forms of the document, and look: how they are set; anchor: the bookmark that leads here.
    """

    __slots__ = ("alternative", "anchor", "attributes", "kids", "kind", "language", "look", "words")

    def __init__(
        self,
        kind: str,
        parent: "Node | None" = None,
        alternative: str = "",
        language: str = "",
        attributes: str = "",
    ) -> None:
        self.kind = kind
        self.kids: list[Kid] = []
        self.alternative = alternative
        self.language = language
        self.attributes = attributes
        self.words: object = None
        self.look: object = None
        self.anchor = ""
        if parent is not None:
            parent.kids.append(self)


Kid: TypeAlias = Node | Mark | Annotated
