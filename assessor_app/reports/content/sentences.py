"""The sentences the program writes: counts and the scheme's own words, never praise, causes or advice."""

from collections.abc import Sequence
from datetime import date

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.outcome import against, falls, outcome
from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Aspect, Level, Outcome, Scheme
from assessor_app.domain.scheme.rule_words import rule_words, strands_counted
from assessor_app.domain.scheme.rules import EveryAspect
from assessor_app.reports.page import words
from assessor_app.reports.page.text import Bold, Foreign, Part, Phrase
from assessor_app.reports.page.words import in_english, phrase, say, say_count

MOST_NAMED = 3
"""Swing strands named one by one; more are counted."""

NO_AWARD = "No award yet"
"""The outlook's headline where something can be said and no award is reached."""

NOT_WRITTEN = "none.written"

Parts = list[Part]


def short_day(text: str) -> str:
    """An ISO date or time as "14 Nov 2024"; other words as they are."""
    try:
        on = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return words.short_day(on)


def long_day(text: str) -> str:
    """An ISO date or time as "14 November 2024"; other words as they are."""
    try:
        return words.day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def institution_of(content: ReportContent) -> Part:
    """The institution's name, marked where it is in another language than the report."""
    institution = content.assessment.institution
    language = institution.name_language
    own = not language or words.same_language(language, content.language)
    return institution.name if own else Foreign(institution.name, language)


def questions(content: ReportContent) -> str:
    """Whom to ask, and where complaints go."""
    asked = say("appeals.questions", name=content.assessment.lead_name or say("people.the_assessor"))
    owner = content.scheme.owner
    return f"{asked} {say('appeals.owner', owner=owner)}" if owner else asked


def level_name(scheme: Scheme, level: str | None) -> str:
    """The level's name, or why there is none."""
    if level is None:
        return say("none.judged")
    return say("none.enough") if level == NOT_ENOUGH else scheme.level(level).name


def rank(scheme: Scheme, level: str | None) -> int:
    """The level's rank; 0 where there is none."""
    return 0 if level in (None, NOT_ENOUGH) or level is None else scheme.level(level).rank


def or_above(scheme: Scheme, level: str) -> str:
    """ "Enhancing or above"; the highest level stands alone."""
    found = scheme.level(level)
    tops = [scheme.levels[-1], *(scale.levels[-1] for scale in scheme.scales)]
    return found.name if found in tops else say("recommendation.or_above", level=found.name)


def recommendation(content: ReportContent) -> tuple[str, Phrase]:
    """Heading and sentences of the recommendation panel."""
    scheme, outlook, record = content.scheme, content.outlook, content.assessment
    still = [in_english(outlook.open_sentence)] if outlook.open_sentence else []
    if outlook.award is None:
        headline = say("recommendation.no_award" if outlook.headline == NO_AWARD else "recommendation.no_outlook")
        return headline, _sentences(in_english(outlook.sentence.split(". ", 1)[-1]), *still)
    said: list[Part] = [_why(scheme, outlook.award), _distance(content)]
    if scheme.decided_by:
        who = {"deciders": scheme.decided_by, "award": scheme.terms.award}
        on = record.panel_on
        said.append(
            say("recommendation.decides_on", day=words.day(on), **who) if on else say("recommendation.decides", **who)
        )
    return say("recommendation.award", award=outlook.award.name), _sentences(*said, *still)


def _distance(content: ReportContent) -> Part:
    """How far the next award is."""
    outlook, school = content.outlook, content.scheme.terms.institution
    if not outlook.gap or outlook.next is None:
        return say("recommendation.highest")
    if not isinstance(outlook.next.rule, EveryAspect):
        return in_english(f"The {school} is {outlook.gap}.")
    short = sum(aspect.needed - aspect.reached for aspect in outlook.aspects if not aspect.met)
    strands = strands_counted(content.scheme, short)
    return say("recommendation.short_of", institution=school, strands=strands, award=outlook.next.name)


def _sentences(*said: Part) -> Phrase:
    """Sentences with a space between; one text where none is marked."""
    if all(isinstance(part, str) for part in said):
        return " ".join(f"{part}" for part in said)
    return [part for sentence in said for part in (sentence, " ")][:-1]


