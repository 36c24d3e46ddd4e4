"""Bundles that somebody has tampered with, or never was entitled to make: refused in words, and nothing remains.

Whoever knows the office's public key can encrypt anything to it, so most of these are well-encrypted.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.exchange.segment import BlobEntry, SealedSegment
from assessor_app.errors import Refused
from assessor_app.models.files.blobs import Blobs
from assessor_app.sync import tar

from .bundles import Office, container, entry, lines, operations, segment, sign

EVIDENCE = random.Random(7).randbytes(70_000)
OTHER = random.Random(8).randbytes(70_000)
GOOD = segment(blobs=[entry(EVIDENCE)])
INSIDE = container([GOOD], EVIDENCE)
DEEP = b"[" * 100_000


@pytest.fixture
def guarded(office: Office) -> Iterator[Office]:
    """An office whose incoming files wait in quarantine; whatever a test does, none may remain there."""
    folder = office.folder / "store"
    folder.mkdir()
    with Blobs(folder, office.key, str(office.identity)).quarantine() as office.sink:
        yield office
    assert list(folder.iterdir()) == []


def refusal(office: Office) -> Refused:
    with pytest.raises(Refused) as caught:
        office.receive()
    assert "othing" in caught.value.sentence, "a person must be told that nothing was changed"
    return caught.value


def member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def parts(sealed: SealedSegment, number: int = 0) -> list[bytes]:
    """Manifest, signature and operations as members."""
    folder = f"segments/{number:04d}/"
    return [
        member(folder + "manifest.json", sealed.manifest),
        member(folder + "manifest.p7s", sealed.signature),
        member(folder + "ops.jsonl", sealed.operations),
    ]


def joined(*members: bytes) -> bytes:
    return b"".join(members) + tar.END


def forged_header(change: Callable[[bytearray], None]) -> bytes:
    """The header of a small file, changed, its checksum made right again."""
    block = bytearray(tar.header(tar.Member("blobs/" + "0" * 64, 3)))
    change(block)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def with_forged(change: Callable[[bytearray], None]) -> bytes:
    return joined(*parts(segment()), forged_header(change), b"abc".ljust(512, b"\0"))


def put(start: int, value: bytes) -> Callable[[bytearray], None]:
    def change(block: bytearray) -> None:
        block[start : start + len(value)] = value

    return change


def resigned(manifest: bytes) -> bytes:
    """A bundle whose signer signed this manifest, whatever it says."""
    return joined(*parts(SealedSegment(manifest, sign(manifest), GOOD.operations)))


def claiming(**other: object) -> bytes:
    return container([segment(**other)])  # type: ignore[arg-type]


def of_operations(raw: bytes, count: int = 3) -> bytes:
    """A bundle whose signer signed for these operation lines."""
    return joined(*parts(segment(operations(count), raw=raw)))


def line_with(old: bytes, new: bytes) -> bytes:
    """One signed operation line in which `old` was replaced before signing."""
    raw = lines(operations(1))
    assert old in raw
    return of_operations(raw.replace(old, new), 1)


HOSTILE_NAMES = [
    b"../evil",
    b"/etc/passwd",
    b"blobs/../../x",
    b"C:\\x",
    b"segments\\0000\\manifest.json",
    b"blobs/" + b"A" * 64,
    b"blobs/" + b"0" * 63,
    b"blobs/" + b"0" * 64 + b"\n",
    b"segments/0000/extra",
    b"segments/0000/manifest.json\0x",
    b"segments/00000/manifest.json",
    b"blobs/con",
    b"./blobs/" + b"0" * 64,
    b"\xe2\x80\xaetxt",
    b"",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_that_assay_does_not_give_is_refused(guarded: Office, name: bytes) -> None:
    guarded.send_raw(with_forged(put(0, name.ljust(100, b"\0"))))
    assert refusal(guarded).code == "bad-container"


@pytest.mark.parametrize("kind", [bytes([code]) for code in b"1234567xgLKSVA\0"])
def test_anything_but_a_plain_file_is_refused(guarded: Office, kind: bytes) -> None:
    guarded.send_raw(with_forged(put(156, kind)))
    assert refusal(guarded).code == "bad-container"


FORGED_FIELDS = {
    "a link target": put(157, b"/etc/passwd"),
    "a prefix": put(345, b"../.."),
    "a set-user-id mode": put(100, b"0004755\0"),
    "an owner": put(108, b"0001750\0"),
    "an owner's name": put(265, b"root"),
    "a date": put(136, b"14000000000\0"),
    "the GNU magic": put(257, b"ustar  \0"),
    "a size in base 256": put(124, b"\x80" + b"\0" * 10 + b"\x03"),
    "a size with a sign": put(124, b"-0000000003\0"),
    "a size with spaces": put(124, b"         3 \0"),
    "a size with a digit 8": put(124, b"00000000008\0"),
    "something after the header": put(500, b"x"),
}


@pytest.mark.parametrize("change", FORGED_FIELDS.values(), ids=FORGED_FIELDS.keys())
def test_a_header_in_any_other_spelling_is_refused(guarded: Office, change: Callable[[bytearray], None]) -> None:
    guarded.send_raw(with_forged(change))
    assert refusal(guarded).code == "bad-container"


def test_a_wrong_checksum_is_refused(guarded: Office) -> None:
    guarded.send_raw(b"\x01" + INSIDE[1:])
    assert refusal(guarded).code == "bad-container"


MANIFEST, SIGNATURE, OPERATIONS = parts(GOOD)
FILE = member(f"blobs/{entry(EVIDENCE).sha256}", EVIDENCE)
SECOND = segment(operations(2, 4), first_seq=4, last_seq=5, prev="ef" * 32)

CONTAINERS: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", "damaged"),
    "no segment": (tar.END, "empty"),
    "a file without a segment": (joined(FILE), "empty"),
    "no manifest": (joined(SIGNATURE, OPERATIONS), "bad-container"),
    "no signature": (joined(MANIFEST, OPERATIONS), "bad-container"),
    "no operations": (joined(MANIFEST, SIGNATURE), "bad-container"),
    "a second segment cut short": (joined(*parts(GOOD), *parts(SECOND, 1)[:2]), "bad-container"),
    "the signature first": (joined(SIGNATURE, MANIFEST, OPERATIONS), "bad-container"),
    "numbering from one": (joined(*parts(GOOD, 1)), "bad-container"),
    "a gap in the numbering": (joined(*parts(GOOD), *parts(SECOND, 2)), "bad-container"),
    "the same number twice": (joined(*parts(GOOD), *parts(SECOND, 0)), "bad-container"),
    "the same segment twice": (joined(*parts(GOOD), *parts(GOOD, 1)), "repeated"),
    "a file before the segment that names it": (
        joined(*parts(segment()), FILE, *parts(GOOD, 1)),
        "unlisted-file",
    ),
    "a segment after a file": (INSIDE[: -len(tar.END)] + joined(*parts(SECOND, 1)), "bad-container"),
    "a file nobody names": (joined(*parts(segment()), member(f"blobs/{entry(OTHER).sha256}", OTHER)), "unlisted-file"),
    "a file twice": (joined(*parts(GOOD), FILE, FILE), "unlisted-file"),
    "another file under its name": (
        joined(*parts(GOOD), member(f"blobs/{entry(EVIDENCE).sha256}", OTHER)),
        "changed",
    ),
    "a shorter file under its name": (
        joined(*parts(GOOD), member(f"blobs/{entry(EVIDENCE).sha256}", EVIDENCE[:-1])),
        "unlisted-file",
    ),
    "a file that is shorter than it says": (INSIDE[: -len(tar.END) - 60_000], "damaged"),
    "a card": (joined(member("card.json", b"{}"), member("card.p7s", b"")), "empty"),
    "a card after a segment": (joined(*parts(segment()), member("card.json", b"{}")), "bad-container"),
    "no end": (INSIDE[: -len(tar.END)], "damaged"),
    "half an end": (INSIDE[: -tar.BLOCK], "damaged"),
    "an end with something in it": (INSIDE[:-1] + b"x", "bad-container"),
    "something after the end": (INSIDE + b"more", "bad-container"),
    "nothing much after the end": (INSIDE + bytes(512), "bad-container"),
    "much after the end": (INSIDE + bytes(3_000_000), "bad-container"),
    "a second bundle after the end": (INSIDE + INSIDE, "bad-container"),
    "something in the filling": (INSIDE[: -len(tar.END) - 1] + b"x" + tar.END, "bad-container"),
    "a manifest of 8 GiB": (tar.header(tar.Member("segments/0000/manifest.json", tar.LARGEST_MEMBER)), "too-large"),
    "a signature of 8 GiB": (
        MANIFEST + tar.header(tar.Member("segments/0000/manifest.p7s", tar.LARGEST_MEMBER)),
        "too-large",
    ),
    "operations of 8 GiB": (
        MANIFEST + SIGNATURE + tar.header(tar.Member("segments/0000/ops.jsonl", tar.LARGEST_MEMBER)),
        "too-large",
    ),
    "fewer operations than signed": (
        joined(MANIFEST, SIGNATURE, member("segments/0000/ops.jsonl", lines(operations(2)))),
        "changed",
    ),
    "other operations than signed": (
        joined(MANIFEST, SIGNATURE, member("segments/0000/ops.jsonl", GOOD.operations.replace(b"v2", b"v9"))),
        "changed",
    ),
    "zip, renamed and encrypted": (b"PK\3\4".ljust(4096, b"\0"), "bad-container"),
}


@pytest.mark.parametrize(("inside", "code"), CONTAINERS.values(), ids=CONTAINERS.keys())
def test_a_container_put_together_otherwise_is_refused(guarded: Office, inside: bytes, code: str) -> None:
    guarded.send_raw(inside)
    assert refusal(guarded).code == code


CLAIMS: dict[str, tuple[bytes, str]] = {
    "no signature": (container([replace(GOOD, signature=b"")]), "bad-signature"),
    "the signature of another manifest": (container([replace(GOOD, signature=SECOND.signature)]), "bad-signature"),
    "a manifest changed after signing": (
        container([replace(GOOD, manifest=GOOD.manifest.replace(b'"A-0001"', b'"A-0009"'))]),
        "bad-signature",
    ),
    "rubbish, unsigned": (joined(*parts(SealedSegment(DEEP, b"", b""))), "bad-signature"),
    "the signature of somebody else": (claiming(signer="A-0002"), "wrong-signer"),
    "another office": (claiming(realm="00" * 32), "foreign-realm"),
    "no office": (claiming(realm=""), "foreign-realm"),
    "a size above every limit": (claiming(operations_size=1 << 40), "too-large"),
    "a count that is not its numbers'": (claiming(operations_count=9), "bad-manifest"),
    "numbers that run backwards": (claiming(first_seq=5, last_seq=3, prev="ef" * 32), "bad-manifest"),
    "a file named twice": (claiming(blobs=[entry(EVIDENCE), BlobEntry(entry(EVIDENCE).sha256, 1)]), "bad-manifest"),
    "a newer version": (resigned(GOOD.manifest.replace(b'"version":1', b'"version":2')), "newer"),
    "another format": (resigned(GOOD.manifest.replace(b"assay-segment", b"other-segment")), "bad-manifest"),
    "a key twice": (resigned(GOOD.manifest.replace(b'"app":', b'"actor":"A-0001","app":')), "bad-manifest"),
    "an unknown key": (resigned(GOOD.manifest.replace(b'"app":', b'"aap":1,"app":')), "bad-manifest"),
    "another spelling": (resigned(GOOD.manifest.replace(b'"app":', b'"app": ')), "bad-manifest"),
    "not a number": (resigned(GOOD.manifest.replace(b'"first_seq":1', b'"first_seq":NaN')), "bad-manifest"),
    "5,000 digits": (resigned(GOOD.manifest.replace(b'"first_seq":1', b'"first_seq":1' + b"0" * 4999)), "bad-manifest"),
    "nested 100,000 deep": (resigned(DEEP), "bad-manifest"),
    "not UTF-8": (resigned(b"\xff\xfe" + GOOD.manifest), "bad-manifest"),
    "an empty manifest": (resigned(b""), "bad-manifest"),
    "a list": (resigned(b"[]"), "bad-manifest"),
}


@pytest.mark.parametrize(("inside", "code"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_manifest_that_is_not_believed_refuses_the_bundle(guarded: Office, inside: bytes, code: str) -> None:
    guarded.send_raw(inside)
    assert refusal(guarded).code == code


SIGNED_OPERATIONS: dict[str, tuple[bytes, str]] = {
    "fewer than counted": (of_operations(lines(operations(2))), "bad-operations"),
    "more than counted": (of_operations(lines(operations(4))), "bad-operations"),
    "no line end at the end": (of_operations(lines(operations(3))[:-1]), "bad-operations"),
    "an empty line": (of_operations(lines(operations(2)) + b"\n"), "bad-operation"),
    "another device": (of_operations(lines(operations(3, device="f" * 16))), "bad-operations"),
    "another person": (of_operations(lines(operations(3, actor="A-0002"))), "bad-operations"),
    "another lane": (of_operations(lines(operations(3, lane="judgement/visit2"))), "bad-operation"),
    "another lane's field": (of_operations(lines(operations(3, field="school_text"))), "bad-operation"),
    "another visit": (
        of_operations(lines(operations(3, lane="judgement/visit2", entity="assessment/visit2/strand/s.one"))),
        "bad-operations",
    ),
    "numbers that start elsewhere": (of_operations(lines(operations(3, 2))), "bad-operations"),
    "numbers out of order": (of_operations(lines(operations(3)[::-1])), "bad-operations"),
    "the same one three times": (of_operations(lines(operations(1) * 3)), "bad-operations"),
    "an unknown entity": (of_operations(lines(operations(3, entity="office/1"))), "bad-operation"),
    "an unknown field": (of_operations(lines(operations(3, field="award"))), "bad-operation"),
    "a value of the wrong form": (of_operations(lines(operations(3, value=5))), "bad-operation"),
    "a line of 300 KiB": (of_operations(lines(operations(1, value="x" * 300_000)), 1), "bad-operation"),
    "a key twice": (line_with(b'"actor":', b'"actor":"A-0001","actor":'), "bad-operation"),
    "an unknown key": (line_with(b'"actor":', b'"aaa":1,"actor":'), "bad-operation"),
    "another spelling": (line_with(b'"actor":', b'"actor": '), "bad-operation"),
    "nested 100,000 deep": (line_with(b'"v0"', DEEP), "bad-operation"),
    "5,000 digits": (line_with(b'"seq":1', b'"seq":' + b"1" * 5000), "bad-operation"),
    "infinity": (line_with(b'"v0"', b"Infinity"), "bad-operation"),
    "half a character": (line_with(b'"v0"', b'"\\ud800"'), "bad-operation"),
    "a parent that is no operation": (line_with(b'"parents":[]', b'"parents":["x"]'), "bad-operation"),
}


@pytest.mark.parametrize(("inside", "code"), SIGNED_OPERATIONS.values(), ids=SIGNED_OPERATIONS.keys())
def test_operations_that_do_not_fit_their_manifest_refuse_the_bundle(guarded: Office, inside: bytes, code: str) -> None:
    guarded.send_raw(inside)
    assert refusal(guarded).code == code


def test_two_segments_that_give_a_file_two_sizes_are_refused(guarded: Office) -> None:
    listed = entry(EVIDENCE)
    longer = replace(GOOD, **_signed_for(BlobEntry(listed.sha256, listed.size + 1)))
    guarded.send_raw(container([GOOD, longer]))
    assert refusal(guarded).code == "changed"


def _signed_for(listed: BlobEntry) -> dict[str, bytes]:
    made = segment(blobs=[listed])
    return {"manifest": made.manifest, "signature": made.signature}


def test_one_bad_segment_refuses_the_good_ones_with_it(guarded: Office) -> None:
    guarded.send_raw(container([GOOD, replace(SECOND, operations=SECOND.operations.replace(b"v0", b"v1"))], EVIDENCE))
    assert refusal(guarded).code == "changed"


def test_a_signer_without_the_right_to_send_this_is_refused(guarded: Office) -> None:
    guarded.send([GOOD], EVIDENCE)

    def no_judgements(signer: object, manifest: object) -> None:
        raise Refused("Amara Okafor may not judge. Nothing was changed.", "not-allowed")

    with pytest.raises(Refused) as caught:
        guarded.receive(allow=no_judgements)
    assert caught.value.code == "not-allowed"


def test_the_manifest_is_not_looked_at_before_its_signature(office: Office) -> None:
    """An unsigned manifest that would be refused for itself is refused for its signature."""
    office.send_raw(joined(*parts(SealedSegment(b"{", b"x", b""))))
    assert refusal(office).code == "bad-signature"


@pytest.mark.parametrize("seed", range(40))
def test_any_bit_that_an_outsider_turns_inside_is_noticed(guarded: Office, seed: int) -> None:
    chance = random.Random(seed)
    inside = bytearray(INSIDE)
    inside[chance.randrange(len(inside) if seed % 2 else 6000)] ^= 1 << chance.randrange(8)
    guarded.send_raw(bytes(inside))
    refusal(guarded)


def flipped(good: bytes) -> Iterator[bytes]:
    chance = random.Random(4)
    for place in [*range(0, 400, 17), *(chance.randrange(len(good)) for _ in range(40)), len(good) - 1]:
        yield good[:place] + bytes([good[place] ^ (1 << chance.randrange(8))]) + good[place + 1 :]


def cut(good: bytes) -> Iterator[bytes]:
    chance = random.Random(5)
    ends = [0, 1, 20, 100, 200, 400, 5000, 65_536, len(good) - 1000, len(good) - 17, len(good) - 16, len(good) - 1]
    for end in ends + [chance.randrange(len(good)) for _ in range(20)]:
        yield good[:end]


@pytest.mark.parametrize("damage", [flipped, cut])
def test_any_damage_on_the_way_is_noticed(guarded: Office, damage: Callable[[bytes], Iterator[bytes]]) -> None:
    good = guarded.send([GOOD], EVIDENCE).read_bytes()
    for bad in damage(good):
        guarded.file.write_bytes(bad)
        assert refusal(guarded).code in {"damaged", "not-a-bundle", "wrong-key"}


def test_pieces_of_a_bundle_cannot_change_places(guarded: Office) -> None:
    good = guarded.send([GOOD], EVIDENCE).read_bytes()
    start = good.index(b"\n--- ") + 1 + 4 + 43 + 1 + 16
    piece = 65_536 + 16
    guarded.file.write_bytes(good[:start] + good[start + piece :] + good[start : start + piece])
    assert refusal(guarded).code == "damaged"


def test_something_appended_to_the_file_is_noticed(guarded: Office) -> None:
    good = guarded.send([GOOD], EVIDENCE).read_bytes()
    guarded.file.write_bytes(good + b"x")
    assert refusal(guarded).code == "damaged"


def test_a_bundle_for_somebody_else_is_refused_with_what_to_do(office: Office, tmp_path: Path) -> None:
    office.send([GOOD], EVIDENCE)
    stranger = Office(tmp_path)
    refused = refusal(stranger)
    assert refused.code == "wrong-key"
    assert refused.sentence.startswith("This bundle cannot be opened. It was made for someone else.")
    assert "add your key and send it again" in refused.sentence


NO_BUNDLES: Sequence[tuple[str, bytes]] = [
    ("empty", b""),
    ("a zip", b"PK\3\4" * 500),
    ("text", b"Dear Amara, here is the bundle"),
    ("an armoured age file", b"-----BEGIN AGE ENCRYPTED FILE-----\n"),
    ("another age version", b"age-encryption.org/v2\n-> X25519 x\n--- \n"),
]


@pytest.mark.parametrize("content", [content for _, content in NO_BUNDLES], ids=[name for name, _ in NO_BUNDLES])
def test_a_file_that_is_no_bundle_is_called_that(guarded: Office, content: bytes) -> None:
    guarded.file.write_bytes(content)
    assert refusal(guarded).code == "not-a-bundle"


def test_an_endless_age_header_is_not_read_to_its_end(guarded: Office) -> None:
    guarded.file.write_bytes(b"age-encryption.org/v1\n-> X25519 " + b"a" * 30_000_000)
    assert refusal(guarded).code == "damaged"


def test_the_words_for_a_changed_bundle_are_the_ones_on_the_screen(guarded: Office) -> None:
    guarded.send_raw(CONTAINERS["other operations than signed"][0])
    sentence = refusal(guarded).sentence
    assert sentence.startswith("This bundle was changed after it was signed. It has not been opened")
