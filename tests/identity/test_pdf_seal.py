"""Sealing a signed report: revocation data and a time stamp inside, every signature as it was."""

import io
from dataclasses import dataclass, replace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_checks import check_pdf
from assessor_app.identity.pdf_seal import seal_for_long
from assessor_app.identity.pdf_signatures import (
    ASSESSOR,
    VERIFIER,
    FieldBox,
    add_fields,
    counter_sign,
    sign_pdf,
    unchanged_writer,
)
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page.signature_box import signature_appearance
from assessor_app.services.saving import utc_now
from assessor_app.services.schemes.shelf import SchemeShelf
from tests.identity.people import DAY, NOW, Office, picture, report
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


@pytest.fixture(scope="module")
def trust(office, authority):
    return replace(office.trust(), stamp_roots=der_of(authority.root))


def stamps(server, authority):
    return TimeStamps(server.address, der_of(authority.root))


@pytest.fixture(scope="module")
def signed(office):
    shown = signature_appearance("Sian Wyn", ("Signed electronically",))
    scheme = SchemeShelf().get("pdqm", "3.1")
    report = assessment_report(content_of(scheme, demo_assessment(scheme, demo())))
    once = sign_pdf(report, office.person("A-0001", "Sian Wyn"), shown, at=NOW)
    return counter_sign(once, office.person("V-0001", "Noor Ali"), shown, office.trust(), at=NOW)


def test_both_signatures_hold_and_proof_and_time_are_inside(office, authority, trust, server, signed):
    sealed = seal_for_long(signed, office.trust(), stamps(server, authority))
    assert [each.holds for each in check_pdf(sealed, trust, moment=NOW)] == [True, True]
    assert sealed.startswith(signed)
    reader = PdfFileReader(io.BytesIO(sealed))
    store = DocumentSecurityStore.read_dss(reader)
    assert len(store.certs) >= 3
    assert len(store.crls) == 1
    assert [stamp.field_name for stamp in reader.embedded_timestamp_signatures] == ["Timestamp"]


def test_one_byte_changed_after_the_seal_is_noticed(office, authority, trust, server, signed):
    sealed = bytearray(seal_for_long(signed, office.trust(), stamps(server, authority)))
    assert all(verdicts(bytes(sealed), trust))
    sealed[len(signed) + 40] ^= 1
    assert not any(verdicts(bytes(sealed), trust))


def verdicts(pdf, trust):
    try:
        return [each.holds for each in check_pdf(pdf, trust, moment=NOW)]
    except Refused:
        return [False]


LATER = 5 * 365 * DAY


@pytest.fixture(scope="module")
def today():
    return Office(at=utc_now())


@pytest.fixture(scope="module")
def sian(today):
    return today.person("A-0001", "Siân Wyn")


@pytest.fixture(scope="module")
def lasting(today, sian, server, authority):
    """Signed and sealed today, when nobody had been withdrawn."""
    blank = add_fields(report(ASSESSOR, VERIFIER), [FieldBox("Timestamp", 0, (0, 0, 0, 0))])
    once = sign_pdf(blank, sian, picture("Siân"), at=today.at)
    return once, seal_for_long(once, today.trust(), stamps(server, authority))


def code(pdf, trust, moment):
    found = check_pdf(pdf, trust, moment=moment)[0]
    return found.code or found.state.value


def knowing(today, authority, *crls, **more):
    return replace(today.trust(*crls, **more), stamp_roots=der_of(authority.root))


def test_a_sealed_signature_holds_when_its_certificate_has_run_out(today, authority, lasting):
    once, sealed = lasting
    later = today.at + LATER
    fresh = today.crl(at=later)
    assert code(once, knowing(today, authority, fresh), later) == "expired"
    assert code(sealed, knowing(today, authority, fresh, require_crl=True), later) == "valid"
    assert code(sealed, knowing(today, authority, require_crl=True), later) == "valid", "the list of then is sealed in"
    assert code(sealed, today.trust(fresh), later) == "expired", "who does not know the server has no proof of time"


def test_a_certificate_that_was_withdrawn_after_the_seal_leaves_it_standing(today, sian, authority, lasting):
    once, sealed = lasting
    moment = today.at + 30 * DAY
    withdrawn = today.crl(sian, since=today.at + 10 * DAY, at=moment)
    assert code(once, knowing(today, authority, withdrawn), moment) == "revoked"
    assert code(sealed, knowing(today, authority, withdrawn), moment) == "valid"


