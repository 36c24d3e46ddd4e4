"""An award as a picture for websites and letterheads: the seal with the mark's name and the years, as PNG and SVG."""

import io
from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.paper_colours import award_ink
from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import colour, draw_text, text_width
from assessor_app.reports.page.dressing import hex_of
from assessor_app.reports.page.emblem import Bar, Disc, Ring, Shape, Tick, Word, draw_emblem, emblem
from assessor_app.reports.page.line_breaking import lines
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import cleaned

WIDTH, HEIGHT = 300.0, 384.0
RADIUS: Final = 138.0
CENTRE: Final = (WIDTH / 2, HEIGHT - 150)
TITLE, YEARS = Style(fonts.DISPLAY, 21, 25), Style(fonts.SEMIBOLD, 17, 22)
BIGGEST: Final = 4096
"""Pixels."""


def award_png(award: AwardStatement, width: int) -> bytes:
    """The picture, `width` pixels wide."""
    import pypdfium2

    page = pypdfium2.PdfDocument(_pdf(award))[0]
    picture = page.render(scale=min(width, BIGGEST) / WIDTH).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def award_svg(award: AwardStatement) -> str:
    """The picture as SVG, with a title for those who do not see it."""
    ink = hex_of(_ink(award))
    words = escape(f"{award.title}, {years(award)}".rstrip(", "))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{words}">',
        f"<title>{words}</title>",
        f'<g transform="translate({CENTRE[0]:g} {HEIGHT - CENTRE[1]:g}) scale(1 -1)" stroke="{ink}" fill="none">',
        *(_element(shape, ink) for shape in _shapes(award)),
        "</g>",
        *(_svg_text(text, style, y, ink) for text, style, y in _texts(award)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def years(award: AwardStatement) -> str:
    """ "2026 to 2029"."""
    first, last = award.given_on.year, award.until_on.year if award.until_on else 0
    return f"{first} to {last}" if last else f"since {first}"


def _pdf(award: AwardStatement) -> bytes:
    fonts.prepare()
    out = io.BytesIO()
    options: dict[str, Any] = {"initialFontName": fonts.REGULAR, "invariant": 1}
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), **options)
    canvas.setFillColor(colour("paper"))
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    draw_emblem(canvas, CENTRE, _ink(award), iter(_shapes(award)))
    for text, style, y in _texts(award):
        left = (WIDTH - text_width(text, style.face, style.size)) / 2
        draw_text(canvas, (left, HEIGHT - y), text, style.face, style.size, _ink(award))
    canvas.save()
    return out.getvalue()


def _shapes(award: AwardStatement) -> list[Shape]:
    word = award.outcome.name if award.has_steps else award.scheme.short_title
    return list(emblem(RADIUS, word, award.step, len(award.scheme.outcomes)))


def _ink(award: AwardStatement) -> str:
    return award_ink(award.step - 1, len(award.scheme.outcomes))[0]


def _texts(award: AwardStatement) -> Iterator[tuple[str, Style, float]]:
    """Each line with its baseline from the top."""
    y = 2 * RADIUS + 48
    for line in list(lines(award.scheme.short_title, TITLE, WIDTH - 16))[:2]:
        yield "".join(run.text for run in line).strip(), TITLE, y
        y += TITLE.leading
    yield years(award), YEARS, y + 2


def _element(shape: Shape, ink: str) -> str:
    match shape:
        case Ring(points, width):
            return f'<path d="{_path(points)}Z" stroke-width="{width:.2f}"/>'
        case Tick(points, width):
            return f'<path d="{_path(points)}" stroke-width="{width:.2f}"/>'
        case Disc(radius, width, filled):
            fill, line = ("#FFFFFF" if filled else "none"), (ink if width else "none")
            return f'<circle r="{radius:.2f}" fill="{fill}" stroke="{line}" stroke-width="{width:.2f}"/>'
        case Bar(left, bottom, width, height, filled):
            look = f'fill="{ink}" stroke="none"' if filled else f'stroke-width="{width * 0.22:.2f}"'
            return f'<rect x="{left:.2f}" y="{bottom:.2f}" width="{width:.2f}" height="{height:.2f}" {look}/>'
        case Word(text, baseline, size):
            place = f'transform="translate(0 {baseline:.2f}) scale(1 -1)" font-size="{size:.2f}"'
            return f'<text {place} {_TYPE} fill="{ink}" stroke="none">{escape(cleaned(text))}</text>'


def _svg_text(text: str, style: Style, y: float, ink: str) -> str:
    place = f'x="{WIDTH / 2:g}" y="{y:g}" font-size="{style.size:g}"'
    return f'<text {place} {_TYPE} fill="{ink}">{escape(text)}</text>'


def _path(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


_TYPE = 'text-anchor="middle" font-family="Inter, Arial, sans-serif" font-weight="600"'
