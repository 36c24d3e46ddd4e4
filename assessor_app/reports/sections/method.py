"""How we reached these judgements: what we used, what we did not see, the levels, the award rule."""

from collections import Counter

from assessor_app.domain.scheme.edition import Outcome, Wording
from assessor_app.domain.scheme.rule_words import rule_words, strands_counted
from assessor_app.domain.scheme.rules import EveryAspect
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import HEARD, READ, SEEN, Facts, way_of
from assessor_app.reports.content.sentences import missing, named, or_above
from assessor_app.reports.page.blocks import LevelWord
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import CELL
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.words import in_english, listed, phrase, say, say_count
from assessor_app.reports.sections import judges

KEY = "method"
TITLE = "method.title"


VERBS = {READ: "method.read", HEARD: "method.heard", SEEN: "method.saw"}


def write(story: Story, facts: Facts) -> None:
    """Write the section."""
    story.page(facts.title("method", TITLE), KEY)
    scheme = facts.content.scheme
    story.paragraph(_evidence(facts))
    story.paragraph(f"{say('method.best_fit', strand=scheme.terms.strand)} {_verifier(facts)}")
    judges.write(story, facts)
    story.section(say("method.unseen"))
    gaps = facts.not_enough
    if gaps:
        story.paragraph(phrase("method.not_enough", strands=named(scheme, [s.id for s in gaps], "lists.and")))
    else:
        story.paragraph(say("method.all_enough", strand=scheme.terms.strand))
    _levels(story, facts)
    _awards(story, facts)


def _evidence(facts: Facts) -> str:
    count = len(facts.evidence)
    if not count:
        return say("method.no_evidence")
    ways = Counter(way_of(each) for each in facts.evidence.values())
    told = listed([say(verb, count=ways[way]) for way, verb in VERBS.items() if ways[way]])
    return say_count("method.pieces", count, ways=told)


def _verifier(facts: Facts) -> str:
    record, scheme = facts.content.assessment, facts.content.scheme
    judged, agreed = judges.agreement(facts)
    if not record.verifier_name:
        return say("method.no_verifier")
    if not judged:
        return say("method.verifier_silent", name=record.verifier_name, strands=scheme.terms.strands)
    strands = strands_counted(scheme, judged)
    return say("method.verifier_judged", name=record.verifier_name, strands=strands, count=agreed)


def _levels(story: Story, facts: Facts) -> None:
    scheme = facts.content.scheme
    story.section(say("method.levels"))
    titles = {scale.id: scale.title for scale in scheme.scales}
    for scale, levels in scheme.levels_in_use:
        rows: list[list[Cell]] = [
            [LevelWord(level.name, level.rank, len(levels), CELL), level.meaning or say("method.no_meaning")]
            for level in reversed(levels)
        ]
        title = titles.get(scale)
        count = len(levels)
        words = (
            say("method.levels_of", count=count, scale=title) if title else say("method.levels_caption", count=count)
        )
        story.table(words, [say("method.level"), say("method.looks_like")], rows, [38, 128])
    if any(level.wording is Wording.MODEL for _, levels in scheme.levels_in_use for level in levels):
        story.note(say("notes.model_wording"))


def _awards(story: Story, facts: Facts) -> None:
    scheme = facts.content.scheme
    story.section(say("method.awards"))
    rules = [outcome.rule for outcome in scheme.outcomes if isinstance(outcome.rule, EveryAspect)]
    if len(rules) < len(scheme.outcomes):
        _awards_in_words(story, facts)
        return
    shared = len({rule.at_least for rule in rules}) == 1
    sizes = {len(aspect.strands) for aspect in scheme.aspects}
    least = rules[0].at_least
    of = (
        say("method.at_least_of", count=least, strands=strands_counted(scheme, sizes.pop()))
        if len(sizes) == 1
        else strands_counted(scheme, least)
    )
    aspect = scheme.terms.aspect
    header = say("method.at_least", strands=of, aspect=aspect) if shared else say("method.needs_every", aspect=aspect)
    rows = [
        [outcome.name, _rule(facts, rule, shared), _reached(facts, outcome)]
        for outcome, rule in zip(reversed(scheme.outcomes), reversed(rules), strict=True)
    ]
    story.table(say("method.rule"), [say("method.award"), header, say("method.this_visit")], rows, [30, 82, 54])


def _awards_in_words(story: Story, facts: Facts) -> None:
    """Rules that a table of levels cannot show."""
    scheme, award = facts.content.scheme, facts.content.outlook.award
    reached = scheme.outcomes.index(award) if award else -1
    rows: list[list[Cell]] = [
        [
            outcome.name,
            [in_english(capital(rule_words(scheme, outcome.rule)))],
            say("method.reached" if place <= reached else "method.not_yet"),
        ]
        for place, outcome in reversed(list(enumerate(scheme.outcomes)))
    ]
    header = [say("method.award"), say("method.needs"), say("method.this_visit")]
    story.table(say("method.rule"), header, rows, [30, 106, 30])


def _rule(facts: Facts, rule: EveryAspect, shared: bool) -> str:
    scheme = facts.content.scheme
    level = or_above(scheme, rule.level)
    return level if shared else say("method.least", strands=strands_counted(scheme, rule.at_least), level=level)


def _reached(facts: Facts, outcome: Outcome) -> str:
    scheme, levels = facts.content.scheme, facts.content.levels
    met = sum(missing(scheme, aspect, outcome, levels) == 0 for aspect in scheme.aspects)
    count = len(scheme.aspects)
    if met == count:
        return say("method.reached_all", aspects=counted(count, scheme.terms.aspect, scheme.terms.aspects))
    return say("method.reached_some", aspects=counted(met, scheme.terms.aspect, scheme.terms.aspects), count=count)
