"""The sentences of the outlook, made from the scheme's own words and the counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor_app.domain.award.aspect_outlooks import counts_in
from assessor_app.domain.award.outlook import AspectOutlook, Outlook
from assessor_app.domain.award.standing import Standing
from assessor_app.domain.scheme.edition import Outcome, Scheme
from assessor_app.domain.scheme.rule_words import missing_words
from assessor_app.domain.scheme.rules import EveryAspect, Strands
from assessor_app.domain.words.counting import listed as listed
from assessor_app.domain.words.passages import plain
from assessor_app.domain.words.phrases import capital

MOST_WORDS = 25
"""The longest sentence that is written for a person."""


@dataclass(frozen=True, slots=True)
class OutlookWords:
    """headline: "Silver now"; gap: "1 strand short of Gold"; sentence: both in one, with where; change: what would."""

    headline: str
    gap: str
    sentence: str
    change: str


MOST_PHRASES = 3
"""Missing things named one by one."""


@dataclass(frozen=True, slots=True)
class Aim:
    """The outcome after the one reached (None at the top), or the highest: how the aspects and its rule stand, and
    the smallest sets of strands that reach it."""

    following: Outcome | None
    aspects: Sequence[AspectOutlook]
    stand: Standing
    swing: Sequence[Sequence[str]] = ()


def outlook_words(scheme: Scheme, award: Outcome | None, aim: Aim, levels: Mapping[str, str | None]) -> OutlookWords:
    """The words for an outlook."""
    following, stand = aim.following, aim.stand
    if isinstance((following or scheme.outcomes[-1]).rule, EveryAspect):
        return _by_aspect(scheme, award, following, aim.aspects)
    if following is None:
        headline = f"{scheme.outcomes[-1].name} now"
        return OutlookWords(headline, "", f"{headline}. Everything that it needs is there.", "")
    judge = _to_judge(scheme, stand, levels) if award is None else ""
    if judge:
        return OutlookWords("No outlook yet", "", f"No outlook yet. {judge}", "")
    headline = f"{award.name} now" if award else "No award yet"
    sentence = f"{headline}. {_needs(following, missing_words(scheme, stand))}"
    return OutlookWords(headline, _distance(scheme, following, stand), sentence, _rise(scheme, following, aim.swing))


def _to_judge(scheme: Scheme, stand: Standing, levels: Mapping[str, str | None]) -> str:
    """What to judge before there is an outlook; "" when a rule that is met in order may be told at any time."""
    for count in counts_in(stand):
        judged = sum(levels.get(strand) is not None for strand in count.group)
        in_order = isinstance(count.rule, Strands) and count.rule.in_order
        if not count.met and judged < count.needed and not in_order:
            every = "every" if count.needed == len(count.group) else f"{count.needed} of {len(count.group)}"
            noun = scheme.terms.strand if every == "every" else scheme.terms.strands
            where = next((f" of {each.short}" for each in scheme.aspects if each.id == count.aspect), "")
            return f"Judge {every} {noun}{where} to see one."
    return ""


def _needs(following: Outcome, missing: Sequence[str]) -> str:
    """ "Gold needs 2 more criteria at Met and the training attended."; what is too long to read is counted."""
    for named in range(min(len(missing), MOST_PHRASES), 0, -1):
        more = len(missing) - named
        phrases = [*missing[:named], *([f"{more} more {'thing' if more == 1 else 'things'}"] if more else [])]
        sentence = f"{following.name} needs {listed(phrases)}."
        if len(plain(sentence).split()) <= MOST_WORDS or named == 1:
            return sentence
    return ""


def _distance(scheme: Scheme, following: Outcome, stand: Standing) -> str:
    """ "2 criteria and 1 condition short of Gold"."""
    strands, conditions = _short_of(stand)
    parts = [_strands(scheme, strands)] if strands else []
    parts += [f"{conditions} {'condition' if conditions == 1 else 'conditions'}"] if conditions else []
    return f"{listed(parts)} short of {following.name}"


def _short_of(stand: Standing) -> tuple[int, int]:
    """Strands and conditions that are missing; of parts to choose from the cheapest count."""
    if stand.met:
        return 0, 0
    if not stand.parts:
        return (stand.missing, 0) if stand.group else (0, 1)
    parts = sorted((_short_of(part) for part in stand.parts if not part.met), key=lambda found: (sum(found), found[1]))
    return sum(strands for strands, _ in parts[: stand.missing]), sum(facts for _, facts in parts[: stand.missing])


def _rise(scheme: Scheme, following: Outcome, swing: Sequence[Sequence[str]]) -> str:
    """ "Gold is reached with one level more in Culture or Best value."; "" where that is too long to read."""
    if (len(swing) > 1 and len(swing[0]) > 1) or not swing:
        return ""
    last = "or" if len(swing) > 1 else "and"
    titles = [scheme.strand(strand).title for each in swing for strand in each]
    sentence = f"{following.name} is reached with one {scheme.terms.level} more in {listed(titles, last)}."
    return sentence if len(plain(sentence).split()) <= MOST_WORDS else ""


def _by_aspect(
    scheme: Scheme, award: Outcome | None, following: Outcome | None, aspects: Sequence[AspectOutlook]
) -> OutlookWords:
    if following is None:
        headline = f"{scheme.outcomes[-1].name} now"
        return OutlookWords(headline, "", f"{headline}. {_top(scheme, aspects)}", "")
    short = [aspect for aspect in aspects if not aspect.met]
    if award is None and any(_judged(aspect) < aspect.needed for aspect in aspects):
        words = f"Judge {_strands(scheme, aspects[0].needed)} in every {scheme.terms.aspect} to see one."
        return OutlookWords("No outlook yet", "", f"No outlook yet. {words}", "")
    gap = f"{_strands(scheme, sum(_missing(aspect) for aspect in short))} short of {following.name}"
    change = _change(scheme, following, short)
    headline = f"{award.name} now" if award else "No award yet"
    words = _gap(scheme, following, short, gap) if award else _below(scheme, short)
    return OutlookWords(headline, gap, f"{headline}. {words}", change)


def announcement(strand: str, level: str, before: Outlook, after: Outlook) -> str:
    """What is said aloud after a judgement: "Culture is Enhancing. Outlook changes from Gold to Silver."

    strand and level: the strand's title and the level's name, or the words for not enough evidence.
    """
    if before.award == after.award:
        return f"{strand} is {level}."
    was, now = (side.award.name if side.award else "no award" for side in (before, after))
    return f"{strand} is {level}. Outlook changes from {was} to {now}."


def open_words(scheme: Scheme, still: int, could_change: bool) -> str:
    """Whether what is not judged yet matters; empty when everything is judged."""
    if not still:
        return ""
    verb = "could" if could_change else "cannot"
    if still == 1:
        return f"The {scheme.terms.strand} still to judge {verb} change the outcome."
    article = "" if could_change else "The "
    return f"{article}{_strands(scheme, still)} still to judge {verb} change the outcome."


def _top(scheme: Scheme, aspects: Sequence[AspectOutlook]) -> str:
    aim = aspects[0]
    return f"Every {scheme.terms.aspect} has at least {_strands(scheme, aim.needed)} at {aim.level_name}."


def _below(scheme: Scheme, short: Sequence[AspectOutlook]) -> str:
    first, *others = short
    words = [f"{first.short} needs {_more(scheme, _missing(first))} at {first.level_name}"]
    words += [f"{aspect.short} {_missing(aspect)}" for aspect in others]
    return f"{listed(words)}."


def _gap(scheme: Scheme, following: Outcome, short: Sequence[AspectOutlook], gap: str) -> str:
    if len(short) == 1:
        return f"{capital(gap)} in {short[0].short}."
    first, *others = short
    words = [f"{_more(scheme, _missing(first))} in {first.short}"]
    words += [f"{_missing(aspect)} in {aspect.short}" for aspect in others]
    return f"{following.name} needs {listed(words)}."


def _change(scheme: Scheme, following: Outcome, short: Sequence[AspectOutlook]) -> str:
    """ "Gold needs Embedded in Culture or Best value."; empty where naming the strands makes it too long to read."""
    named = [(aspect, _below_level(scheme, following, aspect)) for aspect in short]
    words = listed([_choice(aspect, titles, len(named) > 1) for aspect, titles in named])
    sentence = f"{following.name} needs {short[0].level_name} {words}."
    return sentence if len(plain(sentence).split()) <= MOST_WORDS else ""


def _choice(aspect: AspectOutlook, titles: Sequence[str], name_aspect: bool) -> str:
    where = f" ({aspect.short})" if name_aspect else ""
    missing = _missing(aspect)
    if missing == len(titles):
        return f"in {listed(titles)}{where}"
    if missing == 1:
        return f"in {listed(titles, 'or')}{where}"
    return f"in {missing} of these: {', '.join(f'{title}' for title in titles)}{where}"


def _below_level(scheme: Scheme, following: Outcome, aspect: AspectOutlook) -> list[str]:
    ranks = {level.id: level.rank for level in scheme.all_levels}
    needed = ranks[following.rule.level] if isinstance(following.rule, EveryAspect) else 0
    strands = next(found for found in scheme.aspects if found.id == aspect.aspect).strands
    judged = zip((strand for strand in strands if not strand.narrative), aspect.levels, strict=True)
    return [strand.title for strand, level in judged if ranks.get(level or "", 0) < needed]


def _missing(aspect: AspectOutlook) -> int:
    return aspect.needed - aspect.reached


def _judged(aspect: AspectOutlook) -> int:
    return sum(level is not None for level in aspect.levels)


def _more(scheme: Scheme, number: int) -> str:
    return f"{number} more {scheme.terms.strand if number == 1 else scheme.terms.strands}"


def _strands(scheme: Scheme, number: int) -> str:
    return f"{number} {scheme.terms.strand if number == 1 else scheme.terms.strands}"
