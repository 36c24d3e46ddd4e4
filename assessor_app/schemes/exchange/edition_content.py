"""A rubric that was found elsewhere as the content of a scheme file.

Words of the source are marked as the source's; every word that had to be added is marked as model wording.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessor_app.domain.scheme.rubric_exchange import FoundAspect, FoundLevel, FoundRubric, FoundStrand
from assessor_app.errors import Refused
from assessor_app.schemes.exchange.words import Unique, id_from

SOURCE = "imported"
MOST_ASPECTS, MOST_STRANDS, MOST_SCALES, MOST_LEVELS = 60, 60, 9, 9

Content = dict[str, Any]

TERMS = {
    "aspect": "aspect",
    "aspects": "aspects",
    "strand": "strand",
    "strands": "strands",
    "level": "level",
    "institution": "institution",
    "report": "report",
}


def content_of(rubric: FoundRubric) -> Content:
    """A complete scheme file's content. Raises Refused for a rubric that no edition can hold."""
    aspects = [part for aspect in rubric.aspects for part in _parts(aspect)]
    if not aspects or not any(not strand.free for aspect in aspects for strand in aspect.strands):
        raise Refused("There is nothing in it that can be judged. Nothing was imported.", "nothing-to-judge")
    if len(aspects) > MOST_ASPECTS:
        words = f"It would have {len(aspects)} aspects, and an edition has at most {MOST_ASPECTS}."
        raise Refused(f"{words} Choose larger groups as aspects. Nothing was imported.", "too-many-aspects")
    scales = _Scales(rubric)
    ids, titles = Unique(), Unique()
    written = [_aspect(aspect, ids, titles, scales) for aspect in aspects]
    content: Content = {
        "id": id_from(rubric.title, "imported"),
        "edition": rubric.edition,
        "title": rubric.title,
        "short_title": rubric.title if len(rubric.title) <= 40 else f"{rubric.title[:40].rsplit(' ', 1)[0]}",
        "owner": rubric.owner,
        "language": rubric.language,
        "sources": [{"id": SOURCE, "title": rubric.document}],
        "terms": dict(TERMS),
        "levels": scales.main,
    }
    if scales.further:
        content["scales"] = scales.further
    return content | {"aspects": written, "award": {"outcomes": scales.outcomes()}, "debriefs": []}


def fits(groups: Iterable[int]) -> bool:
    """Whether an edition can hold groups of these sizes as its aspects; large ones are taken in parts."""
    return sum(math.ceil(size / MOST_STRANDS) for size in groups) <= MOST_ASPECTS


def _parts(aspect: FoundAspect) -> list[FoundAspect]:
    """An aspect in pieces that an edition can hold."""
    strands = aspect.strands
    if len(strands) <= MOST_STRANDS:
        return [aspect] if strands else []
    starts = range(0, len(strands), MOST_STRANDS)
    return [
        FoundAspect(f"{aspect.title} (part {number})", strands[start : start + MOST_STRANDS], aspect.reference)
        for number, start in enumerate(starts, start=1)
    ]


def _aspect(aspect: FoundAspect, ids: Unique, titles: Unique, scales: "_Scales") -> Content:
    title = titles.of(aspect.title)
    own_ids, own_titles = Unique(), Unique()
    return {
        "id": ids.id(title, "aspect"),
        "title": title,
        "short": title,
        "source": SOURCE,
        **({"reference": aspect.reference} if aspect.reference else {}),
        "strands": [_strand(strand, own_ids, own_titles, scales) for strand in aspect.strands],
    }


def _strand(strand: FoundStrand, ids: Unique, titles: Unique, scales: "_Scales") -> Content:
    title = titles.of(strand.title)
    content: Content = {
        "id": ids.id(title, "strand"),
        "title": title,
        "question": strand.question or model(f"How far does the evidence show this: {title}?"),
    }
    if strand.free:
        content["narrative"] = True
    else:
        content |= scales.judged(strand)
    if strand.evidence:
        content["typical_evidence"] = list(strand.evidence[:30])
    content |= {"wording": "source", "source": SOURCE}
    return content | ({"reference": strand.reference} if strand.reference else {})


def model(text: str) -> Content:
    """A text that is not the source's."""
    return {"text": text, "wording": "model"}


