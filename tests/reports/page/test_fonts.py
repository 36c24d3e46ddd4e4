from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from assessor_app.paths import resources
from assessor_app.reports.page import fonts

FOLDER = Path(resources()) / "fonts"
FACES = sorted(FOLDER.glob("*.ttf"))
NEEDED = "ŵŷŴŶẁẃẅỳ → ✓ ≤ ≥ • … “ ” £ € Ωω Жж"


@pytest.mark.parametrize("file", FACES, ids=lambda file: file.stem)
def test_a_face_is_static_may_be_embedded_and_has_what_welsh_needs(file):
    font = TTFontFile(str(file))
    assert "fvar" not in font.table
    assert "glyf" in font.table
    assert int.from_bytes(font.get_table("OS/2")[8:10], "big") == 0
    assert {ord(character) for character in NEEDED} <= set(font.charToGlyph)


def test_every_face_that_pages_use_is_shipped():
    used = {
        fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD, fonts.DISPLAY, fonts.DISPLAY_MEDIUM,
        fonts.CODE, fonts.CODE_MEDIUM, fonts.FALLBACK,
    }  # fmt: skip
    assert used <= {file.stem for file in FACES}


def test_the_licences_are_shipped_beside_the_fonts():
    assert "SIL Open Font License" in (FOLDER / "OFL-Inter.txt").read_text("utf-8")
    assert "Bitstream Vera" in (FOLDER / "LICENCE-DejaVu.txt").read_text("utf-8")


def test_the_code_face_has_digits_of_one_width():
    assert len({fonts.width(digit, fonts.CODE, 10) for digit in "0123456789"}) == 1
    assert fonts.width("-", fonts.CODE, 10) == fonts.width("-", fonts.REGULAR, 10)
    assert len({fonts.width(digit, fonts.REGULAR, 10) for digit in "0123456789"}) > 1


def test_widths_are_those_of_the_file():
    font = TTFontFile(str(FOLDER / "Inter-Regular.ttf"))
    advance = font.get_table("hmtx")[4 * font.charToGlyph[ord("m")] :][:2]
    units = int.from_bytes(font.get_table("head")[18:20], "big")
    assert fonts.width("m", fonts.REGULAR, 12) == pytest.approx(int.from_bytes(advance, "big") / units * 12, rel=1e-3)
