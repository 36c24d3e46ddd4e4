"""The tree as PDF objects (ISO 32000-1, 14.7): one for each node that was drawn, and the way back from each mark."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference, PDFString

from assessor_app.reports.tagging.node import Annotated, Mark, Node

Owner: TypeAlias = Node | list[Node]
"""Of an annotation its node, of a page the nodes of its marks."""

EMPTY_TOO = frozenset({"TD", "TH"})
"""Cells are kept without content, or a row would be short of one."""


class Written(PDFObject):
    """An object whose PDF source is known once all have numbers. There are thousands; reportlab's own dictionaries
    would take longer than drawing the pages."""

    __RefOnly__ = 1

    def __init__(self, source: bytes = b"") -> None:
        self.source = source

    def format(self, document: Any) -> bytes:
        return self.source


def write_structure(document: Any, tree: Node, owners: Sequence[Owner]) -> PDFObjectReference:
    """Adds the tree to reportlab's document. owners: by StructParent or StructParents, from 0."""
    return _Structure(document).written(tree, owners)


class _Structure:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [self._number(page) for page in document.Pages.pages]
        self._numbers: dict[Node, int] = {}
        self._objects: dict[int, Written] = {}

    def written(self, tree: Node, owners: Sequence[Owner]) -> PDFObjectReference:
        root = self._reserve()
        self._reserve_for(tree)
        self._write(tree, root)
        entries = " ".join(f"{key} {self._owner(owner)}" for key, owner in enumerate(owners))
        parents = self._reserve()
        self._objects[parents].source = f"<< /Nums [{entries}] >>".encode()
        self._objects[root].source = (
            f"<< /Type /StructTreeRoot /K [{self._numbers[tree]} 0 R] /ParentTree {parents} 0 R "
            f"/ParentTreeNextKey {len(owners)} >>"
        ).encode()
        reference: PDFObjectReference = self._document.Reference(self._objects[root])
        return reference

    def _reserve(self) -> int:
        made = Written()
        number = self._number(made)
        self._objects[number] = made
        return number

    def _number(self, thing: Any) -> int:
        name = self._document.Reference(thing).name
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def _reserve_for(self, node: Node) -> bool:
        """Numbers for a node and what is under it; False when nothing of it was drawn."""
        drawn = [kid for kid in node.kids if not isinstance(kid, Node) or self._reserve_for(kid)]
        node.kids[:] = drawn
        if not drawn and node.kind not in EMPTY_TOO:
            return False
        self._numbers[node] = self._reserve()
        return True

    def _write(self, node: Node, parent: int) -> None:
        number = self._numbers[node]
        home = next((kid.page for kid in node.kids if not isinstance(kid, Node)), 0)
        kids: list[str] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                self._write(kid, number)
                kids.append(f"{self._numbers[kid]} 0 R")
            else:
                kids.append(self._content(kid, home))
        parts = [f"/S /{node.kind} /P {parent} 0 R"]
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
        if home:
            parts.append(f"/Pg {self._pages[home - 1]} 0 R")
        if node.alternative:
            parts.append(f"/Alt {self._text(node.alternative)}")
        if node.language:
            parts.append(f"/Lang {self._text(node.language)}")
        if node.attributes:
            parts.append(f"/A << {node.attributes} >>")
        self._objects[number].source = f"<< {' '.join(parts)} >>".encode("latin-1")

    def _content(self, kid: Mark | Annotated, home: int) -> str:
        page = f"{self._pages[kid.page - 1]} 0 R"
        if isinstance(kid, Annotated):
            return f"<< /Type /OBJR /Obj {kid.reference.format(self._document).decode()} /Pg {page} >>"
        return str(kid.number) if kid.page == home else f"<< /Type /MCR /Pg {page} /MCID {kid.number} >>"

    def _owner(self, owner: Owner) -> str:
        if isinstance(owner, Node):
            return f"{self._numbers[owner]} 0 R"
        return f"[{' '.join(f'{self._numbers[node]} 0 R' for node in owner)}]"

    def _text(self, words: str) -> str:
        whole = words.encode("utf-8", "replace").decode()  # half a character has no encoding
        source: bytes = PDFString(whole).format(self._document)
        return source.decode("latin-1")
