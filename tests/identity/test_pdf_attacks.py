"""What is done to a real report, once signed, signed twice and sealed: each is refused in one sentence."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper

from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_checks import check_pdf
from assessor_app.identity.pdf_seal import seal_for_long
from assessor_app.identity.pdf_signatures import ASSESSOR, VERIFIER, counter_sign, sign_pdf, unchanged_writer
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page.signature_box import signature_appearance
from assessor_app.schemes.loading import load_shipped
from assessor_app.services.saving import utc_now
from tests.reports.sample import content_of, demo, demo_assessment

from .people import DAY, Office
from .test_pdf_signatures import field_of, increment, page_of, signed_into
from .time_authority import TimeAuthority, serving

STATES = ("signed once", "signed twice", "sealed")


@pytest.fixture(scope="module")
def office():
    return Office(at=utc_now())


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return TimeAuthority(tmp_path_factory.mktemp("time") / "stamps")


@pytest.fixture(scope="module")
def trust(office, authority):
    return replace(office.trust(require_crl=True), stamp_roots=der_of(authority.root))


@pytest.fixture(scope="module")
def lead(office):
    return office.person("A-0001", "Siân Wyn")


@pytest.fixture(scope="module")
def reports(office, authority, trust, lead):
    """The demo's report in each state, and unsigned."""
    scheme = load_shipped("pdqm")
    blank = assessment_report(content_of(scheme, demo_assessment(scheme, demo())))
    shown = signature_appearance("Siân Wyn", ("Signed electronically",))
    once = sign_pdf(blank, lead, shown, at=office.at)
    twice = counter_sign(once, office.person("V-0001", "Noor Ali"), shown, trust, at=office.at)
    with serving(authority) as server:
        sealed = seal_for_long(twice, trust, TimeStamps(server.address, der_of(authority.root)))
    return {"unsigned": blank, "signed once": once, "signed twice": twice, "sealed": sealed}


def told(pdf, trust, moment, expected=None):
    """The code of each signature, and what is said; a file that is no report at all has one for the whole."""
    try:
        verdicts = check_pdf(pdf, trust, expected, moment)
    except Refused as refusal:
        return {"": refusal.code}, [refusal.sentence]
    signed = [verdict for verdict in verdicts if verdict.state.value != "unsigned"]
    return {each.field: each.code or "valid" for each in signed}, [each.sentence for each in signed]


def shadow_font(writer):
    """Other glyphs for the same text: the first font of the page is redefined."""
    fonts = page_of(writer)["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    font["/BaseFont"] = pdf_name("/AAAAAA+Other")
    writer.mark_update(font.container_ref)


def shadow_content(writer):
    """The content of page 2 is shown as page 1, by a new entry for the same object."""
    pages = writer.root["/Pages"]["/Kids"]
    stream = pages[1].get_object()["/Contents"]
    number = pages[0].get_object().raw_get("/Contents")
    writer.objects[(number.generation, number.idnum)] = generic.StreamObject(stream_data=stream.data)


def second_page_tree(writer):
    """A catalogue that leads to other pages."""
    pages = generic.DictionaryObject(dict(writer.root["/Pages"]))
    pages["/Kids"] = generic.ArrayObject(list(pages["/Kids"])[::-1])
    writer.root["/Pages"] = writer.add_object(pages)
    writer.update_root()


def appended_page(writer):
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(side) for side in (0, 0, 595, 842)]),
        }
    )
    pages = writer.root["/Pages"]
    pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.mark_update(writer.root.raw_get("/Pages"))


def swapped_attachment(writer):
    """The machine-readable results say something else."""
    file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    held = file["/EF"].raw_get("/F")
    forged = generic.StreamObject(dict(held.get_object()), stream_data=b'{"recommended": "gold"}')
    writer.objects[(held.generation, held.idnum)] = forged


def another_attachment(writer):
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    names += [generic.pdf_string("z.json"), names[1]]
    writer.update_container(names)


def opens_with_a_script(writer):
    action = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.root["/OpenAction"] = action
    writer.update_root()


def renamed_field(writer):
    field = field_of(writer, VERIFIER)
    field["/T"] = generic.pdf_string("Witness")
    writer.update_container(field)


def other_label(writer):
    """What a screen reader says of the place."""
    field = field_of(writer, VERIFIER)
    field["/TU"] = generic.pdf_string("Signature of the award panel: Gold")
    writer.update_container(field)


def other_language(writer):
    """Alternative text and language are content too."""
    writer.root["/StructTreeRoot"]["/K"].get_object()
    writer.root["/Lang"] = generic.pdf_string("xx")
    writer.update_root()


UPDATES: dict[str, Callable[..., None]] = {
    "shadow attack, another font": shadow_font,
    "shadow attack, another content": shadow_content,
    "shadow attack, other pages": second_page_tree,
    "a page appended": appended_page,
    "the attachment swapped": swapped_attachment,
    "another attachment": another_attachment,
    "a script": opens_with_a_script,
    "a field renamed": renamed_field,
    "a field's label changed": other_label,
    "the language changed": other_language,
}


def contents_of(pdf):
    """Where the first signature's value begins and ends, the angle brackets included."""
    found = re.search(rb"/Contents <([0-9a-fA-F]{2000,})>", pdf)
    return found.start(1) - 1, found.end(1) + 1


def injected(pdf):
    """Entries of its own in the part of the file that the signature does not cover: its own value."""
    start, end = contents_of(pdf)
    extra = b"> /Reason (Gold) /X <"
    kept = pdf[start:end].rstrip(b"0>")
    return pdf[:start] + kept + extra + b"0" * (end - start - len(kept) - len(extra) - 1) + b">" + pdf[end:]


