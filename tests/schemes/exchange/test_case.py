"""CASE packages in and out: what is asked, what comes back, and that what is written is CASE 1.1."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assessor_app.errors import Refused, WrongUse
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange.case import read_case
from assessor_app.schemes.exchange.case_names import EXTENSION
from assessor_app.schemes.exchange.case_return import AT_ODDS
from assessor_app.schemes.exchange.case_writing import case_package, only_here
from assessor_app.schemes.exchange.edition_content import content_of
from assessor_app.schemes.loading import shipped_schemes
from assessor_app.schemes.positions import read_located
from tests.schemes.exchange.samples import CHANGED, DOCUMENT, as_bytes, child, item, items_package, rubrics_package

HERE = Path(__file__).parents[1]
EDITIONS = [*shipped_schemes(), *sorted(HERE.glob("rules/*[!s].yaml")), HERE / "whole.yaml"]
EDITIONS = [file for file in EDITIONS if ".cases." not in file.name]
SHARED = Path(os.environ.get("ASSAY_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
ANSWERS = {"strands": ("Standard",), "aspects": ("Area",), "levels": ("Rubric",), "scale": ("No", "Yes")}

REQUIRED = {
    "CFDocument": {"identifier", "uri", "creator", "title", "lastChangeDateTime"},
    "CFItems": {"identifier", "fullStatement", "uri", "lastChangeDateTime"},
    "CFAssociations": {
        "identifier", "associationType", "uri", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"
    },
    "CFRubrics": {"identifier", "uri", "lastChangeDateTime"},
}  # fmt: skip


def content_at(file: Path) -> Any:
    return read_located(file).content


def read(package: object, /, **answers: tuple[str, ...]) -> Any:
    return read_case("a.json", as_bytes(package), answers)


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_edition_comes_back_as_it_went(file: Path) -> None:
    content = content_at(file)
    assert read(case_package(content, CHANGED)).content == content


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_is_written_has_what_case_requires_and_each_identifier_once(file: Path) -> None:
    package = case_package(content_at(file), CHANGED)
    for key, required in REQUIRED.items():
        for part in [package[key]] if key == "CFDocument" else package[key]:
            assert part.keys() >= required
    parts = [package["CFDocument"], *package["CFItems"], *package["CFAssociations"], *package["CFRubrics"]]
    criteria = package["CFRubrics"][0]["CFRubricCriteria"]
    parts += criteria + [level for each in criteria for level in each["CFRubricCriterionLevels"]]
    names = [part["identifier"] for part in parts]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_is_written_is_valid_by_the_published_schema(file: Path) -> None:
    published = SHARED / "schemas" / "case-v1p1-cfpackage.json"
    if not published.exists():
        pytest.skip("the published schema is not on this computer; its licence does not let it be kept here")
    schema = json.loads(published.read_text())
    checker = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    assert not [error.message for error in checker.iter_errors(case_package(content_at(file), CHANGED))]


def test_it_says_what_other_programs_do_not_see() -> None:
    assert "the award rule" in only_here(content_at(EDITIONS[0]))


def test_a_text_changed_elsewhere_comes_back_changed() -> None:
    content = content_at(HERE / "rules" / "every-aspect.yaml")
    package = case_package(content, CHANGED)
    package["CFItems"][0]["fullStatement"] = "Another title"
    level = package["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0]
    level["description"] = "Another descriptor"
    back = read(package).content
    assert back["aspects"][0]["title"] == "Another title"
    assert "Another descriptor" in back["aspects"][0]["strands"][0]["descriptors"].values()
    assert back["award"] == content["award"]


def test_a_package_that_lost_a_part_elsewhere_is_read_without_our_extension_and_says_so() -> None:
    package = case_package(content_at(HERE / "rules" / "every-aspect.yaml"), CHANGED)
    del package["CFRubrics"][0]["CFRubricCriteria"][0]
    reading = read(package)
    assert reading.content is None
    assert AT_ODDS in reading.left_out
    assert not content_problems(content_of(reading.rubric))


def test_an_edition_from_elsewhere_keeps_its_identifiers() -> None:
    content = content_of(read(items_package(), **ANSWERS).rubric)
    written = {each["identifier"] for each in case_package(content, CHANGED)["CFItems"]}
    assert {each["identifier"] for each in items_package()["CFItems"] if each.get("CFItemType") == "Standard"} < written


def test_the_types_of_the_items_are_asked() -> None:
    reading = read(items_package())
    assert reading.rubric is None
    assert [question.code for question in reading.questions] == ["strands", "aspects", "levels", "scale"]
    assert {question.code for question in reading.open} == {"levels", "scale"}
    assert "Standard (3 items)" in [choice.words for choice in reading.questions[0].choices]


def test_items_become_a_rubric_by_the_answers() -> None:
    reading = read(items_package(), **ANSWERS)
    partners, rooms = reading.rubric.aspects
    assert (partners.title, rooms.title) == ("Partners", "Rooms <and> books")
    assert [strand.title for strand in partners.strands] == ["Partners are known.", "P.1"]
    trained = partners.strands[1]
    assert trained.question == "Every partner is trained.\nAll of them."
    assert [(level.name, level.text) for level in trained.levels] == [("Score 0", "Some are."), ("Score 1", "All.")]
    assert rooms.strands[0].title == "There is a quiet room."
    assert (reading.rubric.edition, reading.rubric.language) == ("2.1", "en")
    assert not content_problems(content_of(reading.rubric))


def test_what_is_not_carried_over_is_named() -> None:
    left_out = " ".join(read(items_package(), **ANSWERS).left_out)
    for words in ("identifier stands in the package twice", "1 association (precedes)", "1 item of the type Note"):
        assert words in left_out


def test_one_type_can_be_what_is_judged_and_its_levels() -> None:
    top, low, high = item(1, "ALD", "All of it"), item(2, "ALD", "a", abbreviatedStatement="L1"), item(3, "ALD", "b")
    links = [
        {"associationType": "isChildOf", "originNodeURI": {"identifier": each["identifier"]},
         "destinationNodeURI": top["uri"], "sequenceNumber": number}
        for number, each in enumerate((low, high))
    ]  # fmt: skip
    package = {"CFDocument": DOCUMENT, "CFItems": [top, low, high], "CFAssociations": links}
    (strand,) = read(package, strands=("ALD",), levels=("ALD",)).rubric.strands
    assert [level.name for level in strand.levels] == ["L1", "b"]


def test_items_without_a_type_are_told_apart_by_where_they_stand() -> None:
    rooms, quiet, nook, fire = item(1, "", "Rooms"), item(2, "", "Quiet"), item(3, "", "A nook"), item(4, "", "Safe")
    links = [child(rooms, DOCUMENT), child(quiet, rooms), child(nook, quiet), child(fire, rooms)]
    package = {"CFDocument": DOCUMENT, "CFItems": [rooms, quiet, nook, fire], "CFAssociations": links}
    reading = read(package, scale=("No", "Yes"))
    assert [choice.value for choice in reading.questions[0].choices] == [
        "(no type, nothing below)", "(no type, depth 1)", "(no type, depth 2)"
    ]  # fmt: skip
    found = {aspect.title: [strand.title for strand in aspect.strands] for aspect in reading.rubric.aspects}
    assert found == {"Quiet": ["A nook"], "Rooms": ["Safe"]}


def test_groups_are_suggested_so_high_that_an_edition_can_hold_them() -> None:
    domains = [item(n, "Domain", f"Domain {n}") for n in range(2)]
    clusters = [item(100 + n, "Cluster", f"Cluster {n}") for n in range(80)]
    standards = [item(1000 + n, "Standard", f"Standard {n}") for n in range(80)]
    links = [child(domain, DOCUMENT) for domain in domains]
    links += [child(cluster, domains[number % 2]) for number, cluster in enumerate(clusters)]
    links += [child(standard, cluster) for standard, cluster in zip(standards, clusters, strict=True)]
    package = {"CFDocument": DOCUMENT, "CFItems": [*domains, *clusters, *standards], "CFAssociations": links}
    reading = read(package, scale=("No", "Yes"))
    assert {question.code: question.suggested for question in reading.questions}["aspects"] == ("Domain",)
    assert [aspect.title for aspect in reading.rubric.aspects] == ["Domain 0", "Domain 1"]


def test_a_package_without_groups_is_not_asked_for_them() -> None:
    package = {"CFDocument": DOCUMENT, "CFItems": [item(1, "Standard", "One")], "CFAssociations": []}
    assert [question.code for question in read(package).questions] == ["strands", "levels", "scale"]


def test_items_that_no_criterion_judges_are_named() -> None:
    package = rubrics_package()
    package["CFPackage"]["CFItems"] = [item(1, "Standard", "One"), item(2, "Standard", "Two")]
    assert "2 items that no criterion judges." in read(package).left_out


def test_rubrics_need_no_question() -> None:
    reading = read(rubrics_package())
    (aspect,) = reading.rubric.aspects
    assert [(strand.title, strand.free) for strand in aspect.strands] == [
        ("First", False), ("Second", False), ("Remarks", True)
    ]  # fmt: skip
    assert [level.name for level in aspect.strands[1].levels] == ["Weak", "Good"]
    content = content_of(reading.rubric)
    assert not content_problems(content)
    assert not content_problems(read(case_package(content, CHANGED)).content)


def test_several_packages_are_asked_for() -> None:
    both = [rubrics_package(), items_package()]
    assert [question.code for question in read(both).open] == ["package"]
    assert read(both, package=("1",)).rubric.aspects[0].title == "Work"
    with pytest.raises(WrongUse):
        read(both, package=("3",))


def test_items_in_a_circle_do_not_hold_it_up() -> None:
    first, second = item(1, "A", "one"), item(2, "A", "two")
    links = [
        {"associationType": "isChildOf", "originNodeURI": {"identifier": a["identifier"]},
         "destinationNodeURI": {"identifier": b["identifier"]}}
        for a, b in ((first, second), (second, first), (first, first))
    ]  # fmt: skip
    package = {"CFDocument": DOCUMENT, "CFItems": [first, second], "CFAssociations": links}
    assert [strand.title for strand in read(package, strands=("A",), scale=("No", "Yes")).rubric.strands] == [
        "two",
        "one",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not-json"),
        (b'{"a": 1}', "not-case"),
        (b"[]", "not-case"),
        (b'{"CFDocument": {}, "CFItems": 7}', "nothing-to-judge"),
        (b"[" * 100_000, "too-deep"),
        (b'{"CFDocument": {"extensions":' + b'{"a":' * 60 + b"1" + b"}" * 62, "too-deep"),
        (b'{"CFDocument": {}, "n": ' + b"9" * 6000 + b"}", "not-json"),
        (b"\xff\xfe{", "not-json"),
    ],
)
def test_what_is_no_package_is_refused_in_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_case("bad.json", data, {})
    assert refused.value.code == code
    assert refused.value.sentence.startswith("bad.json: ")


def test_a_false_extension_does_not_become_an_edition() -> None:
    package = copy.deepcopy(rubrics_package())
    package["CFPackage"]["CFDocument"] = {**DOCUMENT, "extensions": {EXTENSION: {"id": "../../x", "aspects": "none"}}}
    assert read(package).content is None
