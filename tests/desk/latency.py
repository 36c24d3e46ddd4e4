"""From a key press to the first paint that answers it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .waiting import PATIENCE, NotThere

if TYPE_CHECKING:
    from .eyes import Sight
    from .node import Node
    from .program import Program

CARET_WIDTH = 16
"""A blinking caret paints 10 to 12 pixels; nothing narrower than this counts as an answer."""


def key_latencies(program: Program, text: str, within: Node | None = None) -> list[float]:
    """Type a text; for each key the milliseconds until something wider than a caret was painted, in `within`."""
    program.hands.keyboard.prepare(text)
    window = program.main
    left, top, width, height = within.extents if within else (0, 0, *program.windows.screen_size)
    x0, y0 = program.windows.geometry(window)[:2]
    x, y = left - x0, top - y0

    def answers(sight: Sight) -> bool:
        at_x, at_y, wide, high = sight.area
        touches = at_x < x + width and at_x + wide > x and at_y < y + height and at_y + high > y
        return sight.kind == "paint" and wide > CARET_WIDTH and sight.window == window and touches

    found = []
    for character in text:
        program.settle(0.08, 1)
        pressed = time.monotonic()
        program.hands.type(character)
        sight = program.eyes.wait_for(answers, PATIENCE, pressed)
        if sight is None:
            raise NotThere(f"nothing was painted within {PATIENCE:g} s of {character!r}")
        found.append((sight.at - pressed) * 1000)
    return found
