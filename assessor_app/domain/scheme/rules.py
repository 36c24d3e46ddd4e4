"""Award rules and gates as data. The engine that works them out is `award`; their words are `rule_words`.

"At a level" always means at that level or above. A level named here belongs to one scale; a rule over strands of
several scales names one level of each.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EveryAspect:
    """At least `at_least` strands within every aspect are at `level` or above."""

    at_least: int
    level: str


@dataclass(frozen=True, slots=True)
class Strands:
    """So many of a group of strands are at a level or above.

    Exactly one of `at_least` (a number), `percent` (of the group) and neither (all of them) counts. nearest: a
    percentage that falls between two numbers takes the nearer one ("about 90 %") and not the higher.
    core, aspects, strands: narrow the group down; nothing set means every strand that is graded.
    or_in_form: a strand that a row of this form names counts too, whatever its level.
    in_order: a strand counts only when all strands before it count.
    """

    levels: tuple[str, ...]
    at_least: int = 0
    percent: int = 0
    nearest: bool = False
    core: bool = False
    aspects: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    or_in_form: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Aspects:
    """At least `at_least` aspects (0: all of them) each meet `each`, counted within the aspect.

    of: the ids of the aspects that may count; empty for all.
    """

    each: Strands
    at_least: int = 0
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these hold."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least `at_least` of these hold."""

    rules: tuple["Rule", ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class When:
    """Where the condition holds, the rule must hold too; elsewhere it asks for nothing."""

    condition: "Condition"
    then: "Rule"


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact of the cycle holds: it is true, or one of `one_of`, or a number of at least `at_least`."""

    fact: str
    one_of: tuple[str, ...] = ()
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """The commitment with this id is signed."""

    commitment: str


@dataclass(frozen=True, slots=True)
class InForce:
    """The institution holds this other mark (the mark's id), at one of these outcomes when any is named, in force."""

    mark: str
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRows:
    """The form has at least `at_least` rows, and in every one of its rows the fields `filled` are filled in."""

    form: str
    at_least: int = 1
    filled: tuple[str, ...] = ()


Rule = EveryAspect | Strands | Aspects | AllOf | AnyOf | When | Condition | Signed | InForce | FormRows
