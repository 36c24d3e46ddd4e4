"""The facts of a cycle that people record, as a page shows them: what is asked, of whom, what was said."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.cycle import RecordedFact
from assessor_app.domain.cycle.facts import RECORDED
from assessor_app.domain.cycle.stages import BY_THE_RECORD
from assessor_app.domain.scheme.cycle import PROGRAM_FACTS, Actor, CycleFact, FactKind
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.rules import Condition
from assessor_app.domain.words.phrases import capital


@dataclass(frozen=True, slots=True)
class AskedFact:
    """One fact. said: what was recorded, None for nothing; value: what counts, None while it is not known."""

    id: str
    title: str
    kind: FactKind
    choices: tuple[str, ...]
    asked_of: Actor
    said: RecordedFact | None

    @property
    def value(self) -> FactValue | None:
        """What was said of it."""
        return self.said.value if self.said else None


def asked_facts(scheme: Scheme, record: Assessment) -> tuple[AskedFact, ...]:
    """The facts that this mark asks people for: those its stages and rules name, then the mark's own."""
    named = {BY_THE_RECORD.get(stage.activity, "") for stage in scheme.stages}
    rules = [outcome.rule for outcome in scheme.outcomes]
    gates = [gate.needs for stage in scheme.stages for gate in stage.gates]
    named |= {condition.fact for rule in (*rules, *gates) for condition in _conditions(rule)}
    own = {each.id for each in scheme.cycle_facts}
    asked = [CycleFact(id=fact, title=PROGRAM_FACTS[fact], asked_of=actor) for fact, actor in RECORDED.items()]
    listed = [each for each in asked if each.id in named - own] + [*scheme.cycle_facts]
    return tuple(_asked(each, record) for each in listed)


def _asked(fact: CycleFact, record: Assessment) -> AskedFact:
    title = capital(fact.title.removeprefix("the "))
    return AskedFact(fact.id, title, fact.kind, fact.choices, fact.asked_of, record.cycle.fact(fact.id, fact.asked_of))


def _conditions(rule: object) -> Iterator[Condition]:
    """Every condition in a rule, however deep."""
    if isinstance(rule, Condition):
        yield rule
    elif isinstance(rule, tuple):
        for part in rule:
            yield from _conditions(part)
    elif is_dataclass(rule):
        for each in fields(rule):
            yield from _conditions(getattr(rule, each.name))
