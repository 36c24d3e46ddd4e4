"""The sentences of the outlook, made from the scheme's own words and the counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.outlook import AspectOutlook, Outlook
from assessor_app.domain.scheme import Outcome, Scheme

MOST_WORDS = 25
"""The longest sentence that is written for a person."""


@dataclass(frozen=True, slots=True)
class OutlookWords:
    """headline: "Silver now"; gap: "1 strand short of Gold"; sentence: both in one, with where; change: what would."""

    headline: str
    gap: str
    sentence: str
    change: str


def outlook_words(
    scheme: Scheme, award: Outcome | None, following: Outcome | None, aspects: Sequence[AspectOutlook]
) -> OutlookWords:
    """The words for an outlook. `aspects` are measured against `following`, or the highest outcome once reached."""
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


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "Leadership", "Leadership and Collaboration", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


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
        return f"{gap[0].upper()}{gap[1:]} in {short[0].short}."
    first, *others = short
    words = [f"{_more(scheme, _missing(first))} in {first.short}"]
    words += [f"{_missing(aspect)} in {aspect.short}" for aspect in others]
    return f"{following.name} needs {listed(words)}."


def _change(scheme: Scheme, following: Outcome, short: Sequence[AspectOutlook]) -> str:
    """ "Gold needs Embedded in Culture or Best value."; empty where naming the strands makes it too long to read."""
    named = [(aspect, _below_level(scheme, following, aspect)) for aspect in short]
    words = listed([_choice(aspect, titles, len(named) > 1) for aspect, titles in named])
    sentence = f"{following.name} needs {short[0].level_name} {words}."
    return sentence if len(sentence.split()) <= MOST_WORDS else ""


def _choice(aspect: AspectOutlook, titles: Sequence[str], name_aspect: bool) -> str:
    where = f" ({aspect.short})" if name_aspect else ""
    missing = _missing(aspect)
    if missing == len(titles):
        return f"in {listed(titles)}{where}"
    if missing == 1:
        return f"in {listed(titles, 'or')}{where}"
    return f"in {missing} of these: {', '.join(titles)}{where}"


def _below_level(scheme: Scheme, following: Outcome, aspect: AspectOutlook) -> list[str]:
    ranks = {level.id: level.rank for level in scheme.levels}
    needed = ranks[following.rule.level]
    strands = next(found for found in scheme.aspects if found.id == aspect.aspect).strands
    judged = zip(strands, aspect.levels, strict=True)
    return [strand.title for strand, level in judged if ranks.get(level or "", 0) < needed]


def _missing(aspect: AspectOutlook) -> int:
    return aspect.needed - aspect.reached


def _judged(aspect: AspectOutlook) -> int:
    return sum(level is not None for level in aspect.levels)


def _more(scheme: Scheme, number: int) -> str:
    return f"{number} more {scheme.terms.strand if number == 1 else scheme.terms.strands}"


def _strands(scheme: Scheme, number: int) -> str:
    return f"{number} {scheme.terms.strand if number == 1 else scheme.terms.strands}"
