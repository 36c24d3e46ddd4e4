import io
import shutil
import subprocess

import pikepdf
import pytest
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata

from assessor_app.identity.pdf_checks import TIMESTAMP
from assessor_app.identity.pdf_signatures import ASSESSOR, VERIFIER, _signed, check_pdf, counter_sign, sign_pdf
from assessor_app.reports.page.signature_box import BOX, name_lines, signature_appearance
from assessor_app.reports.preview import page_count, page_picture
from tests.identity.people import NOW, Office
from tests.reports.sample import pages
from tests.reports.stamping import stamped

DETAILS = ("Signed electronically", "22 November 2026, 11:42 UTC", "Key 7F2C 19A4")


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def signed(made, office):
    picture = signature_appearance("Siân Ŵyn", DETAILS)
    return sign_pdf(made.pdf, office.person("A-0001", "Siân Wyn"), picture, at=NOW)


@pytest.fixture(scope="module")
def verified(signed, office):
    picture = signature_appearance("Noor Ali", DETAILS)
    return counter_sign(signed, office.person("V-0001", "Noor Ali"), picture, office.trust(), at=NOW)


def last_page(pdf):
    return page_picture(pdf, page_count(pdf) - 1, 600).bgra


def fields(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        last = opened.pages[-1]
        return {
            str(field.T): (
                str(field.FT),
                "/V" in field,
                [float(side) for side in field.Rect],
                any(field.objgen == each.objgen for each in last.Annots),
            )
            for field in opened.Root.AcroForm.Fields
        }


def test_two_empty_fields_fill_the_boxes_of_the_last_page(made):
    found = fields(made.pdf)
    assert list(found) == [ASSESSOR, VERIFIER, TIMESTAMP]
    _, _, (left, bottom, right, top), _ = found.pop(TIMESTAMP)
    assert (right - left, top - bottom) == (0, 0)
    for kind, is_signed, (left, bottom, right, top), on_last in found.values():
        assert (kind, is_signed, on_last) == ("/Sig", False, True)
        assert (right - left, top - bottom) == pytest.approx(BOX)
    assert found[ASSESSOR][2][1] > found[VERIFIER][2][3]


def test_both_signatures_hold_strictly(verified, office):
    assert [verdict.holds for verdict in check_pdf(verified, office.trust(), moment=NOW)] == [True, True]


def test_a_time_stamp_fills_the_field_kept_for_it_and_both_signatures_still_hold(verified, office):
    later = stamped(verified, office)
    assert [verdict.holds for verdict in check_pdf(later, office.trust(), moment=NOW)] == [True, True]
    assert list(fields(later)) == [ASSESSOR, VERIFIER, TIMESTAMP]
    assert fields(later)[TIMESTAMP][1]


def test_a_time_stamp_of_somebody_unknown_proves_no_time_and_takes_nothing_from_the_signatures(verified, office):
    later = stamped(verified, Office("Another office"))
    verdicts = check_pdf(later, office.trust(), moment=NOW)
    assert [verdict.holds for verdict in verdicts] == [True, True]
    assert all("so it proves no time" in verdict.sentence for verdict in verdicts)


def test_a_signature_in_the_field_of_the_time_stamp_is_refused(verified, office):
    own = office.person("A-0002", "Somebody Else")
    metadata = PdfSignatureMetadata(field_name=TIMESTAMP, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    third = _signed(verified, metadata, own, signature_appearance("Somebody Else", DETAILS), NOW)
    verdicts = check_pdf(third, office.trust(), moment=NOW)
    assert [verdict.code for verdict in verdicts] == ["extra-field", "extra-field"]


def test_stock_tools_find_both_signatures_valid(verified, tmp_path):
    if not shutil.which("pdfsig"):
        pytest.skip("needs pdfsig")
    (tmp_path / "report.pdf").write_bytes(verified)
    told = subprocess.run(
        ["pdfsig", "-nocert", "report.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert told.stdout.count("Signature is Valid") == 2
    assert told.stdout.count("Total document signed") >= 1


def test_a_signature_takes_the_place_of_the_line_to_sign_on(made, signed):
    before, after = (last_page(pdf) for pdf in (made.pdf, signed))
    assert before != after
    assert before[: len(before) // 6] == after[: len(after) // 6]


def test_signing_changes_no_words_of_the_pages(made, signed):
    assert pages(signed)[:-1] == pages(made.pdf)[:-1]


def test_a_name_gets_smaller_then_more_lines_then_an_ellipsis():
    room = BOX[0] - 30
    assert name_lines("Amara Okafor", room)[0] == 17
    assert name_lines("Angharad Llewellyn-ap-Rhys Jones", room)[0] == 14
    size, laid = name_lines("Angharad Llewellyn-ap-Rhys Jones of Llanfairpwllgwyngyll", room)
    assert (size, len(laid)) == (12, 2)
    for long in ("Angharad " * 12, "W" * 64):
        size, laid = name_lines(long, room)
        assert (size, len(laid)) == (10, 3)
        assert "".join(run.text for line in laid for run in line) == long.strip()
    size, laid = name_lines("Angharad " * 30, room)
    assert (size, len(laid)) == (9, 3)
    assert laid[2][-1].text.endswith("…")


def test_an_appearance_is_one_small_page_with_the_words_and_nothing_else():
    pdf = signature_appearance("Siân Ŵyn", DETAILS)
    assert pages(pdf) == ["Siân Ŵyn Signed electronically 22 November 2026, 11:42 UTC Key 7F2C 19A4"]
    assert signature_appearance("Siân Ŵyn", DETAILS) == pdf
