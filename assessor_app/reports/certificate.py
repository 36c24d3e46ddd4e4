"""The certificate: one landscape page to frame, with a QR code that proves it without a network."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from assessor_app.domain.credential import AwardStatement
from assessor_app.domain.paper_colours import award_ink
from assessor_app.domain.phrases import capital
from assessor_app.domain.report import ENGLISH
from assessor_app.domain.rule_words import rule_words
from assessor_app.domain.template import PLAIN, Template
from assessor_app.reports import fonts
from assessor_app.reports.certificate_band import Band, draw_band, draw_ground
from assessor_app.reports.document import PRODUCER
from assessor_app.reports.drawing import Point, colour, draw_text, text_width
from assessor_app.reports.dressing import in_its_dress
from assessor_app.reports.line_breaking import lines
from assessor_app.reports.logo import MOST, bounds, draw_logo, size_of
from assessor_app.reports.paper import MM
from assessor_app.reports.signature_box import TIMESTAMP
from assessor_app.reports.styles import Style
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.fields import add_signature_field
from assessor_app.reports.tagging.finishing import finish
from assessor_app.reports.tagging.node import Node
from assessor_app.reports.text import cleaned
from assessor_app.reports.words import day, languages, same_language, say

SIZE: Final = (297 * MM, 210 * MM)
FRAME: Final = 11 * MM
LEFT, RIGHT = 103 * MM, 271 * MM
ROOM: Final = RIGHT - LEFT
OFFICE: Final = "Office"
"""Name of the field that the office's seal signs. It has no size: the printed names are its words."""

NAME_SIZES, TWO_LINE_SIZES = range(36, 25, -2), range(32, 21, -2)
LONGEST_NAME: Final = 90


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """What is printed beside the award. code: text of the QR code; template: what the mark's owner changes; where a
    reader can check a certificate, and the logo, are in it."""

    award: AwardStatement
    code: str
    template: Template = PLAIN

    @property
    def language(self) -> str:
        """Of the page: the one the mark's texts are in, English where the program has no reviewed words in it."""
        known = [each.tag for each in languages() if each.reviewed]
        tags = [each for each in known if same_language(each, self.award.scheme.language)]
        return tags[0] if tags else ENGLISH


@in_its_dress
def certificate(content: CertificateContent) -> bytes:
    """The page as a tagged PDF (UA-1, A-2a) with an empty field "Office" for the seal."""
    return _Certificate(content).pdf()


def fits(name: str) -> bool:
    """False for a name that would have to be set smaller than 22 points."""
    return len(name) <= LONGEST_NAME and len(_name_lines(name)[1]) <= 2


