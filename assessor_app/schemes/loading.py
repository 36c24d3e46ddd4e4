"""Scheme files into frozen values."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from assessor_app.domain.operation import canonical_json
from assessor_app.domain.scheme import (
    Aspect,
    DebriefSession,
    EveryAspect,
    Fact,
    Fee,
    Level,
    Outcome,
    Procedure,
    Scheme,
    Source,
    Strand,
    Terms,
    Wording,
)
from assessor_app.errors import Refused, WrongUse
from assessor_app.paths import resources
from assessor_app.schemes.checking import problems
from assessor_app.schemes.positions import read_located


def load_scheme(file: Path) -> Scheme:
    """One edition. Raises Refused with the first problem's file, line and key, and how many more there are."""
    located = read_located(file)
    found = problems(located)
    if found:
        more = f" There are {len(found)} problems in all." if len(found) > 1 else ""
        sentence = f"{found[0].where}: {found[0].message}{more} The scheme was not loaded."
        raise Refused(f"{sentence} Run `schemes check` on it to see what to correct.", found[0].code)
    return _scheme(cast("Mapping[str, Any]", located.content))


def shipped_schemes() -> tuple[Path, ...]:
    """The edition files that ship with the program, by mark and edition."""
    return tuple(sorted((resources() / "schemes").glob("*/*.yaml")))


def load_shipped(scheme: str, edition: str = "") -> Scheme:
    """An edition by its id; the newest when none is named. Raises WrongUse when there is none."""
    files = [file for file in shipped_schemes() if file.parent.name == scheme and edition in ("", file.stem)]
    if not files:
        known = ", ".join(sorted({file.parent.name for file in shipped_schemes()}))
        name = f"{scheme} {edition}".strip()
        raise WrongUse(f"There is no quality mark {name!r} on this computer. It knows: {known}.", "unknown-scheme")
    return load_scheme(max(files, key=_edition_order))


def _edition_order(file: Path) -> tuple[tuple[int, str], ...]:
    """Editions by their numbers, so that 3.10 comes after 3.9."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in file.stem.split("."))


def _scheme(content: Mapping[str, Any]) -> Scheme:
    levels = tuple(_level(level, rank) for rank, level in enumerate(content["levels"], start=1))
    aspects = enumerate(content["aspects"], start=1)
    return Scheme(
        id=content["id"],
        edition=content["edition"],
        title=content["title"],
        short_title=content["short_title"],
        owner=content["owner"],
        language=content["language"],
        terms=Terms(**content["terms"]),
        levels=levels,
        aspects=tuple(_aspect(aspect, number, levels) for number, aspect in aspects),
        outcomes=tuple(_outcome(outcome) for outcome in content["award"]["outcomes"]),
        debriefs=tuple(_debrief(session) for session in content["debriefs"]),
        valid_years=content["award"]["valid_years"],
        sha256=hashlib.sha256(canonical_json(content)).hexdigest(),
        sources=tuple(Source(**source) for source in content.get("sources", ())),
        facts=tuple(Fact(**fact) for fact in content.get("facts", ())),
        fees=tuple(Fee(**fee) for fee in content.get("fees", ())),
        complaints=_procedure(content.get("complaints")),
        appeals=_procedure(content.get("appeals")),
    )


def _level(content: Mapping[str, Any], rank: int) -> Level:
    return Level(content["id"], content["name"], rank, content["meaning"], Wording(content["wording"]))


def _aspect(content: Mapping[str, Any], number: int, levels: Sequence[Level]) -> Aspect:
    strands = tuple(
        Strand(
            id=f"{content['id']}.{strand['id']}",
            number=f"{number}.{place}",
            title=strand["title"],
            question=strand["question"],
            descriptors={level.id: strand["descriptors"][level.id] for level in levels},
            typical_evidence=tuple(strand.get("typical_evidence", ())),
            wording=Wording(strand["wording"]),
        )
        for place, strand in enumerate(content["strands"], start=1)
    )
    return Aspect(content["id"], str(number), content["title"], content["short"], strands)


def _outcome(content: Mapping[str, Any]) -> Outcome:
    rule = content["every_aspect"]
    return Outcome(content["id"], content["name"], EveryAspect(rule["at_least"], rule["at_level"]))


def _debrief(content: Mapping[str, Any]) -> DebriefSession:
    return DebriefSession(
        content["id"],
        content["title"],
        content["audience"],
        content["starts"],
        content["ends"],
        tuple(content["standard_points"]),
        Wording(content["wording"]),
    )


def _procedure(content: Mapping[str, Any] | None) -> Procedure | None:
    if content is None:
        return None
    return Procedure(tuple(content["steps"]), content.get("admissible", ""), content.get("source", ""))
