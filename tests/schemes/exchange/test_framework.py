"""Framework libraries: their levels, the choices of their questions, and what of them is asked."""

from pathlib import Path

import pytest

from assessor_app.errors import Refused
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange.edition_content import content_of
from assessor_app.schemes.exchange.framework import read_framework
from tests.schemes.exchange.samples import FRAMEWORK, QUESTIONS_ONLY, deep


def library(folder: Path, text: str = FRAMEWORK) -> Path:
    file = folder / "small.yaml"
    file.write_text(text)
    return file


def test_a_library_is_an_edition(tmp_path: Path) -> None:
    rubric = read_framework(library(tmp_path), {}).rubric
    assert rubric is not None
    assert [level.name for level in rubric.levels] == ["Weak", "Good"]
    assert [aspect.title for aspect in rubric.aspects] == ["A Work", "Day"]
    work, choice = rubric.aspects[0].strands
    assert (work.title, work.question) == ("A.1", "Is there work?")
    assert [level.text for level in work.levels] == ["Little work.", "Much work."]
    assert [level.name for level in choice.levels] == ["None of it", "Two", "Three or more"]
    assert not content_problems(content_of(rubric))


def test_each_set_of_choices_is_a_scale_of_its_own_and_the_rule_counts_them_together(tmp_path: Path) -> None:
    rubric = read_framework(library(tmp_path), {}).rubric
    assert rubric is not None
    content = content_of(rubric)
    assert [level["name"] for level in content["scales"][0]["levels"]] == ["None of it", "Two", "Three or more"]
    assert content["award"]["outcomes"][-1]["needs"]["strands"]["at_level"] == ["good", "three-or-more"]


def test_translations_are_named_as_left_out(tmp_path: Path) -> None:
    assert "The translations of 1 requirement." in read_framework(library(tmp_path), {}).left_out


def test_levels_are_asked_where_there_are_none(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("scores_definition", "not_there")
    reading = read_framework(library(tmp_path, text), {})
    assert [question.code for question in reading.open] == ["scale"]
    rubric = read_framework(library(tmp_path, text), {"scale": ("No", "Yes")}).rubric
    assert rubric is not None
    assert content_of(rubric)["levels"][0]["wording"] == "model"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("objects:", "objekts:", "not-a-framework"),
        ("assessable: true", "assessable: false", "nothing-to-judge"),
        ("urn: urn:x:library:small", "urn: &a urn\nother: *a", "alias"),
        ("version: 3", "version: !!python/object:os.system 3", "tag"),
        ("version: 3", "version: " + "[" * 30, "too-deep"),
        ("version: 3", "version: \x07", "control-character"),
    ],
)
def test_what_is_no_library_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_framework(library(tmp_path, FRAMEWORK.replace(old, new)), {})
    assert refused.value.code == code


def test_scales_of_the_questions_alone_are_counted_together(tmp_path: Path) -> None:
    """The first strand's choices are the main scale where the file names none: the rule counts it beside the others."""
    rubric = read_framework(library(tmp_path, QUESTIONS_ONLY), {}).rubric
    assert rubric is not None
    content = content_of(rubric)
    assert [level["name"] for level in content["levels"]] == ["No", "Yes"]
    assert content["award"]["outcomes"][-1]["needs"]["strands"]["at_level"] == ["yes", "often"]
    assert not content_problems(content)


def test_a_requirement_without_a_name_is_called_by_its_question(tmp_path: Path) -> None:
    rubric = read_framework(library(tmp_path, QUESTIONS_ONLY), {}).rubric
    assert rubric is not None
    assert [strand.title for strand in rubric.strands] == ["Is there a plan?", "How often?"]


def test_a_scale_of_points_is_suggested_as_its_levels(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("scores_definition", "not_there").replace(
        "name: Small framework", "min_score: 0\n    max_score: 2"
    )
    reading = read_framework(library(tmp_path, text), {})
    assert reading.rubric is not None
    assert [level.name for level in reading.rubric.levels] == ["Score 0", "Score 1", "Score 2"]
    without = read_framework(library(tmp_path, text.replace("max_score: 2", "max_score: 100")), {})
    assert [question.code for question in without.open] == ["scale"]


@pytest.mark.parametrize(("groups", "each", "depth"), [(40, 2, "2"), (70, 2, "1"), (3, 200, "2"), (9, 1, "1")])
def test_the_suggested_groups_are_those_that_an_edition_can_hold(
    tmp_path: Path, groups: int, each: int, depth: str
) -> None:
    reading = read_framework(library(tmp_path, deep(groups, each)), {})
    assert reading.questions[0].suggested == (depth,)
    assert reading.rubric is not None
    assert not content_problems(content_of(reading.rubric))
