"""What a PDF brings besides its pages is found, wherever it hides."""

from io import BytesIO

import pikepdf
import pytest

from assessor_app.reports.foreign.active_contents import FILES, LAUNCH, SCRIPT, UNKNOWN, active_contents


def pdf(change=lambda document: None) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(document):
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    link.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])


def files(document):
    document.attachments["a.exe"] = b"MZ"


@pytest.mark.parametrize(("change", "words"), [(script, SCRIPT), (launch, LAUNCH), (files, FILES)])
def test_each_is_named(change, words):
    assert active_contents(pdf(change)) == (words,)


def test_a_plain_file_brings_nothing_and_a_broken_one_is_unknown():
    assert active_contents(pdf()) == ()
    assert active_contents(b"%PDF-1.7 broken") == (UNKNOWN,)