@dataclass
class _Scales:
    """The main scale, and one more for each other set of level names."""

    rubric: FoundRubric
    main: list[Content] = field(default_factory=list)
    further: list[Content] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ids = Unique("not-enough", *_languages(self.rubric))
        self._known: dict[tuple[str, ...], tuple[str, list[str]]] = {}
        strands = [strand for strand in self.rubric.strands if strand.levels and not strand.free]
        self._by_number = len({_names(strand) for strand in strands}) > MOST_SCALES
        main = self.rubric.levels or self._as_scale(strands[0])
        self.main = self._levels(main, self.rubric.invented)
        self._known[tuple(level.name for level in main)] = ("", _ids_of(self.main))

    def _as_scale(self, strand: FoundStrand) -> tuple[FoundLevel, ...]:
        return tuple(FoundLevel(name) for name in self._key(strand))

    def _key(self, strand: FoundStrand) -> tuple[str, ...]:
        names = _names(strand)
        main = tuple(level.name for level in self.rubric.levels)
        if self._by_number and names != main:
            return tuple(f"Level {number}" for number in range(1, len(names) + 1))
        return names

    def judged(self, strand: FoundStrand) -> Content:
        """The scale and the descriptors of a strand."""
        if not strand.levels:
            return {}
        key = self._key(strand)
        if key not in self._known:
            self._known[key] = self._add(strand)
        scale, ids = self._known[key]
        content: Content = {"scale": scale} if scale else {}
        if any(level.text not in ("", level.name) for level in strand.levels) or key != _names(strand):
            content["descriptors"] = _descriptors(strand, ids, named=key != _names(strand))
        return content

    def _add(self, strand: FoundStrand) -> tuple[str, list[str]]:
        levels = self._levels(self._as_scale(strand), invented=False)
        scale = {"id": f"scale-{len(self.further) + 2}", "title": model(f"Scale {len(self.further) + 2}")}
        self.further.append({**scale, "levels": levels})
        return str(scale["id"]), _ids_of(levels)

    def _levels(self, levels: Sequence[FoundLevel], invented: bool) -> list[Content]:
        if not 2 <= len(levels) <= MOST_LEVELS:
            words = f"One of its scales has {len(levels)} levels, and a scale has 2 to {MOST_LEVELS}."
            raise Refused(f"{words} Nothing was imported.", "levels")
        names = Unique()
        return [self._level(level, names.of(level.name), place, invented) for place, level in enumerate(levels, 1)]

    def _level(self, level: FoundLevel, name: str, place: int, invented: bool) -> Content:
        content: Content = {"id": self._ids.id(name, f"level-{place}"), "name": name}
        if invented or not level.text:
            return content | {"meaning": level.text or f"{name}, as the evidence shows it.", "wording": "model"}
        return content | {"meaning": level.text, "wording": "source", "source": SOURCE}

    def outcomes(self) -> list[Content]:
        """One award for each level above the lowest of the longest scale: everything is there or above."""
        used = [scale["levels"] for scale in self.further]
        columns = [self.main, *used] if self._main_is_used() else used
        longest = max(columns, key=len)
        found = []
        for place in range(1, len(longest)):
            levels = [column[min(place, len(column) - 1)]["id"] for column in columns]
            rule = {"at_level": levels[0] if len(levels) == 1 else levels}
            name = longest[place]["name"]
            found.append({"id": longest[place]["id"], "name": model(f"{name} throughout"), "needs": {"strands": rule}})
        return found

    def _main_is_used(self) -> bool:
        judged = [strand for strand in self.rubric.strands if not strand.free]
        return any(not strand.levels or not self._known[self._key(strand)][0] for strand in judged)


def _languages(rubric: FoundRubric) -> tuple[str, ...]:
    return (rubric.language,)


def _names(strand: FoundStrand) -> tuple[str, ...]:
    names = Unique()
    return tuple(names.of(level.name or f"Level {number}") for number, level in enumerate(strand.levels, 1))


def _ids_of(levels: list[Content]) -> list[str]:
    return [level["id"] for level in levels]


def _descriptors(strand: FoundStrand, ids: list[str], named: bool) -> Content:
    """A text for each level. Where the source has none, or the same twice, words are added and marked as model."""
    found: Content = {}
    seen: set[str] = set()
    for identifier, level, name in zip(ids, strand.levels, _names(strand), strict=True):
        plain = f"{name}: {level.text}" if named and name not in level.text else level.text
        plain = plain.removesuffix(": ")
        if plain and plain not in seen:
            found[identifier] = plain
        else:
            plain = f"{name}: {plain}" if plain else f"{name}. The source says no more."
            while plain in seen:
                plain += " (again)"
            found[identifier] = model(plain)
        seen.add(plain)
    return found
