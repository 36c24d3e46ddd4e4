"""The office seals a signed report, by the real command line."""

import json

import pytest

from tests.identity.time_authority import NAME, TimeAuthority, serving
from tests.services.awards.test_credentials import Run
from tests.tools import needs
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run(copy_of_tour(tmp_path_factory.mktemp("sealing") / "tour"))


def test_a_signed_report_is_sealed_and_still_verifies(run, tmp_path):
    authority = TimeAuthority(tmp_path / "stamps")
    report, target = run.folder / "report.pdf", tmp_path / "sealed.pdf"
    assert "time stamp server" in run("office", "office", "seal", report, "-o", target, status=3)
    root = tmp_path / "root.pem"
    root.write_bytes(authority.root)
    with serving(authority) as server:
        run("office", "office", "time-server", server.address, root)
        run("office", "office", "seal", report, "-o", target)
    assert run("office", "verify", target)[0]["good"]
    assert "already" in run("office", "office", "seal", target, "-o", tmp_path / "twice.pdf", status=3)
    assert "proves no time" in str(run("lead", "verify", target)), "who does not know the server is told"


def test_an_address_or_a_root_that_cannot_be_is_refused(run, tmp_path):
    (tmp_path / "root.pem").write_text("no certificate", encoding="utf-8")
    assert "https://" in run("office", "office", "time-server", "ftp://x", tmp_path / "root.pem", status=2)
    assert "certificate" in run("office", "office", "time-server", "https://x", tmp_path / "root.pem", status=3)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return TimeAuthority(tmp_path_factory.mktemp("time") / "stamps")


def report(run, target, *words, status=0):
    return run("lead", "report", "Hollin", "-o", target, *words, status=status)


def test_a_report_gets_its_time_stamp_when_it_is_signed_and_later_when_the_server_was_away(run, authority, tmp_path):
    root, signed, unstamped, late = (tmp_path / name for name in ("root.pem", "2.pdf", "3.pdf", "late.pdf"))
    root.write_bytes(authority.root)
    with serving(authority) as server:
        run("lead", "office", "time-server", server.address, root)
        assert report(run, signed, "--new-version", "--sign")["remark"] == ""
    assert f"{NAME} confirms that it was there on" in str(run("lead", "verify", signed))
    assert "with a trusted time" in needs("pdftotext", str(signed), "-")
    away = report(run, unstamped, "--new-version", "--sign")
    assert away["remark"] == "Signed without a time stamp: the time stamp server gave no answer."
    assert "confirms" not in str(run("lead", "verify", unstamped))
    assert "trusted time" not in needs("pdftotext", str(unstamped), "-")
    assert "gave no answer. Nothing was sealed" in report(run, late, "--version", "3", "--stamp", status=4)
    assert not late.exists()
    with serving(authority) as server:
        run("lead", "office", "time-server", server.address, root)
        report(run, late, "--version", "3", "--stamp")
    assert f"{NAME} confirms that it was there on" in str(run("lead", "verify", late))
    assert late.read_bytes().startswith(unstamped.read_bytes())


def test_the_server_is_said_and_forgotten(run, authority, tmp_path):
    (tmp_path / "root.pem").write_bytes(authority.root)
    run("office", "office", "time-server", "https://time.example.org", tmp_path / "root.pem")
    assert run("office", "office", "time-server") == {"address": "https://time.example.org"}
    assert run("office", "office", "time-server", "--off") == {"address": ""}
    assert "--version" in report(run, tmp_path / "no.pdf", "--stamp", status=2)
    assert "certificate" in run("office", "office", "time-server", "https://time.example.org", status=2)


def test_a_later_version_says_what_it_replaces_and_the_earlier_one_that_it_was_replaced(run, tmp_path):
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    report(run, first, "--version", "1")
    report(run, second, "--new-version", "--sign")
    (held,) = attachments(second, tmp_path)
    assert held["replaces"]["sha256"]
    before = held["version"] - 1
    assert held["replaces"]["version"] == before
    newer, older = run("lead", "verify", second, first)
    said = " ".join(newer["verdict"]["sentences"])
    assert f"Version {before + 1} of the report {held['reference']}; it replaces version {before}." in said
    assert "has replaced" not in said
    assert newer["good"]
    assert older["good"], "what was signed stays true"
    told = " ".join(older["verdict"]["sentences"])
    assert f"Version {before + 1} of it, signed on " in told
    assert "has replaced this one." in told
    printed = needs("pdftotext", "-layout", str(second), "-")
    assert f"Replaces version {before}" in printed


