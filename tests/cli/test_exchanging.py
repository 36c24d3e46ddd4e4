"""Bundles by the command line: a folder at once, a result for each file, and the right exit status."""

import json
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.cli.sizes import size_in_bytes
from assessor_app.services.exchange import importing
from tests.offices import copy_of_office, opened, options


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_office(tmp_path / "office")


@pytest.fixture
def inbox(folder: Path) -> Path:
    place = folder / "inbox"
    place.mkdir()
    assert main(["bundle", "export", "-o", str(place / "a.qmb"), *options(folder, "lead")]) == 0
    return place


def test_a_folder_comes_in_with_a_result_for_each_file(folder: Path, inbox: Path, capsys) -> None:
    (inbox / "b.qmb").write_bytes((inbox / "a.qmb").read_bytes())
    (inbox / "c.qmb").write_bytes((inbox / "a.qmb").read_bytes()[:-50])
    capsys.readouterr()
    assert main(["bundle", "import", str(inbox), *options(folder, "office")]) == 1
    out, err = capsys.readouterr()
    first, second, summary = out.splitlines()
    assert "a.qmb: Imported: " in first
    assert "b.qmb: You already have this bundle." in second
    assert "3 files: 1 taken in, 1 nothing new, 1 refused." in summary
    assert "as many are stored" in summary
    assert err.count("\n") == 1
    assert "c.qmb: This bundle is cut short" in err


def test_the_results_are_for_programs_too(folder: Path, inbox: Path, capsys) -> None:
    (inbox / "c.qmb").write_bytes(b"not a bundle")
    capsys.readouterr()
    assert main(["bundle", "import", "--json", str(inbox), *options(folder, "office")]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"taken in": 1, "nothing new": 0, "needs a person": 0, "refused": 1}
    assert [result["outcome"] for result in said["results"]] == ["taken in", "refused"]
    assert said["results"][0]["taken"]["operations"] > 0
    assert said["results"][1]["code"] == "not-a-bundle"


def test_all_good_is_status_0(folder: Path, inbox: Path) -> None:
    assert main(["bundle", "import", str(inbox), *options(folder, "office")]) == 0


def test_stopping_between_two_files_tells_what_is_in(folder: Path, inbox: Path, capsys, monkeypatch) -> None:
    (inbox / "b.qmb").write_bytes((inbox / "a.qmb").read_bytes())
    real, calls = importing.read_bundle, []

    def interrupted(file, *how):
        calls.append(file)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(file, *how)

    monkeypatch.setattr(importing, "read_bundle", interrupted)
    capsys.readouterr()
    assert main(["bundle", "import", str(inbox), *options(folder, "office")]) == 1
    out, err = capsys.readouterr()
    assert "a.qmb: Imported" in out
    assert err.startswith("Stopped: 1 file not imported.")
    with opened(folder, "office") as office:
        assert len(office.visits.list()) == 1
        assert office.upkeep.check(rebuild=True) == ()


def test_receipts_go_back_and_make_the_next_bundle_small(folder: Path, inbox: Path, capsys) -> None:
    (folder / "receipts").mkdir()
    receipts = str(folder / "receipts")
    assert main(["bundle", "import", str(inbox), "--receipts", receipts, *options(folder, "office")]) == 0
    assert main(["bundle", "import", receipts, *options(folder, "lead")]) == 0
    assert "confirms to hold your changes" in capsys.readouterr().out
    assert main(["bundle", "export", "-o", str(folder / "b.qmb"), *options(folder, "lead")]) == 3
    assert "nothing to send" in capsys.readouterr().err
    assert main(["bundle", "clear", *options(folder, "lead")]) == 0
    assert "Priya Nair confirmed" in capsys.readouterr().out
    visit = (folder / "assessment.txt").read_text()
    assert main(["bundle", "clear", visit, *options(folder, "lead")]) == 0
    assert "removed" in capsys.readouterr().out
    assert main(["sync", "log", *options(folder, "lead")]) == 0
    assert [line.split("  ")[1].split(" ")[0] for line in capsys.readouterr().out.splitlines()] == [
        "Removed",
        "Took",
        "Made",
    ]


