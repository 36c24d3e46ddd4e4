"""What a reader program lets pass is refused here; see the table in docs/threat-model.md."""

import io
import subprocess
from collections.abc import Callable

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field

from assessor_app.domain.signature import SignatureState, SignatureVerdict
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_signatures import ASSESSOR, VERIFIER, check_pdf, counter_sign, sign_pdf
from assessor_app.identity.signing import signer_for
from assessor_app.identity.trust import Trust
from tests.tools import needs_tool

from .people import DAY, NOW, Office, picture, report, spki, starter


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


@pytest.fixture(scope="module")
def sian(office):
    return office.person("A-0001", "Siân Wyn")


@pytest.fixture(scope="module")
def noor(office):
    return office.person("V-0001", "Noor Ali")


@pytest.fixture(scope="module")
def blank():
    return report(ASSESSOR, VERIFIER)


@pytest.fixture(scope="module")
def signed(blank, sian):
    return sign_pdf(blank, sian, picture("Siân Wyn"), NOW)


@pytest.fixture(scope="module")
def verified(signed, noor, office):
    return counter_sign(signed, noor, picture("Noor Ali"), office.trust(), NOW)


def verdicts(pdf, trust, **expected) -> dict[str, SignatureVerdict]:
    return {verdict.field: verdict for verdict in check_pdf(pdf, trust, expected or None, NOW)}


def codes(pdf, trust, **expected) -> dict[str, str]:
    return {name: verdict.code or verdict.state.value for name, verdict in verdicts(pdf, trust, **expected).items()}


def test_an_unsigned_report_has_two_empty_fields(blank, office):
    found = verdicts(blank, office.trust())
    assert [verdict.state for verdict in found.values()] == [SignatureState.UNSIGNED] * 2
    assert found[ASSESSOR].sentence == "The assessor has not signed."


def test_the_assessors_signature_holds_and_names_them(signed, office):
    found = verdicts(signed, office.trust(), Assessor="A-0001")
    assert found[ASSESSOR].holds
    assert found[ASSESSOR].signer.signed_at == NOW
    assert found[ASSESSOR].sentence == "Signed by Siân Wyn on 22 November 2026 at 11:42 UTC, and not changed since."
    assert found[VERIFIER].state is SignatureState.UNSIGNED


def test_both_signatures_hold_and_the_second_adds_to_the_first(signed, verified, office):
    found = verdicts(verified, office.trust(), Assessor="A-0001", Verifier="V-0001")
    assert [verdict.holds for verdict in found.values()] == [True, True]
    assert found[VERIFIER].signer.name == "Noor Ali"
    assert verified.startswith(signed)


def test_both_hold_at_the_office_which_requires_a_fresh_list(verified, office):
    assert codes(verified, office.trust(require_crl=True)) == {ASSESSOR: "valid", VERIFIER: "valid"}


def test_a_valid_signature_of_the_wrong_person_is_refused_by_name(verified, office):
    found = verdicts(verified, office.trust(), Assessor="A-0002", Verifier="V-0001")
    assert (found[ASSESSOR].code, found[ASSESSOR].signer.person) == ("wrong-person", "A-0001")
    assert "Siân Wyn's (A-0001)" in found[ASSESSOR].sentence
    assert found[VERIFIER].holds


