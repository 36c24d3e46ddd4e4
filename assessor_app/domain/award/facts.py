"""What a rule or a gate may ask for beside levels: facts of the cycle, signatures, other marks, rows of forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FactValue = bool | int | float | str
"""True or False for yes-no, a number, one of the choices, or an ISO date."""

Row = Mapping[str, str]
"""Field id to what was typed; a field that is left out or blank is not filled in."""


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What is known in one cycle.

    values: fact id to its value, for the scheme's own cycle facts and the program's (scheme_cycle.PROGRAM_FACTS);
    signed: ids of the commitments signed; in_force: id of another mark to the outcome held and still valid;
    rows: form id to its rows, one row for a form that is a page.
    """

    values: Mapping[str, FactValue] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    in_force: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


NO_FACTS = AwardFacts()
"""Nothing is known beside the levels."""
