"""The certificate: one landscape page to frame, with a QR code that proves it without a network."""

import io
from dataclasses import dataclass, replace
from typing import Any, Final

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.paper_colours import award_ink
from assessor_app.domain.scheme.languages import in_its_language
from assessor_app.domain.scheme.rule_words import rule_words
from assessor_app.domain.scheme.template import PLAIN, Template
from assessor_app.domain.words.passages import language_of, plain
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.documents.certificate_band import Band, draw_band, draw_ground
from assessor_app.reports.documents.certificate_words import (
    LONGEST_NAME,
    SetWords,
    evened,
    set_code,
    set_name,
    set_words,
)
from assessor_app.reports.page import fonts
from assessor_app.reports.page.document import PRODUCER
from assessor_app.reports.page.drawing import Point, colour, draw_text, text_width
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.line_drawing import draw_words
from assessor_app.reports.page.logo import MOST, bounds, draw_logo, size_of
from assessor_app.reports.page.paper import MM
from assessor_app.reports.page.signature_box import TIMESTAMP
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import cleaned, foreign
from assessor_app.reports.page.words import day, in_english, languages, same_language, say
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.fields import add_signature_field
from assessor_app.reports.tagging.finishing import finish
from assessor_app.reports.tagging.node import Node

SIZE: Final = (297 * MM, 210 * MM)
FRAME: Final = 11 * MM
LEFT, RIGHT = 103 * MM, 271 * MM
ROOM: Final = RIGHT - LEFT
OFFICE: Final = "Office"
"""Name of the field that the office's seal signs. It has no size: the printed names are its words."""

CERTIFIES, LEAST_WHY = 146 * MM, 67 * MM
"""Where the words about holder and award begin, and the lowest place for the last of them."""
MARK_SIZES, PLACE_SIZES = (15.5, 14, 12.5, 11), (14, 13, 12, 11)
AWARD_SIZES, WHY_SIZES = (32, 30, 28, 26, 24, 22, 20), (12, 11, 10)
FACT_SIZES, NAME_BELOW, ROLE_BELOW = (12.5, 11.5, 10.5, 9.5, 9), (11, 10, 9), (10, 9)


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
    scheme = in_its_language(content.award.scheme, content.language)
    outcome = next(each for each in scheme.outcomes if each.id == content.award.outcome.id)
    return _Certificate(replace(content, award=replace(content.award, scheme=scheme, outcome=outcome))).pdf()


