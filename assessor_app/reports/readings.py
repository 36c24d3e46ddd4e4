"""The comparisons of a report: the school's judgements and ours, the last visit's and this one's, both judges'."""

from collections.abc import Sequence

from assessor_app.domain.counting import counted, listed
from assessor_app.domain.rule_words import strands_counted
from assessor_app.domain.scheme import Scheme, Strand
from assessor_app.reports.comparison import MOST_ROWS, Comparison, Pair
from assessor_app.reports.facts import Facts
from assessor_app.reports.sentences import rank


def is_drawn(scheme: Scheme) -> bool:
    """True when a figure of all strands fits a page."""
    return sum(1 for _ in scheme.strands) <= MOST_ROWS


def school_and_ours(facts: Facts) -> Comparison:
    """Open: the school's own judgement; filled: ours."""
    terms = facts.content.scheme.terms
    opening = f"Each {terms.strand} as the {terms.institution} and we judged it."
    return Comparison(
        facts.school_rank, facts.our_rank, _against_ours, opening, (f"by the {terms.institution}", "by us")
    )


def before_and_now(facts: Facts) -> Comparison:
    """Open: the last visit's judgement; filled: this one's."""
    scheme, year = facts.content.scheme, year_before(facts)
    opening = f"The level of each {scheme.terms.strand} in {year} and now."
    by = (f"in {year}", "now")
    return Comparison(facts.rank_before, facts.our_rank, _change, opening, by, lambda pair: pair.second < pair.first)


def both_judges(facts: Facts) -> Comparison:
    """Open: the verifier's judgement; filled: the assessor's."""
    scheme, record = facts.content.scheme, facts.content.assessment
    theirs = record.levels_of(record.verifier) if record.verifier else {}

    def second(strand: Strand) -> int:
        return rank(scheme, theirs.get(strand.id))

    def first(strand: Strand) -> int:
        return rank(scheme, facts.first_level(strand))

    opening = f"Each {scheme.terms.strand} as the verifier and the assessor judged it."
    return Comparison(second, first, _judges, opening, ("by the verifier", "by the assessor"))


def differing(facts: Facts, compared: Comparison) -> tuple[Strand, ...]:
    """Strands with two levels that are not the same."""
    return tuple(strand for strand in facts.content.scheme.strands if compared.pair(strand).differs)


def change_heading(facts: Facts) -> str:
    """ "Since 2021, 13 strands are higher, 2 the same and 1 lower"."""
    scheme, compared, year = facts.content.scheme, before_and_now(facts), year_before(facts)
    pairs = [pair for pair in map(compared.pair, scheme.strands) if pair.first and pair.second]
    if not any(pair.differs for pair in pairs):
        return f"No {scheme.terms.strand} has changed level since {year}"
    return f"Since {year}, {listed(_counts(scheme, pairs))}"


def year_before(facts: Facts) -> int:
    """The year of the last visit; 0 when this is the first."""
    return facts.content.before.visit_on.year if facts.content.before else 0


def _counts(scheme: Scheme, pairs: Sequence[Pair]) -> list[str]:
    numbers = {
        "higher": sum(pair.second > pair.first for pair in pairs),
        "the same": sum(pair.second == pair.first for pair in pairs),
        "lower": sum(pair.second < pair.first for pair in pairs),
    }
    (word, count), *others = [(word, count) for word, count in numbers.items() if count]
    verb = "is" if count == 1 else "are"
    return [f"{strands_counted(scheme, count)} {verb} {word}", *(f"{count} {word}" for word, count in others)]


def _against_ours(pair: Pair) -> str:
    if not pair.first and not pair.second:
        return "No level"
    if not pair.second:
        return "Not judged by us"
    if not pair.first:
        return "Ours only"
    if not pair.differs:
        return "Same"
    return "Ours is higher" if pair.second > pair.first else "Ours is lower"


def _change(pair: Pair) -> str:
    if not pair.second:
        return "No level now"
    if not pair.first:
        return "New"
    if not pair.differs:
        return "Same"
    steps = abs(pair.second - pair.first)
    return f"{'Up' if pair.second > pair.first else 'Down'} {counted(steps, 'level', 'levels')}"


def _judges(pair: Pair) -> str:
    if not pair.first or not pair.second:
        return "One judgement" if pair.first or pair.second else "No level"
    return "They differ" if pair.differs else "Same"
