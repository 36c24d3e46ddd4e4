"""A bundle in words: which visits it speaks about and what of it is new here."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from assessor_app.domain.exchange.contents import BundleLook, VisitInBundle
from assessor_app.domain.journal.operation import Operation
from assessor_app.models.journal import segments as stored
from assessor_app.models.journal.exchanged import receipts
from assessor_app.models.queries import queries
from assessor_app.models.queries.reading import Reading
from assessor_app.sync.reading import ReceivedBundle


def describe(
    reading: Reading, received: ReceivedBundle, held: Callable[[str], bool], size: int, known_as_of: datetime | None
) -> BundleLook:
    """What `received` would bring to this store. size: bytes of the bundle file; known_as_of: see `BundleLook`."""
    known = stored.known_among(reading, [segment.sha256 for segment in received.segments])
    new = [segment for segment in received.segments if segment.sha256 not in known]
    files = [entry for entry in received.blobs if not held(entry.sha256)]
    return BundleLook(
        signers=tuple(dict.fromkeys(segment.signer_name for segment in received.segments)),
        visits=tuple(
            _visits(reading, [operation for segment in received.segments for operation in segment.operations])
        ),
        already=not new and not files and not _new_receipts(reading, received),
        operations=sum(len(segment.operations) for segment in new),
        files=len(files),
        missing_files=sum(not held(entry.sha256) for entry in received.following),
        size=size,
        receipts=tuple(dict.fromkeys(each.signer_name for each in received.receipts)),
        revocation_known_as_of=known_as_of,
    )


def _new_receipts(reading: Reading, received: ReceivedBundle) -> bool:
    here = {each.sealed.content for each in receipts(reading)} if received.receipts else set()
    return any(each.sealed.content not in here for each in received.receipts)


def _visits(reading: Reading, operations: list[Operation]) -> Iterator[VisitInBundle]:
    """The visits in order of their first mention; names from the bundle, else from this store."""
    here = {row.id: row for row in queries.list_assessments(reading)}
    said = {(operation.entity, operation.field): str(operation.value) for operation in operations}
    counts = Counter(part[1] for part in (op.entity.split("/") for op in operations) if part[0] == "assessment")
    for assessment, changes in counts.items():
        entity = f"assessment/{assessment}"
        institution = said.get((f"institution/{said.get((entity, 'institution'), '')}", "name"), "")
        mark = said.get((entity, "scheme_title"), "")
        if assessment in here:
            institution, mark = institution or here[assessment].institution, mark or here[assessment].scheme_title
        yield VisitInBundle(assessment, institution, mark, changes)