def fits(name: str) -> bool:
    """False for a name that would have to be set smaller than 22 points."""
    return len(name) <= LONGEST_NAME and len(set_name(name, ROOM).lines) <= 2


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
        self._mark()
        self._holder_and_award()
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
        draw_words(self.canvas, at, text, style, Node(role, self.page))

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
        node = Node("Figure", self.page, plain(say("cover.logo", mark=self.award.scheme.title)))
        node.attributes = bounds(place, *size)
        with self.canvas.mark(node):
            draw_logo(self.canvas, picture, place, size)

    def _mark(self) -> None:
        room = ROOM - MOST[0] - 8 * MM if self.content.template.logo else ROOM
        language, title = foreign(language_of(self.award.scheme.title)), plain(self.award.scheme.title)
        short = text_width(title, fonts.DISPLAY, MARK_SIZES[0]) < ROOM / 3
        even = [] if short else evened(title, MARK_SIZES[0], room)
        found = set_words(title, fonts.DISPLAY, MARK_SIZES, room, 3, 1.29)
        self._set(replace(found, lines=tuple(even or found.lines)), 179 * MM, self.ink, "H1", language)
        self._say((LEFT, CERTIFIES), say("certificate.certifies"), Style(size=13, colour="text2"))

    def _holder_and_award(self) -> None:
        """Name, place, award and why, one under the other. Where they need more lines than there is room for, the
        spaces between them shrink, and no type below its least size."""
        name, place, held, why = self._holder_words()
        many = len(name.lines) > 1
        to_held = (12.5 if many else 15.5) * MM
        words = name.size * 0.8 + name.below + place.below + 0.73 * held.size + held.below + why.below
        spaces = 6 * MM + 8.5 * MM + to_held + 4.25 * MM + 10 * MM
        squeeze = max(0.55, min(1.0, (CERTIFIES - LEAST_WHY - words) / spaces))
        y = CERTIFIES - 6 * MM * squeeze - name.size * 0.8
        self._set(name, y, "text", "H2", self._language_of_name(), -name.size * 0.03)
        y -= name.below + 8.5 * MM * squeeze
        if place.lines:
            self._set(place, y, "text2")
        y -= place.below + to_held * squeeze
        self._say((LEFT, y), say("certificate.holds"), Style(size=13, colour="text2"))
        y -= 4.25 * MM * squeeze + 0.73 * held.size
        self._set(held, y, self.ink, left=-1)
        self._set(why, y - held.below - 10 * MM * squeeze, "text")

    def _holder_words(self) -> tuple[SetWords, SetWords, SetWords, SetWords]:
        award, named = self.award, self.award.institution
        at = say("certificate.at", institution=named.name) if award.holder else named.place
        words = {"name": award.outcome.name, "award": award.scheme.terms.award}
        held = say("certificate.award", **words) if award.has_steps else _named(award)
        why = _sentence(award.outcome.meaning or in_english(rule_words(award.scheme, award.outcome.rule)))
        return (
            set_name(award.holder or named.name, ROOM),
            set_words(at, fonts.REGULAR, PLACE_SIZES, ROOM, 2),
            set_words(held, fonts.DISPLAY, AWARD_SIZES, ROOM, 1 if _fits(held) else 2, 1.12),
            set_words(why, fonts.REGULAR, WHY_SIZES, ROOM, 3, 17 / 12),
        )

    def _language_of_name(self) -> str:
        """Of an institution's name in another language than the page."""
        other = "" if self.award.holder else self.award.institution.name_language
        return "" if not other or same_language(other, self.content.language) else other

    def _set(self, words: SetWords, y: float, ink: str, role: str = "P", language: str = "", left: float = 0) -> None:
        node = Node(role, self.page, language=language)
        for place, line in enumerate(words.lines):
            style = Style(words.face, words.size, words.leading, ink)
            draw_words(self.canvas, (LEFT + left, y - place * words.leading), line.rstrip(), style, node)

    def _draw(self, words: SetWords, at: Point, ink: str = "text") -> None:
        for place, line in enumerate(words.lines):
            below = (at[0], at[1] - place * words.leading)
            draw_text(self.canvas, below, line.rstrip(), words.face, words.size, ink)

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
                self._draw(set_code(value, face, FACT_SIZES, ROOM / 3 - 8), (x, 51 * MM))

    def _signatories(self) -> None:
        """A line each to sign on, and under it the name and role, whole; more lines of them raise both lines."""
        canvas, wide = self.canvas, ROOM / 2 - 5 * MM
        people = [
            (set_words(name, fonts.SEMIBOLD, NAME_BELOW, wide, 3), set_words(role, fonts.REGULAR, ROLE_BELOW, wide, 2))
            for name, role in self.award.signatories[:2]
        ]
        y = 29.5 * MM + max((name.below + role.below for name, role in people), default=0)
        for column, (name, role) in enumerate(people):
            x = LEFT + column * (ROOM / 2 + 5 * MM)
            canvas.setStrokeColor(colour("text2"))
            canvas.setLineWidth(0.6)
            canvas.line(x, y, x + wide, y)
            with canvas.mark(Node("P", self.page)):
                self._draw(name, (x, y - 13))
                self._draw(role, (x, y - 26 - name.below), "text2")


def _named(award: AwardStatement) -> str:
    """What is held: the award by its own name, with the mark's before it where that name says as much and more."""
    short, own = award.scheme.short_title, award.outcome.name
    return short if short.endswith(own) else own


def _fits(words: str) -> bool:
    return text_width(words, fonts.DISPLAY, AWARD_SIZES[2]) <= ROOM


def _sentence(words: str) -> str:
    text = f"{words}".strip()
    return f"{capital(text)}{'' if plain(text).endswith(('.', '!', '?')) else '.'}"
