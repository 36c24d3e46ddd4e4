"""Aspects, strands and overlays of a checked file."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessor_app.domain.scheme.edition import Aspect, Level, Strand, Wording
from assessor_app.domain.scheme.overlays import Overlay, StrandTexts
from assessor_app.schemes.decoding import value_of

Content = Mapping[str, Any]
Scales = Mapping[str, Sequence[Level]]


def aspects_of(content: Sequence[Content], scales: Scales) -> tuple[Aspect, ...]:
    """The aspects in order, numbered from 1. scales: the levels of each scale; the main one is ""."""
    return tuple(_aspect(aspect, number, scales) for number, aspect in enumerate(content, start=1))


def overlay_of(content: Content, scales: Scales) -> Overlay:
    """One overlay; the numbers of what it adds are given when it is laid over."""
    return Overlay(
        id=content["id"],
        title=content["title"],
        when={fact: tuple(values) for fact, values in content["when"].items()},
        texts=tuple(value_of(StrandTexts, texts) for texts in content.get("texts", ())),
        further={
            added["aspect"]: _strands(added["strands"], added["aspect"], "", scales)
            for added in content.get("strands", ())
        },
        aspects=aspects_of(content.get("aspects", ()), scales),
        before=content.get("before", ""),
    )


def _aspect(content: Content, number: int, scales: Scales) -> Aspect:
    strands = _strands(content["strands"], content["id"], str(number), scales)
    return Aspect(content["id"], str(number), content["title"], content["short"], strands)


def _strands(content: Sequence[Content], aspect: str, number: str, scales: Scales) -> tuple[Strand, ...]:
    return tuple(_strand(strand, aspect, f"{number}.{place}", scales) for place, strand in enumerate(content, start=1))


def _strand(content: Content, aspect: str, number: str, scales: Scales) -> Strand:
    scale, narrative = content.get("scale", ""), content.get("narrative", False)
    levels = () if narrative else scales[scale]
    texts = content.get("descriptors") or {level.id: level.meaning for level in levels}
    return Strand(
        id=f"{aspect}.{content['id']}",
        number=number,
        title=content["title"],
        question=content["question"],
        descriptors={level.id: texts[level.id] for level in levels},
        typical_evidence=tuple(content.get("typical_evidence", ())),
        wording=Wording(content["wording"]),
        scale=scale,
        narrative=narrative,
        core=content.get("core", False),
    )
