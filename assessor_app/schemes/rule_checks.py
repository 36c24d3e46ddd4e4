"""What award rules and gates name exists, and can be reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.cycle import PROGRAM_FACTS
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.tolerant import (
    Member,
    full_ids,
    ids,
    list_of,
    mapping_of,
    member,
    members,
    scales_of,
    text_of,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """Everything a rule may name."""

    levels: dict[str, str]
    """Level id to its scale."""
    aspects: dict[str, str]
    """Aspect id to its title."""
    strands: dict[str, Member]
    facts: list[str]
    forms: dict[str, list[str]]
    commitments: list[str]


def problems_of_rules(content: Json) -> Iterator[Finding]:
    """The problems of every rule and gate of the file."""
    named = _named(content)
    award = member(content, "award")
    for outcome in members(award.content, "outcomes", award.place):
        if "every_aspect" in outcome.content:
            yield from _rule({"every_aspect": outcome.content["every_aspect"]}, outcome.place, named)
        yield from _rule(outcome.content.get("needs"), (*outcome.place, "needs"), named)
    for stage in members(content, "stages"):
        for gate in members(stage.content, "gates", stage.place):
            yield from _rule(gate.content.get("needs"), (*gate.place, "needs"), named)


def _named(content: Json) -> _Named:
    award = member(content, "award")
    aspects = members(content, "aspects")
    for overlay in members(content, "overlays"):
        aspects += members(overlay.content, "aspects", overlay.place)
    return _Named(
        levels={level: scale for scale, levels in scales_of(content).items() for level in levels},
        aspects={text_of(aspect, "id"): text_of(aspect, "title") for aspect in aspects},
        strands=full_ids(content),
        facts=[*ids(members(content, "cycle_facts")), *PROGRAM_FACTS],
        forms={
            text_of(form, "id"): ids(members(form.content, "fields", form.place)) for form in members(content, "forms")
        },
        commitments=ids(members(award.content, "commitments", award.place)),
    )


def _rule(rule: Json, place: Place, named: _Named) -> Iterator[Finding]:
    for kind, inside in rule.items() if isinstance(rule, dict) else ():
        here = (*place, kind)
        if kind in ("all_of", "any_of") and isinstance(inside, list):
            for number, part in enumerate(inside):
                yield from _rule(part, (*here, number), named)
        elif kind == "condition":
            yield from _condition(inside, here, named)
        elif kind == "commitment":
            yield from _known(inside, here, named.commitments, "commitment")
        elif isinstance(inside, dict):
            yield from _inside(kind, inside, here, named)


def _inside(kind: str, inside: dict[str, Json], here: Place, named: _Named) -> Iterator[Finding]:
    if kind in ("every_aspect", "strands"):
        yield from _count(inside, here, named, kind == "every_aspect")
    elif kind == "aspects":
        of = _texts(inside, "of")
        yield from _all_known(of, (*here, "of"), list(named.aspects), "aspect")
        yield from _enough(inside, here, len(of or named.aspects), "aspects")
        each: dict[str, Json] = {**(mapping_of(inside, "each") or {}), "aspects": [*of]}
        yield from _count(each, (*here, "each"), named, True)
    elif kind == "some_of":
        for number, part in enumerate(list_of(inside, "of")):
            yield from _rule(part, (*here, "of", number), named)
        yield from _enough(inside, here, len(list_of(inside, "of")), "rules")
    elif kind == "when":
        yield from _condition(inside.get("condition"), (*here, "condition"), named)
        yield from _rule(inside.get("then"), (*here, "then"), named)
    elif kind == "form":
        form = inside.get("id")
        yield from _known(form, (*here, "id"), list(named.forms), "form")
        fields = named.forms.get(str(form))
        if fields is not None:
            yield from _all_known(_texts(inside, "filled"), (*here, "filled"), fields, "field")


def _count(count: dict[str, Json], here: Place, named: _Named, within: bool) -> Iterator[Finding]:
    if "at_least" in count and "percent" in count:
        words = "A count is a number or a percentage: write `at_least:` or `percent:`, and not both."
        yield Finding((*here, "percent"), "two-counts", words)
    if "nearest" in count and "percent" not in count:
        yield Finding((*here, "nearest"), "nearest-without-percent", "Only a percentage can be taken to the nearest.")
    level = count.get("at_level")
    levels = _texts(count, "at_level") or ([level] if isinstance(level, str) else [])
    for each in levels:
        if each not in named.levels:
            words = f"{each!r} is none of the levels ({', '.join(named.levels)})."
            yield Finding((*here, "at_level"), "unknown-level", words)
    yield from _all_known(_texts(count, "aspects"), (*here, "aspects"), list(named.aspects), "aspect")
    yield from _all_known(_texts(count, "strands"), (*here, "strands"), list(named.strands), "strand")
    if "or_in_form" in count:
        yield from _known(count["or_in_form"], (*here, "or_in_form"), list(named.forms), "form")
    group = _group(count, named)
    yield from _scales(group, levels, here, named)
    yield from _sizes(count, group, here, named, within)


def _group(count: dict[str, Json], named: _Named) -> dict[str, Member]:
    aspects, strands = _texts(count, "aspects"), _texts(count, "strands")
    return {
        strand: row
        for strand, row in named.strands.items()
        if row.content.get("narrative") is not True
        and (row.content.get("core") is True or count.get("core") is not True)
        and (not aspects or strand.partition(".")[0] in aspects)
        and (not strands or strand in strands)
    }


def _scales(group: dict[str, Member], levels: list[str], here: Place, named: _Named) -> Iterator[Finding]:
    """Every strand that is counted is judged on a scale of which a level is named."""
    if not levels or any(level not in named.levels for level in levels):
        return
    scales = {named.levels[level] for level in levels}
    for strand, row in group.items():
        scale = text_of(row, "scale")
        if scale not in scales and scale in named.levels.values():
            words = f"{strand} is judged on another scale; name a level of it too, or count only some strands."
            yield Finding((*here, "at_level"), "level-of-another-scale", words)
            return


def _sizes(
    count: dict[str, Json], group: dict[str, Member], here: Place, named: _Named, within: bool
) -> Iterator[Finding]:
    least = count.get("at_least")
    if not group and named.strands:
        yield Finding(here, "empty-group", "Nothing is counted: no strand is in this group.")
    elif isinstance(least, int) and not within:
        if least > len(group):
            words = f"There are only {len(group)} to count, so {least} can never be reached."
            yield Finding((*here, "at_least"), "unreachable-rule", words)
    elif isinstance(least, int):
        for aspect, title in named.aspects.items():  # an aspect of which nothing is counted asks for nothing
            size = sum(strand.partition(".")[0] == aspect for strand in group)
            if least > size > 0:
                words = f"{title} has only {size} to judge, so {least} can never be reached."
                yield Finding((*here, "at_least"), "unreachable-rule", words)


def _enough(inside: dict[str, Json], here: Place, size: int, what: str) -> Iterator[Finding]:
    least = inside.get("at_least")
    if isinstance(least, int) and least > size > 0:
        words = f"There are only {size} {what} here, so {least} can never be reached."
        yield Finding((*here, "at_least"), "unreachable-rule", words)


def _condition(condition: Json, here: Place, named: _Named) -> Iterator[Finding]:
    if isinstance(condition, dict):
        yield from _known(condition.get("fact"), (*here, "fact"), named.facts, "fact")
    else:
        yield from _known(condition, here, named.facts, "fact")


def _known(found: Json, place: Place, known: list[str], what: str) -> Iterator[Finding]:
    if isinstance(found, str) and found not in known:
        words = f"{found!r} is no {what} of this file ({', '.join(known) or 'it has none'})."
        yield Finding(place, f"unknown-{what}", words)


def _all_known(found: list[str], place: Place, known: list[str], what: str) -> Iterator[Finding]:
    for number, each in enumerate(found):
        yield from _known(each, (*place, number), known, what)


def _texts(inside: dict[str, Json], key: str) -> list[str]:
    return [each for each in list_of(inside, key) if isinstance(each, str)]
