"""Sentences that the program writes (design: documents section 11): counts and the scheme's own words, no praise."""

from collections.abc import Sequence

from assessor_app.domain.award import falls, outcome
from assessor_app.domain.award_words import listed
from assessor_app.domain.outlook import AspectOutlook
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Outcome, Scheme, Strand
from assessor_app.reports.text import printable


def long_date(day: object) -> str:
    """ "14 November 2024", or "a date to be set"."""
    return f"{day.day} {day:%B %Y}" if hasattr(day, "day") else "a date to be set"


def recommendation(content: ReportContent) -> str:
    """Why this award, how far from the next, who decides when."""
    scheme, outlook = content.scheme, content.outlook
    panel = content.assessment.panel_on
    decides = f" The panel decides the award on {long_date(panel)}." if panel else " The panel decides the award."
    if outlook.award is None:
        return outlook.sentence + decides
    reached = f"Every {scheme.terms.aspect} has at least {rule_words(scheme, outlook.award)}."
    if outlook.next is None:
        return f"{reached} This is the highest award.{decides}"
    return f"{reached} The {scheme.terms.institution} is {outlook.gap}.{decides}"


def rule_words(scheme: Scheme, award: Outcome) -> str:
    """ "3 of its 4 strands at Enhancing or above"."""
    sizes = {len(aspect.strands) for aspect in scheme.aspects}
    of = f"of its {sizes.pop()} " if len(sizes) == 1 else ""
    return f"{award.rule.at_least} {of}{scheme.terms.strands} at {at_or_above(scheme, award)}"


def at_or_above(scheme: Scheme, award: Outcome) -> str:
    """ "Enhancing or above", "Embedded"."""
    level = scheme.level(award.rule.level)
    return level.name if level == scheme.levels[-1] else f"{level.name} or above"


def outlook_markup(content: ReportContent) -> str:
    """What would change the outcome, the strands in bold; printable markup."""
    outlook, scheme = content.outlook, content.scheme
    if outlook.next is None:
        return printable("Nothing needs to change for this award.")
    short = [aspect for aspect in outlook.aspects if not aspect.met]
    missing = sum(aspect.needed - aspect.reached for aspect in short)
    if missing != 1 or len(outlook.swing) > 3:
        return printable(_several_gaps(scheme, outlook.next, short))
    level = scheme.level(outlook.next.rule.level).name
    aim = f"{outlook.next.name} needs {short[0].needed} {level} {scheme.terms.strands} in every {scheme.terms.aspect}; "
    aim += f"{short[0].short} has {short[0].reached}."
    if not outlook.swing:
        return printable(aim)
    names = [f"<b>{printable(numbered(scheme.strand(strands[0])))}</b>" for strands in outlook.swing]
    either = f"either {listed(names, 'or')} were" if len(names) > 1 else f"{names[0]} were"
    return f"{printable(aim)} If {either} {printable(level)}, the outcome would be {printable(outlook.next.name)}."


def _several_gaps(scheme: Scheme, following: Outcome, short: Sequence[AspectOutlook]) -> str:
    level, first = scheme.level(following.rule.level).name, short[0]
    gap = first.needed - first.reached
    words = [f"{gap} more {level} {scheme.terms.strand if gap == 1 else scheme.terms.strands} in {first.short}"]
    words += [f"{aspect.needed - aspect.reached} in {aspect.short}" for aspect in short[1:]]
    return f"{following.name} needs {listed(words)}."


def floor_markup(content: ReportContent) -> str:
    """Whether one strand judged one level lower would lose the award; printable markup, empty without an award."""
    award, scheme = content.outlook.award, content.scheme
    if award is None:
        return ""
    lost = falls(scheme, content.levels)
    if not lost:
        return printable(f"No single {scheme.terms.strand} judged one level lower would lose {award.name}.")
    if len(lost) > 3:
        return printable(f"{len(lost)} {scheme.terms.strands} would each lose {award.name} if judged one level lower.")
    names = [f"<b>{printable(numbered(scheme.strand(strand)))}</b>" for strand in lost]
    below = outcome(scheme, {**content.levels, lost[0]: _lower(scheme, content.levels[lost[0]])})
    result = f"the award would be {below.name}" if below else "there would be no award"
    return f"If {listed(names, 'or')} were judged one level lower, {printable(result)}."


def _lower(scheme: Scheme, level: str | None) -> str | None:
    rank = scheme.level(str(level)).rank
    return scheme.levels[rank - 2].id if rank > 1 else None


def aspect_standard(content: ReportContent, aspect: AspectOutlook) -> str:
    """What an aspect reaches: count, standard, distance."""
    scheme, outlook = content.scheme, content.outlook
    counted = f"{aspect.reached} of {aspect.strands} {scheme.terms.strands} are {aspect.level_name}."
    aim = outlook.next or outlook.award
    if aim and aspect.met:
        return f"{counted} This reaches the {aim.name} standard."
    missing = aspect.needed - aspect.reached
    gap = (
        f"{missing} {scheme.terms.strand if missing == 1 else scheme.terms.strands} short of {aim.name if aim else ''}."
    )
    if outlook.award is None:
        return f"{counted} No standard reached yet."
    return f"{counted} {outlook.award.name} standard, {gap}"


def reason(scheme: Scheme, level: str | None, words: str, written: str) -> str:
    """ "Embedded because ...", in the assessor's own words after the level's."""
    if not written.strip():
        return f"{words}. Not written yet."
    if level is None or level not in {one.id for one in scheme.levels}:
        return f"{words}: {written.strip()}"
    clause = written.strip()
    clause = clause.removeprefix("because ").removeprefix("Because ")
    return f"{words} because {clause[0].lower() + clause[1:] if clause[:2].istitle() else clause}"


def numbered(strand: Strand) -> str:
    """ "3.2 Culture"."""
    return f"{strand.number} {strand.title}"
