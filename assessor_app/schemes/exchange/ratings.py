"""Rubrics of learning platforms: Canvas, as CSV whose three rating columns repeat, and as rubrics.xml."""

from collections.abc import Sequence
from xml.parsers import expat

from assessor_app.domain.scheme.rubric_exchange import FoundAspect, FoundLevel, FoundRubric, FoundStrand, RubricReading
from assessor_app.schemes.exchange.case_package import position_of
from assessor_app.schemes.exchange.words import MOST, clean, line, name_of, unusable

FORMAT = "learning platform's rubric"

_HEAD = ("rubric name", "criteria name", "criteria description", "criteria enable range")
_LARGEST = 8 << 20
_KEPT = {"title", "description", "long_description", "points"}


def is_ratings(head: Sequence[str]) -> bool:
    """Whether these are the headings of a Canvas CSV."""
    return tuple(heading.lower() for heading in head[:4]) == _HEAD


def rating_aspects(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[FoundAspect]:
    """A rubric's name stands in its first row only; its ratings in groups of name, description and points."""
    groups: dict[str, list[FoundStrand]] = {}
    rubric = "General"
    for row in body:
        rubric = name_of(row[0], rubric)
        triples = [row[start : start + 3] for start in range(4, len(head) - 2, 3)]
        ratings = [(line(name, 60), text, position_of(points, 0)) for name, text, points in triples if name or text]
        if row[1] or row[2]:
            groups.setdefault(rubric, []).append(_strand(row[1], row[2], ratings))
    return [FoundAspect(title, tuple(strands)) for title, strands in groups.items()]


def _strand(name: str, words: str, ratings: list[tuple[str, str, float]]) -> FoundStrand:
    """Ratings stand highest first; those with equal points keep that order."""
    ordered = sorted(ratings[::-1], key=lambda rating: rating[2])
    levels = tuple(FoundLevel(title, text) for title, text, _ in ordered[:9])
    title, question = name_of(name, words, "Criterion"), clean(words)
    return FoundStrand(
        title, question if question != title else "", levels if len(levels) > 1 else (), free=len(levels) < 2
    )


def read_ratings_xml(name: str, data: bytes) -> RubricReading:
    """A rubrics.xml. Raises Refused for anything else, and for a document type (entities)."""
    if len(data) > _LARGEST:
        raise unusable(name, "The file is larger than 8 MB, which no rubric needs.", "too-large")
    reader = _Reader(name)
    reader.read(data)
    aspects = [FoundAspect(title, tuple(held)) for title, held in reader.groups if held]
    if not aspects:
        raise unusable(name, "The XML has no rubric with criteria.", "not-a-rubric")
    title = aspects[0].title if len(aspects) == 1 else name_of(name.rpartition(".")[0], name)
    return RubricReading(FoundRubric(title, "Owner not named", "1.0", "en-GB", line(name, 300), (), tuple(aspects)))


class _Reader:
    """Takes the rubrics, criteria and ratings out of the events of a document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.groups: list[tuple[str, list[FoundStrand]]] = []
        self._path: list[str] = []
        self._texts: dict[str, dict[str, str]] = {}
        self._ratings: list[tuple[str, str, float]] = []

    def read(self, data: bytes) -> None:
        """Read the whole document."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise unusable(self._name, f"The file is not whole XML (line {error.lineno}).", "not-xml") from error

    def _refuse(self, *_: object) -> None:
        raise unusable(self._name, "The XML declares a document type, which is not read.", "forbidden-xml")

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._path.append(name)
        if len(self._path) > 40:
            raise unusable(self._name, "Its elements stand too deep inside each other.", "too-deep")
        if name == "rubric":
            self.groups.append(("", []))
        if name == "criterion":
            self._ratings = []
        if name in ("rubric", "criterion", "rating"):
            self._texts[name] = {}

    def _text(self, text: str) -> None:
        if len(self._path) > 1 and self._path[-1] in _KEPT and self._path[-2] in self._texts:
            held = self._texts[self._path[-2]]
            held[self._path[-1]] = held.get(self._path[-1], "") + text

    def _end(self, tag: str) -> None:
        self._path.pop()
        name = tag.rpartition(" ")[2]
        texts = self._texts.get(name, {})
        if name == "rating":
            rating = (line(texts.get("description"), 60), clean(texts.get("long_description")))
            self._ratings.append((*rating, position_of(texts.get("points"), 0)))
        elif name == "criterion" and self.groups:
            held = self.groups[-1][1]
            held.append(_strand(clean(texts.get("description")), clean(texts.get("long_description")), self._ratings))
            if len(held) > MOST:
                raise unusable(self._name, f"It has more than {MOST} criteria.", "too-large")
        elif name == "rubric" and self.groups:
            self.groups[-1] = (name_of(texts.get("title"), "Rubric"), self.groups[-1][1])
