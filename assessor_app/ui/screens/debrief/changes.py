"""What a debrief looks like after a change that is still on its way to the disk: pure."""

from dataclasses import replace

from assessor_app.domain.assessment.assessment import Debrief, DebriefPoint


def with_point(debrief: Debrief, point: str, **changes: str | bool | int) -> Debrief:
    """The debrief with one point changed."""
    points = (replace(held, **changes) if held.id == point else held for held in debrief.points)  # type: ignore[arg-type]
    return replace(debrief, points=tuple(sorted(points, key=lambda held: held.position)))


def without_point(debrief: Debrief, point: str) -> Debrief:
    """The debrief with one point taken off."""
    return replace(debrief, points=tuple(held for held in debrief.points if held.id != point))


def with_heard(debrief: Debrief, listener: str, heard_at: str) -> Debrief:
    """The debrief with one listener's answer changed."""
    changed = (replace(held, heard_at=heard_at) if held.id == listener else held for held in debrief.listeners)
    return replace(debrief, listeners=tuple(changed))


def new_positions(debrief: Debrief, point: str, step: int) -> dict[str, int]:
    """Positions to write so that a point changes places with its neighbour in its section; empty at the ends."""
    moved = next(held for held in debrief.points if held.id == point)
    section: list[DebriefPoint] = [held for held in debrief.points if held.section == moved.section]
    place = section.index(moved) + step
    if not 0 <= place < len(section):
        return {}
    other = section[place]
    if other.position == moved.position:  # two people added points offline
        return {moved.id: moved.position + step}
    return {moved.id: other.position, other.id: moved.position}


def said(debrief: Debrief) -> int:
    """How many points were said."""
    return sum(1 for point in debrief.points if point.said)
