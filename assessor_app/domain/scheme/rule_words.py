"""Award rules in words, made from the data and the mark's own terms."""

from collections.abc import Sequence

from assessor_app.domain.award.aspect_outlooks import level_of
from assessor_app.domain.award.outlook import Reason
from assessor_app.domain.award.standing import Standing
from assessor_app.domain.scheme.cycle import PROGRAM_FACTS
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.rules import (
    AllOf,
    AnyOf,
    Aspects,
    Condition,
    EveryAspect,
    FormRows,
    InForce,
    Rule,
    Signed,
    Strands,
    When,
)
from assessor_app.domain.words.counting import counted, listed

MOST_NAMED = 3
"""Strands named one by one; more are counted."""


def rule_words(scheme: Scheme, rule: Rule) -> str:
    """ "at least 3 strands in every aspect at Enhancing or above"; no capital and no full stop."""
    match rule:
        case EveryAspect():
            least = f"at least {strands_counted(scheme, rule.at_least)} in every {scheme.terms.aspect}"
            return f"{least} at {_or_above(scheme, (rule.level,))}"
        case Strands():
            return _count(scheme, rule)
        case Aspects():
            return _aspects(scheme, rule)
        case AllOf() | AnyOf() | When():
            return _joined_words(scheme, rule)
        case _:
            return _fact_words(scheme, rule)


def _joined_words(scheme: Scheme, rule: AllOf | AnyOf | When) -> str:
    if isinstance(rule, When):
        return f"if {rule_words(scheme, rule.condition)}: {rule_words(scheme, rule.then)}"
    parts = [f"{rule_words(scheme, part)}" for part in rule.rules]
    if isinstance(rule, AllOf):
        return "; and ".join(parts)
    return f"either {listed(parts, 'or')}" if rule.at_least == 1 else f"{rule.at_least} of: {'; '.join(parts)}"


def reasons(scheme: Scheme, stand: Standing) -> tuple[Reason, ...]:
    """The parts of a rule and how each stands; a rule of one part is its own only reason."""
    parts = stand.parts if isinstance(stand.rule, AllOf) else (stand,)
    return tuple(_reason(scheme, part) for part in parts)


def missing_words(scheme: Scheme, stand: Standing) -> list[str]:
    """What is still needed, each in a few words: "2 more strands at Met in Leadership", "staff training attended"."""
    if stand.met:
        return []
    if stand.group:
        return [_missing_strands(scheme, stand)]
    if not stand.parts:
        return [_missing_fact(scheme, stand.rule)]
    found = [missing_words(scheme, part) for part in stand.parts if not part.met]
    if stand.missing == len(found):
        return [words for part in found for words in part]
    few = {1: "one of these"}.get(stand.missing, f"{stand.missing} of these")
    return [f"{few}: {listed([' with '.join(f'{words}' for words in part) for part in found], 'or')}"]


def fact_title(scheme: Scheme, fact: str) -> str:
    """What is so when the fact holds, in words."""
    named = {each.id: each.title for each in scheme.cycle_facts}
    return named.get(fact) or PROGRAM_FACTS.get(fact, fact)


def _reason(scheme: Scheme, stand: Standing) -> Reason:
    words = rule_words(scheme, stand.rule)
    if stand.aspect and isinstance(stand.rule, Strands):
        words = _count(scheme, stand.rule, _short(scheme, stand.aspect), len(stand.group))
    return Reason(words, stand.reached, stand.needed, stand.met, tuple(_reason(scheme, part) for part in stand.parts))


def _count(scheme: Scheme, rule: Strands, where: str = "", size: int = 0) -> str:
    core = "core " if rule.core else ""
    if rule.percent:
        about = "about" if rule.nearest else "at least"
        what = f"{about} {rule.percent} % of the {core}{scheme.terms.strands}"
    elif rule.at_least:
        number = f"at least {counted(rule.at_least, f'{core}{scheme.terms.strand}', f'{core}{scheme.terms.strands}')}"
        what = f"all {size} {core}{scheme.terms.strands}" if size == rule.at_least > 1 else number
    else:
        what = f"every {core}{scheme.terms.strand}"
    where = where or _where(scheme, rule)
    form = next((form.title for form in scheme.forms if form.id == rule.or_in_form), rule.or_in_form)
    words = f"{what}{f' of {where}' if where else ''} at {_or_above(scheme, rule.levels)}"
    return f"{words}{f', or in {form}' if rule.or_in_form else ''}{', in order' if rule.in_order else ''}"


