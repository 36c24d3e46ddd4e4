"""What a debrief says: points drawn from what was written about the strands, and the mark's standard points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessor_app.domain.assessment.assessment import Assessment, Debrief, DebriefPoint
from assessor_app.domain.journal.operation import UNSET
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.numbers import number_in

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
    """The points of a session, one for each paragraph of a strand's text.

    The first session of the mark begins from the strands; every later one from the list of the first, as it was
    changed there, without what is for those listeners only.
    """
    first = first_session(scheme)
    own_source = (*_of_strands(scheme, record), *_standard(scheme, record, session))
    if session == first:
        yield from own_source
        return
    told = {point.id: point for point in _points_of(record, first)}
    for point in own_source:
        twin = told.get(point.id)
        if point.origin == "standard" or twin is not None:
            yield point if twin is None or point.origin == "standard" else replace(point, text=twin.text)
    for twin in told.values():
        if twin.origin == "own":
            yield DrawnPoint(f"{_OWN}{twin.id}", twin.section, "own", twin.strand, twin.text, twin.position)


def first_session(scheme: Scheme) -> str:
    """The session whose list the others begin from; empty for a mark without a debrief."""
    return scheme.debriefs[0].id if scheme.debriefs else ""


def without_leaders_only(debriefs: Sequence[Debrief]) -> tuple[Debrief, ...]:
    """Each session without the points that another one keeps for its own listeners."""
    kept_back = {(point.session, point.id) for each in debriefs for point in each.points if point.leaders_only}
    return tuple(
        replace(each, points=tuple(point for point in each.points if not _is_kept_back(point, kept_back)))
        for each in debriefs
    )


def _is_kept_back(point: DebriefPoint, kept_back: set[tuple[str, str]]) -> bool:
    sources = {point.id, point.id.removeprefix(_OWN)}
    return any(session != point.session and source in sources for session, source in kept_back)


def not_said(scheme: Scheme, record: Assessment) -> tuple[DrawnPoint, ...]:
    """What the report says about a strand that nobody said on the day: strengths and areas for development without a
    point that was said in any session, in the report's words or in words that were chosen for saying it."""
    said = [point for debrief in record.debriefs for point in debrief.points if point.said and point.strand]
    words = {(point.strand, _bare(point.text)) for point in said}
    reworded = {point.id for point in said if point.states.get("edited", UNSET).shown}
    return tuple(
        point
        for point in _of_strands(scheme, record)
        if (point.strand, _bare(point.text)) not in words and point.id not in reworded
    )


def report_text_with(record: Assessment, point: DebriefPoint) -> str | None:
    """The strand's text with a point's words in the place of the paragraph it was drawn from; None when there is no
    such paragraph any more."""
    written = record.strand(point.strand)
    lines = (written.strengths if point.origin == "strengths" else written.develop).splitlines()
    filled = [at for at, line in enumerate(lines) if line.strip()]
    place = number_in(point.id.rpartition("-")[2]) or 0
    if point.origin not in ("strengths", "develop") or not 0 < place <= len(filled):
        return None
    lines[filled[place - 1]] = " ".join(point.text.split())
    return "\n".join(lines)


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!? ")


def _points_of(record: Assessment, session: str) -> tuple[DebriefPoint, ...]:
    return next((each.points for each in record.debriefs if each.session == session), ())


def _of_strands(scheme: Scheme, record: Assessment) -> Iterator[DrawnPoint]:
    for section, origin in ((STANDS_OUT, "strengths"), (BUILD_ON, "develop")):
        for number, strand in enumerate(scheme.strands, start=1):
            written = record.strand(strand.id)
            text = written.strengths if origin == "strengths" else written.develop
            for place, paragraph in enumerate(_paragraphs(text), start=1):
                yield DrawnPoint(
                    f"{origin}-{strand.id}-{place}", section, origin, strand.id, paragraph, number * _APART + place
                )


def _standard(scheme: Scheme, record: Assessment, session: str) -> Iterator[DrawnPoint]:
    planned = next(debrief for debrief in scheme.debriefs if debrief.id == session)
    for place, text in enumerate(planned.points(record.panel_on), start=1):
        yield DrawnPoint(f"standard-{place}", NEXT, "standard", "", text, place)


_OWN = "own-"
"""Before the id of a point that somebody added to the first session's list, where a later session draws it."""
_APART = 100
"""Positions kept for the points of one strand."""


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
