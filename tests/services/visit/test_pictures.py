"""Photos: upright, without a trace of where and with what they were taken, encrypted; hostile ones are refused."""

import io
import struct
import zlib

import pyrage
import pytest
from PIL import Image, PngImagePlugin

from assessor_app.errors import Refused, Unavailable
from assessor_app.services.visit.picture_cleaning import clean_picture
from assessor_app.services.visit.pictures import Pictures
from tests.services.visit_day import ME, Day

SECRETS = (b"Canon", b"GPS", b"Amara's phone", b"2024:11:14", b"<x:xmpmeta", b"secret comment", b"Exif")


def photo(orientation: int = 6) -> bytes:
    """A picture, red at the left and blue at the right, with everything a camera can say about it."""
    picture = Image.new("RGB", (80, 40), "red")
    picture.paste("blue", (40, 0, 80, 40))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132], exif[0x013B] = (
        orientation,
        "Canon",
        "2024:11:14 10:00:00",
        "Amara's phone",
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 48.0, 1.0), 3: "W", 4: (1.0, 32.0, 1.0), 29: "2024:11:14"})
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=b"secret comment", xmp=b"<x:xmpmeta>here</x:xmpmeta>")
    return target.getvalue()


@pytest.fixture
def day(tmp_path):
    identity = pyrage.x25519.Identity.generate()
    opened = Day(tmp_path, (str(identity.to_public()), str(identity)))
    yield opened
    opened.store.close()


@pytest.fixture
def pictures(day):
    return Pictures(day.store, day.blobs, day.visits, ME, day.clock)


def test_nothing_but_pixels_stays_and_the_picture_stands_upright():
    before = photo()
    assert all(secret in before for secret in (b"Canon", b"Amara's phone", b"secret comment", b"<x:xmpmeta"))
    clean = clean_picture(before)
    assert not [secret for secret in SECRETS if secret in clean.content]
    with Image.open(io.BytesIO(clean.content)) as after:
        assert after.getexif() == {}
        assert not after.getexif().get_ifd(0x8825)
        assert after.size == (40, 80) == (clean.width, clean.height)
        top, bottom = after.getpixel((20, 8)), after.getpixel((20, 72))
        assert (top[0] > 200, top[2] < 60) == (True, True)
        assert (bottom[2] > 200, bottom[0] < 60) == (True, True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_of_a_camera_is_turned(orientation):
    clean = clean_picture(photo(orientation))
    assert (clean.width > clean.height) is (orientation < 5)


def test_text_in_a_png_goes_and_its_transparency_stays():
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", "Amara's phone")
    target = io.BytesIO()
    Image.new("RGBA", (9, 9), (10, 20, 30, 128)).save(target, "PNG", pnginfo=facts)
    clean = clean_picture(target.getvalue())
    assert b"Amara" not in clean.content
    with Image.open(io.BytesIO(clean.content)) as after:
        assert after.getpixel((4, 4)) == (10, 20, 30, 128)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_other_kinds_are_read_too(kind):
    target = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(target, kind)
    assert clean_picture(target.getvalue()).width == 20


def bomb() -> bytes:
    """A PNG of a few bytes that claims 50,000 by 50,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n",
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
        photo()[: len(photo()) // 2],
        photo()[:20],
        bomb(),
        b"\xff\xd8\xff\xe0" + b"\0" * 5000,
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 300,
        b"RIFF\xff\xff\xff\x7fWEBPVP8 " + b"\0" * 40,
        b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\xff" * 200,
    ],
)
def test_what_is_no_whole_photo_is_refused_in_a_sentence_and_nothing_is_kept(day, pictures, content):
    with pytest.raises(Refused) as told:
        pictures.add(day.id, content)
    assert told.value.sentence.startswith("The photo was not added: ")
    assert day.read().evidence == ()
    assert not list(day.blobs.folder.rglob("*.age"))


def test_a_photo_is_among_evidence_and_notes_encrypted_and_named_by_its_content(day, pictures, tmp_path):
    file = tmp_path / "IMG_0042.jpg"
    file.write_bytes(photo())
    added = pictures.add_file(day.id, file, "Coaching wall", "s1", "evaluating-impact.culture")
    record = day.read()
    assert record.evidence == (added.evidence,)
    assert record.notes == (added.note,)
    assert (added.evidence.code, added.evidence.strands) == ("P01", ("evaluating-impact.culture",))
    assert (added.note.picture, added.note.session) == (added.evidence.id, "s1")
    assert b"IMG_0042" not in repr(record).encode()
    assert day.visits.evidence_bytes(added.evidence)[:2] == b"\xff\xd8"
    stored = day.blobs.path_of(added.evidence.file_sha256).read_bytes()
    assert stored.startswith(b"age-encryption.org")
    assert pictures.add(day.id, photo(3)).evidence.code == "P02"


def test_undo_takes_a_photo_back_as_a_whole(day, pictures):
    added = pictures.add(day.id, photo())
    day.judging.undo(day.id).result()
    assert (day.read().evidence, day.read().notes) == ((), ())
    day.judging.redo(day.id).result()
    assert day.read().evidence == (added.evidence,)


def test_a_file_that_cannot_be_read_is_said_to_be(day, pictures, tmp_path):
    with pytest.raises(Unavailable):
        pictures.add_file(day.id, tmp_path / "gone.jpg")