def wrapped(pdf):
    """The signed end moved back, and something of the attacker's put before it, with a byte range that skips it."""
    found = re.search(rb"/ByteRange \[\s*0 (\d+) (\d+) (\d+)\s*\]", pdf)
    first, second, length = map(int, found.groups())
    evil = b"\n9999 0 obj\n(Gold)\nendobj\n"
    moved = f"/ByteRange [0 {first} {second + len(evil)} {length}]".encode()
    room = found.end() - found.start()
    assert len(moved) <= room
    head = pdf[: found.start()] + moved.ljust(room) + pdf[found.end() : second]
    return head + evil + pdf[second:]


def without(entry):
    return lambda pdf: pdf.replace(entry, b"/" + b"X" * (len(entry) - 1))


def emptied(pdf):
    """No signature value at all, as some programs once took for valid."""
    start, end = contents_of(pdf)
    return pdf[:start] + b"<" + b"0" * (end - start - 2) + b">" + pdf[end:]


def flipped(pdf):
    return pdf[: len(pdf) // 3] + bytes([pdf[len(pdf) // 3] ^ 1]) + pdf[len(pdf) // 3 + 1 :]


def rebuilt(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.pages[-2]
        opened.save(out := io.BytesIO())
    return out.getvalue()


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "entries in the signature's own value": injected,
    "signature wrapping": wrapped,
    "no byte range": without(b"/ByteRange"),
    "no signature value": without(b"/Contents <3"),
    "an empty signature value": emptied,
    "one bit flipped": flipped,
    "rebuilt without a page": rebuilt,
}

ATTACKS = {
    **{name: (lambda pdf, change=change: increment(pdf, change)) for name, change in UPDATES.items()},
    **BYTES,
}
"""Beside what `test_pdf_signatures.py` does to a small report in each state."""


@pytest.mark.parametrize("state", STATES)
def test_the_report_holds_before_anything_is_done_to_it(reports, office, trust, state):
    codes, _ = told(reports[state], trust, office.at + DAY)
    assert set(codes.values()) == {"valid"}
    assert len(codes) == (1 if state == "signed once" else 2)


CASES = [*((name, "sealed") for name in ATTACKS), *((name, "signed once") for name in UPDATES)]


@pytest.mark.parametrize(("attack", "state"), CASES)
def test_whatever_is_done_to_it_the_assessors_signature_is_refused_in_a_sentence(reports, office, trust, attack, state):
    changed = ATTACKS[attack](reports[state])
    assert changed != reports[state]
    codes, sentences = told(changed, trust, office.at + DAY)
    assert codes.get(ASSESSOR) != "valid"
    assert "valid" not in codes.values()
    assert sentences
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "Traceback" not in sentence


def test_a_stranger_cannot_stamp_over_a_change(reports, office, trust, tmp_path):
    """The whole file is covered again, by a time stamp that nobody asked for."""
    stranger = TimeAuthority(tmp_path / "stranger", "Somebody Else")
    with serving(stranger) as server:
        for name in ("shadow attack, another content", "the attachment swapped", "a page appended"):
            changed = ATTACKS[name](reports["signed twice"])
            stamper = PdfTimeStamper(TimeStamps(server.address, der_of(stranger.root)), field_name="Timestamp")
            stamper.timestamp_pdf(unchanged_writer(changed), "sha256", output=(out := io.BytesIO()))
            codes, _ = told(out.getvalue(), trust, office.at + DAY)
            assert set(codes.values()) == {"changed-since"}, name


def test_the_same_person_in_both_places_is_refused(reports, office, trust, lead):
    both = signed_into(VERIFIER, lead)(reports["signed once"])
    codes, sentences = told(both, trust, office.at + DAY)
    assert codes == {ASSESSOR: "valid", VERIFIER: "same-person"}
    assert "signed as the assessor too" in sentences[1]


def test_a_second_signature_of_an_assessor_is_refused(reports, office, trust):
    def second(writer):
        append_signature_field(writer, SigFieldSpec("Second", box=(0, 0, 9, 9)))
        field_of(writer, "Second")["/T"] = generic.pdf_string(ASSESSOR)

    other = office.person("A-0009", "Somebody Else")
    forged = signed_into(ASSESSOR, other)(increment(reports["unsigned"], second))
    codes, _ = told(forged, trust, office.at + DAY)
    assert "valid" not in codes.values()
    assert set(told(signed_into("Second", other)(reports["signed once"]), trust, office.at + DAY)[0].values()) == {
        "extra-field"
    }


@pytest.mark.parametrize("state", STATES)
def test_signers_of_another_realm_withdrawn_run_out_or_not_of_record_are_refused(reports, office, trust, lead, state):
    stranger = replace(trust, roots=Office().trust().roots, require_crl=False)
    assert told(reports[state], stranger, office.at + DAY)[0][ASSESSOR] == "unknown-signer"
    withdrawn = replace(trust, crls=(office.crl(lead),))
    assert told(reports[state], withdrawn, office.at + DAY)[0][ASSESSOR] == "revoked"
    late = office.at + 900 * DAY
    fresh = replace(trust, crls=(office.crl(at=late),), stamp_roots=())
    assert told(reports[state], fresh, late)[0][ASSESSOR] == "expired"
    assert told(reports[state], trust, office.at + DAY, {ASSESSOR: "A-0002"})[0][ASSESSOR] == "wrong-person"
    bare = replace(trust, crls=())
    expected = "valid" if state == "sealed" else "stale-revocation-list"
    assert told(reports[state], bare, office.at + DAY)[0][ASSESSOR] == expected
