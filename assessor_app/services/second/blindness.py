"""What a verifier must not take in before their own marks are sealed: the receiving side of being blind."""

from collections.abc import Sequence

from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.record_kind import LaneKind
from assessor_app.errors import Refused
from assessor_app.models.journal.segments import known_among
from assessor_app.models.queries import queries
from assessor_app.models.queries.reading import Reading
from assessor_app.sync.reading import ReceivedBundle

_FIELD = "verifier"


def refuse_unblinding(reading: Reading, received: ReceivedBundle, person: str) -> None:
    """Raise Refused for a bundle that carries somebody else's judgement of an assessment that this person verifies and
    has not sealed. The sender's program refuses to make such a bundle, unless the naming of the verifier has not
    reached it; so the receiver's refuses it too. Nothing of it is kept then, its files neither.
    """
    news = _verifiers_named(reading, received)
    for segment in received.segments:
        kind, _, assessment = segment.manifest.lane.partition("/")
        if kind != LaneKind.JUDGEMENT.value or segment.manifest.actor == person:
            continue
        if _verifies(reading, person, assessment, news) and not queries.has_sealed(reading, assessment, person):
            raise Refused(
                "This bundle carries the assessor's judgement of an assessment that you verify, and your own marks are "
                "not sealed yet. Nothing was taken in, so you are still blind; seal first, or ask for a package for a "
                "verifier.",
                "verifier-blind",
            )


def _verifies(reading: Reading, person: str, assessment: str, news: Sequence[Operation]) -> bool:
    """True when this person would be the verifier once the bundle is in, or one of several named at the same time.

    A bundle repeats who was named long ago, so what it says counts only where nothing known here has replaced it.
    """
    entity = f"assessment/{assessment}"
    named = [operation for operation in news if operation.entity == entity]
    replaced = {parent for operation in named for parent in operation.parents}
    held = {each.operation: each.value for each in queries.field_state(reading, entity, _FIELD).values}
    held |= {operation.id: operation.value for operation in named}
    return any(value == person for identity, value in held.items() if identity not in replaced)


def _verifiers_named(reading: Reading, received: ReceivedBundle) -> list[Operation]:
    """The changes of a verifier that the bundle brings and that are not here yet."""
    known = known_among(reading, [segment.sha256 for segment in received.segments])
    fresh = [segment for segment in received.segments if segment.sha256 not in known]
    return [each for segment in fresh for each in segment.operations if each.field == _FIELD]
