"""What goes into a bundle comes out of it."""

import hashlib
import os

from .bundles import ACTOR, MOMENT, Kept, Office, entry, operations, segment


def test_segments_and_files_come_out_as_they_went_in(office: Office) -> None:
    evidence = [os.urandom(700_000), b"", b"x" * 512]
    sealed = segment(blobs=[entry(content) for content in evidence])
    kept = office.sink = Kept()
    office.send([sealed], *evidence)

    received = office.receive()

    assert [one.sealed for one in received.segments] == [sealed]
    assert received.segments[0].operations == tuple(operations())
    assert received.segments[0].sha256 == hashlib.sha256(sealed.manifest).hexdigest()
    assert (received.segments[0].signer_name, received.segments[0].signed_at) == ("Amara Okafor", MOMENT)
    assert received.segments[0].manifest.actor == ACTOR
    assert list(received.blobs) == [entry(content) for content in evidence]
    assert list(kept.files.values()) == evidence
    assert received.following == ()
