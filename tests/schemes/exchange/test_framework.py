"""Framework libraries: their levels, the choices of their questions, and what of them is asked."""

from pathlib import Path

import pytest

from assessor_app.errors import Refused
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange.edition_content import content_of
from assessor_app.schemes.exchange.framework import read_framework
from tests.schemes.exchange.samples import FRAMEWORK


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
