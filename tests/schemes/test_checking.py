"""Every way to get one thing wrong in a scheme file is found at its file, line and key, and nothing is loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.domain.problem import Severity
from assessor_app.errors import Refused, Unavailable
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme
from assessor_app.schemes.shape import MOST_FOUND, problems_of_shape
from tests.schemes.conftest import COMPLETE

SchemeFile = Callable[..., Path]

WRONG = [
    # the shape
    ("unknown-key", "title: Small Mark", "titel: Small Mark\ntitle: Small Mark", 3, "titel", "Did you mean title?"),
    ("unknown-key", "valid_years: 3", "valid_years: 3\n  gate: x", 47, "award.gate", "Known here: commitments, "),
    ("missing-key", "owner: Nobody in particular\n", "", 1, "owner", "Expected: the body that awards the mark."),
    ("missing-key", "        question: Are people welcome?\n", "", 30, "aspects[1].strands[1].question", "is missing."),
    ("shape-type", 'edition: "1.0"', "edition: 1.0", 2, "edition", 'put the value in quotes: "1.0"'),
    ("shape-type", "title: Small Mark", "title: true", 3, "title", 'put the value in quotes: "true"'),
    ("shape-type", "title: Small Mark", "title: [Small]", 3, "title", "Text was expected, not a list."),
    ("shape-type", "title: Small Mark", "title:", 3, "title", "Text was expected, not nothing."),
    ("shape-type", "valid_years: 3", 'valid_years: "3"', 46, "award.valid_years", "A whole number was expected"),
    ("shape-type", "standard_points:\n      - The", "standard_points: The", 64, "debriefs[1].standard_points",
     "A list was expected, not text."),
    ("shape-pattern", "id: small", "id: Small Mark", 1, "id", "A word of lower-case letters, digits and hyphens"),
    ("shape-pattern", 'edition: "1.0"', "edition: new", 2, "edition", 'An edition such as "3.1"'),
    ("shape-pattern", "title: Small Mark", 'title: " "', 3, "title", "Some text was expected, not ' '."),
    ("shape-pattern", 'starts: "15:00"', 'starts: "3 pm"', 62, "debriefs[1].starts", "A time of day"),
    ("shape-pattern", "language: en-GB", "language: English", 6, "language", "A language tag such as en-GB"),
    ("shape-pattern", '"100.00"', '"100"', 56, "fees[1].amount", "with two decimals"),
    ("shape-enum", "wording: model", "wording: mine", 23, "levels[1].wording", "One of source, model was expected"),
    ("shape-minimum", "at_least: 1", "at_least: 0", 50, "award.outcomes[1].every_aspect.at_least", "at least 1, not"),
    ("shape-maximum", "valid_years: 3", "valid_years: 300", 46, "award.valid_years", "at most 20, not 300"),
    # keys that stand twice
    ("repeated-key", "title: Small Mark", "title: Small Mark\ntitle: Other", 4, "title (again)", "first on line 3"),
    ("repeated-key", "low: Some are.", "high: Some are.\n          low: Some.", 36,
     "aspects[1].strands[1].descriptors.high (again)", "second time"),
    # what it means
    ("repeated-id", "id: trust", "id: welcome", 37, "aspects[1].strands[2].id", "'welcome' stands in this"),
    ("repeated-title", "title: Trust", "title: Welcome", 38, "aspects[1].strands[2].title", "already"),
    ("repeated-id", "id: distinction", "id: pass", 51, "award.outcomes[2].id", "already"),
    ("repeated-name", "name: High", "name: Low", 24, "levels[2].name", "already"),
    ("missing-descriptor", "          low: Some are.\n", "", 33, "aspects[1].strands[1].descriptors.low", "'low'"),
    ("unknown-level", "low: Some are.", "low: Some are.\n          top: All.", 35,
     "aspects[1].strands[1].descriptors.top", "none of the levels (low, high)"),
    ("same-descriptor", "high: Everybody is.", "high: Some are.", 35, "aspects[1].strands[1].descriptors.high",
     "says the same as 'low'"),
    ("unknown-level", "at_level: high", "at_level: gold", 50, "award.outcomes[1].every_aspect.at_level",
     "'gold' is none of the levels (low, high)"),
    ("unreachable-rule", "at_least: 2", "at_least: 3", 53, "award.outcomes[2].every_aspect.at_least",
     "People and their work has only 2 to judge, so 3 can never be reached"),
    ("outcome-order", "at_least: 2", "at_least: 1", 53, "award.outcomes[2].every_aspect", "from low to high"),
    ("outcome-order", "{at_least: 2, at_level: high}", "{at_least: 2, at_level: low}", 53,
     "award.outcomes[2].every_aspect", "from low to high"),
    ("unknown-source", "source: leaflet\nterms", "source: book\nterms", 13, "facts[1].source", "(leaflet)"),
    ("wording-without-source", "wording: source, source: leaflet", "wording: source", 24, "levels[2].wording",
     "add `source:`"),
    ("debrief-times", '"15:30"', '"14:30"', 63, "debriefs[1].ends", "ends (14:30) before"),
    ("unknown-placeholder", "{panel_date}", "{award}", 65, "debriefs[1].standard_points[1]", "{award} is not"),
    ("unknown-placeholder", "{panel_date}", "{panel_date", 65, "debriefs[1].standard_points[1]", "{panel_date}"),
]  # fmt: skip

NOT_A_SCHEME = [
    ("empty", "", 1, "The file is empty"),
    ("empty", "# nothing but a remark\n", 1, "The file is empty"),
    ("yaml", COMPLETE.replace("title: Small Mark", "title: Small: Mark"), 3, "must stand in quotes"),
    ("yaml", COMPLETE.replace("title: Small Mark", "title: [Small Mark"), 4, "quote or bracket left open"),
    ("yaml", COMPLETE.replace("  - id: leaflet", "\t- id: leaflet"), 8, "may not begin with a tab"),
    ("alias", COMPLETE.replace("Small Mark", "&a Small").replace("Nobody in particular", "*a"), 5, "a YAML alias (*a)"),
    ("tag", COMPLETE.replace("Small Mark", "!!python/name:os.system x"), 3, "a YAML tag"),
    ("two-documents", f"{COMPLETE}---\nid: second\n", COMPLETE.count("\n") + 2, "A second YAML document begins here"),
    ("key-not-text", COMPLETE.replace("title: Small Mark", "? [a]\n: b"), 3, "A key must be a word"),
    ("too-deep", f"id: {'[' * 30}{']' * 30}\n", 1, "nested more than 20 deep"),
    ("control-character", COMPLETE.replace("Small Mark", "Small\x00Mark"), 3, "U+0000"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[0]}-{wrong[4]}")
def test_one_thing_wrong_is_one_problem_at_its_place(
    scheme_file: SchemeFile, wrong: tuple[str, str, str, int, str, str]
) -> None:
    code, old, new, line, key, words = wrong
    file = scheme_file(old, new)
    (problem,) = check_scheme(file)
    assert (problem.severity, problem.code, problem.where) == (Severity.ERROR, code, f"small.yaml:{line}: {key}")
    assert words in problem.message
    with pytest.raises(Refused, match="The scheme was not loaded") as refusal:
        load_scheme(file)
    assert refusal.value.code == code
    assert refusal.value.sentence.startswith(f"{problem.where}: {problem.message}")


@pytest.mark.parametrize(("code", "text", "line", "words"), NOT_A_SCHEME)
def test_what_cannot_be_read_is_refused_at_its_line(
    scheme_file: SchemeFile, code: str, text: str, line: int, words: str
) -> None:
    file = scheme_file(text=text)
    with pytest.raises(Refused, match="The scheme was not loaded") as refusal:
        load_scheme(file)
    assert refusal.value.code == code
    assert refusal.value.sentence.startswith(f"small.yaml:{line}: ")
    assert words in refusal.value.sentence
    (problem,) = check_scheme(file)
    assert (problem.code, problem.where) == (code, f"small.yaml:{line}")


def test_the_id_that_the_program_keeps_for_itself_is_refused(scheme_file: SchemeFile) -> None:
    text = COMPLETE.replace("id: low,", "id: not-enough,").replace(" low:", " not-enough:")
    (problem,) = check_scheme(scheme_file(text=text))
    assert (problem.code, problem.where) == ("reserved-id", "small.yaml:23: levels[1].id")


def test_every_kind_of_error_has_a_test() -> None:
    """One list to look at when a kind is added; 20 kinds were asked for."""
    assert len({code for code, *_ in WRONG + NOT_A_SCHEME}) >= 28


def test_a_complete_file_has_no_problem(scheme_file: SchemeFile) -> None:
    assert check_scheme(scheme_file()) == ()


def test_all_problems_are_listed_in_the_order_of_their_lines(scheme_file: SchemeFile) -> None:
    text = COMPLETE.replace("at_level: high", "at_level: gold", 1).replace("low: Some are.", "lo: Some are.")
    text = text.replace("owner: Nobody in particular\n", "").replace("title: Small Mark", "title: 7\ntitle: Again")
    text = text.replace("short: People\n", "colour: red\n")
    found = check_scheme(scheme_file(text=text))
    assert [problem.code for problem in found] == [
        "missing-key",
        "shape-type",
        "repeated-key",
        "missing-key",
        "unknown-key",
        "missing-descriptor",
        "unknown-level",
        "unknown-level",
    ]
    with pytest.raises(Refused, match="There are 8 problems in all"):
        load_scheme(scheme_file(text=text))


@pytest.mark.parametrize("text", ["- a\n- b\n", "word\n", "levels: 3\naspects: {a: 1}\naward: [1]\ndebriefs: x\n"])
def test_a_file_of_quite_another_shape_is_answered_in_words(scheme_file: SchemeFile, text: str) -> None:
    found = check_scheme(scheme_file(text=text))
    assert found
    assert all(problem.message.endswith(".") for problem in found)


def test_text_in_another_encoding_is_refused_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(COMPLETE.replace("Small Mark", "Caf\N{LATIN SMALL LETTER E WITH ACUTE}").encode("latin-1"))
    with pytest.raises(Refused, match=r"^latin\.yaml:3: The text is not UTF-8; save the file as UTF-8\."):
        load_scheme(file)


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(COMPLETE.replace("\n", "\r\n").encode("utf-8-sig"))
    assert check_scheme(file) == ()


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as target:
        target.truncate(9 << 20)
    with pytest.raises(Refused, match="larger than 8 MB"):
        load_scheme(file)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"missing\.yaml cannot be read"):
        check_scheme(tmp_path / "missing.yaml")


def test_a_bomb_of_aliases_is_refused_at_the_first(scheme_file: SchemeFile) -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    (problem,) = check_scheme(scheme_file(text="\n".join(rows)))
    assert (problem.code, problem.where) == ("alias", "small.yaml:2")


def test_words_that_yaml_1_1_takes_for_something_else_stay_words(scheme_file: SchemeFile) -> None:
    """Norway's "no", 15:30 as a number of minutes, and a date."""
    file = scheme_file("title: Small Mark", "title: no")
    assert load_scheme(file).title == "no"
    assert load_scheme(scheme_file('starts: "15:00"', "starts: 15:00")).debriefs[0].starts == "15:00"
    assert load_scheme(scheme_file("title: Small Mark", "title: 2026-11-22")).title == "2026-11-22"


def test_of_very_many_errors_the_first_are_told_and_that_there_are_more():
    wrong = {"id": "x", **{f"k{number}": number for number in range(5_000)}}
    found = [each for each in problems_of_shape(wrong) if each.code in ("unknown-key", "many")]
    assert len(found) <= MOST_FOUND + 1
    assert found[-1].code == "many"


def test_a_file_with_more_values_than_any_scheme_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("assessor_app.schemes.yaml_events.MOST_EVENTS", 1_000)
    (tmp_path / "many.yaml").write_text("a: 1\n" * 1_000)
    found = check_scheme(tmp_path / "many.yaml")
    assert [each.code for each in found] == ["too-many"]
