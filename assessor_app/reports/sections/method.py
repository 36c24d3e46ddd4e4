"""How we reached these judgements: what we used, what we did not see, the levels, the award rule."""

from collections import Counter

from assessor_app.domain.award_words import listed
from assessor_app.domain.counting import counted
from assessor_app.domain.phrases import capital
from assessor_app.domain.rule_words import rule_words, strands_counted
from assessor_app.domain.scheme import Outcome, Wording
from assessor_app.domain.scheme_rules import EveryAspect
from assessor_app.reports.blocks import LevelWord
from assessor_app.reports.facts import HEARD, READ, SEEN, Facts, way_of
from assessor_app.reports.sections import judges
from assessor_app.reports.sentences import missing, named, or_above
from assessor_app.reports.story import Story
from assessor_app.reports.styles import CELL
from assessor_app.reports.table import Cell

KEY = "method"
TITLE = "How we reached these judgements"
NO_MEANING = "Not described in this edition."


def write(story: Story, facts: Facts) -> None:
    """Write the section."""
    story.page(facts.title("method", TITLE), KEY)
    scheme = facts.content.scheme
    story.paragraph(_evidence(facts))
    story.paragraph(
        f"For each {scheme.terms.strand} we chose the level whose description fits best. {_verifier(facts)}"
    )
    judges.write(story, facts)
    story.section("What we did not see")
    gaps = facts.not_enough
    if gaps:
        story.paragraph(["There was not enough evidence for ", *named(scheme, [s.id for s in gaps], "and"), "."])
    else:
        story.paragraph(f"No {scheme.terms.strand} was left without a level for lack of evidence.")
    _levels(story, facts)
    _awards(story, facts)


def _evidence(facts: Facts) -> str:
    count = len(facts.evidence)
    if not count:
        return "No evidence is listed."
    ways = Counter(way_of(each) for each in facts.evidence.values())
    verbs = {READ: "read", HEARD: "heard", SEEN: "saw"}
    told = listed([f"{verbs[way]} {ways[way]}" for way in (READ, HEARD, SEEN) if ways[way]])
    return f"The evidence list has {counted(count, 'piece', 'pieces')} of evidence: we {told}."


def _verifier(facts: Facts) -> str:
    record, scheme = facts.content.assessment, facts.content.scheme
    judged, agreed = judges.agreement(facts)
    if not record.verifier_name:
        return "No verifier is named yet."
    if not judged:
        return f"{record.verifier_name}, the verifier, has not judged the {scheme.terms.strands}."
    strands = strands_counted(scheme, judged)
    return f"{record.verifier_name}, the verifier, judged {strands}. Both agreed on {agreed} of them."


def _levels(story: Story, facts: Facts) -> None:
    scheme = facts.content.scheme
    story.section("What the levels mean")
    titles = {scale.id: f" of \u201c{scale.title}\u201d" for scale in scheme.scales}
    for scale, levels in scheme.levels_in_use:
        rows: list[list[Cell]] = [
            [LevelWord(level.name, level.rank, len(levels), CELL), level.meaning or NO_MEANING]
            for level in reversed(levels)
        ]
        words = f"The {len(levels)} levels{titles.get(scale, '')}, highest first"
        story.table(words, ["Level", "What it looks like"], rows, [38, 128])
    if any(level.wording is Wording.MODEL for _, levels in scheme.levels_in_use for level in levels):
        story.gap(4)
        story.note(scheme.model_wording_notice)


def _awards(story: Story, facts: Facts) -> None:
    scheme = facts.content.scheme
    story.section("How levels become an award")
    rules = [outcome.rule for outcome in scheme.outcomes if isinstance(outcome.rule, EveryAspect)]
    if len(rules) < len(scheme.outcomes):
        _awards_in_words(story, facts)
        return
    shared = len({rule.at_least for rule in rules}) == 1
    sizes = {len(aspect.strands) for aspect in scheme.aspects}
    least = rules[0].at_least
    of = f"{least} of the {strands_counted(scheme, sizes.pop())}" if len(sizes) == 1 else strands_counted(scheme, least)
    where = f"in every {scheme.terms.aspect}"
    header = f"At least {of} {where} are" if shared else f"What it needs {where}"
    rows = [
        [outcome.name, _rule(facts, rule, shared), _reached(facts, outcome)]
        for outcome, rule in zip(reversed(scheme.outcomes), reversed(rules), strict=True)
    ]
    story.table("The award rule", ["Award", header, "This visit"], rows, [30, 82, 54])


def _awards_in_words(story: Story, facts: Facts) -> None:
    """Rules that a table of levels cannot show."""
    scheme, award = facts.content.scheme, facts.content.outlook.award
    reached = scheme.outcomes.index(award) if award else -1
    rows = [
        [outcome.name, capital(rule_words(scheme, outcome.rule)), "Reached" if place <= reached else "Not yet"]
        for place, outcome in reversed(list(enumerate(scheme.outcomes)))
    ]
    story.table("The award rule", ["Award", "What it needs", "This visit"], rows, [30, 106, 30])


def _rule(facts: Facts, rule: EveryAspect, shared: bool) -> str:
    scheme = facts.content.scheme
    level = or_above(scheme, rule.level)
    return level if shared else f"At least {strands_counted(scheme, rule.at_least)}: {level}"


def _reached(facts: Facts, outcome: Outcome) -> str:
    scheme, levels = facts.content.scheme, facts.content.levels
    met = sum(missing(scheme, aspect, outcome, levels) == 0 for aspect in scheme.aspects)
    count = len(scheme.aspects)
    if met == count:
        return f"Reached in all {counted(count, scheme.terms.aspect, scheme.terms.aspects)}"
    return f"Not yet: {counted(met, scheme.terms.aspect, scheme.terms.aspects)} of {count}"
