"""Every document of every mark keeps to PDF/UA-1 and PDF/A, unsigned, signed once, twice and sealed; and a reader
program that knows the office's root trusts each signature. veraPDF is started once for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
import zxingcpp

from assessor_app.credentials.compact import check_compact
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_seal import seal_for_long
from assessor_app.identity.pdf_signatures import counter_sign, seal_pdf, sign_pdf
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.reports.page.signature_box import signature_appearance
from assessor_app.services.saving import utc_now
from tests.credentials.awards import DID
from tests.identity.people import Office
from tests.identity.time_authority import TimeAuthority, serving
from tests.reports import verapdf
from tests.services.documents_of_marks import MARKS, documents_of, office_of
from tests.tools import needs, needs_verapdf

STATES = ("signed once", "signed twice", "sealed")
PEOPLE = {"signed once": 1, "signed twice": 2, "sealed": 2}
FALSE_ALARM = "STREAM-LENGTH"
"""For a stream whose last byte is a carriage return, about one in 256."""


@dataclass(frozen=True)
class Documents:
    """unsigned and signed: by mark and name, and in which file each is; root: of the office that signed (PEM)."""

    unsigned: dict[tuple[str, str], Path]
    signed: dict[tuple[str, str], Path]
    root: bytes

    def by_flavours(self) -> dict[str, list[Path]]:
        """Reports carry their results, so they are PDF/A-3a; all else is 2a."""
        groups: dict[str, list[Path]] = {"ua1,2a": [], "ua1,3a": []}
        for (_, name), file in {**self.unsigned, **self.signed}.items():
            groups["ua1,3a" if name.startswith("report") else "ua1,2a"].append(file)
        return groups


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Documents:
    folder, now = tmp_path_factory.mktemp("documents"), utc_now()
    office, authority = Office(at=now), TimeAuthority(folder / "time stamps")
    found = Documents({}, {}, office.certificate)
    with serving(authority) as server:
        stamps = TimeStamps(server.address, der_of(authority.root), 600)
        for mark in MARKS:
            with office_of(mark) as (opened, assessment):
                made = documents_of(opened, assessment)
            sealed_once = next(name for name in made if name.startswith("certificate"))
            signed = dict(_signed(made["report"], made[sealed_once], office, stamps))
            for kept, files in ((found.unsigned, made), (found.signed, signed)):
                for name, pdf in files.items():
                    kept[mark, name] = folder / f"{mark}, {name}.pdf"
                    kept[mark, name].write_bytes(pdf)
    return found


def _signed(report: bytes, certificate: bytes, office: Office, stamps: TimeStamps) -> Iterator[tuple[str, bytes]]:
    picture = signature_appearance("Siân Ŵyn", ("Signed electronically", "22 November 2026, 11:42 UTC"))
    once = sign_pdf(report, office.person("A-0001", "Siân Wyn"), picture, at=office.at)
    twice = counter_sign(once, office.person("V-0001", "Noor Ali"), picture, office.trust(), at=office.at)
    sealed = seal_pdf(certificate, office.person("A-0002", "Priya Nair"), office.at)
    yield "report, signed once", once
    yield "report, signed twice", twice
    yield "report, sealed", seal_for_long(twice, office.trust(), stamps)
    yield "certificate, sealed", sealed
    yield "certificate, sealed for long", seal_for_long(sealed, office.trust(), stamps)


@needs_verapdf
def test_every_document_of_every_mark_keeps_to_both_standards(documents):
    found = verapdf.failures_of(documents.by_flavours())
    assert len(found) == len(documents.unsigned) + len(documents.signed)
    assert {name: rules for name, rules in found.items() if any(rules.values())} == {}


def test_every_kind_of_document_is_among_them(documents):
    kinds = {"report", "report for panel", "evidence", "form", "plan", "renewal", "appeal", "complaint"}
    for mark in MARKS:
        assert kinds <= {name for one, name in documents.unsigned if one == mark}, mark


@pytest.mark.parametrize("mark", MARKS)
def test_a_second_judge_agrees_on_what_is_unsigned(documents, mark):
    found = {}
    for (_, name), file in ((key, file) for key, file in documents.unsigned.items() if key[0] == mark):
        archived = "PDF_A_3A" if name.startswith("report") else "PDF_A_2A"
        for profile in ("PDF_UA_1", archived):
            told = page_validation.validate_pdf(file, profile=getattr(page_validation.ValidationProfile, profile))
            found[name, profile] = [each.rule_id for each in told.failures if FALSE_ALARM not in each.rule_id]
    assert {key: rules for key, rules in found.items() if rules} == {}


def test_the_code_of_every_certificate_is_read_from_its_picture_and_verifies(documents):
    found = [file for (_, name), file in documents.unsigned.items() if name.startswith("certificate")]
    assert len(found) >= len(MARKS)
    for file in (*found, *(documents.signed[mark, "certificate, sealed for long"] for mark in MARKS)):
        page = pypdfium2.PdfDocument(file)[0].render(scale=100 / 72).to_pil().convert("L")
        (code,) = zxingcpp.read_barcodes(page)
        award, _ = check_compact(code.text, (DID,))
        assert award.number == "QM-2026-0187"


@pytest.fixture(scope="module")
def store(documents, tmp_path_factory) -> str:
    """A reader program's store of certificates, with the office's root."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "root.pem").write_bytes(documents.root)
    (folder / "nss").mkdir()
    where = f"sql:{folder / 'nss'}"
    needs("certutil", "-N", "-d", where, "--empty-password")
    needs("certutil", "-A", "-d", where, "-n", "office", "-t", "CT,C,C", "-i", str(folder / "root.pem"))
    return where


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("mark", MARKS)
def test_a_reader_program_with_the_offices_root_trusts_each_signature(documents, store, mark, state):
    said = needs("pdfsig", "-nssdir", store, str(documents.signed[mark, f"report, {state}"]))
    people = [part for part in said.split("Signature #")[1:] if "ETSI.CAdES.detached" in part]
    assert len(people) == PEOPLE[state]
    assert all("Signature is Valid." in part and "Certificate is Trusted." in part for part in people)
    assert "Total document signed" in people[-1] or state == "sealed"
