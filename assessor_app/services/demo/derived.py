"""What the demo of a mark says where its own file says nothing: drawn from the edition's texts, so that every mark can
be toured. Invented prose stands in resources/demo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.assessment.submission import SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Aspect, Scheme, Strand

TEXTS = ("reason", "saw", "effect", "strengths", "develop")


@dataclass(frozen=True, slots=True)
class DemoStrand:
    """What the assessor finds on one strand: level and texts; no level where it is only written about."""

    strand: str
    level: str
    texts: dict[str, str]


def found_strands(scheme: Scheme, said: Mapping[str, Any]) -> tuple[DemoStrand, ...]:
    """Every strand of the mark with a level and words."""
    return tuple(_found(scheme, strand, said) for strand in scheme.strands)


def submitted_strands(scheme: Scheme, said: Mapping[str, Any]) -> tuple[SubmittedStrand, ...]:
    """What the institution says of itself: mostly what the assessor finds, and a little more."""
    return tuple(_submitted(scheme, strand, said) for strand in scheme.strands)


def listed_evidence(scheme: Scheme, dated: str) -> tuple[SubmittedEvidence, ...]:
    """One file for each aspect, E1 for the first."""
    return tuple(
        SubmittedEvidence(f"E{number}", f"Evidence on {aspect.title}", file_name(number, aspect), dated, "Case study")
        for number, aspect in enumerate(scheme.aspects, start=1)
    )


def evidence_files(scheme: Scheme, institution: str) -> dict[str, str]:
    """File name to the text of every file of that list."""
    return {
        file_name(number, aspect): "\n".join([f"{institution}: {aspect.title}", "", *_gathered(aspect)]) + "\n"
        for number, aspect in enumerate(scheme.aspects, start=1)
    }


def file_name(number: int, aspect: Aspect) -> str:
    """ "E2 reflection.txt"."""
    return f"E{number} {aspect.id.replace('-', ' ')}.txt"


def _gathered(aspect: Aspect) -> list[str]:
    return [f"{strand.number} {strand.title}: {'; '.join(strand.typical_evidence)}." for strand in aspect.strands]


def _found(scheme: Scheme, strand: Strand, said: Mapping[str, Any]) -> DemoStrand:
    own = _said(scheme, strand, said.get("said", {}))
    if strand.narrative:
        return DemoStrand(strand.id, "", {name: own[name] for name in TEXTS if own.get(name)})
    level = _level(scheme, strand, said, "levels")
    texts = _drawn(scheme, strand, level) | own
    return DemoStrand(strand.id, level, {name: texts[name] for name in TEXTS if texts.get(name)})


def _drawn(scheme: Scheme, strand: Strand, level: str) -> dict[str, str]:
    shown = ", ".join(each[:1].lower() + each[1:] for each in strand.typical_evidence[:2])
    code = f"E{strand.number.partition('.')[0]}"
    texts = {"saw": f"We looked at this with the people concerned: {shown} ({code})."}
    if level == NOT_ENOUGH:
        return texts | {"reason": "There was not enough to be seen of this on the day."}
    levels = scheme.levels_of(strand)
    rank = scheme.level(level).rank
    texts |= {"reason": strand.descriptors[level], "effect": _effect(scheme, rank == len(levels))}
    if rank < len(levels):
        return texts | {"develop": f"Take the next step: {_first_sentence(strand.descriptors[levels[rank].id])}"}
    return texts | {"strengths": f"{strand.title}: {_first_sentence(strand.descriptors[level])}"}


def _effect(scheme: Scheme, top: bool) -> str:
    if top:
        return f"People across the {scheme.terms.institution} notice it, and say that it has lasted."
    return "Those it is meant for notice it in places."


def _submitted(scheme: Scheme, strand: Strand, said: Mapping[str, Any]) -> SubmittedStrand:
    code = f"E{strand.number.partition('.')[0]}"
    if strand.narrative:
        own = _said(scheme, strand, said.get("said", {})).get("own", "")
        return SubmittedStrand(strand.id, None, own, (code,))
    level = _level(scheme, strand, said, "own_levels")
    if level == NOT_ENOUGH:
        return SubmittedStrand(strand.id)
    return SubmittedStrand(strand.id, level, strand.descriptors[level], (code,))


def _level(scheme: Scheme, strand: Strand, said: Mapping[str, Any], which: str) -> str:
    """A level that is named for the strand or its aspect, or the usual one."""
    aspect = scheme.aspect_of(strand.id).id
    for levels in (said.get(which, {}), said.get("levels", {})):
        for place in (strand.id, aspect):
            if place in levels:
                return str(levels[place])
    return str(said["usual"])


def _said(scheme: Scheme, strand: Strand, said: Mapping[str, Any]) -> dict[str, str]:
    return {**said.get(scheme.aspect_of(strand.id).id, {}), **said.get(strand.id, {})}


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."