def test_whoever_has_both_versions_is_told_which_one_replaces_the_other(run, tmp_path):
    first, second, copied = (tmp_path / name for name in ("1.pdf", "2.pdf", "renamed.pdf"))
    report(run, second, "--new-version", "--sign")
    (held,) = attachments(second, tmp_path)
    report(run, first, "--version", str(held["version"] - 1))
    copied.write_bytes(first.read_bytes())
    told = f"Version {held['version']} of it, in {second}, has replaced this one."
    (alone,) = run("office", "verify", first)
    assert "has replaced" not in str(alone), "its bundle has not come to the office"
    older, newer, twin = run("office", "verify", first, second, copied)
    assert older["verdict"]["sentences"][-1] == twin["verdict"]["sentences"][-1] == told
    assert "has replaced" not in str(newer)
    assert str(run("lead", "verify", first, second)[0]).count("has replaced this one") == 1


@pytest.fixture
def stranger(run, tmp_path):
    """Somebody with the office's card and nothing else."""
    run("office", "office", "card", "-o", tmp_path / "new.card")
    run("stranger", "identity", "create", "--name", "Sam", "--role", "assessor")
    run("stranger", "card", "install", tmp_path / "new.card")
    return "stranger"


def test_whoever_has_only_the_offices_register_is_told_that_a_version_was_replaced(run, stranger, tmp_path):
    first, second, bundle, register = (tmp_path / name for name in ("1.pdf", "2.pdf", "b.qmb", "awards.register"))
    report(run, second, "--new-version", "--sign")
    (held,) = attachments(second, tmp_path)
    report(run, first, "--version", str(held["version"] - 1))
    assert "has replaced" not in str(run(stranger, "verify", first))
    run("lead", "bundle", "export", "-o", bundle)
    run("office", "bundle", "import", bundle)
    run("office", "credential", "register", "--sign", "-o", register)
    older, _, newer = run(stranger, "verify", first, register, second)
    told = " ".join(older["verdict"]["sentences"])
    assert f"Version {held['version']} of it, signed on " in told
    assert "has replaced this one. So says the register of " in told
    assert "has replaced" not in str(newer)
    assert "has replaced" in str(run(stranger, "verify", first)), "the register is remembered"


def attachments(report, folder):
    """The files in a PDF, as poppler saves them."""
    (out := folder / "attached").mkdir()
    needs("pdfdetach", "-saveall", "-o", str(out), str(report))
    return [json.loads(file.read_text(encoding="utf-8")) for file in out.iterdir()]


def test_the_attached_results_are_what_show_says(run, tmp_path):
    signed = tmp_path / "signed.pdf"
    report(run, signed, "--version", "1")
    (held,) = attachments(signed, tmp_path)
    shown = run("lead", "show", "Hollin")
    assert held["institution"] == {name: shown["institution"][name] for name in held["institution"]}
    assert (held["mark"]["id"], held["mark"]["edition"]) == (shown["scheme"], shown["edition"])
    assert (held["reference"], held["visited"]) == (shown["reference"], shown["visit_on"])
    assert held["assessor"] == {"id": shown["lead"], "name": shown["lead_name"]}
    assert held["data"] == shown["reports"][0]["fingerprint"]
    assert [(each["id"], each["level"], each["institution_level"]) for each in held["strands"]] == [
        (each["strand"], judged(each, shown["lead"]), each["school_level"]) for each in shown["strands"]
    ]
    kept = [(each["code"], each["title"], each["kind"], each["file_sha256"] or None) for each in shown["evidence"]]
    assert [tuple(each.values()) for each in held["evidence"]] == kept


def judged(strand, person):
    return next(each["level"] for each in strand["judgements"] if each["person"] == person)
