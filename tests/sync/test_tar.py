"""The container has one spelling, and stock tar reads it."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.errors import Refused
from assessor_app.sync import tar

NAMES = st.one_of(
    st.from_regex(r"segments/[0-9]{4}/(manifest\.json|manifest\.p7s|ops\.jsonl)", fullmatch=True),
    st.from_regex(r"blobs/[0-9a-f]{64}", fullmatch=True),
)
MEMBERS = st.builds(tar.Member, NAMES, st.integers(0, tar.LARGEST_MEMBER))


@given(MEMBERS)
def test_a_header_is_read_as_it_was_written(member: tar.Member) -> None:
    assert tar.read_header(tar.header(member)) == member


@given(MEMBERS, st.integers(0, tar.BLOCK - 1), st.integers(1, 255))
def test_a_header_with_any_other_byte_is_refused(member: tar.Member, place: int, change: int) -> None:
    block = bytearray(tar.header(member))
    block[place] ^= change
    with pytest.raises(Refused):
        tar.read_header(bytes(block))


@given(st.binary(max_size=600))
def test_whatever_comes_is_a_header_or_refused(block: bytes) -> None:
    try:
        member = tar.read_header(block)
    except Refused:
        return
    assert block == (bytes(tar.BLOCK) if member is None else tar.header(member))


@given(MEMBERS)
def test_the_standard_library_agrees_about_a_header(member: tar.Member) -> None:
    found = tarfile.TarInfo.frombuf(tar.header(member), "ascii", "strict")
    assert (found.name, found.size, found.type, found.mode) == (member.name, member.size, tarfile.REGTYPE, 0o600)


def test_content_is_filled_up_to_whole_blocks() -> None:
    assert [len(tar.padding(size)) for size in (0, 1, 511, 512, 513)] == [0, 511, 1, 0, 511]


def test_the_standard_library_lists_a_container() -> None:
    one, two = tar.Member("segments/0000/manifest.json", 3), tar.Member("blobs/" + "0" * 64, 0)
    raw = tar.header(one) + b"abc" + tar.padding(3) + tar.header(two) + tar.END
    with tarfile.open(fileobj=io.BytesIO(raw)) as listed:
        assert [member.name for member in listed] == [one.name, two.name]
