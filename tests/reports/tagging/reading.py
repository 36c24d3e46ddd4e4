"""What a reader program finds in a PDF: its tree, and the words in it."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The structure elements in reading order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        kids = element.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot.K[0])


def kinds(pdf: bytes) -> list[str]:
    """Their types, as "H1"."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(each.S)[1:] for each in elements(opened)]


def spoken(pdf: bytes, folder: Path) -> str:
    """What the tree holds, in its order, as poppler reads it; on one line."""
    (folder / "spoken.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "spoken.pdf"], cwd=folder, capture_output=True, check=True, text=True
    )
    return " ".join(" ".join(re.findall(r'^\s*"(.*)"$', told.stdout, re.MULTILINE)).split())
