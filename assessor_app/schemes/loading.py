"""Scheme files into frozen values."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, cast

from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.domain.scheme.cycle import (
    Commitment,
    CycleFact,
    MidTerm,
    Prerequisite,
    Remark,
    Renewal,
    Stage,
    Upgrade,
)
from assessor_app.domain.scheme.edition import (
    DebriefSession,
    Fact,
    Fee,
    Kind,
    Level,
    Outcome,
    Procedure,
    Scale,
    Scheme,
    Source,
    Terms,
    Wording,
)
from assessor_app.domain.scheme.forms import Form
from assessor_app.domain.scheme.second import SecondMarking
from assessor_app.domain.scheme.visit import ReportSection, VisitPlan
from assessor_app.domain.words.numbers import number_in
from assessor_app.errors import Refused, WrongUse
from assessor_app.paths import resources
from assessor_app.schemes.checking import problems
from assessor_app.schemes.decoding import maybe, value_of, values_of
from assessor_app.schemes.positions import read_located
from assessor_app.schemes.rubric import aspects_of, overlay_of
from assessor_app.schemes.rules import rule_of
from assessor_app.schemes.texts import Texts, languages_of, plain_texts

TEMPLATE: Final = "template.yaml"
"""In a mark's folder beside its editions: what the owner changes in documents (`schemes.template`)."""


def load_scheme(file: Path, language: str = "") -> Scheme:
    """One edition, in its main language or in another of its languages where a text has it.

    Raises Refused with the first problem's file, line and key, and how many more there are; WrongUse for a language
    that the edition does not have.
    """
    located = read_located(file)
    found = problems(located)
    if found:
        more = f" There are {len(found)} problems in all." if len(found) > 1 else ""
        sentence = f"{found[0].where}: {found[0].message}{more} The scheme was not loaded."
        raise Refused(f"{sentence} Run `schemes check` on it to see what to correct.", found[0].code)
    languages = languages_of(located.content)
    if language and language not in languages:
        raise WrongUse(f"{file.name} is not written in {language!r}. It has: {', '.join(languages)}.", "no-language")
    texts = plain_texts(located.content, language)
    return _scheme(cast("Mapping[str, Any]", texts.content), texts, located.content, language)


def edition_of(content: Json) -> Scheme:
    """An edition from content that was checked and comes from no file, in its main language."""
    texts = plain_texts(content)
    return _scheme(cast("Mapping[str, Any]", texts.content), texts, content, "")


def shipped_schemes() -> tuple[Path, ...]:
    """The edition files that ship with the program, by mark and edition."""
    return _editions(resources() / "schemes")


def installed_schemes(folder: Path) -> tuple[Path, ...]:
    """The edition files that a person has installed in a folder, by mark and edition."""
    return _editions(folder)


def _editions(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(file for file in folder.glob("*/*.yaml") if file.name != TEMPLATE))


def load_shipped(scheme: str, edition: str = "", language: str = "", further: Sequence[Path] = ()) -> Scheme:
    """An edition by its id; the newest when none is named. further: edition files beside those that ship.

    Raises WrongUse when there is none.
    """
    return load_scheme(edition_file(scheme, edition, further), language)


def edition_file(scheme: str, edition: str = "", further: Sequence[Path] = ()) -> Path:
    """The file of an edition, as `load_shipped` finds it."""
    known = [*shipped_schemes(), *further]
    files = [file for file in known if file.parent.name == scheme and edition in ("", file.stem)]
    if not files:
        names = ", ".join(sorted({file.parent.name for file in known}))
        name = f"{scheme} {edition}".strip()
        raise WrongUse(f"There is no quality mark {name!r} on this computer. It knows: {names}.", "unknown-scheme")
    return max(files, key=lambda file: edition_order(file.stem))


def edition_order(edition: str) -> tuple[tuple[int, str], ...]:
    """Editions by their numbers, so that 3.10 comes after 3.9."""
    numbers = ((number_in(part), part) for part in edition.split("."))
    return tuple((0, part) if number is None else (number, "") for number, part in numbers)


def _scheme(content: Mapping[str, Any], texts: Texts, whole: Json, language: str) -> Scheme:
    levels = _levels(content["levels"])
    scales = tuple(Scale(scale["id"], scale["title"], _levels(scale["levels"])) for scale in content.get("scales", ()))
    by_scale = {"": levels} | {scale.id: scale.levels for scale in scales}
    award = content["award"]
    return Scheme(
        id=content["id"],
        edition=content["edition"],
        title=content["title"],
        short_title=content["short_title"],
        owner=content["owner"],
        language=language or content["language"],
        languages=languages_of(whole),
        untranslated=len(texts.untranslated),
        provenance=texts.provenance,
        kind=Kind(content.get("kind", "institution")),
        privacy=content.get("privacy", ""),
        terms=Terms(**content["terms"]),
        unnamed_terms=tuple(each.name for each in fields(Terms) if each.name not in content["terms"]),
        levels=levels,
        scales=scales,
        aspects=aspects_of(content["aspects"], by_scale),
        overlays=tuple(overlay_of(overlay, by_scale) for overlay in content.get("overlays", ())),
        outcomes=tuple(_outcome(outcome) for outcome in award["outcomes"]),
        debriefs=tuple(_debrief(session) for session in content["debriefs"]),
        valid_years=award.get("valid_years", 0),
        sha256=hashlib.sha256(canonical_json(whole)).hexdigest(),
        sources=values_of(Source, content, "sources"),
        facts=values_of(Fact, content, "facts"),
        fees=values_of(Fee, content, "fees"),
        complaints=maybe(Procedure, content, "complaints"),
        appeals=maybe(Procedure, content, "appeals"),
        cycle_facts=values_of(CycleFact, content, "cycle_facts"),
        stages=values_of(Stage, content, "stages"),
        second=maybe(SecondMarking, content, "second_marking"),
        forms=values_of(Form, content, "forms"),
        visit=maybe(VisitPlan, content, "visit"),
        report=values_of(ReportSection, content, "report"),
        remarks=values_of(Remark, award, "remarks"),
        renewal=maybe(Renewal, award, "renewal"),
        mid_term=maybe(MidTerm, award, "mid_term"),
        upgrades=values_of(Upgrade, award, "upgrades"),
        prerequisites=values_of(Prerequisite, award, "prerequisites"),
        commitments=values_of(Commitment, award, "commitments"),
    )


def _levels(content: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    return tuple(
        Level(level["id"], level["name"], rank, level["meaning"], Wording(level["wording"]))
        for rank, level in enumerate(content, start=1)
    )


def _outcome(content: Mapping[str, Any]) -> Outcome:
    rule = content["needs"] if "needs" in content else {"every_aspect": content["every_aspect"]}
    return Outcome(content["id"], content["name"], rule_of(rule), content.get("meaning", ""))


def _debrief(content: Mapping[str, Any]) -> DebriefSession:
    return value_of(DebriefSession, content)
