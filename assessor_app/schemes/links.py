"""What overlays, stages, the timetable, fees and remarks name exists, and times follow each other."""

import re
from collections.abc import Iterator

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.cycle import PROGRAM_FACTS
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.tolerant import (
    Member,
    all_levels,
    full_ids,
    ids,
    list_of,
    mapping_of,
    member,
    members,
    scales_of,
    text_of,
)

_TIME = re.compile("[0-9]{2}:[0-9]{2}")


def problems_of_links(content: Json) -> Iterator[Finding]:
    """Names that lead nowhere, and things that do not fit together."""
    yield from _overlays(content)
    yield from _visit(content)
    yield from _forms(content)
    award = member(content, "award")
    levels = ids(all_levels(content))
    for remark in members(award.content, "remarks", award.place):
        yield from _listed(remark, "levels", levels, "level")
    for section in members(content, "report"):
        yield from _listed(section, "aspects", ids(members(content, "aspects")), "aspect")
        if "aspects" in section.content and text_of(section, "shows") != "aspects":
            words = "Only a section that shows aspects can choose some of them."
            yield Finding((*section.place, "aspects"), "aspects-of-section", words)
    for fee in members(content, "fees"):
        yield from _named(fee, "stage", ids(members(content, "stages")), "stage")
        if ("amount" in fee.content) != ("currency" in fee.content):
            words = "An amount and its currency stand together; a fee on enquiry has neither."
            yield Finding((*fee.place, "amount"), "amount-without-currency", words)
    yield from _second_marking(content)
    for fact in members(content, "cycle_facts"):
        yield from _choices(fact)
        if text_of(fact, "id") in PROGRAM_FACTS:
            words = f"The program works out {text_of(fact, 'id')!r} by itself; name it without declaring it."
            yield Finding((*fact.place, "id"), "reserved-id", words)


def _second_marking(content: Json) -> Iterator[Finding]:
    sample = member(content, "second_marking")
    graded = [name for name, strand in full_ids(content).items() if not strand.content.get("narrative")]
    yield from _listed(sample, "strands", graded, "strand")
    if "strands" in sample.content and "in_each_aspect" in sample.content:
        words = "A sample names its strands or how many of every aspect are drawn, and not both."
        yield Finding((*sample.place, "in_each_aspect"), "two-samples", words)


def _overlays(content: Json) -> Iterator[Finding]:
    facts = ["nation", "setting", *ids(members(content, "cycle_facts"))]
    for overlay in members(content, "overlays"):
        for fact in mapping_of(overlay.content, "when") or {}:
            if fact not in facts:
                words = f"{fact!r} is no fact an overlay can go by ({', '.join(facts)})."
                yield Finding((*overlay.place, "when", fact), "unknown-fact", words)
        yield from _overlay_texts(content, overlay)
        yield from _added(content, overlay)


def _overlay_texts(content: Json, overlay: Member) -> Iterator[Finding]:
    strands, scales = full_ids(content, overlays=False), scales_of(content)
    for texts in members(overlay.content, "texts", overlay.place):
        yield from _named(texts, "strand", list(strands), "strand")
        row = strands.get(text_of(texts, "strand"))
        levels = scales.get(text_of(row, "scale"), []) if row else []
        for level in mapping_of(texts.content, "descriptors") or {} if row else ():
            if level not in levels:
                words = f"{level!r} is none of the levels ({', '.join(levels)})."
                yield Finding((*texts.place, "descriptors", level), "unknown-level", words)


def _added(content: Json, overlay: Member) -> Iterator[Finding]:
    strands, aspects = full_ids(content, overlays=False), ids(members(content, "aspects"))
    if "before" in overlay.content:
        yield from _named(overlay, "before", aspects, "aspect")
    for added in members(overlay.content, "strands", overlay.place):
        yield from _named(added, "aspect", aspects, "aspect")
        for strand in members(added.content, "strands", added.place):
            if f"{text_of(added, 'aspect')}.{text_of(strand, 'id')}" in strands:
                yield _taken(strand)
    for aspect in members(overlay.content, "aspects", overlay.place):
        if text_of(aspect, "id") in aspects:
            yield _taken(aspect)


def _taken(row: Member) -> Finding:
    words = f"The id {text_of(row, 'id')!r} is taken; what an overlay adds has an id of its own."
    return Finding((*row.place, "id"), "repeated-id", words)


def _visit(content: Json) -> Iterator[Finding]:
    visit = member(content, "visit")
    groups = ids(members(visit.content, "interviews", visit.place))
    for entry in members(visit.content, "timetable", visit.place):
        yield from _named(entry, "meets", groups, "interview group")
        yield from _named(entry, "debrief", ids(members(content, "debriefs")), "debrief")
        yield from _listed(entry, "aspects", ids(members(content, "aspects")), "aspect")
        starts, ends = text_of(entry, "starts"), text_of(entry, "ends")
        if _TIME.fullmatch(starts) and _TIME.fullmatch(ends) and ends <= starts:
            yield Finding((*entry.place, "ends"), "visit-times", f"The entry ends ({ends}) before it has begun.")


def _forms(content: Json) -> Iterator[Finding]:
    for form in members(content, "forms"):
        seen: list[str] = []
        for each in members(form.content, "fields", form.place):
            yield from _choices(each)
            figure = text_of(each, "figure")
            if figure and figure in seen:
                words = f"Another field of this form holds the {figure} figure already."
                yield Finding((*each.place, "figure"), "repeated-figure", words)
            seen.append(figure)


def _choices(row: Member) -> Iterator[Finding]:
    if (text_of(row, "kind") == "choice") != ("choices" in row.content):
        words = "Choices belong to `kind: choice`, and to nothing else."
        yield Finding((*row.place, "choices"), "choices-and-kind", words)


def _named(row: Member, key: str, known: list[str], what: str) -> Iterator[Finding]:
    found = text_of(row, key)
    if found and found not in known:
        yield _unknown((*row.place, key), found, known, what)


def _listed(row: Member, key: str, known: list[str], what: str) -> Iterator[Finding]:
    for number, found in enumerate(list_of(row.content, key)):
        if isinstance(found, str) and found not in known:
            yield _unknown((*row.place, key, number), found, known, what)


def _unknown(place: Place, found: str, known: list[str], what: str) -> Finding:
    words = f"{found!r} is no {what} of this file ({', '.join(known) or 'it has none'})."
    return Finding(place, f"unknown-{what.replace(' ', '-')}", words)
