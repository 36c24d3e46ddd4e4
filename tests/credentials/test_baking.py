"""Credentials in pictures: read back as they went in, and pictures that are damaged or dangerous refused."""

import io
import json
import struct
import zlib

import pytest
from PIL import Image

from assessor_app.credentials.baking import KEYWORD, bake_png, bake_svg, baked_in
from assessor_app.errors import Refused
from assessor_app.reports.documents.award_picture import award_png, award_svg


@pytest.fixture(scope="module")
def picture(award):
    return award_png(award, 120)


def with_chunk(picture, data):
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
    return picture[:33] + chunk + picture[33:]


def test_a_png_carries_it_and_still_opens(picture, credential):
    text = json.dumps(credential, ensure_ascii=False)
    baked = bake_png(picture, text)
    assert baked_in(baked) == text
    opened = Image.open(io.BytesIO(baked))
    opened.load()
    assert opened.info["openbadgecredential"] == text
    assert baked_in(picture) is None


def test_an_svg_carries_it(award, credential):
    text = json.dumps(credential, ensure_ascii=False)
    assert baked_in(bake_svg(award_svg(award), text).encode()) == text
    assert baked_in(award_svg(award).encode()) is None


def test_a_compressed_text_of_others_is_read_but_never_without_end(picture):
    head = KEYWORD + b"\0\x01\0\0\0"
    assert baked_in(with_chunk(picture, head + zlib.compress(b'{"a": 1}'))) == '{"a": 1}'
    with pytest.raises(Refused, match="damaged"):
        baked_in(with_chunk(picture, head + zlib.compress(b"0" * (8 << 20))))


def test_a_png_with_a_flipped_byte_is_refused(picture):
    baked = bytearray(bake_png(picture, "{}"))
    baked[60] ^= 1
    with pytest.raises(Refused, match="damaged"):
        baked_in(bytes(baked))


def test_an_svg_that_declares_entities_is_not_opened():
    with pytest.raises(Refused, match="entities"):
        baked_in(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>')
