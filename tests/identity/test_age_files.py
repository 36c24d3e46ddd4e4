"""Our age files against the library and the stock tool, and against everything that was not sealed just so."""

import io
import shutil
import subprocess

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.errors import Refused
from assessor_app.identity.age_head import Damaged, NotForThisKey, new_head, read_head
from assessor_app.identity.age_payload import Chunks
from assessor_app.models.age_streams import decrypt, decrypting, encrypt

CHUNK = 1 << 16
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK, 16 * CHUNK + 1, 33 * CHUNK]
IDENTITY = pyrage.x25519.Identity.generate()
KEY, RECIPIENT = str(IDENTITY), str(IDENTITY.to_public())


def content_of(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(4099)) * (size // 4099) + bytes(size % 4099)


def sealed(content: bytes, piece: int = 100_000) -> bytes:
    target = io.BytesIO()
    encrypt((content[at : at + piece] for at in range(0, len(content), piece)), target, RECIPIENT)
    return target.getvalue()


def opened(file: bytes, key: str = KEY) -> bytes:
    found = io.BytesIO()
    decrypt(io.BytesIO(file), found.write, key)
    return found.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_the_library_opens_our_files_and_we_its(size):
    content = content_of(size)
    assert pyrage.decrypt(sealed(content), [IDENTITY]) == content
    assert opened(pyrage.encrypt(content, [IDENTITY.to_public()])) == content
    assert len(sealed(content)) == len(sealed(content, piece=7 * CHUNK))


@pytest.mark.skipif(shutil.which("age") is None, reason="needs the stock age tool")
def test_stock_age_opens_our_files_and_we_its(tmp_path):
    (tmp_path / "key").write_text(KEY + "\n", encoding="ascii")
    content = content_of(3 * CHUNK + 5)
    (tmp_path / "ours").write_bytes(sealed(content))
    run = subprocess.run(["age", "-d", "-i", tmp_path / "key", tmp_path / "ours"], capture_output=True, check=True)
    assert run.stdout == content
    theirs = subprocess.run(["age", "-r", RECIPIENT], input=content, capture_output=True, check=True).stdout
    assert opened(theirs) == content


def test_a_file_for_several_people_opens_for_each_of_them():
    other = pyrage.x25519.Identity.generate()
    assert opened(pyrage.encrypt(b"shared", [other.to_public(), IDENTITY.to_public()])) == b"shared"
    head, file_key = new_head([str(other.to_public()), RECIPIENT])
    assert read_head(head, [KEY]) == read_head(head, [str(other)]) == file_key


def test_a_file_for_somebody_else_is_refused():
    other = str(pyrage.x25519.Identity.generate())
    with pytest.raises(Refused) as refusal:
        opened(sealed(b"ours"), other)
    assert refusal.value.code == "damaged-file"


def test_two_files_of_the_same_content_have_nothing_in_common():
    one, two = sealed(bytes(100)), sealed(bytes(100))
    assert one.split(b"---")[0] != two.split(b"---")[0]
    assert one[-116:] != two[-116:]


@pytest.mark.parametrize("size", [0, 1, CHUNK, 16 * CHUNK, 17 * CHUNK + 3])
def test_a_file_cut_short_or_longer_anywhere_that_counts_is_refused(size):
    file = sealed(content_of(size))
    payload = file.index(b"\n", file.index(b"\n---") + 1) + 17
    ends = {payload - 17, payload - 1, payload, payload + 15, len(file) - 1, len(file) - 16, len(file) - 17}
    ends |= set(range(payload, len(file), CHUNK + 16))
    for end in ends:
        with pytest.raises(Refused):
            opened(file[:end])
    for more in (b"x", bytes(16), file[payload:]):
        with pytest.raises(Refused):
            opened(file + more)


def test_chunks_in_another_order_are_refused():
    file = sealed(content_of(4 * CHUNK))
    at = len(file) - 4 * (CHUNK + 16)
    chunks = [file[at + n * (CHUNK + 16) :][: CHUNK + 16] for n in range(4)]
    with pytest.raises(Refused):
        opened(file[:at] + b"".join([chunks[1], chunks[0], *chunks[2:]]))


def test_an_empty_chunk_at_the_end_of_a_payload_is_refused():
    """A second spelling of the same content, which the specification forbids."""
    chunks = Chunks(bytes(16), bytes(16))
    payload = chunks.seal(bytes(CHUNK), last=False) + chunks.seal(b"", last=True)
    with pytest.raises(Damaged):
        Chunks(bytes(16), bytes(16)).open(payload, last=True)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_one_changed_byte_anywhere_is_refused(data):
    file = bytearray(sealed(b"what was kept" * 10))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        opened(bytes(file))


def test_a_stream_reads_the_same_in_any_steps_and_closes_its_file():
    content, source = content_of(20 * CHUNK + 9), io.BytesIO(sealed(content_of(20 * CHUNK + 9)))
    with decrypting(source, KEY) as stream:
        assert b"".join(iter(lambda: stream.read(99_991), b"")) == content
        assert stream.read(1) == b""
    assert source.closed


def test_a_head_of_any_length_is_not_read_to_its_end():
    endless = io.BytesIO(b"age-encryption.org/v1\n" + b"-> X25519 a\n" * 100_000)
    with pytest.raises(Refused):
        decrypt(endless, len, KEY)
    assert endless.tell() < 200_000


@pytest.mark.parametrize("share", [b"A" * 43, b"AQ" + b"A" * 41])
def test_a_share_that_nobody_can_compute_with_wraps_nothing(share):
    """Points of small order: every key would share the same secret with them."""
    head, _ = new_head([RECIPIENT])
    with pytest.raises(NotForThisKey):
        read_head(head.replace(head.split()[3], share), [KEY])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"-> X25519", b"->  X25519"),
        (b"-> X25519", b"-> x25519"),
        (b"\n---", b"\n\n---"),
        (b"\n---", b"\n-> \n\n---"),
        (b"\n---", b"\n-> other stanza\n\n---"),
        (b"v1\n", b"v1\r\n"),
        (b"v1\n", b"v2\n"),
    ],
)
def test_a_head_that_was_not_made_just_so_is_refused(old, new):
    head, _ = new_head([RECIPIENT])
    with pytest.raises((Damaged, NotForThisKey)):
        read_head(head.replace(old, new), [KEY])


def test_a_second_spelling_of_a_share_is_refused():
    """Base64 of 32 bytes leaves two bits over; they have to be nought."""
    head, _ = new_head([RECIPIENT])
    share = head.split()[3]
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = share[:-1] + letters[letters.index(share[-1:]) + 1 :][:1]
    with pytest.raises(Damaged):
        read_head(head.replace(share, other), [KEY])
