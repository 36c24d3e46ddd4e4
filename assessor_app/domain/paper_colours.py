"""The colours of printed pages, and how well one can be read on another."""

from collections.abc import Mapping
from typing import Final

COLOURS: Final = {
    "paper": "#FFFFFF",
    "bg": "#F5F5F3",
    "line_control": "#8E8D88",
    "text": "#1B1C1F",
    "text2": "#4E5157",
    "level": "#0E6B62",
    "heat0": "#FFFFFF",
    "heat1": "#D3ECE7",
    "heat2": "#74BBAF",
    "heat3": "#0E6B62",
    "on_heat0": "#4E5157",
    "on_heat1": "#123F3A",
    "on_heat2": "#06302B",
    "on_heat3": "#FFFFFF",
    "bronze": "#8A4814",
    "bronze_soft": "#F8E9DC",
    "silver": "#48515E",
    "silver_soft": "#E6EAEF",
    "gold": "#735400",
    "gold_soft": "#FBEFC8",
}
"""Every colour on paper, by what it is for."""

READABLE: Final = 4.5
"""Least contrast of text with what it stands on (WCAG 2.2, 1.4.3)."""
VISIBLE: Final = 3.0
"""Least contrast of a bar, rule or ring with what it stands on (WCAG 2.2, 1.4.11)."""

AWARD_INKS: Final = ("gold", "silver", "bronze")
"""Inks of awards from the highest down; further ones are printed in the level's own colour."""


def award_ink(place: int, awards: int) -> tuple[str, str]:
    """Ink and soft fill of the award at `place` (from 0, the lowest) of `awards`."""
    from_top = awards - 1 - place
    if awards < 2 or from_top >= len(AWARD_INKS):
        return "level", "heat1"
    return AWARD_INKS[from_top], f"{AWARD_INKS[from_top]}_soft"


def contrast(one: str, other: str) -> float:
    """How far apart two colours as "#RRGGBB" are in lightness, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def recoloured(own: Mapping[str, str]) -> dict[str, str]:
    """Every colour of the pages, with a mark's own in place of theirs. own: by token, as `COLOURS`.

    What is written on a fill follows it: the text's colour, which a fill that is not shipped is checked against.
    """
    follows = {f"on_{token}": COLOURS["text"] for token in ("heat1", "heat2") if token in own}
    return {**COLOURS, **follows, **own}


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
