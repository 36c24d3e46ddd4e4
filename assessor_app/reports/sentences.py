"""The sentences the program writes: counts and the scheme's own words, never praise, causes or advice."""

from collections.abc import Sequence
from datetime import date

from assessor_app.domain.award import against, falls, outcome
from assessor_app.domain.counting import listed
from assessor_app.domain.outlook import AspectOutlook
from assessor_app.domain.phrases import day_words, short_day_words
from assessor_app.domain.report import ReportContent
from assessor_app.domain.rule_words import rule_words, strands_counted
from assessor_app.domain.scheme import NOT_ENOUGH, Aspect, Outcome, Scheme
from assessor_app.domain.scheme_rules import EveryAspect
from assessor_app.reports.text import Bold, Phrase

MOST_NAMED = 3
"""Swing strands named one by one; more are counted."""

NOT_ENOUGH_WORDS = "Not enough evidence yet"
NOT_JUDGED_WORDS = "Not judged yet"
NOT_WRITTEN = "Not written yet."

Parts = list[str | Bold]


def short_day(text: str) -> str:
    """An ISO date or time as "14 Nov 2024"; other words as they are."""
    try:
        on = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return short_day_words(on)


def long_day(text: str) -> str:
    """An ISO date or time as "14 November 2024"; other words as they are."""
    try:
        return day_words(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def possessive(owner: str) -> str:
    """ "school" as "school's", with the apostrophe of print."""
    return f"{owner}\N{RIGHT SINGLE QUOTATION MARK}s"


def questions(content: ReportContent) -> str:
    """Whom to ask, and where complaints go."""
    lead = content.assessment.lead_name or "the assessor"
    asked = f"Put questions about this report to {lead}."
    owner = content.scheme.owner
    return f"{asked} Send complaints and appeals to the owner of the mark: {owner}." if owner else asked


def level_name(scheme: Scheme, level: str | None) -> str:
    """The level's name, or why there is none."""
    if level is None:
        return NOT_JUDGED_WORDS
    return NOT_ENOUGH_WORDS if level == NOT_ENOUGH else scheme.level(level).name


def rank(scheme: Scheme, level: str | None) -> int:
    """The level's rank; 0 where there is none."""
    return 0 if level in (None, NOT_ENOUGH) or level is None else scheme.level(level).rank


def or_above(scheme: Scheme, level: str) -> str:
    """ "Enhancing or above"; the highest level stands alone."""
    found = scheme.level(level)
    tops = [scheme.levels[-1], *(scale.levels[-1] for scale in scheme.scales)]
    return found.name if found in tops else f"{found.name} or above"


def recommendation(content: ReportContent) -> tuple[str, str]:
    """Heading and sentences of the recommendation panel."""
    scheme, outlook, record = content.scheme, content.outlook, content.assessment
    if outlook.award is None:
        return outlook.headline, " ".join(filter(None, (outlook.sentence.split(". ", 1)[-1], outlook.open_sentence)))
    said = [_why(scheme, outlook.award)]
    said.append(f"The {scheme.terms.institution} is {outlook.gap}." if outlook.gap else "This is the highest award.")
    said += [f"The {scheme.decided_by} decides the {scheme.terms.award}{_on(record.panel_on)}."] * bool(
        scheme.decided_by
    )
    if outlook.open_sentence:
        said.append(outlook.open_sentence)
    return f"{outlook.award.name} award", " ".join(said)


def deciders(scheme: Scheme) -> str:
    """Who decides, with the award where it is a panel: "award panel", "office"; "" where the edition has nobody."""
    deciding = scheme.decided_by
    return f"{scheme.terms.award} {deciding}" if deciding == scheme.terms.panel else deciding


def recommended_to(scheme: Scheme, on: date | None) -> str:
    """For whose decision the report is: "Recommendation to the award panel of 28 November 2026." """
    deciding = deciders(scheme)
    if not deciding:
        return "Recommendation."
    of = f" of {day_words(on)}" if on and scheme.decided_by == scheme.terms.panel else ""
    return f"Recommendation to the {deciding}{of}."


def reaches(scheme: Scheme, aim: Outcome, *, many: bool = False) -> str:
    """ "reaches the Gold standard"; "has what the award needs" for a mark with one award. many: after a plural."""
    if _graduated(scheme):
        return f"{'reach' if many else 'reaches'} the {aim.name} standard"
    return f"{'have' if many else 'has'} what the {scheme.terms.award} needs"


def _graduated(scheme: Scheme) -> bool:
    return len(scheme.outcomes) > 1


def _on(on: date | None) -> str:
    return f" on {day_words(on)}" if on else ""


def outlook_sentences(content: ReportContent) -> Phrase:
    """What would change the outcome, and how firm it is."""
    said = [*_rise(content), " ", *_floor(content)]
    return [part for part in said if part] if any(str(part).strip() for part in said) else _NOTHING_JUDGED


def aspect_standing(scheme: Scheme, aspect: Aspect, levels: dict[str, str | None]) -> str:
    """ "2 of 4 strands are Embedded. Silver standard, 1 strand short of Gold." """
    reached = [award for award in scheme.outcomes if missing(scheme, aspect, award, levels) == 0]
    following = next((award for award in scheme.outcomes if missing(scheme, aspect, award, levels) > 0), None)
    aim = following or scheme.outcomes[-1]
    found = _against(scheme, aspect, aim, levels)
    verb = "is" if found.reached == 1 else "are"
    strands, level = strands_counted(scheme, found.strands), _named_or_above(scheme, found.level_name)
    said = f"{found.reached} of {strands} {verb} {level}."
    if not found.needed:
        return said
    if following is None:
        return f"{said} This {reaches(scheme, aim)}."
    if not reached:
        return f"{said} {'No standard reached yet' if _graduated(scheme) else _NOT_YET.format(scheme.terms.award)}."
    short = strands_counted(scheme, missing(scheme, aspect, following, levels))
    return f"{said} {reached[-1].name} standard, {short} short of {following.name}."


def missing(scheme: Scheme, aspect: Aspect, award: Outcome, levels: dict[str, str | None]) -> int:
    """How many strands an aspect is short of what an award needs of it."""
    found = _against(scheme, aspect, award, levels)
    return max(0, found.needed - found.reached)


def _against(scheme: Scheme, aspect: Aspect, award: Outcome, levels: dict[str, str | None]) -> AspectOutlook:
    return next(found for found in against(scheme, award, levels) if found.aspect == aspect.id)


def _named_or_above(scheme: Scheme, name: str) -> str:
    return or_above(scheme, next(level.id for level in scheme.all_levels if level.name == name))


def _why(scheme: Scheme, award: Outcome) -> str:
    """What is so where the award is reached."""
    rule = award.rule
    if not isinstance(rule, EveryAspect):
        return f"It stands for {rule_words(scheme, rule)}."
    least = f"Every {scheme.terms.aspect} has at least {_of_its(scheme, rule.at_least)}"
    return f"{least} at {or_above(scheme, rule.level)}."


def because(level: str, reason: str, has_level: bool) -> str:
    """The reason as a sentence: "Embedded because every group ..."; a reason with a capital stands by itself."""
    words = reason.strip()
    if words and words[-1].isalnum():
        words += "."
    if not has_level:
        return f"{level}: {words}"
    return f"{level}. {words}" if words[:1].isupper() else f"{level} because {words}"


def _rise(content: ReportContent) -> Parts:
    scheme, outlook = content.scheme, content.outlook
    following = outlook.next
    if following is None or outlook.judged == 0:
        return []
    rule = following.rule
    if not isinstance(rule, EveryAspect):
        return [outlook.sentence.removeprefix(f"{outlook.headline}. "), " ", *_swing(content, following, "")]
    short = [aspect for aspect in outlook.aspects if not aspect.met]
    level = scheme.level(rule.level)
    top = level == scheme.levels[-1]
    if len(short) == 1:
        needs = (
            f"{rule.at_least} {level.name} {scheme.terms.strands}"
            if top
            else (f"{strands_counted(scheme, rule.at_least)} at {or_above(scheme, level.id)}")
        )
        said = (
            f"{following.name} needs {needs} in every {scheme.terms.aspect}; {short[0].short} has {short[0].reached}."
        )
    else:
        first, *others = short
        kind = f"more {level.name}" if top else "more"
        where = "" if top else f" at {or_above(scheme, level.id)}"
        count = first.needed - first.reached
        gaps = [f"{count} {kind} {_word(scheme, count)}{where} in {first.short}"]
        gaps += [f"{aspect.needed - aspect.reached} in {aspect.short}" for aspect in others]
        said = f"{following.name} needs {listed(gaps)}."
    return [said, " ", *_swing(content, following, level.name)]


def _swing(content: ReportContent, following: Outcome, level: str) -> Parts:
    """Which strands would make the difference, by name while they are few."""
    scheme, swing = content.scheme, content.outlook.swing
    end = f" were {level or 'one level higher'}, the outcome would be {following.name}."
    if not swing:
        return []
    size = len(swing[0])
    if size == 1 and len(swing) <= MOST_NAMED:
        either = {1: "If ", 2: "If either "}.get(len(swing), "If any of ")
        return [either, *named(scheme, [each[0] for each in swing], "or"), end]
    if len(swing) == 1 and size <= MOST_NAMED:
        return ["If ", *named(scheme, swing[0], "and"), end]
    candidates = len({strand for each in swing for strand in each})
    what = f"any {size}" if size > 1 else "any"
    return [f"If {what} of {strands_counted(scheme, candidates)} one level below (Table 1){end}"]


def _floor(content: ReportContent) -> Parts:
    scheme, award = content.scheme, content.outlook.award
    if award is None:
        return []
    losing = falls(scheme, content.levels, content.facts)
    if not losing:
        return [f"No single {scheme.terms.strand} judged one level lower would lose {award.name}."]
    below = outcome(scheme, _lowered(scheme, content.levels, losing[0]), content.facts)
    then = f"the award would be {below.name}." if below else "there would be no award."
    if len(losing) > MOST_NAMED:
        return [f"If any of {strands_counted(scheme, len(losing))} were judged one level lower, {then}"]
    return ["If ", *named(scheme, losing, "or"), f" were judged one level lower, {then}"]


def named(scheme: Scheme, ids: Sequence[str], last: str) -> Parts:
    """Strands by number and title in bold, joined as in speech."""
    said: Parts = []
    for place, strand in enumerate(ids):
        if place:
            said.append(f" {last} " if place == len(ids) - 1 else ", ")
        found = scheme.strand(strand)
        said.append(Bold(f"{found.number} {found.title}"))
    return said


def _lowered(scheme: Scheme, levels: dict[str, str | None], strand: str) -> dict[str, str | None]:
    below, scale = rank(scheme, levels.get(strand)) - 1, scheme.levels_of(scheme.strand(strand))
    return {**levels, strand: scale[below - 1].id if below > 0 else NOT_ENOUGH}


def _of_its(scheme: Scheme, number: int) -> str:
    sizes = {len(aspect.strands) for aspect in scheme.aspects}
    if len(sizes) > 1:
        return strands_counted(scheme, number)
    return f"{number} of its {strands_counted(scheme, sizes.pop())}"


def _word(scheme: Scheme, number: int) -> str:
    return scheme.terms.strand if number == 1 else scheme.terms.strands


_NOTHING_JUDGED = "Nothing can be said until more is judged."
_NOT_YET = "That is not yet what the {} needs"
