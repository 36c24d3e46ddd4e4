"""Awards end to end, by the real command line: issued, replaced, withdrawn, checked by somebody with the card only."""

import io
import json
import shutil
import zipfile
from types import SimpleNamespace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from assessor_app.cli.main import main
from assessor_app.services.saving import utc_now
from tests.deputies import add_deputy, send
from tests.reports.sample import pages
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")

TODAY = ("--from", utc_now().date().isoformat())
NUMBER = "PDQM-2026-0187"


class Run:
    """The tour's office and lead, at the command line."""

    def __init__(self, folder):
        self.folder, self.said = folder, SimpleNamespace(out="", err="")

    def __call__(self, who, *words, status=0):
        out, err = io.StringIO(), io.StringIO()
        where = [
            "--profile",
            str(self.folder / who),
            "--passphrase-file",
            str(self.folder / "passphrase.txt"),
            "--json",
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            code = main([*where, *map(str, words)])
        assert code == status, f"{words}: {code} {out.getvalue()} {err.getvalue()}"
        return json.loads(out.getvalue()) if out.getvalue().strip() else err.getvalue()

    def verdict(self, who, *words, status=0):
        return " ".join(self(who, "credential", "verify", *words, status=status)[0]["verdict"]["sentences"])


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """The office gives an award, then a newer one in its place, and withdraws that; registers of all three days."""
    run = Run(copy_of_tour(tmp_path_factory.mktemp("awards") / "tour"))
    folder, assessment = run.folder, run("office", "list")[0]["id"]
    one = run("office", "credential", "issue", assessment, "--number", NUMBER, *TODAY, "-o", folder / "one")
    run("office", "office", "card", "-o", folder / "new.card")
    run("lead", "card", "install", folder / "new.card")
    run("office", "credential", "register", "-o", folder / "first.register")
    two = run("office", "credential", "issue", assessment, "--award", "gold", *TODAY, "-o", folder / "two")
    withdraw_by_two(run, two["award"]["number"])
    run("office", "credential", "register", "-o", folder / "last.register")
    again = run("office", "credential", "issue", assessment, "--number", NUMBER, *TODAY, "-o", folder / "again")
    return SimpleNamespace(run=run, folder=folder, one=one, two=two, again=again, assessment=assessment)


def withdraw_by_two(run, number):
    """One administrator asks, another agrees, and the one who holds the office's key signs the register."""
    add_deputy(run.folder)
    run("office", "credential", "withdraw", number, "--reason", "given in error", status=1)
    send(run.folder, "office", "deputy")
    assert not run("deputy", "credential", "withdraw", number, "--reason", "", status=1)["signed"]
    send(run.folder, "deputy", "office")
    assert run("office", "credential", "withdraw", number, "--reason", "")["signed"]


def credential_of(issued):
    return issued.folder / "one" / f"{NUMBER} credential.json"


def forget(issued):
    """As on a computer that has seen no register yet."""
    (issued.folder / "lead" / "identity" / "seen.register").unlink(missing_ok=True)


def test_the_institution_gets_certificate_credential_badges_and_logos(issued):
    names = sorted(file.name.removeprefix(f"{NUMBER} ") for file in (issued.folder / "one").iterdir())
    assert names == ["badge.png", "badge.svg", "certificate.pdf", "credential.json", "logos.zip"]
    assert (issued.one["replaced"], issued.one["card"]) == ([], True)
    pack = zipfile.ZipFile(issued.folder / "one" / f"{NUMBER} logos.zip")
    widths = [Image.open(pack.open(name)).width for name in pack.namelist() if name.endswith(".png")]
    assert widths == [128, 256, 512, 1024, 2048]
    assert "20" in pack.namelist()[0]


@pytest.mark.parametrize("kind", ["credential.json", "badge.png", "badge.svg"])
def test_somebody_with_the_card_only_checks_all_that_carry_it(issued, kind):
    forget(issued)
    said = issued.run.verdict("lead", issued.folder / "one" / f"{NUMBER} {kind}")
    assert NUMBER in said
    assert "The card of" in said
    assert "No register is at hand" in said


def test_verify_knows_badges_registers_and_certificates(issued):
    forget(issued)
    badge, page = (issued.folder / "one" / f"{NUMBER} {name}" for name in ("badge.png", "certificate.pdf"))
    assert all(each["good"] for each in issued.run("lead", "verify", badge, page))
    replaced, register = issued.run("lead", "verify", badge, issued.folder / "last.register", status=3)
    assert (replaced["good"], register["good"]) == (False, True)
    assert "It was replaced" in replaced["verdict"]["sentences"][-1]


def test_the_code_on_the_certificate_is_checked_without_any_register(issued):
    forget(issued)
    page = pypdfium2.PdfDocument(issued.folder / "one" / f"{NUMBER} certificate.pdf")[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=1.5).to_pil())
    assert NUMBER in issued.run.verdict("lead", "--code", found.text)
    issued.run("lead", "credential", "verify", "--code", found.text[:-1] + "Z", status=3)


