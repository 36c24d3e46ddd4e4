"""The eight award rules of the table of marks, each as a data file, on cases that can be worked out by hand."""

from pathlib import Path

import pytest

from assessor_app.errors import Refused, WrongUse
from assessor_app.schemes.cases import read_cases
from assessor_app.schemes.loading import load_scheme
from assessor_app.services.schemes.trials import try_case, try_scheme

RULES = Path(__file__).parents[2] / "schemes" / "rules"
NAMES = [
    "every-aspect",
    "six-of-seven",
    "percentages",
    "core-standards",
    "all-ten",
    "evidenced-or-planned",
    "base-and-commitment",
    "steps-in-order",
]
CASES = [(name, case) for name in NAMES for case in read_cases(RULES / f"{name}.cases.yaml")]


def test_there_are_cases_of_every_rule() -> None:
    assert {file.name for file in RULES.glob("*.yaml")} == {
        f"{n}{end}" for n in NAMES for end in (".yaml", ".cases.yaml")
    }
    assert {name for name, _ in CASES} == set(NAMES)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case.title}" for name, case in CASES])
def test_what_was_worked_out_by_hand_comes_out(name: str, case: object) -> None:
    scheme = load_scheme(RULES / f"{name}.yaml")
    assert try_case(scheme, case).differences == ()  # type: ignore[arg-type]


def _cases(folder: Path, text: str) -> Path:
    file = folder / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_not_as_expected_is_said(tmp_path: Path) -> None:
    wrong = "cases: [{title: Wrong, every_level: met, expect: {award: none, swing: [[elements.e1]], unmet: [x]}}]"
    (trial,) = try_scheme(RULES / "all-ten.yaml", _cases(tmp_path, wrong))
    assert trial.differences == (
        "award: none was expected, awarded came out.",
        "unmet: ['x'] was expected, nothing came out.",
        "swing: [['elements.e1']] was expected, nothing came out.",
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("cases: []", "cases.yaml:1: cases: At least 1"),
        (
            "cases:\n  - title: A\n    level: met",
            "cases.yaml:3: cases[1].level: This key is not known. Did you mean levels?",
        ),
        ("cases:\n  - {title: A, signed: sharing}", "cases.yaml:2: cases[1].signed: A list was expected"),
    ],
)
def test_a_file_of_cases_that_is_not_right_is_refused_at_its_line(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(Refused, match="Nothing was tried") as refusal:
        try_scheme(RULES / "all-ten.yaml", _cases(tmp_path, text))
    assert refusal.value.sentence.startswith(where)


def test_a_level_or_strand_that_the_mark_has_not_is_named_with_its_case(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"^cases\.yaml:1: 'gold' is not a level"):
        try_scheme(RULES / "all-ten.yaml", _cases(tmp_path, "cases: [{title: A, levels: {elements.e1: gold}}]"))
    with pytest.raises(WrongUse, match=r"^cases\.yaml:1: .* has no element '9\.9'"):
        try_scheme(RULES / "all-ten.yaml", _cases(tmp_path, "cases: [{title: A, levels: {'9.9': met}}]"))