@needs_tool("pdftotext")
def test_the_words_of_the_picture_are_in_the_page(signed, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed)
    text = subprocess.run(["pdftotext", "signed.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert "Siân Wyn" in text.decode()


def test_signing_leaves_the_metadata_alone(blank, sian):
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Report"
        pdf.save(changed := io.BytesIO(), fix_metadata_version=False)
    before = changed.getvalue()
    with pikepdf.open(io.BytesIO(before)) as pdf:
        xmp = pdf.Root.Metadata.read_raw_bytes()
    with pikepdf.open(io.BytesIO(sign_pdf(before, sian, picture("Siân"), at=NOW))) as pdf:
        assert pdf.Root.Metadata.read_raw_bytes() == xmp


def test_a_starter_signs_and_is_known_by_key_only(blank, office):
    own = starter()
    pdf = sign_pdf(blank, own, picture("Siân"), at=NOW)
    assert codes(pdf, office.trust())[ASSESSOR] == "unknown-signer"
    found = verdicts(pdf, office.trust(pinned=frozenset({spki(own)})))[ASSESSOR]
    assert found.holds
    assert "no office has certified it yet" in found.sentence


@pytest.mark.parametrize("require", [False, True])
def test_a_withdrawn_signer_is_refused(verified, office, sian, require):
    found = codes(verified, office.trust(office.crl(sian), require_crl=require))
    assert found == {ASSESSOR: "revoked", VERIFIER: "valid"}


def test_a_signer_of_another_office_is_refused(verified):
    assert codes(verified, Office().trust()) == {ASSESSOR: "unknown-signer", VERIFIER: "unknown-signer"}


def test_a_certificate_that_ran_out_is_refused(blank, office):
    old = office.person("A-0001", "Siân", at=NOW - 731 * DAY)
    pdf = sign_pdf(blank, old, picture("Siân"), at=NOW - 5 * DAY)
    assert codes(pdf, office.trust())[ASSESSOR] == "expired"


def test_nobody_signs_with_a_certificate_that_ran_out(blank, sian):
    with pytest.raises(Refused) as refusal:
        sign_pdf(blank, sian, picture("Siân"), at=NOW + 731 * DAY)
    assert refusal.value.code == "expired"


def test_a_report_is_signed_once(signed, verified, sian, noor, office):
    with pytest.raises(Refused, match="signed already"):
        sign_pdf(signed, sian, picture("Siân"), at=NOW)
    with pytest.raises(Refused, match="verified already"):
        counter_sign(verified, noor, picture("Noor"), office.trust(), at=NOW)


def test_a_report_without_a_place_is_not_signed(sian, noor, office):
    with pytest.raises(Refused, match="no place for the signature of the Assessor"):
        sign_pdf(report("Other"), sian, picture("Siân"), at=NOW)
    only = sign_pdf(report(ASSESSOR), sian, picture("Siân"), at=NOW)
    with pytest.raises(Refused, match="no place for the signature of the Verifier"):
        counter_sign(only, noor, picture("Noor"), office.trust(), at=NOW)


def test_a_verifier_does_not_vouch_for_what_the_assessor_has_not_signed(blank, signed, noor, office):
    with pytest.raises(Refused, match="assessor has not signed"):
        counter_sign(blank, noor, picture("Noor"), office.trust(), at=NOW)
    with pytest.raises(Refused, match="changed after it was signed"):
        counter_sign(overlaid(signed), noor, picture("Noor"), office.trust(), at=NOW)


# What somebody might do to a report on the way.


def increment(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def page_of(writer):
    return writer.root["/Pages"]["/Kids"][0].get_object()


def overlay(writer):
    forged = generic.StreamObject(stream_data=b"q BT /F1 40 Tf 50 400 Td (Gold) Tj ET Q")
    page = page_of(writer)
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(forged)])
    writer.update_container(page)


def overlaid(pdf):
    return increment(pdf, overlay)


def annotated(pdf):
    def change(writer):
        page = page_of(writer)
        box = generic.ArrayObject([generic.NumberObject(n) for n in (10, 300, 400, 500)])
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): box,
                pdf_name("/Contents"): generic.pdf_string("Gold"),
            }
        )
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])
        writer.update_container(page)

    return increment(pdf, change)


def field_of(writer, name):
    fields = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    return next(field for field in fields if field["/T"] == name)


def moved_field(pdf):
    def change(writer):
        field = field_of(writer, VERIFIER)
        field["/Rect"] = generic.ArrayObject([generic.NumberObject(n) for n in (10, 300, 400, 500)])
        writer.update_container(field)

    return increment(pdf, change)


def new_picture(pdf):
    def change(writer):
        field = field_of(writer, ASSESSOR)
        forged = generic.StreamObject(stream_data=b"q Q")
        forged[pdf_name("/Type")], forged[pdf_name("/Subtype")] = pdf_name("/XObject"), pdf_name("/Form")
        forged[pdf_name("/BBox")] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 240, 60)])
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(forged)})
        writer.update_container(field)

    return increment(pdf, change)


def dropped_certification(pdf):
    def change(writer):
        del writer.root["/Perms"]
        writer.update_root()

    return increment(pdf, change)


