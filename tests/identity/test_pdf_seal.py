"""Sealing a signed report: revocation data and a time stamp inside, every signature as it was."""

import io
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_checks import check_pdf
from assessor_app.identity.pdf_seal import HttpTimeStamps, seal_for_long
from assessor_app.identity.pdf_signatures import counter_sign, sign_pdf
from assessor_app.reports.assessment_report import assessment_report
from assessor_app.reports.signature_box import signature_appearance
from assessor_app.services.scheme_shelf import SchemeShelf
from tests.identity.people import NOW, Office
from tests.identity.time_authority import TimeAuthority, serving
from tests.reports import verapdf
from tests.reports.sample import content_of, demo, demo_assessment
from tests.reports.tagging.small import small_document
from tests.tools import needs, needs_verapdf


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return TimeAuthority(tmp_path_factory.mktemp("time") / "stamps")


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def server(authority):
    with serving(authority) as server:
        yield server


def trust_of(office, authority):
    return replace(office.trust(), stamp_roots=der_of(authority.root))


@pytest.fixture(scope="module")
def signed(office):
    picture = signature_appearance("Sian Wyn", ("Signed electronically",))
    scheme = SchemeShelf().get("pdqm", "3.1")
    report = assessment_report(content_of(scheme, demo_assessment(scheme, demo())))
    once = sign_pdf(report, office.person("A-0001", "Sian Wyn"), picture, at=NOW)
    return counter_sign(once, office.person("V-0001", "Noor Ali"), picture, office.trust(), at=NOW)


def test_both_signatures_hold_and_proof_and_time_are_inside(office, authority, server, signed):
    sealed = seal_for_long(signed, office.trust(), HttpTimeStamps(server.address))
    assert [each.holds for each in check_pdf(sealed, trust_of(office, authority), moment=NOW)] == [True, True]
    assert sealed.startswith(signed)
    reader = PdfFileReader(io.BytesIO(sealed))
    store = DocumentSecurityStore.read_dss(reader)
    assert len(store.certs) >= 3
    assert len(store.crls) == 1
    assert [stamp.field_name for stamp in reader.embedded_timestamp_signatures] == ["Timestamp"]


def test_one_byte_changed_after_the_seal_is_noticed(office, authority, server, signed):
    sealed = bytearray(seal_for_long(signed, office.trust(), HttpTimeStamps(server.address)))
    trust = trust_of(office, authority)
    assert all(verdicts(bytes(sealed), trust))
    sealed[len(signed) + 40] ^= 1
    assert not any(verdicts(bytes(sealed), trust))


def verdicts(pdf, trust):
    try:
        return [each.holds for each in check_pdf(pdf, trust, moment=NOW)]
    except Refused:
        return [False]


def test_without_a_server_nothing_is_sealed_and_it_is_said(office, signed):
    with pytest.raises(Unavailable, match="no answer"):
        seal_for_long(signed, office.trust(), HttpTimeStamps("http://127.0.0.1:9"))


def test_what_is_unsigned_or_sealed_is_refused(office, server, signed):
    stamps = HttpTimeStamps(server.address)
    with pytest.raises(Refused, match="not signed"):
        seal_for_long(small_document().pdf, office.trust(), stamps)
    with pytest.raises(Refused, match="already"):
        seal_for_long(seal_for_long(signed, office.trust(), stamps), office.trust(), stamps)


@needs_verapdf
def test_a_sealed_report_keeps_to_both_standards(office, server, signed, tmp_path):
    (tmp_path / "sealed").write_bytes(seal_for_long(signed, office.trust(), HttpTimeStamps(server.address)))
    assert verapdf.failures("ua1,3a", [tmp_path / "sealed"]) == {"sealed": {"ua1": [], "3a": []}}


def test_pdfsig_trusts_both_signatures_with_the_offices_root_in_its_store(office, server, signed, tmp_path):
    store = tmp_path / "nss"
    store.mkdir()
    (tmp_path / "root.pem").write_bytes(office.certificate)
    (tmp_path / "sealed.pdf").write_bytes(seal_for_long(signed, office.trust(), HttpTimeStamps(server.address)))
    needs("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    root = str(tmp_path / "root.pem")
    needs("certutil", "-A", "-d", f"sql:{store}", "-n", "office", "-t", "CT,C,C", "-i", root)
    said = needs("pdfsig", "-nssdir", f"sql:{store}", str(tmp_path / "sealed.pdf"))
    people = [part for part in said.split("Signature #") if "ETSI.CAdES" in part]
    assert len(people) == 2
    assert all("Signature is Valid" in part and "Certificate is Trusted" in part for part in people)
