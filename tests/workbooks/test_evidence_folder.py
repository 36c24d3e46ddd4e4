"""Files find their row in the evidence list, or are said not to."""

import os
from pathlib import Path

import pytest

from assessor_app.domain.assessment.submission import SubmittedEvidence
from assessor_app.errors import Refused, Unavailable
from assessor_app.workbooks import evidence_folder
from assessor_app.workbooks.evidence_folder import MatchedEvidence, match_evidence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    made.mkdir()
    return made


def add(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def row(code: str, location: str = "") -> SubmittedEvidence:
    return SubmittedEvidence(code, f"Evidence {code}", location)


def matched(folder: Path, *rows: SubmittedEvidence) -> tuple[dict[str, str], list[str]]:
    """Code to file, and the remarks as "code where"."""
    found, problems = match_evidence(folder, rows)
    files = {match.code: match.path.relative_to(folder).as_posix() for match in found}
    return files, sorted(f"{problem.code} {problem.where}" for problem in problems)


def test_a_file_by_the_name_in_the_list(folder: Path) -> None:
    add(folder, "Policy.PDF", "minutes.docx")
    assert matched(folder, row("E1", "policy.pdf"), row("E2", "Minutes.docx")) == (
        {"E1": "Policy.PDF", "E2": "minutes.docx"},
        [],
    )


def test_the_match_names_the_file_itself(folder: Path) -> None:
    add(folder, "policy.pdf")
    assert match_evidence(folder, [row("E1", "policy.pdf")]) == ((MatchedEvidence("E1", folder / "policy.pdf"),), ())


@pytest.mark.parametrize(
    "location",
    [
        "sub/policy.pdf",
        "sub\\policy.pdf",
        "C:\\Documents\\policy.pdf",
        "see policy.pdf, page 3",
        "Ours (file:///x/policy.pdf)",
    ],
)
def test_a_file_by_a_path_or_within_words(folder: Path, location: str) -> None:
    add(folder, "sub/policy.pdf")
    assert matched(folder, row("E1", location)) == ({"E1": "sub/policy.pdf"}, [])


def test_letters_composed_differently_are_the_same_name(folder: Path) -> None:
    add(folder, "cafe\N{COMBINING ACUTE ACCENT}.pdf")
    assert matched(folder, row("E1", "caf\N{LATIN SMALL LETTER E WITH ACUTE}.pdf"))[1] == []


@pytest.mark.parametrize("name", ["E3 - minutes.pdf", "e03_minutes.pdf", "E 3.pdf", "E3.pdf", "E-3 x.pdf"])
def test_a_file_by_the_code_it_begins_with(folder: Path, name: str) -> None:
    add(folder, name, "E31 - other.pdf")
    assert matched(folder, row("E3")) == ({"E3": name}, ["file-unmatched E31 - other.pdf"])


def test_the_name_in_the_list_comes_before_the_code(folder: Path) -> None:
    add(folder, "E3 - old.pdf", "new.pdf")
    assert matched(folder, row("E3", "new.pdf")) == ({"E3": "new.pdf"}, ["file-unmatched E3 - old.pdf"])


def test_files_that_cannot_be_told_apart_are_not_chosen_between(folder: Path) -> None:
    add(folder, "a/policy.pdf", "b/policy.pdf")
    assert matched(folder, row("E1", "policy.pdf")) == (
        {},
        ["file-ambiguous Evidence E1", "file-unmatched a/policy.pdf", "file-unmatched b/policy.pdf"],
    )


def test_the_very_path_decides_between_equal_names(folder: Path) -> None:
    add(folder, "a/policy.pdf", "b/policy.pdf")
    assert matched(folder, row("E1", "b/policy.pdf"))[0] == {"E1": "b/policy.pdf"}


def test_a_file_that_is_missing(folder: Path) -> None:
    assert matched(folder, row("E1", "policy.pdf")) == ({}, ["file-missing Evidence E1"])


@pytest.mark.parametrize("location", ["https://school.example/a.pdf", "www.school.example", "in the staff room", ""])
def test_a_link_or_a_place_is_no_missing_file(folder: Path, location: str) -> None:
    assert matched(folder, row("E1", location)) == ({}, [])


def test_a_file_for_two_rows(folder: Path) -> None:
    add(folder, "policy.pdf")
    assert matched(folder, row("E1", "policy.pdf"), row("E2", "policy.pdf")) == (
        {"E1": "policy.pdf", "E2": "policy.pdf"},
        ["file-shared policy.pdf"],
    )


def test_what_programs_leave_behind_is_not_remarked_on(folder: Path) -> None:
    add(folder, ".DS_Store", "Thumbs.db", "~$policy.docx", "desktop.ini", ".git/config")
    assert matched(folder) == ({}, [])


def test_a_name_cannot_lead_out_of_the_folder(folder: Path) -> None:
    add(folder.parent, "secret.pdf")
    for location in ("../secret.pdf", str(folder.parent / "secret.pdf"), "sub/../../secret.pdf"):
        assert matched(folder, row("E1", location)) == ({}, ["file-missing Evidence E1"])


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights on other systems")
def test_links_are_not_followed(folder: Path) -> None:
    add(folder.parent, "outside/secret.pdf", "policy.pdf")
    (folder / "policy.pdf").symlink_to(folder.parent / "policy.pdf")
    (folder / "more").symlink_to(folder.parent / "outside")
    assert matched(folder, row("E1", "policy.pdf"), row("E2", "secret.pdf")) == (
        {},
        ["file-missing Evidence E1", "file-missing Evidence E2", "link-skipped more", "link-skipped policy.pdf"],
    )


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have pipes among files")
def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "policy.pdf")
    assert matched(folder, row("E1", "policy.pdf"))[1] == ["file-missing Evidence E1", "no-file policy.pdf"]


def test_folders_too_deep_are_named(folder: Path) -> None:
    add(folder, "1/2/3/4/5/ok.pdf", "1/2/3/4/5/6/deep.pdf")
    assert matched(folder, row("E1", "ok.pdf")) == ({"E1": "1/2/3/4/5/ok.pdf"}, ["too-deep 1/2/3/4/5/6"])


def test_a_folder_with_far_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_folder, "MOST_FILES", 3)
    add(folder, "1", "2", "3", "4")
    with pytest.raises(Refused, match="more than 3 files") as refused:
        match_evidence(folder, [])
    assert refused.value.code == "too-many-files"


def test_a_file_is_no_folder(folder: Path) -> None:
    add(folder, "policy.pdf")
    with pytest.raises(Refused, match="is not a folder") as refused:
        match_evidence(folder / "policy.pdf", [])
    assert refused.value.code == "no-folder"


def test_a_folder_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(Unavailable, match="cannot be read"):
        match_evidence(folder, [])
