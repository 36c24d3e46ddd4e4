"""Grid and colours of printed pages: the light tokens of the program, chosen to survive a grey printer."""

from typing import Final

MM: Final = 72 / 25.4
WIDTH: Final = 210 * MM
HEIGHT: Final = 297 * MM
LEFT: Final = 22 * MM  # room for punched holes
RIGHT: Final = WIDTH - LEFT
TOP: Final = HEIGHT - 25 * MM
BOTTOM: Final = 23 * MM
TEXT_WIDTH: Final = RIGHT - LEFT
TEXT_HEIGHT: Final = TOP - BOTTOM
LABEL: Final = 33 * MM
LABEL_GAP: Final = 4 * MM

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

AWARD_INKS: Final = ("gold", "silver", "bronze")
"""Inks of awards from the highest down; further ones are printed in the level's own colour."""


def heat(rank: int, levels: int) -> int:
    """Which of the three fills a level has: 0 without a level, 3 for the highest."""
    if rank <= 0:
        return 0
    return 3 if levels == 1 else round(1 + 2 * (rank - 1) / (levels - 1))


def award_ink(place: int, awards: int) -> tuple[str, str]:
    """Ink and soft fill of the award at `place` (from 0, the lowest) of `awards`."""
    from_top = awards - 1 - place
    if awards < 2 or from_top >= len(AWARD_INKS):
        return "level", "heat1"
    return AWARD_INKS[from_top], f"{AWARD_INKS[from_top]}_soft"
