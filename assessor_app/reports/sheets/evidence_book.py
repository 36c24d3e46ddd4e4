"""The evidence book: every piece of evidence with its caption, pictures and pages shown, as one PDF."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.words.phrases import capital
from assessor_app.errors import Refused
from assessor_app.reports.content.facts import Facts, spans
from assessor_app.reports.content.sentences import short_day
from assessor_app.reports.foreign.unfolding import refuse_folded
from assessor_app.reports.page.blocks import Figure
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import ASPECT_TITLE
from assessor_app.reports.page.text import Muted, cleaned, paragraphs
from assessor_app.reports.page.words import say
from assessor_app.reports.sections import register
from assessor_app.reports.sections.model_wording import say_model
from assessor_app.reports.sheets.making import made

if TYPE_CHECKING:
    from PIL import Image

MOST_PAGES: Final = 40
"""Pages shown of one file; the rest is in the file itself."""
MOST_WORDS: Final = 100_000
"""Characters shown of a text."""
TALLEST: Final = 195 * MM
LEAST: Final = 80 * MM
"""Of a picture that is made smaller to stand under its title, and of room for what goes on on a page."""
SHARPNESS: Final = 130
"""Pixels an inch of pages and pictures."""
LARGEST_PICTURE: Final = 1600
"""Pixels of a page's longer side, however large its paper is."""
LONGEST_ALTERNATIVE: Final = 1500
PHOTOS: Final = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS: Final = 100_000_000
"""Of a photo; one byte may stand for a thousand of them."""
MOST_SCANS: Final = 200
"""Passes in which a JPEG is drawn: each may be a few bytes, and costs as much as the whole picture."""

Read = Callable[[Evidence], bytes]
Picture = tuple[bytes, str, str]
"""A JPEG, what it is, and what it shows, in words."""


@in_its_dress
def evidence_book(content: ReportContent, read: Read, told: Callable[[int, int], None]) -> bytes:
    """The book as a PDF. read: content of a held file; told: how many pieces of how many are done; it may raise to
    stop."""
    story, facts = Story(), Facts(content)
    register.write(story, facts, opens_page=False)
    say_model(story, content)
    every = list(facts.evidence.items())
    runs_on = False
    for done, (reference, piece) in enumerate(every):
        told(done, len(every))
        _open(story, reference, piece, runs_on and not piece.held)
        _piece(story, facts, reference, piece, read)
        runs_on = not piece.held
    told(len(every), len(every))
    return made(story, content, say("evidence_book.document"))


def _open(story: Story, reference: str, piece: Evidence, runs_on: bool) -> None:
    """The title of a piece on a page of its own; runs_on: what is not here stands under the last that was not, where
    there is room for it."""
    title, key = f"{reference}: {_title(piece)}", f"piece-{reference}"
    if runs_on and story.room() > LEAST:
        story.title(title, key, replace(ASPECT_TITLE, before=20))
    else:
        story.page(title, key, ASPECT_TITLE)


def _title(piece: Evidence) -> str:
    return piece.title or piece.file_name or piece.location or say("none.not_described")


def _piece(story: Story, facts: Facts, reference: str, piece: Evidence, read: Read) -> None:
    strands = spans(facts.strands_of.get(reference, ()))
    term = capital(facts.content.scheme.terms.strands)
    said = [
        piece.kind,
        short_day(piece.dated) if piece.dated else "",
        piece.source,
        f"{term} {strands}" if strands else "",
    ]
    story.paragraph([Muted(". ".join(part for part in said if part) or say("evidence_book.nothing_more"))])
    if not piece.held:
        where = f" {say('evidence_book.kept_at', place=piece.location)}" if piece.location else ""
        story.paragraph(f"{say('evidence_book.not_here')}{where}")
        return
    _show(story, piece, _title(piece), read(piece))


def _show(story: Story, piece: Evidence, title: str, content: bytes) -> None:
    kind = _kind(content, piece.file_name)
    if kind == "text":
        text = content.decode("utf-8", "replace")
        for paragraph in paragraphs(text[:MOST_WORDS]) or [say("evidence_book.empty")]:
            story.paragraph(paragraph)
        left = len(text) > MOST_WORDS
    elif kind in _PICTURES:
        pictures, left = _PICTURES[kind](content, title)
        for place, picture in enumerate(pictures):
            _figure(story, picture, TALLEST if place else story.room())
        if not pictures:
            story.paragraph(say("evidence_book.cannot_show", file=piece.file_name))
    else:
        story.paragraph(say("evidence_book.unknown_kind", file=piece.file_name))
        left = False
    if left:
        story.paragraph([Muted(say("evidence_book.rest"))])


def _figure(story: Story, picture: Picture, room: float) -> None:
    """room: points that the picture and its caption may take, which is less under a title."""
    content, title, words = picture
    image = ImageReader(io.BytesIO(content))
    wide, tall = image.getSize()
    room -= story.caption_height(title)
    most = TALLEST if room < LEAST else min(TALLEST, room)
    scale = min(TEXT_WIDTH / wide, most / tall, 72 / SHARPNESS * 2)

    def paint(canvas: Canvas) -> None:
        canvas.drawImage(image, 0, 0, wide * scale, tall * scale)

    figure = Figure(tall * scale, paint, words)
    story.figure(figure, title)


def _photo(content: bytes, title: str) -> tuple[list[Picture], bool]:
    from PIL import Image, UnidentifiedImageError

    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > MOST_SCANS:
        return [], False
    try:
        # Pillow warns of pictures that are large; ours are bounded here.
        with catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=PHOTOS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return [], False
            opened.draft("RGB", (1400, 1400))  # a JPEG is then read in the size that is needed
            upright = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return [], False
    upright.thumbnail((1400, 1400))
    return [(_jpeg(upright), cleaned(title), say("evidence_book.picture", title=title))], False


def _pages(content: bytes, title: str) -> tuple[list[Picture], bool]:
    import pypdfium2

    try:
        refuse_folded(content)
        document = pypdfium2.PdfDocument(content)
    except (Refused, pypdfium2.PdfiumError):
        return [], False
    shown = []
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        words = " ".join(page.get_textpage().get_text_range().split())[:LONGEST_ALTERNATIVE]
        scale = min(SHARPNESS / 72, LARGEST_PICTURE / max(page.get_size()))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        told = say("evidence_book.page", page=number + 1, title=cleaned(title).rstrip("."))
        shown.append((_jpeg(picture), told, f"{told} {cleaned(words)}".strip()))
    return shown, len(document) > MOST_PAGES


def _jpeg(picture: "Image.Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _kind(content: bytes, name: str) -> str:
    """What a file is, by how it begins."""
    if content.startswith(b"%PDF-"):
        return "pages"
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) or content[8:12] == b"WEBP":
        return "photo"
    plain = name.lower().endswith((".txt", ".csv", ".md", ".tsv")) and b"\0" not in content[:4096]
    return "text" if plain else ""


_PICTURES: Mapping[str, Callable[[bytes, str], tuple[list[Picture], bool]]] = {"photo": _photo, "pages": _pages}
