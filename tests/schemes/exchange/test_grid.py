"""Grids: what columns are taken for, what somebody may say instead, and the files of learning platforms."""

import pytest

from assessor_app.domain.scheme.rubric_exchange import RubricReading
from assessor_app.errors import Refused, WrongUse
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange.delimited import rows_of
from assessor_app.schemes.exchange.edition_content import content_of
from assessor_app.schemes.exchange.grid import read_grid
from assessor_app.schemes.exchange.ratings import read_ratings_xml
from tests.schemes.exchange.samples import CANVAS_CSV, CANVAS_XML, LONG, WIDE


def read(text: str, **answers: tuple[str, ...]) -> RubricReading:
    return read_grid("My rubric.csv", rows_of("My rubric.csv", text.encode()), answers)


def suggested(reading: RubricReading) -> dict[str, str]:
    return {question.code: question.suggested[0] for question in reading.questions if question.suggested}


def levels(reading: RubricReading, strand: int) -> list[tuple[str, str]]:
    assert reading.rubric is not None
    return [(level.name, level.text) for level in list(reading.rubric.strands)[strand].levels]


def test_columns_are_taken_for_what_their_headings_say() -> None:
    roles = suggested(read(WIDE))
    assert [roles[f"column:{place}"] for place in range(1, 10)] == [
        "aspect", "code", "strand", "question", "evidence", "level", "level", "level", "skip"
    ]  # fmt: skip
    assert roles["order"] == "highest first"


def test_levels_are_turned_lowest_first_and_an_aspect_holds_for_the_rows_below() -> None:
    reading = read(WIDE)
    assert levels(reading, 1) == [
        ("Developing", "Sometimes done"), ("Enhancing", "Often done"), ("Embedded", "Always done")
    ]  # fmt: skip
    assert reading.rubric is not None
    assert [aspect.title for aspect in reading.rubric.aspects] == ["Work"]
    assert reading.left_out == ("The columns Points.",)
    assert not content_problems(content_of(reading.rubric))


def test_the_mapping_can_be_changed() -> None:
    reading = read(WIDE, **{"column:Question": ("skip",), "order": ("lowest first",)})
    assert levels(reading, 1)[0][0] == "Embedded"
    assert reading.rubric is not None
    assert next(reading.rubric.strands).question == ""
    with pytest.raises(WrongUse):
        read(WIDE, **{"column:1": ("nonsense",)})


def test_a_row_for_each_level_is_understood() -> None:
    reading = read(LONG)
    assert levels(reading, 0) == [("Weak", "No plan"), ("Good", "A plan")]
    assert levels(reading, 1) == [("Weak", "Not done"), ("Good", "Done")]


def test_a_grid_without_levels_asks_for_them() -> None:
    text = "Area\tCriterion\nWork\tPlanning\n"
    assert [question.code for question in read(text).open] == ["scale"]
    assert read(text, scale=("No", "Yes")).rubric is not None


def test_ratings_that_say_the_same_are_told_apart_and_marked() -> None:
    reading = read(CANVAS_CSV)
    assert levels(reading, 0) == [("None", "There is none"), ("Full", "There is one")]
    assert levels(reading, 1) == [("None", ""), ("Full", "")]
    assert reading.rubric is not None
    assert not content_problems(content_of(reading.rubric))


def test_a_platforms_xml_is_read() -> None:
    reading = read_ratings_xml("rubrics.xml", CANVAS_XML.encode())
    assert levels(reading, 0) == [("None", ""), ("Full", "There is one")]
    assert reading.rubric is not None
    content = content_of(reading.rubric)
    assert not content_problems(content)
    assert content["aspects"][0]["strands"][0]["descriptors"]["none"]["wording"] == "model"


BOMB = '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rubrics>&b;</rubrics>'


@pytest.mark.parametrize(
    ("text", "code"),
    [(BOMB, "forbidden-xml"), ("<rubrics>", "not-xml"), ("<a/>", "not-a-rubric"), ("<a>" * 60, "too-deep")],
)
def test_bad_xml_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ratings_xml("rubrics.xml", text.encode())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-grid"),
        (b"only one cell", "no-grid"),
        (b"\0\1\2\3", "not-text"),
        (b'a,b\n"' + b"x" * 200_000 + b'",', "not-csv"),
        (b"a" * (5 << 20), "too-large"),
        (b"a,b\n" + b"1,2\n" * 20_001, "too-large"),
    ],
)
def test_what_is_no_grid_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_grid("grid.csv", rows_of("grid.csv", data), {})
    assert refused.value.code == code


def test_control_characters_and_repeated_names_are_mended() -> None:
    reading = read("Criterion,Weak,Good\nA\x07b,1,2\nAb,1,2\n\u202eAb,3,4\n")
    assert reading.rubric is not None
    content = content_of(reading.rubric)
    assert [strand["title"] for strand in content["aspects"][0]["strands"]] == ["Ab", "Ab (2)", "Ab (3)"]
    assert not content_problems(content)