def deciders(scheme: Scheme) -> str:
    """Who decides, with the award where it is a panel: "award panel", "office"; "" where the edition has nobody."""
    deciding = scheme.decided_by
    return f"{scheme.terms.award} {deciding}" if deciding == scheme.terms.panel else deciding


def recommended_to(scheme: Scheme, on: date | None) -> str:
    """For whose decision the report is: "Recommendation to the award panel of 28 November 2026." """
    deciding = deciders(scheme)
    if not deciding:
        return say("recommendation.alone")
    if on and scheme.decided_by == scheme.terms.panel:
        return say("recommendation.to_panel_of", deciders=deciding, day=words.day(on))
    return say("recommendation.to", deciders=deciding)


def reaches(scheme: Scheme, aim: Outcome, *, many: bool = False) -> str:
    """ "reaches the Gold standard"; "has what the award needs" for a mark with one award. many: after a plural."""
    number = "many" if many else "one"
    if _graduated(scheme):
        return say(f"standing.reaches.{number}", award=aim.name)
    return say(f"standing.has.{number}", award=scheme.terms.award)


def _graduated(scheme: Scheme) -> bool:
    return len(scheme.outcomes) > 1


def outlook_sentences(content: ReportContent) -> Phrase:
    """What would change the outcome, and how firm it is."""
    said = [*_rise(content), " ", *_floor(content)]
    return [part for part in said if part] if any(str(part).strip() for part in said) else say("outlook.nothing")


def aspect_standing(scheme: Scheme, aspect: Aspect, levels: dict[str, str | None]) -> str:
    """ "2 of 4 strands are Embedded. Silver standard, 1 strand short of Gold." """
    reached = [award for award in scheme.outcomes if missing(scheme, aspect, award, levels) == 0]
    following = next((award for award in scheme.outcomes if missing(scheme, aspect, award, levels) > 0), None)
    aim = following or scheme.outcomes[-1]
    found = _against(scheme, aspect, aim, levels)
    strands, level = strands_counted(scheme, found.strands), _named_or_above(scheme, found.level_name)
    said = say_count("standing.are", found.reached, strands=strands, level=level)
    if not found.needed:
        return said
    if following is None:
        return f"{said} {say('standing.this', reaches=reaches(scheme, aim))}"
    if not reached:
        graduated = _graduated(scheme)
        no = say("standing.no_standard") if graduated else say("standing.not_yet", award=scheme.terms.award)
        return f"{said} {no}"
    short = strands_counted(scheme, missing(scheme, aspect, following, levels))
    return f"{said} {say('standing.short', award=reached[-1].name, strands=short, following=following.name)}"


def missing(scheme: Scheme, aspect: Aspect, award: Outcome, levels: dict[str, str | None]) -> int:
    """How many strands an aspect is short of what an award needs of it."""
    found = _against(scheme, aspect, award, levels)
    return max(0, found.needed - found.reached)


def _against(scheme: Scheme, aspect: Aspect, award: Outcome, levels: dict[str, str | None]) -> AspectOutlook:
    return next(found for found in against(scheme, award, levels) if found.aspect == aspect.id)


def _named_or_above(scheme: Scheme, name: str) -> str:
    return or_above(scheme, next(level.id for level in scheme.all_levels if level.name == name))


def _why(scheme: Scheme, award: Outcome) -> Part:
    """What is so where the award is reached."""
    rule = award.rule
    if not isinstance(rule, EveryAspect):
        return in_english(say("recommendation.stands_for", rule=rule_words(scheme, rule)))
    strands, level = _of_its(scheme, rule.at_least), or_above(scheme, rule.level)
    return say("recommendation.every_aspect", aspect=scheme.terms.aspect, strands=strands, level=level)


def because(level: str, reason: str, has_level: bool) -> str:
    """The reason as a sentence: "Embedded because every group ..."; a reason with a capital stands by itself."""
    said = reason.strip()
    if said and said[-1].isalnum():
        said += "."
    if not has_level:
        return say("reason.none", level=level, words=said)
    return say("reason.itself" if said[:1].isupper() else "reason.because", level=level, words=said)


