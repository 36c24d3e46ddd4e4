"""`python -m tests.pages DIR [--mark ID] [--variant NAME] [--grey]`: every document of every mark as pictures.

One sheet of pages a document, with full, long, missing and hostile content. Look at them beside the acceptance list of
docs/documents.md.
"""

import argparse
import sys
from itertools import product
from pathlib import Path

import pypdfium2
from PIL import Image

from assessor_app.schemes.loading import shipped_schemes
from tests.reports.edges import VARIANTS, readings
from tests.reports.every_document import documents, for_screens

MARKS = tuple(file.parent.name for file in shipped_schemes())
ACROSS, GAP, GROUND = 6, 12, "#8A8A8A"
MOST = 24
"""Pages on a sheet; of a longer document the first and the last."""


def main() -> int:
    """Write the sheets; says how many."""
    arguments = _parser().parse_args()
    count = 0
    for mark in arguments.mark or MARKS:
        for (reading, scheme), variant in product(readings(mark).items(), arguments.variant or VARIANTS):
            folder = arguments.folder / reading / variant
            folder.mkdir(parents=True, exist_ok=True)
            content = VARIANTS[variant](scheme)
            for file, made in for_screens(content).items():
                (folder / file).write_bytes(made)
            for name, pdf in documents(content).items():
                (folder / f"{name}.pdf").write_bytes(pdf)
                sheet(pdf, arguments.width, arguments.grey).save(folder / f"{name}.png")
                count += 1
    sys.stdout.write(f"{count} documents: {arguments.folder}\n")
    return 0


def sheet(pdf: bytes, width: int, grey: bool = False) -> Image.Image:
    """The pages of a document beside one another. width: of a page in pixels."""
    pages = _pages(pdf, width)
    across = min(ACROSS, len(pages))
    tall = max(page.height for page in pages) + GAP
    rows = -(-len(pages) // across)
    found = Image.new("RGB", (GAP + across * (width + GAP), GAP + rows * tall), GROUND)
    for place, page in enumerate(pages):
        found.paste(page, (GAP + place % across * (width + GAP), GAP + place // across * tall))
    return found.convert("L") if grey else found


def _pages(pdf: bytes, width: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    numbers = list(range(len(document)))
    shown = numbers if len(numbers) <= MOST else [*numbers[: MOST // 2], *numbers[-MOST // 2 :]]
    pages = [document[number].render(scale=width / document[number].get_width()).to_pil() for number in shown]
    document.close()
    return [page.convert("RGB") for page in pages]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.pages", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--mark", action="append", choices=MARKS)
    parser.add_argument("--variant", action="append", choices=list(VARIANTS))
    parser.add_argument("--width", type=int, default=420, help="of a page, in pixels")
    parser.add_argument("--grey", action="store_true", help="as a black and white printer would")
    return parser


if __name__ == "__main__":
    sys.exit(main())
