"""The comparisons of a report: the school's judgements and ours, the last visit's and this one's, both judges'."""

from collections.abc import Sequence

from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import rank
from assessor_app.reports.figures.comparison import MOST_ROWS, Comparison, Pair
from assessor_app.reports.page.words import listed, say, say_count


def is_drawn(scheme: Scheme) -> bool:
    """True when a figure of all strands fits a page."""
    return sum(1 for _ in scheme.strands) <= MOST_ROWS


def school_and_ours(facts: Facts) -> Comparison:
    """Open: the school's own judgement; filled: ours."""
    terms = facts.content.scheme.terms
    opening = say("readings.school", strand=terms.strand, institution=terms.institution)
    by = (say("readings.by_school", institution=terms.institution), say("readings.by_us"))
    return Comparison(facts.school_rank, facts.our_rank, _against_ours, opening, by)


def before_and_now(facts: Facts) -> Comparison:
    """Open: the last visit's judgement; filled: this one's."""
    scheme, year = facts.content.scheme, year_before(facts)
    opening = say("readings.before", strand=scheme.terms.strand, year=year)
    by = (say("readings.in_year", year=year), say("readings.now"))
    return Comparison(facts.rank_before, facts.our_rank, _change, opening, by, lambda pair: pair.second < pair.first)


def both_judges(facts: Facts) -> Comparison:
    """Open: the verifier's judgement; filled: the assessor's."""
    scheme, record = facts.content.scheme, facts.content.assessment
    theirs = record.levels_of(record.verifier) if record.verifier else {}

    def second(strand: Strand) -> int:
        return rank(scheme, theirs.get(strand.id))

    def first(strand: Strand) -> int:
        return rank(scheme, facts.first_level(strand))

    opening = say("readings.judges", strand=scheme.terms.strand)
    by = (say("readings.by_verifier"), say("readings.by_assessor"))
    return Comparison(second, first, _judges, opening, by)


def differing(facts: Facts, compared: Comparison) -> tuple[Strand, ...]:
    """Strands with two levels that are not the same."""
    return tuple(strand for strand in facts.content.scheme.strands if compared.pair(strand).differs)


def change_heading(facts: Facts) -> str:
    """ "Since 2021, 13 strands are higher, 2 the same and 1 lower"."""
    scheme, compared, year = facts.content.scheme, before_and_now(facts), year_before(facts)
    pairs = [pair for pair in map(compared.pair, scheme.strands) if pair.first and pair.second]
    if not any(pair.differs for pair in pairs):
        return say("readings.unchanged", strand=scheme.terms.strand, year=year)
    return say("readings.since", year=year, counts=listed(_counts(scheme, pairs)))


def year_before(facts: Facts) -> int:
    """The year of the last visit; 0 when this is the first."""
    return facts.content.before.visit_on.year if facts.content.before else 0


def _counts(scheme: Scheme, pairs: Sequence[Pair]) -> list[str]:
    numbers = {
        "readings.higher": sum(pair.second > pair.first for pair in pairs),
        "readings.same": sum(pair.second == pair.first for pair in pairs),
        "readings.lower": sum(pair.second < pair.first for pair in pairs),
    }
    (key, count), *others = [(key, count) for key, count in numbers.items() if count]
    first = say_count(key, count, strands=strands_counted(scheme, count))
    return [first, *(say(_MORE[key], count=count) for key, count in others)]


_MORE = {
    "readings.higher": "readings.more_higher",
    "readings.same": "readings.more_same",
    "readings.lower": "readings.more_lower",
}


def _against_ours(pair: Pair) -> str:
    if not pair.first and not pair.second:
        return say("none.level")
    if not pair.second:
        return say("readings.not_by_us")
    if not pair.first:
        return say("readings.ours_only")
    if not pair.differs:
        return say("readings.same_level")
    return say("readings.ours_higher" if pair.second > pair.first else "readings.ours_lower")


def _change(pair: Pair) -> str:
    if not pair.second:
        return say("readings.none_now")
    if not pair.first:
        return say("readings.new")
    if not pair.differs:
        return say("readings.same_level")
    steps = abs(pair.second - pair.first)
    return say_count("readings.up" if pair.second > pair.first else "readings.down", steps)


def _judges(pair: Pair) -> str:
    if not pair.first or not pair.second:
        return say("readings.one_judgement" if pair.first or pair.second else "none.level")
    return say("readings.they_differ" if pair.differs else "readings.same_level")