def test_a_register_says_what_was_replaced_and_withdrawn_offline(issued):
    first, last = issued.folder / "first.register", issued.folder / "last.register"
    credential, number = credential_of(issued), issued.two["award"]["number"]
    forget(issued)
    assert "It holds" in issued.run.verdict("lead", credential, "--register", first)
    assert issued.two["replaced"] == [NUMBER]
    said = issued.run.verdict("lead", credential, "--register", last, status=3)
    assert f"It was replaced by number {number}" in said
    newer = issued.folder / "two" / f"{number} credential.json"
    assert "withdrawn" in issued.run.verdict("lead", newer, "--register", last, status=3)
    forget(issued)
    assert "does not list it" in issued.run.verdict("lead", newer, "--register", first, status=3)


def test_an_older_register_takes_back_nothing_of_a_later_one_that_is_known(issued):
    issued.run("lead", "verify", issued.folder / "last.register")
    first, credential = issued.folder / "first.register", credential_of(issued)
    assert "It was replaced" in issued.run.verdict("lead", credential, "--register", first, status=3)
    assert "It was replaced" in issued.run.verdict("lead", credential, status=3)


def test_a_register_that_anybody_changed_is_refused(issued, tmp_path):
    changed = tmp_path / "changed.register"
    content = (issued.folder / "last.register").read_bytes()
    changed.write_bytes(content.replace(b'"withdrawn"', b'"withdrawm"'))
    assert issued.run("lead", "verify", changed, status=3)[0]["code"] == "bad-signature"
    changed.write_bytes(content[:-1])
    assert issued.run("lead", "verify", changed, status=3)[0]["code"] == "not-a-register"


def test_a_credential_changed_by_one_character_is_refused(issued, tmp_path):
    text = credential_of(issued).read_text(encoding="utf-8")
    (tmp_path / "changed.json").write_text(text.replace("Hollin", "Hollim", 1), encoding="utf-8")
    assert issued.run("lead", "verify", tmp_path / "changed.json", status=3)[0]["code"] == "bad-signature"


def test_a_key_that_no_office_lists_is_not_trusted_though_the_signature_fits(issued, tmp_path):
    (stranger := tmp_path / "stranger").mkdir()
    issued.run.folder, before = tmp_path, issued.run.folder
    shutil.copy(before / "passphrase.txt", tmp_path)
    said = issued.run.verdict(stranger.name, credential_of(issued), status=3)
    issued.run.folder = before
    assert "Anybody can write a name" in said


def test_issued_again_it_is_the_same_credential_and_the_register_stays(issued):
    assert (issued.folder / "again" / credential_of(issued).name).read_bytes() == credential_of(issued).read_bytes()
    assert [each["number"] for each in issued.run("office", "credential", "register")["awards"]] == [
        NUMBER,
        issued.two["award"]["number"],
    ]


def test_what_cannot_be_done_is_refused_in_a_sentence(issued):
    run = issued.run
    target = issued.folder / "none"
    assert "no award" in run(
        "office", "credential", "issue", issued.assessment, "--award", "tin", "-o", target, status=2
    )
    gone = issued.two["award"]["number"]
    assert "withdrawn" in run("office", "credential", "withdraw", gone, "--reason", "x", status=3)
    taken = ("--award", "bronze", "--number", NUMBER, "--from", "2026-01-01")
    assert "another award" in run("office", "credential", "issue", issued.assessment, *taken, "-o", target, status=3)
    assert "no office" in run("lead", "credential", "register", status=3)
    assert not target.exists()


def test_the_marks_template_puts_its_logo_and_address_on_the_certificate(issued, tmp_path):
    folder = issued.folder / "office" / "schemes" / "pdqm"
    folder.mkdir(parents=True)
    template = folder / "template.yaml"
    ask = ("office", "credential", "issue", issued.assessment, "--number", NUMBER, *TODAY, "-o", tmp_path)
    template.write_text("check_at: example.org/awards\nlogo: none.png\n", encoding="utf-8")
    assert "template.yaml:2: logo: " in issued.run(*ask, status=3)
    assert not list(tmp_path.iterdir())
    Image.new("RGB", (46, 20)).save(folder / "none.png")
    issued.run(*ask)
    (page,) = pages((tmp_path / f"{NUMBER} certificate.pdf").read_bytes())
    assert "example.org/awards" in page
    assert "none.png" in zipfile.ZipFile(tmp_path / f"{NUMBER} logos.zip").namelist()
