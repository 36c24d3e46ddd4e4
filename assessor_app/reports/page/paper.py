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


def heat(rank: int, levels: int) -> int:
    """Which of the three fills a level has: 0 without a level, 3 for the highest."""
    if rank <= 0:
        return 0
    return 3 if levels == 1 else round(1 + 2 * (rank - 1) / (levels - 1))