class _Certificate:
    def __init__(self, content: CertificateContent) -> None:
        self.content, self.award = content, content.award
        self.ink, self.soft = award_ink(self.award.step - 1, len(self.award.scheme.outcomes))
        tree = Node("Document")
        self.page = Node("Sect", tree)
        fonts.prepare()
        self.out = io.BytesIO()
        options: dict[str, Any] = {"initialFontName": fonts.REGULAR, "pageCompression": 1, "invariant": 1}
        language = self.content.language
        self.canvas = TaggedCanvas(self.out, pagesize=SIZE, tree=tree, lang=language, **options)

    def pdf(self) -> bytes:
        """Everything, in reading order: the words, then seal and code."""
        band = Band(self.award, self.ink, self.soft, self.content.code, self.content.template.check_at)
        self._describe()
        draw_ground(self.canvas, band)
        self._frame()
        self._logo()
        self._award_words(self._holder(self._mark()))
        self._dates()
        self._signatories()
        draw_band(self.canvas, self.page, band)
        add_signature_field(
            self.canvas, Node("Form", self.page), OFFICE, say("certificate.seal_of", issuer=self.award.issuer)
        )
        add_signature_field(self.canvas, Node("Form", self.page), TIMESTAMP, say("certificate.time_stamp"))
        self.canvas.showPage()
        self.canvas.save()
        return finish(self.out.getvalue())

    def _describe(self) -> None:
        canvas, award = self.canvas, self.award
        canvas.setTitle(
            cleaned(say("certificate.title", title=award.title, holder=award.holder or award.institution.name))
        )
        canvas.setAuthor(cleaned(award.issuer))
        canvas.setSubject(cleaned(award.title))
        canvas.setKeywords(cleaned(award.number))
        canvas.setCreator(PRODUCER)

    def _say(self, at: Point, text: str, style: Style, role: str = "P") -> None:
        with self.canvas.mark(Node(role, self.page)):
            draw_text(self.canvas, at, text, style.face, style.size, style.colour)

    def _frame(self) -> None:
        canvas, (width, height) = self.canvas, SIZE
        canvas.setStrokeColor(colour(self.ink))
        for inset, line in ((FRAME, 0.9), (FRAME + 1.4 * MM, 0.3)):
            canvas.setLineWidth(line)
            canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset, stroke=1, fill=0)

    def _logo(self) -> None:
        if not self.content.template.logo:
            return
        picture = self.content.template.logo
        size = size_of(picture)
        place = (RIGHT - size[0], 187 * MM - size[1])
        node = Node("Figure", self.page, say("cover.logo", mark=self.award.scheme.title))
        node.attributes = bounds(place, *size)
        with self.canvas.mark(node):
            draw_logo(self.canvas, picture, place, size)

    def _mark(self) -> float:
        style = Style(fonts.DISPLAY, 15.5, 20, self.ink)
        room = ROOM - MOST[0] - 8 * MM if self.content.template.logo else ROOM
        title = self.award.scheme.title
        short = text_width(title, style.face, style.size) < ROOM / 3
        even = [] if short else _evened(title, style.size, room)
        self._set(even or _laid(title, style, room), style, 179 * MM, "H1")
        y = 146 * MM
        self._say((LEFT, y), say("certificate.certifies"), Style(size=13, colour="text2"))
        return y

    def _holder(self, y: float) -> float:
        award = self.award
        size, laid = _name_lines(award.holder or award.institution.name)
        first = y - 6 * MM - size * 0.8
        with self.canvas.mark(Node("H2", self.page, language=self._language_of_name())):
            for line, text in enumerate(laid):
                at = (LEFT - size * 0.03, first - line * size * 1.16)
                draw_text(self.canvas, at, text, fonts.DISPLAY, size)
        y = first - (len(laid) - 1) * size * 1.16
        place = say("certificate.at", institution=award.institution.name) if award.holder else award.institution.place
        if place:
            self._say((LEFT, y - 8.5 * MM), place, Style(size=14, colour="text2"))
        return y - (21 if len(laid) > 1 else 24) * MM

    def _language_of_name(self) -> str:
        """Of an institution's name in another language than the page."""
        other = "" if self.award.holder else self.award.institution.name_language
        return "" if not other or same_language(other, self.content.language) else other

    def _award_words(self, y: float) -> None:
        award = self.award
        self._say((LEFT, y), say("certificate.holds"), Style(size=13, colour="text2"))
        words = (
            say("certificate.award", name=award.outcome.name, award=award.scheme.terms.award)
            if award.has_steps
            else _named(award)
        )
        self._say((LEFT - 1, y - 12.5 * MM), words, Style(fonts.DISPLAY, 32, 36, self.ink))
        reason = award.outcome.meaning or rule_words(award.scheme, award.outcome.rule)
        self._lines(_sentence(reason), Style(), y - 22.5 * MM, "P", ROOM, 3)

    def _lines(self, words: str, style: Style, y: float, role: str, room: float, most: int = 2) -> None:
        laid = _laid(words, style, room)
        if len(laid) > most:
            laid = [*laid[: most - 1], f"{laid[most - 1].rstrip()}…"]
        self._set(laid, style, y, role)

    def _set(self, laid: Sequence[str], style: Style, y: float, role: str) -> None:
        with self.canvas.mark(Node(role, self.page)):
            for line in laid:
                draw_text(self.canvas, (LEFT, y), line.rstrip(), style.face, style.size, style.colour)
                y -= style.leading

    def _dates(self) -> None:
        canvas, award = self.canvas, self.award
        canvas.setStrokeColor(colour("line_control"))
        canvas.setLineWidth(0.4)
        canvas.line(LEFT, 63.5 * MM, RIGHT, 63.5 * MM)
        until = day(award.until_on) if award.until_on else say("certificate.no_end")
        facts = (
            (say("certificate.from"), day(award.given_on)),
            (say("certificate.until"), until),
            (say("certificate.number"), award.number),
        )
        for column, (label, value) in enumerate(facts):
            x = LEFT + column * ROOM / 3
            face = fonts.CODE_MEDIUM if column == 2 else fonts.SEMIBOLD
            with canvas.mark(Node("P", self.page)):
                draw_text(canvas, (x, 57 * MM), label, fonts.MEDIUM, 10, "text2")
                draw_text(canvas, (x, 51 * MM), value, face, min(12.5, _size_for(value, face, ROOM / 3 - 8)))

    def _signatories(self) -> None:
        canvas = self.canvas
        for column, (name, role) in enumerate(self.award.signatories[:2]):
            x, wide = LEFT + column * (ROOM / 2 + 5 * MM), ROOM / 2 - 5 * MM
            canvas.setStrokeColor(colour("text2"))
            canvas.setLineWidth(0.6)
            canvas.line(x, 29.5 * MM, x + wide, 29.5 * MM)
            with canvas.mark(Node("P", self.page)):
                draw_text(canvas, (x, 29.5 * MM - 13), name, fonts.SEMIBOLD, 11)
                draw_text(canvas, (x, 29.5 * MM - 26), role, fonts.REGULAR, 10, "text2")


def _named(award: AwardStatement) -> str:
    """What is held: the award by its own name, with the mark's before it where that name says as much and more."""
    short, own = award.scheme.short_title, award.outcome.name
    return short if short.endswith(own) else own


def _name_lines(name: str) -> tuple[float, list[str]]:
    """Type size and lines: one line at the largest size that fits, else two."""
    for size in NAME_SIZES:
        if text_width(name, fonts.DISPLAY, size) <= ROOM:
            return size, [name]
    laid: list[str] = [name]
    for size in TWO_LINE_SIZES:
        laid = _laid(name, Style(fonts.DISPLAY, size), ROOM)
        if len(laid) <= 2:
            return size, _evened(name, size, ROOM) or laid
    return TWO_LINE_SIZES[-1], laid


def _laid(words: str, style: Style, room: float) -> list[str]:
    return ["".join(run.text for run in line) for line in lines(words, style, room)]


def _evened(name: str, size: float, room: float) -> list[str]:
    """The two lines that differ least in width; nothing when no break fits."""
    words = name.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    wide = {pair: max(text_width(part, fonts.DISPLAY, size) for part in pair) for pair in breaks}
    best = min(wide, key=lambda pair: wide[pair], default=None)
    return [f"{best[0]} ", best[1]] if best and wide[best] <= room else []


def _size_for(text: str, face: str, room: float) -> float:
    return 12.5 * room / max(room, text_width(text, face, 12.5))


def _sentence(words: str) -> str:
    text = words.strip()
    return f"{capital(text)}{'' if text.endswith(('.', '!', '?')) else '.'}"
