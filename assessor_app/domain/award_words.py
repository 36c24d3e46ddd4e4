"""The sentences of the outlook (design: ui c4), made from the scheme's own words and the counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.outlook import AspectOutlook
from assessor_app.domain.scheme import Outcome, Scheme


@dataclass(frozen=True, slots=True)
class OutlookWords:
    """headline: "Silver now"; gap: "1 strand short of Gold"; sentence: both in one, with where; change: what would."""

    headline: str
    gap: str
    sentence: str
    change: str


def outlook_words(
    scheme: Scheme,
    award: Outcome | None,
    following: Outcome | None,
    aspects: Sequence[AspectOutlook],
    swing: Sequence[Sequence[str]],
) -> OutlookWords:
    """The words for an outlook. `aspects` are measured against `following`, or the highest outcome once reached."""
    if following is None:
        headline = f"{award.name if award else scheme.outcomes[-1].name} now"
        return OutlookWords(headline, "", f"{headline}. {_top(scheme, aspects)}", "")
    short = [aspect for aspect in aspects if not aspect.met]
    if award is None and any(_judged(aspect) < aspect.needed for aspect in aspects):
        needed = max(aspect.needed for aspect in aspects)
        words = f"Judge {_strands(scheme, needed)} in every {scheme.terms.aspect} to see one."
        return OutlookWords("No outlook yet", "", f"No outlook yet. {words}", "")
    gap = f"{_strands(scheme, sum(aspect.needed - aspect.reached for aspect in short))} short of {following.name}"
    change = _change(scheme, following, aspects, swing)
    if award is None:
        return OutlookWords("No award yet", gap, f"No award yet. {_below(scheme, short)}", change)
    headline = f"{award.name} now"
    return OutlookWords(headline, gap, f"{headline}. {_gap(scheme, following, short, gap)}", change)


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
    missing = first.needed - first.reached
    words = [f"{first.short} needs {_more(scheme, missing)} at {first.level_name}"]
    words += [f"{aspect.short} {aspect.needed - aspect.reached}" for aspect in others]
    return f"{listed(words)}."


def _gap(scheme: Scheme, following: Outcome, short: Sequence[AspectOutlook], gap: str) -> str:
    if len(short) == 1:
        return f"{gap[0].upper()}{gap[1:]} in {short[0].short}."
    first, *others = short
    words = [f"{_more(scheme, first.needed - first.reached)} in {first.short}"]
    words += [f"{aspect.needed - aspect.reached} in {aspect.short}" for aspect in others]
    return f"{following.name} needs {listed(words)}."


def _change(
    scheme: Scheme, following: Outcome, aspects: Sequence[AspectOutlook], swing: Sequence[Sequence[str]]
) -> str:
    """ "Gold needs Embedded in Culture or Best value.", where one strand or one set of strands settles it."""
    level = scheme.level(following.rule.level).name
    missing = sum(max(0, aspect.needed - aspect.reached) for aspect in aspects)
    if swing and missing == 1:
        titles = [scheme.strand(strands[0]).title for strands in swing]
        return f"{following.name} needs {level} in {listed(titles, 'or')}."
    if len(swing) == 1:
        titles = [f"{scheme.aspect_of(strand).short}: {scheme.strand(strand).title}" for strand in swing[0]]
        return f"{following.name} needs {level} in {listed(titles)}."
    return ""


def _judged(aspect: AspectOutlook) -> int:
    return sum(level is not None for level in aspect.levels)


def _more(scheme: Scheme, number: int) -> str:
    return f"{number} more {scheme.terms.strand if number == 1 else scheme.terms.strands}"


def _strands(scheme: Scheme, number: int) -> str:
    return f"{number} {scheme.terms.strand if number == 1 else scheme.terms.strands}"
