"""Any file, checked: who signed, trusted or not and why, whole or not, and of when withdrawn certificates are known."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.errors import Refused
from assessor_app.identity.profile import Layout
from assessor_app.services.documents.verification import FileKind, kind_of, verify_file
from tests.offices import PASSPHRASE, copy_of_office, opened
from tests.tools import needs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_of_office(tmp_path_factory.mktemp("verified") / "office")
    with opened(made, "lead") as lead:
        lead.exchange.export(made / "visit.qmb", evidence=False)
        lead.key.request(made / "lead.csr")
    with opened(made, "office") as office:
        office.exchange.take_in(made / "visit.qmb")
        office.exchange.make_receipt(made / "office.receipt")
    return made


def said(folder: Path, file: Path, who: str = "lead") -> tuple[bool, str]:
    found = verify_file(file, folder / who)
    return found.good, " ".join(found.sentences)


TODAY = f"{datetime.now(UTC):%-d %B %Y}"


def test_a_bundle_is_checked_by_who_can_open_it(folder: Path) -> None:
    with opened(folder, "office") as office:
        found = office.exchange.examine(folder / "visit.qmb")
    assert found.verdict.good
    assert found.look is not None
    assert "signed by Amara Okafor" in found.verdict.sentences[0]
    assert "to follow in another bundle" in found.verdict.sentences[1]
    assert found.verdict.sentences[-1] == f"Withdrawn certificates are known as of {TODAY}."
    good, words = said(folder, folder / "visit.qmb")
    assert not good
    assert "Only the people it was made for" in words


def test_a_receipt_says_for_whom_it_speaks(folder: Path) -> None:
    good, words = said(folder, folder / "office.receipt")
    assert good
    assert "signed by Priya Nair" in words
    assert "it speaks for the office" in words
    assert "version" in words


def test_stock_openssl_verifies_a_receipt(folder: Path, tmp_path: Path) -> None:
    needs("tar", "-xf", str(folder / "office.receipt"), "-C", str(tmp_path))
    root = tmp_path / "root.pem"
    with opened(folder, "office") as office:
        root.write_bytes(office.exchange._standing.card().root_pem)
    told = needs(
        *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-CAfile", str(root)),
        *("-in", str(tmp_path / "receipt.p7s"), "-content", str(tmp_path / "receipt.json"), "-out", "/dev/null"),
    )
    assert "successful" in told


def test_a_receipt_that_was_changed_is_refused(folder: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.receipt"
    content = (folder / "office.receipt").read_bytes()
    changed.write_bytes(content.replace(b'"last_seq":', b'"last_sEq":', 1))
    with pytest.raises(Refused):
        verify_file(changed, folder / "lead")


def test_a_card_a_certificate_and_a_request_are_told_apart(folder: Path) -> None:
    for file, kind in (
        (folder / "office.card", FileKind.CARD),
        (Layout(folder / "second").certificate, FileKind.CERTIFICATE),
        (folder / "lead.csr", FileKind.REQUEST),
    ):
        assert kind_of(file) is kind
        good, words = said(folder, file)
        assert good, words
    assert "compare the id by phone" in said(folder, folder / "lead.csr")[1]


def test_a_workbook_is_never_signed(folder: Path) -> None:
    good, words = said(folder, folder / "completed-workbook.xlsx")
    assert not good
    assert "not signed" in words


def test_another_archive_is_no_workbook(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr("x", "x")
    with pytest.raises(Refused) as caught:
        verify_file(tmp_path / "x.zip", folder / "lead")
    assert caught.value.code == "unknown-kind"


def test_a_withdrawn_certificate_says_since_when(folder: Path, tmp_path: Path) -> None:
    made = copy_of_office(tmp_path / "office")
    with opened(made, "second") as second:
        lost = second.person.id
    with opened(made, "office") as office:
        office.office.revoke(lost, PASSPHRASE)
    good, words = said(made, Layout(made / "second").certificate, "office")
    assert not good
    assert "The office withdrew it on" in words