def _rise(content: ReportContent) -> Parts:
    scheme, outlook = content.scheme, content.outlook
    following = outlook.next
    if following is None or outlook.judged == 0:
        return []
    rule = following.rule
    if not isinstance(rule, EveryAspect):
        return [
            in_english(outlook.sentence.removeprefix(f"{outlook.headline}. ")),
            " ",
            *_swing(content, following, ""),
        ]
    short = [aspect for aspect in outlook.aspects if not aspect.met]
    level = scheme.level(rule.level)
    top = level == scheme.levels[-1]
    if len(short) == 1:
        above, least = or_above(scheme, level.id), rule.at_least
        needs = (
            say("outlook.needs_level", count=least, level=level.name, strands=scheme.terms.strands)
            if top
            else say("outlook.needs_at", strands=strands_counted(scheme, least), level=above)
        )
        where = {"aspect": scheme.terms.aspect, "short": short[0].short, "reached": short[0].reached}
        said = say("outlook.needs_every", award=following.name, needs=needs, **where)
    else:
        said = say("outlook.needs", award=following.name, gaps=words.listed(_gaps(scheme, short, level, top)))
    return [said, " ", *_swing(content, following, level.name)]


def _gaps(scheme: Scheme, short: Sequence[AspectOutlook], level: Level, top: bool) -> list[str]:
    """What each aspect is short of; only the first names the level."""
    first, *others = short
    count = first.needed - first.reached
    facts = {"count": count, "strands": _word(scheme, count), "aspect": first.short}
    opening = (
        say("outlook.gap_first", level=level.name, **facts)
        if top
        else say("outlook.gap_first_at", level=or_above(scheme, level.id), **facts)
    )
    return [
        opening,
        *(say("outlook.gap_next", count=each.needed - each.reached, aspect=each.short) for each in others),
    ]


def _swing(content: ReportContent, following: Outcome, level: str) -> Parts:
    """Which strands would make the difference, by name while they are few."""
    scheme, swing = content.scheme, content.outlook.swing
    if not swing:
        return []
    then: dict[str, str] = {"level": level or say("outlook.one_higher"), "award": following.name}
    size = len(swing[0])
    if size == 1 and len(swing) <= MOST_NAMED:
        key = {1: "outlook.if_one", 2: "outlook.if_either"}.get(len(swing), "outlook.if_any")
        return phrase(key, strands=named(scheme, [each[0] for each in swing], "lists.or"), **then)
    if len(swing) == 1 and size > MOST_NAMED:
        return []  # all of them, as the sentence before has said
    if len(swing) == 1:
        return phrase("outlook.if_one", strands=named(scheme, swing[0], "lists.and"), **then)
    candidates = len({strand for each in swing for strand in each})
    return [say_count("outlook.if_some", size, strands=strands_counted(scheme, candidates), **then)]


def _floor(content: ReportContent) -> Parts:
    scheme, award = content.scheme, content.outlook.award
    if award is None:
        return []
    losing = falls(scheme, content.levels, content.facts)
    if not losing:
        return [say("outlook.firm", strand=scheme.terms.strand, award=award.name)]
    below = outcome(scheme, _lowered(scheme, content.levels, losing[0]), content.facts)
    then = say("outlook.then_award", award=below.name) if below else say("outlook.then_none")
    if len(losing) > MOST_NAMED:
        return [say("outlook.lower_any", strands=strands_counted(scheme, len(losing)), then=then)]
    return phrase("outlook.lower", strands=named(scheme, losing, "lists.or"), then=then)


def named(scheme: Scheme, ids: Sequence[str], last: str) -> Parts:
    """Strands by number and title in bold, joined as in speech. last: key of the word before the last."""
    said: Parts = []
    for place, strand in enumerate(ids):
        if place:
            said.append(f" {say(last)} " if place == len(ids) - 1 else ", ")
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
    return say("recommendation.of_its", count=number, strands=strands_counted(scheme, sizes.pop()))


def _word(scheme: Scheme, number: int) -> str:
    return scheme.terms.strand if number == 1 else scheme.terms.strands