def _where(scheme: Scheme, rule: Strands) -> str:
    titles = [_short(scheme, aspect) for aspect in rule.aspects]
    if rule.strands and len(rule.strands) <= MOST_NAMED:
        titles += [scheme.strand(strand).title for strand in rule.strands]
    elif rule.strands:
        titles.append(f"{len(rule.strands)} that are named")
    return listed(titles) if titles else ""


def _aspects(scheme: Scheme, rule: Aspects) -> str:
    each = _count(scheme, rule.each)
    if not rule.at_least and not rule.of:
        return f"in every {scheme.terms.aspect}: {each}"
    of = f" of {listed([_short(scheme, aspect) for aspect in rule.of])}" if rule.of else ""
    number = counted(rule.at_least or len(rule.of), scheme.terms.aspect, scheme.terms.aspects)
    return f"in {'at least ' if rule.at_least else ''}{number}{of}: {each}"


def _fact_words(scheme: Scheme, rule: Condition | Signed | InForce | FormRows) -> str:
    match rule:
        case Condition():
            title = fact_title(scheme, rule.fact)
            if rule.one_of:
                return f"{title}: {listed(rule.one_of, 'or')}"
            return title if rule.at_least is None else f"{title}: at least {rule.at_least:g}"
        case Signed():
            titles = {each.id: each.title for each in scheme.commitments}
            return f"the commitment \u201c{titles.get(rule.commitment, rule.commitment)}\u201d signed"
        case InForce():
            at = f" at {listed(rule.outcomes, 'or')}" if rule.outcomes else ""
            return f"the mark {rule.mark} in force{at}"
        case FormRows():
            return _form_words(scheme, rule)


def _form_words(scheme: Scheme, rule: FormRows) -> str:
    form = next((form for form in scheme.forms if form.id == rule.form), None)
    titles = {each.id: each.title for each in form.fields} if form else {}
    words = f"{form.title if form else rule.form} filled in"
    rows = form is None or form.table
    if rows:
        words += f" with at least {counted(rule.at_least, 'row')}"
    if rule.filled:
        filled = listed([titles.get(name, name) for name in rule.filled])
        words += f", and {filled} in every row" if rows else f" with {filled}"
    return words


def _missing_strands(scheme: Scheme, stand: Standing) -> str:
    level, rule = scheme.level(level_of(scheme, stand)).name, stand.rule
    if isinstance(rule, Strands) and rule.in_order:
        return f"{scheme.strand(stand.group[stand.reached]).title} at {level}"
    core = "core " if isinstance(rule, Strands) and rule.core else ""
    noun = f"{core}{scheme.terms.strand if stand.missing == 1 else scheme.terms.strands}"
    return f"{stand.missing} more {noun} at {level}{f' in {_short(scheme, stand.aspect)}' if stand.aspect else ''}"


def _missing_fact(scheme: Scheme, rule: Rule) -> str:
    if isinstance(rule, Condition):
        said = next((each.missing for each in scheme.cycle_facts if each.id == rule.fact), "")
        return said or rule_words(scheme, rule)
    return rule_words(scheme, rule)


def _or_above(scheme: Scheme, levels: Sequence[str]) -> str:
    tops = {scheme.levels[-1].id, *(scale.levels[-1].id for scale in scheme.scales)}
    names = [f"{scheme.level(level).name}{'' if level in tops else ' or above'}" for level in levels]
    return listed(names, "or")


def _short(scheme: Scheme, aspect: str) -> str:
    return next((each.short for each in scheme.aspects if each.id == aspect), aspect)


def strands_counted(scheme: Scheme, number: int) -> str:
    """A number of strands in the mark's own word."""
    return counted(number, scheme.terms.strand, scheme.terms.strands)