def test_a_certificate_that_was_withdrawn_before_the_seal_is_refused_whatever_is_sealed_in(
    today, sian, authority, lasting
):
    moment = today.at + 30 * DAY
    withdrawn = today.crl(sian, since=today.at - DAY, at=moment)
    for require in (False, True):
        assert code(lasting[1], knowing(today, authority, withdrawn, require_crl=require), moment) == "revoked"


def test_the_office_needs_a_list_that_was_fresh_when_the_time_was_proved(today, sian, server, authority, lasting):
    bare = seal_for_long(lasting[0], replace(today.trust(), crls=()), stamps(server, authority))
    stale = today.crl(at=today.at - 1000 * DAY)
    trust = knowing(today, authority, stale, require_crl=True)
    assert code(bare, trust, today.at + DAY) == "stale-revocation-list"
    assert code(lasting[1], trust, today.at + DAY) == "valid"


def test_a_list_that_a_stranger_sealed_in_counts_for_nothing(today, sian, server, authority, lasting):
    stranger = Office(at=today.at)
    forged = seal_for_long(lasting[0], stranger.trust(), stamps(server, authority))
    trust = replace(knowing(today, authority, require_crl=True), crls=())
    assert code(forged, trust, today.at + DAY) == "stale-revocation-list"


@dataclass(frozen=True)
class Junk:
    content: bytes

    def dump(self):
        return self.content


@pytest.mark.parametrize("junk", [b"no list", b"0\x82\xff\xff", b"0" * 2_000_000, b""])
def test_junk_in_the_security_store_is_passed_over_or_refused(today, server, authority, lasting, junk):
    held = io.BytesIO(lasting[0])
    contents = PdfFileReader(held).embedded_signatures[0].pkcs7_content
    DocumentSecurityStore.add_dss(held, contents, crls=[Junk(junk)], force_write=True)
    stamper = PdfTimeStamper(stamps(server, authority), field_name="Timestamp")
    stamper.timestamp_pdf(unchanged_writer(held.getvalue()), "sha256", output=(out := io.BytesIO()))
    assert code(out.getvalue(), knowing(today, authority), today.at + DAY) in ("valid", "bad-signature")
    trust = replace(knowing(today, authority, require_crl=True), crls=())
    assert code(out.getvalue(), trust, today.at + DAY) in ("stale-revocation-list", "bad-signature")


def test_without_a_server_nothing_is_sealed_and_it_is_said(office, signed):
    with pytest.raises(Unavailable, match="no answer"):
        seal_for_long(signed, office.trust(), TimeStamps("http://127.0.0.1:9", ()))


def test_what_is_unsigned_or_sealed_is_refused(office, authority, server, signed):
    given = stamps(server, authority)
    with pytest.raises(Refused, match="not signed"):
        seal_for_long(small_document().pdf, office.trust(), given)
    with pytest.raises(Refused, match="already"):
        seal_for_long(seal_for_long(signed, office.trust(), given), office.trust(), given)


@needs_verapdf
def test_a_sealed_report_keeps_to_both_standards(office, authority, server, signed, tmp_path):
    (tmp_path / "sealed").write_bytes(seal_for_long(signed, office.trust(), stamps(server, authority)))
    assert verapdf.failures("ua1,3a", [tmp_path / "sealed"]) == {"sealed": {"ua1": [], "3a": []}}


def test_pdfsig_trusts_both_signatures_with_the_offices_root_in_its_store(office, authority, server, signed, tmp_path):
    store = tmp_path / "nss"
    store.mkdir()
    (tmp_path / "root.pem").write_bytes(office.certificate)
    (tmp_path / "sealed.pdf").write_bytes(seal_for_long(signed, office.trust(), stamps(server, authority)))
    needs("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    root = str(tmp_path / "root.pem")
    needs("certutil", "-A", "-d", f"sql:{store}", "-n", "office", "-t", "CT,C,C", "-i", root)
    said = needs("pdfsig", "-nssdir", f"sql:{store}", str(tmp_path / "sealed.pdf"))
    people = [part for part in said.split("Signature #") if "ETSI.CAdES" in part]
    assert len(people) == 2
    assert all("Signature is Valid" in part and "Certificate is Trusted" in part for part in people)
