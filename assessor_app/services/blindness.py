"""What a verifier must not take in before their own marks are sealed: the receiving side of being blind."""

from assessor_app.domain.record import LaneKind
from assessor_app.errors import Refused
from assessor_app.models import queries
from assessor_app.models.reading import Reading
from assessor_app.sync.reading import ReceivedBundle


def refuse_unblinding(reading: Reading, received: ReceivedBundle, person: str) -> None:
    """Raise Refused for a bundle that carries somebody else's judgement of an assessment that this person verifies and
    has not sealed. The sender's program refuses to make such a bundle, unless the naming of the verifier has not
    reached it; so the receiver's refuses it too. Nothing of it is kept then, its files neither.
    """
    named = _named(received)
    for segment in received.segments:
        kind, _, assessment = segment.manifest.lane.partition("/")
        if kind != LaneKind.JUDGEMENT.value or segment.manifest.actor == person:
            continue
        verifier = named.get(assessment) or queries.verifier_of(reading, assessment)
        if verifier == person and not queries.has_sealed(reading, assessment, person):
            raise Refused(
                "This bundle carries the assessor's judgement of an assessment that you verify, and your own marks are "
                "not sealed yet. Nothing was taken in, so you are still blind; seal first, or ask for a package for a "
                "verifier.",
                "verifier-blind",
            )


def _named(received: ReceivedBundle) -> dict[str, str]:
    """The verifiers that the bundle itself names, by assessment."""
    return {
        operation.entity.removeprefix("assessment/"): str(operation.value or "")
        for segment in received.segments
        for operation in segment.operations
        if operation.field == "verifier" and operation.entity.count("/") == 1
    }
