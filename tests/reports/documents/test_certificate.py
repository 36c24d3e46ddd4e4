"""The certificate: one page, accessible, its code readable from a grey picture, its names as large as they fit."""

import pypdfium2
import pytest
import zxingcpp

from assessor_app.credentials.compact import check_compact, compact
from assessor_app.domain.award.credential import CompactAward
from assessor_app.identity.pdf_signatures import check_pdf, seal_pdf
from assessor_app.reports.documents.certificate import CertificateContent, certificate, fits
from assessor_app.services.schemes.shelf import SchemeShelf
from tests.credentials.awards import DID, KEY, award_of
from tests.identity.people import NOW, Office
from tests.reports import verapdf
from tests.reports.page.test_words import words
from tests.reports.sample import pages
from tests.reports.tagging.reading import spoken
from tests.tools import needs_tool, needs_verapdf

WELSH = "Ysgol Gynradd Gymraeg Dŵr-y-felin Ŷd"
LONG = "The Federation of Saint Mary Magdalene and Weir Road Church of England Primary Schools"


def code_of(award):
    short = CompactAward(
        award.number,
        award.institution.name,
        award.scheme.short_title,
        award.outcome.name,
        award.given_on,
        award.until_on,
    )
    return compact(short, KEY)


def made(scheme, place, name):
    award = award_of(scheme, place, name=name, place="Leeds")
    return certificate(CertificateContent(award, code_of(award)))


@pytest.fixture(scope="module")
def certificates():
    scheme = SchemeShelf().get("pdqm", "3.1")
    return {
        "bronze": made(scheme, 0, LONG),
        "silver": made(scheme, 1, "Hollin Bank Community School"),
        "gold": made(scheme, 2, WELSH),
    }


def picture(pdf, pixels_an_inch):
    return pypdfium2.PdfDocument(pdf)[0].render(scale=pixels_an_inch / 72).to_pil().convert("L")


def test_the_code_is_read_from_a_grey_picture_and_says_what_is_printed(certificates):
    for name, pdf in certificates.items():
        found = zxingcpp.read_barcodes(picture(pdf, 100))
        assert len(found) == 1, name
        award, _ = check_compact(found[0].text, (DID,))
        assert (award.award.casefold(), award.number) == (name, "PDQM-2026-0187")


def test_three_awards_are_told_apart_in_grey(certificates):
    seals = [picture(pdf, 60).crop((60, 50, 180, 200)).tobytes() for pdf in certificates.values()]
    assert len(set(seals)) == 3


def test_it_is_one_page_that_says_everything(certificates):
    (page,) = pages(certificates["gold"])
    for said in (
        WELSH,
        "holds the",
        "Gold award",
        "28 November 2026",
        "27 November 2029",
        "PDQM-2026-0187",
        "Priya Nair",
    ):
        assert said in page


def test_a_long_name_takes_two_lines_and_one_over_ninety_letters_is_asked_to_be_shorter():
    assert fits(LONG)
    assert not fits("x" * 91)


@needs_tool("pdfinfo")
def test_every_word_but_those_of_the_seal_is_read(certificates, tmp_path):
    printed = words(" ".join(pages(certificates["silver"])))
    assert set(printed - words(spoken(certificates["silver"], tmp_path))) <= {"Silver"}


@needs_verapdf
def test_it_keeps_to_both_standards_sealed_or_not(certificates, tmp_path):
    files = dict(certificates)
    files["sealed"] = seal_pdf(certificates["silver"], Office().person("A-0001", "Priya Nair"), NOW)
    for name, pdf in files.items():
        (tmp_path / name).write_bytes(pdf)
    found = verapdf.failures("ua1,2a", [tmp_path / name for name in files])
    assert found == {name: {"ua1": [], "2a": []} for name in files}


def test_the_seal_holds_and_a_changed_certificate_does_not(certificates):
    office = Office()
    sealed = seal_pdf(certificates["silver"], office.person("A-0001", "Priya Nair"), NOW)
    (verdict,) = check_pdf(sealed, office.trust(), moment=NOW)
    assert (verdict.field, verdict.holds, verdict.signer.name) == ("Office", True, "Priya Nair")
    harmed = bytearray(sealed)
    at = sealed.index(b"PDQM-2026-0187") if b"PDQM-2026-0187" in sealed else 2000
    harmed[at] ^= 1
    assert not any(each.holds for each in safely(bytes(harmed), office))


def safely(pdf, office):
    from assessor_app.errors import Refused

    try:
        return check_pdf(pdf, office.trust(), moment=NOW)
    except Refused:
        return ()