def flipped(pdf):
    at = pdf.index(b"/MediaBox") + 12
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def saved_again(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(saved := io.BytesIO())
    return saved.getvalue()


def signed_into(name, own):
    def act(pdf):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        metadata = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        return PdfSigner(metadata, signer_for(own)).sign_pdf(writer).getvalue()

    return act


CHANGES_TO_SIGNED = {
    "one bit flipped": flipped,
    "saved again by another program": saved_again,
    "page content laid over": overlaid,
    "a note added": annotated,
    "the empty field moved": moved_field,
    "the picture of the signature replaced": new_picture,
    "the certification dropped": dropped_certification,
    "rubbish after the end": lambda pdf: pdf + b"\n% rubbish\n",
    "a second document after the end": lambda pdf: pdf + pdf,
    "cut short": lambda pdf: pdf[:-100],
    "something before the beginning": lambda pdf: b"% rubbish\n" + pdf,
}


def holds(pdf, trust) -> list[str]:
    try:
        return [verdict.field for verdict in check_pdf(pdf, trust, None, NOW) if verdict.holds]
    except Refused:
        return []


@pytest.mark.parametrize("change", CHANGES_TO_SIGNED.values(), ids=CHANGES_TO_SIGNED)
def test_a_change_to_a_signed_report_is_noticed(signed, office, change):
    assert holds(signed, office.trust()) == [ASSESSOR]
    assert holds(change(signed), office.trust()) == []


@pytest.mark.parametrize("change", CHANGES_TO_SIGNED.values(), ids=CHANGES_TO_SIGNED)
def test_a_change_to_a_verified_report_undoes_both_signatures(verified, office, change):
    assert holds(verified, office.trust()) == [ASSESSOR, VERIFIER]
    assert holds(change(verified), office.trust()) == []


def test_a_third_signature_in_a_new_field_is_refused(verified, office):
    thief = signed_into("Panel", office.person("A-0009", "Thief"))
    assert codes(thief(verified), office.trust()) == {ASSESSOR: "extra-field", VERIFIER: "extra-field"}


def test_a_verifier_cannot_change_the_report_and_sign_over_it(signed, noor, office):
    for change in (overlaid, annotated, moved_field, new_picture, dropped_certification):
        forged = signed_into(VERIFIER, noor)(change(signed))
        assert codes(forged, office.trust())[ASSESSOR] in ("changed-since", "not-certifying"), change
        assert ASSESSOR not in holds(forged, office.trust())


def test_a_verifier_who_signs_first_is_refused(blank, noor, sian, office):
    forged = signed_into(ASSESSOR, sian)(signed_into(VERIFIER, noor)(blank))
    assert codes(forged, office.trust()) == {ASSESSOR: "out-of-order", VERIFIER: "out-of-order"}


def test_an_assessors_signature_that_leaves_the_report_open_is_refused(blank, sian, office):
    assert codes(signed_into(ASSESSOR, sian)(blank), office.trust())[ASSESSOR] == "not-certifying"


def test_a_certification_that_allows_more_is_refused(blank, sian, office):
    writer = IncrementalPdfFileWriter(io.BytesIO(blank))
    metadata = PdfSignatureMetadata(
        field_name=ASSESSOR,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.ANNOTATE,
    )
    loose = PdfSigner(metadata, signer_for(sian)).sign_pdf(writer).getvalue()
    assert codes(loose, office.trust())[ASSESSOR] == "not-certifying"


def test_an_older_kind_of_signature_is_refused(blank, sian, office):
    writer = IncrementalPdfFileWriter(io.BytesIO(blank))
    metadata = PdfSignatureMetadata(
        field_name=ASSESSOR, md_algorithm="sha256", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED, certify=True
    )
    older = PdfSigner(metadata, signer_for(sian)).sign_pdf(writer).getvalue()
    assert codes(older, office.trust())[ASSESSOR] == "bad-signature"


def test_a_signature_taken_from_another_report_is_refused(signed, sian, office):
    other = sign_pdf(report(ASSESSOR, VERIFIER) + b"\n", sian, picture("Siân"), at=NOW)
    start, end = (signed.index(b"/Contents <") + 11, signed.index(b">", signed.index(b"/Contents <") + 11))
    from_other = other.index(b"/Contents <") + 11
    swapped = signed[:start] + other[from_other : from_other + end - start] + signed[end:]
    assert holds(swapped, office.trust()) == []


def test_an_extra_text_field_is_refused(blank, sian, office):
    def change(writer):
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): generic.pdf_string("Award"),
                pdf_name("/V"): generic.pdf_string("Gold"),
            }
        )
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(field))
        writer.update_container(writer.root["/AcroForm"]["/Fields"])

    pdf = sign_pdf(increment(blank, change), sian, picture("Siân"), at=NOW)
    assert codes(pdf, office.trust())[ASSESSOR] == "extra-field"


def test_a_second_field_of_the_same_name_is_refused(blank, sian, office):
    def change(writer):
        append_signature_field(writer, SigFieldSpec("Panel", box=(0, 0, 9, 9)))
        field_of(writer, "Panel")["/T"] = generic.pdf_string(VERIFIER)

    pdf = sign_pdf(increment(blank, change), sian, picture("Siân"), at=NOW)
    assert holds(pdf, office.trust()) == []


@pytest.mark.parametrize("nonsense", [b"", b"%PDF-1.7\n", b"nonsense", b"%PDF-1.7\n" + b"[" * 100_000])
def test_what_is_no_report_is_refused_in_words(nonsense, office):
    with pytest.raises(Refused, match="not a report") as refusal:
        check_pdf(nonsense, office.trust())
    assert refusal.value.code == "unreadable-pdf"


def test_a_report_without_signature_fields_is_refused_in_words(office):
    with pytest.raises(Refused, match="not a report"):
        check_pdf(picture("no form"), office.trust())


@needs_tool("pdfsig")
@needs_tool("certutil")
def test_another_reader_agrees_once_it_trusts_the_office(verified, office, tmp_path):
    (tmp_path / "verified.pdf").write_bytes(verified)
    (tmp_path / "root.der").write_bytes(der_of(office.certificate)[0])
    (tmp_path / "nss").mkdir()

    def run(*command):
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    run("certutil", "-N", "-d", "sql:nss", "--empty-password")
    run("certutil", "-A", "-d", "sql:nss", "-n", "office", "-t", "CT,C,C", "-i", "root.der")
    told = run("pdfsig", "-nssdir", "sql:nss", "verified.pdf")
    assert told.count("Signature is Valid.") == 2
    assert told.count("Certificate is Trusted.") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Siân Wyn" in told
    assert "Total document signed" in told


def test_no_trust_no_signature(verified):
    assert holds(verified, Trust()) == []
