"""Turning the wheel until a control is in view."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from .waiting import NotThere, until

if TYPE_CHECKING:
    from .node import Node

UP, DOWN, LEFT, RIGHT = 4, 5, 6, 7
"""The pointer's buttons that stand for the wheel."""
FLOATING = ("popup menu", "combo box", "menu", "application")
ATTEMPTS = 120


def scroll_into_view(node: Node) -> None:
    """Turn the wheel over whatever hides the middle of `node`. Raises `NotThere` when that does not help."""
    for _ in range(ATTEMPTS):
        frame = _hidden_by(node)
        if frame is None:
            return
        before = node.extents
        node.program.click_at(*frame.middle, button=_wheel(node, frame))
        node.program.sync()
        with contextlib.suppress(NotThere):
            until(lambda before=before: node.extents != before, 2)  # type: ignore[misc]
        if node.extents == before:
            break  # at the end, or it does not scroll
    raise NotThere(f"{node!r} cannot be scrolled into view")


def _hidden_by(node: Node) -> Node | None:
    """The nearest ancestor that does not hold the middle of `node`."""
    outer = node.parent
    while outer is not None and outer.role not in FLOATING:
        _, _, width, height = outer.extents
        if width > 0 and height > 0 and not outer.holds(*node.middle):
            return outer
        outer = outer.parent
    return None


def _wheel(node: Node, frame: Node) -> int:
    x, y = node.middle
    _, top, _, height = frame.extents
    if not top <= y < top + height:
        return DOWN if y > frame.middle[1] else UP
    return RIGHT if x > frame.middle[0] else LEFT
