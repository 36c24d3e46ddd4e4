"""Colours of a template: each must still be read and seen on what it stands on (WCAG 2.2)."""

import re
from collections.abc import Iterator
from typing import Final

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.paper_colours import READABLE, VISIBLE, award_ink, contrast, recoloured
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.tolerant import mapping_of

TOKENS: Final = {"main": ("level", "heat3"), "middle": ("heat2",), "light": ("heat1",), "panel": ("bg",)}
"""A template's colours, and the tokens of `paper_colours` that each stands for."""

_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")

_Pair = tuple[str, str, float, str]
"""Two tokens, the least contrast between them, and what it is of."""

_PAIRS: Final[dict[str, tuple[_Pair, ...]]] = {
    "main": (
        ("level", "paper", READABLE, "text in it on white paper"),
        ("level", "bg", READABLE, "text in it on a panel"),
        ("level", "heat1", VISIBLE, "bars in it on the light colour"),
    ),
    "middle": (("on_heat2", "heat2", READABLE, "dark text on it"),),
    "light": (
        ("on_heat1", "heat1", READABLE, "dark text on it"),
        ("level", "heat1", VISIBLE, "bars of the main colour on it"),
    ),
    "panel": (
        ("text", "bg", READABLE, "text on it"),
        ("text2", "bg", READABLE, "grey text on it"),
        ("level", "bg", READABLE, "text of the main colour on it"),
    ),
}


def problems_of_colours(content: dict[str, Json], scheme: Scheme | None) -> Iterator[Finding]:
    """Colours with too little contrast, and awards that the mark does not have or that have no colour of their own."""
    given = _colours(mapping_of(content, "colours") or {})
    palette = recoloured({token: given[key] for key in given if key in TOKENS for token in TOKENS[key]})
    for key in given:
        for one, other, least, what in _PAIRS.get(key, ()):
            yield from _too_close(("colours", key), palette[one], palette[other], least, what)
    for outcome, pair in (mapping_of(content, "awards") or {}).items():
        yield from _award(outcome, _colours(pair if isinstance(pair, dict) else {}), palette, scheme)


def _award(outcome: str, pair: dict[str, str], palette: dict[str, str], scheme: Scheme | None) -> Iterator[Finding]:
    place = ("awards", outcome)
    outcomes = [each.id for each in scheme.outcomes] if scheme else []
    if scheme and outcome not in outcomes:
        yield Finding(place, "unknown-award", f"{outcome!r} is no award of this mark ({', '.join(outcomes)}).")
    elif scheme and award_ink(outcomes.index(outcome), len(outcomes))[0] == "level":
        yield Finding(place, "award-without-colour", "This award is printed in the main colour; set colours.main.")
    if "ink" in pair:
        yield from _too_close((*place, "ink"), pair["ink"], palette["paper"], READABLE, "text in it on white paper")
    if "soft" in pair:
        for ink in ("text", "text2"):
            yield from _too_close((*place, "soft"), pair["soft"], palette[ink], READABLE, "text on it")
    if len(pair) == 2:
        yield from _too_close((*place, "soft"), pair["soft"], pair["ink"], READABLE, "text in the award's ink on it")


def _colours(given: dict[str, Json]) -> dict[str, str]:
    """Those that are colours; of the others the schema tells."""
    return {key: colour for key, colour in given.items() if isinstance(colour, str) and _COLOUR.fullmatch(colour)}


def _too_close(place: Place, one: str, other: str, least: float, what: str) -> Iterator[Finding]:
    found = contrast(one, other)
    if found < least:
        words = f"The contrast of {what} is {found:.1f}; at least {least:g} was expected (WCAG 2.2, AA)."
        yield Finding(place, "contrast", words)
