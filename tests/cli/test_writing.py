"""Sections of the report that people write themselves, by the command line and the services."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.journal.record import lane_of
from assessor_app.domain.journal.record_kind import LaneKind
from assessor_app.errors import WrongUse
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from tests.services.cycle_profile import PASSPHRASE, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WHOLE = Path(__file__).parents[1] / "schemes" / "whole.yaml"
SECTION = "second-section"
Run = Callable[..., int]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    with workplace_of(tmp_path / "profile") as workplace:
        mark = workplace.schemes.install(WHOLE)
        person = Institution("i1", "Rowan Hill", "Leeds", "england", "teaching-staff")
        workplace.visits.begin(mark, person, "first award", date(2026, 11, 22)).result()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    return tmp_path / "profile"


@pytest.fixture
def run(profile: Path, tmp_path: Path) -> Run:
    def call(command: str, *words: str) -> int:
        keys = ["--profile", str(profile), "--passphrase-file", str(tmp_path / "passphrase")]
        return main([command, "Rowan Hill", *words, *keys])

    return call


@pytest.fixture
def workplace(profile: Path) -> Iterator[Workplace]:
    opened = open_profile(profile, lambda: PASSPHRASE)
    yield opened
    opened.close()


def words_of(pdf: Path) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_what_is_written_is_shown_and_printed(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("write", "summary", "--text", "A school that learns.") == 0
    source = tmp_path / "panel.txt"
    source.write_text("The panel may rest on this.\n", encoding="utf-8")
    assert run("write", SECTION, "--file", str(source)) == 0
    capsys.readouterr()
    assert run("write") == 0
    said = capsys.readouterr().out
    assert "summary: Summary.\n  A school that learns." in said
    assert f"{SECTION}: For the panel.\n  The panel may rest on this." in said
    assert run("report", "-o", str(tmp_path / "report.pdf")) == 0
    printed = words_of(tmp_path / "report.pdf")
    assert "For the panel" in printed
    assert "The panel may rest on this." in printed
    assert run("report", "-o", str(tmp_path / "public.pdf"), "--for", "public") == 0
    assert "The panel may rest on this." not in words_of(tmp_path / "public.pdf")


def test_an_empty_section_is_left_out_and_said_to_be_missing(workplace: Workplace) -> None:
    assessment = workplace.visits.list()[0].id
    found = {section.title: section.message for section in workplace.reporting.sections(assessment)}
    assert found["For the panel"] == "“For the panel” is not written yet, so the report leaves it out."
    workplace.reporting.write_section(assessment, SECTION, "They may.").result()
    found = {section.title: section.message for section in workplace.reporting.sections(assessment)}
    assert found["For the panel"] == ""


def test_typing_is_one_line_of_history_and_undo_takes_it_back(workplace: Workplace) -> None:
    assessment = workplace.visits.list()[0].id
    seen: tuple[str, ...] = ()
    growing = None
    for text in ("Th", "They", "They may."):
        saved = workplace.reporting.write_section(assessment, SECTION, text, seen, growing).result()
        seen, growing = saved.state.heads, saved.operation
    assert workplace.visits.open(assessment).written_in(SECTION).text == "They may."
    newest = workplace.histories.entries(assessment)[0]
    assert (newest.title, newest.after) == ("Section of the report, For the panel", "They may.")
    assert workplace.judging.undo(assessment).result() is not None
    assert workplace.visits.open(assessment).written_in(SECTION).text == ""


def test_it_travels_with_the_judgements_so_that_a_blind_verifier_does_not_read_it() -> None:
    assert lane_of(f"assessment/a1/written/{SECTION}", "text") == f"{LaneKind.JUDGEMENT.value}/a1"


@pytest.mark.parametrize(
    "words",
    [("no-such",), ("no-such", "--text", "x"), ("first-section", "--text", "x"), ("--text", "x"),
     (SECTION, "--text", "x", "--file", "y")],
)  # fmt: skip
def test_a_wrong_section_changes_nothing_and_says_so(
    run: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run("write", *words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "panel.txt"
    source.write_bytes(b"\xff\xfe\x00")
    assert run("write", SECTION, "--file", str(source)) == 3


def test_the_service_refuses_a_section_that_the_mark_writes_itself(workplace: Workplace) -> None:
    with pytest.raises(WrongUse, match="second-section"):
        workplace.reporting.write_section(workplace.visits.list()[0].id, "first-section", "x")
