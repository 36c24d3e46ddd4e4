"""What a debrief says: points drawn from what was written about the strands, and the mark's standard points."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.scheme import Scheme

STANDS_OUT, BUILD_ON, NEXT = "stands-out", "build-on", "next"
SECTIONS = ((STANDS_OUT, "Thank you and what stands out"), (BUILD_ON, "What to build on"), (NEXT, "What happens next"))
"""The agenda of every session, in order: id and title."""


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """A point as the strands or the mark give it. `id` comes from its source, so that two people who draw the same
    point offline have one point, and a point that was taken off the list does not come back. `position` comes from
    its source too, whatever the other strands say, so that drawing never makes two people disagree."""

    id: str
    section: str
    origin: str
    strand: str
    text: str
    position: int


def drawn_points(scheme: Scheme, record: Assessment, session: str) -> Iterator[DrawnPoint]:
    """The points of a session in the order they are said, one for each paragraph of a strand's text."""
    for section, origin in ((STANDS_OUT, "strengths"), (BUILD_ON, "develop")):
        for number, strand in enumerate(scheme.strands, start=1):
            written = record.strand(strand.id)
            text = written.strengths if origin == "strengths" else written.develop
            for place, paragraph in enumerate(_paragraphs(text), start=1):
                yield DrawnPoint(
                    f"{origin}-{strand.id}-{place}", section, origin, strand.id, paragraph, number * _APART + place
                )
    planned = next(debrief for debrief in scheme.debriefs if debrief.id == session)
    for place, text in enumerate(planned.points(record.panel_on), start=1):
        yield DrawnPoint(f"standard-{place}", NEXT, "standard", "", text, place)


_APART = 100
"""Positions kept for the points of one strand."""


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
