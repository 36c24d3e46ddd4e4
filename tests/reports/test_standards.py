"""Reports and their signed copies keep to PDF/UA-1 and PDF/A, and what does not is found."""

import io
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from assessor_app.identity.pdf_signatures import counter_sign, sign_pdf
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page.signature_box import signature_appearance
from tests.identity.people import NOW, Office
from tests.tools import needs_verapdf

from . import verapdf
from .sample import with_strand
from .stamping import stamped
from .tagging.reading import elements
from .tagging.small import small_document

HOSTILE = (
    "<b>Markup</b> &amp; =SUM(A1) \x07\x0b\ufeff\ue000 😀 ☐ w\u0302 y\u0302 مرحبا 漢字 so\u00adft ½ “quotes” "
    + "x" * 3000
    + "\nE1, E2 and E99."
)


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(element for element in elements(pdf) if f"/{kind}" == element.S)


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in pdf.pages[0].Annots if each.Subtype == "/Link"]


def unmark(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[0].Contents
    stream.write(stream.read_bytes().replace(b"/P <</MCID 1>> BDC", b"/P BMC", 1))


def rename(element: pikepdf.Object, kind: str) -> None:
    element.S = pikepdf.Name(f"/{kind}")


# What is done to a sound document, and the rule that must find it: of PDF/UA-1, or after "a" of PDF/A-2a.
HARMS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "no alternative text": (lambda pdf: first(pdf, "Figure").__delattr__("Alt"), "7.3-1"),
    "no scope of headers": (lambda pdf: [e.__delattr__("A") for e in elements(pdf) if e.S == "/TH"], "7.5-1"),
    "no language": (lambda pdf: pdf.Root.__delattr__("Lang"), "7.2-34"),
    "no order of fields": (lambda pdf: pdf.pages[0].obj.__delattr__("Tabs"), "7.18.3-1"),
    "no words for a link": (lambda pdf: links(pdf)[0].__delattr__("Contents"), "7.18.5-2"),
    "a link outside the tree": (lambda pdf: links(pdf)[0].__delattr__("StructParent"), "7.18.5-1"),
    "a field outside the tree": (lambda pdf: pdf.Root.AcroForm.Fields[0].__delattr__("StructParent"), "7.18.4-1"),
    "words outside the tree": (unmark, "7.1-3"),
    "a level of headings left out": (lambda pdf: rename(first(pdf, "H2"), "H3"), "7.4.2-1"),
    "no title shown": (lambda pdf: pdf.Root.ViewerPreferences.__delattr__("DisplayDocTitle"), "7.1-10"),
    "no meaning of colours": (lambda pdf: pdf.Root.__delattr__("OutputIntents"), "a6.2.4.3-2"),
    "not said to be tagged": (lambda pdf: pdf.Root.__delattr__("MarkInfo"), "a6.7.2.2-1"),
}


def harmed(sound: bytes, harm: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        harm(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.fixture(scope="module")
def documents(content, made) -> dict[str, bytes]:
    office = Office()
    picture = signature_appearance("Siân Ŵyn", ("Signed electronically", "22 November 2026, 11:42 UTC"))
    once = sign_pdf(made.pdf, office.person("A-0001", "Siân Wyn"), picture, at=NOW)
    twice = counter_sign(once, office.person("V-0001", "Noor Ali"), picture, office.trust(), at=NOW)
    hostile = with_strand(content, "leadership.vision", saw=HOSTILE, reason=HOSTILE, strengths=HOSTILE)
    return {
        "report": made.pdf,
        "signed once": once,
        "signed twice": twice,
        "stamped": stamped(twice, office),
        "hostile": assessment_report(hostile),
    }


def judged(flavours: str, files: dict[str, bytes], folder: Path) -> dict[str, dict[str, list[str]]]:
    """What veraPDF says of all of them, in one start of Java."""
    for name, pdf in files.items():
        (folder / name).write_bytes(pdf)
    return verapdf.failures(flavours, [folder / name for name in files])


@needs_verapdf
def test_reports_keep_to_both_standards_signed_or_not(documents, tmp_path):
    sound = {"ua1": [], "3a": []}
    assert judged("ua1,3a", documents, tmp_path) == dict.fromkeys(documents, sound)


@needs_verapdf
def test_a_document_without_files_keeps_to_the_second_part_and_whatever_is_missing_is_found(tmp_path):
    sound = small_document().pdf
    harms = {name: harmed(sound, harm) for name, (harm, _) in HARMS.items()}
    found = judged("ua1,2a", {"sound": sound, "long": small_document(rows=60).pdf, **harms}, tmp_path)
    assert found["sound"] == found["long"] == {"ua1": [], "2a": []}
    for name, (_, rule) in HARMS.items():
        assert rule.removeprefix("a") in found[name]["2a" if rule.startswith("a") else "ua1"], name


@pytest.mark.parametrize("name", ["report", "hostile"])
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_second_judge_agrees_on_unsigned_files(documents, name, profile, tmp_path):
    (tmp_path / "file.pdf").write_bytes(documents[name])
    rules = getattr(page_validation.ValidationProfile, profile)
    told = page_validation.validate_pdf(tmp_path / "file.pdf", profile=rules)
    # STREAM-LENGTH is a false alarm for a stream whose last byte is a carriage return.
    assert [each.rule_id for each in told.failures if "STREAM-LENGTH" not in each.rule_id] == []