def test_verify_says_what_is_refused_on_standard_error(folder: Path, inbox: Path, capsys) -> None:
    (inbox / "x.qmb").write_bytes((inbox / "a.qmb").read_bytes()[:-1])
    capsys.readouterr()
    assert main(["verify", str(inbox / "a.qmb"), str(inbox / "x.qmb"), *options(folder, "office")]) == 3
    out, err = capsys.readouterr()
    assert "a.qmb: A bundle signed by Amara Okafor" in out
    assert "x.qmb: This bundle is cut short" in err


@pytest.mark.parametrize(("text", "size"), [("20MB", 20_000_000), ("64 KiB", 65_536), ("100000", 100_000)])
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert size_in_bytes(text) == size


def test_a_size_that_is_none_is_wrong_use(folder: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["bundle", "export", "-o", "x.qmb", "--volume", "a lot", *options(folder, "lead")])
    assert caught.value.code == 2


def test_a_file_that_the_office_holds_damaged_is_named_not_confirmed_and_replaced(folder: Path, inbox, capsys) -> None:
    """Else the laptop would remove the only whole copy, on the word of a receipt."""
    assert main(["bundle", "import", str(inbox), *options(folder, "office")]) == 0
    stored = sorted((folder / "office" / "data" / "blobs").glob("??/*.age"))[:2]
    stored[0].write_bytes(b"")
    stored[1].write_bytes(stored[1].read_bytes()[:-1] + b"?")
    capsys.readouterr()
    assert main(["check", *options(folder, "office")]) == 1
    assert capsys.readouterr().out.count("not what it was") == 2
    receipt = folder / "visit.receipt"
    assert main(["bundle", "receipt", "-o", str(receipt), *options(folder, "office")]) == 0
    assert not [file for file in stored if file.stem.encode() in receipt.read_bytes()]
    assert main(["bundle", "import", str(inbox), *options(folder, "office")]) == 0
    assert main(["check", *options(folder, "office")]) == 0
    assert main(["bundle", "receipt", "-o", str(receipt), *options(folder, "office")]) == 0
    assert all(file.stem.encode() in receipt.read_bytes() for file in stored)


def test_a_folder_with_what_needs_a_person_is_status_1_and_counts_what_is_stored(folder: Path, inbox: Path, capsys):
    """A good bundle, one that is damaged, and one that changes what another changed at the same time."""
    office, second = options(folder, "office"), options(folder, "second")
    visit = (folder / "assessment.txt").read_text()
    assert main(["bundle", "import", str(inbox), *office]) == 0
    assert main(["bundle", "export", "-o", str(folder / "ben.qmb"), "--to", "Ben Carter", *office]) == 0
    assert main(["bundle", "import", str(folder / "ben.qmb"), *second]) == 0
    for who in ("lead", "second"):
        with opened(folder, who) as there:
            there.store.write(lambda w, value=who: w.set(f"assessment/{visit}", "reference", value)).result()
        assert main(["bundle", "export", "-o", str(inbox / f"{who}.qmb"), *options(folder, who)]) == 0
    (inbox / "x.qmb").write_bytes((inbox / "a.qmb").read_bytes()[:-1])
    capsys.readouterr()
    assert main(["bundle", "import", "--json", str(inbox), *office]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"taken in": 1, "nothing new": 1, "needs a person": 1, "refused": 1}
    assert [Path(each["file"]).name for each in said["results"]] == ["a.qmb", "lead.qmb", "second.qmb", "x.qmb"]
    assert [each["taken"]["operations"] for each in said["results"] if each["taken"]] == [0, 1, 1]
    with opened(folder, "office") as there:
        assert len(there.settling.clashes(visit)) == 1
