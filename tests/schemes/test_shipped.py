"""The marks that ship are complete, true to their sources, and honest about what is not from them."""

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from assessor_app.domain.scheme.edition import EveryAspect, Scheme, Wording
from assessor_app.paths import resources
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme, load_shipped, shipped_schemes

SHIPPED = shipped_schemes()


@pytest.fixture(scope="module")
def mark() -> Scheme:
    """The PD Quality Mark."""
    return load_shipped("pdqm", "3.1")


def test_the_published_schema_is_a_schema() -> None:
    schema = json.loads((resources() / "schemes" / "scheme.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def _objects(schema: object) -> list[dict[str, object]]:
    """Every part of the schema that describes a group of keys."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    here = [schema] if isinstance(schema, dict) and "properties" in schema and "type" in schema else []
    return here + [found for value in inside for found in _objects(value)]


def test_the_published_schema_knows_no_key_that_it_does_not_name() -> None:
    schema = json.loads((resources() / "schemes" / "scheme.schema.json").read_text(encoding="utf-8"))
    groups = _objects(schema)
    assert len(groups) > 10
    assert [group for group in groups if group.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_shipped_file_has_no_problem_and_stands_where_its_id_and_edition_say(file: Path) -> None:
    assert check_scheme(file) == ()
    scheme = load_scheme(file)
    assert (scheme.id, scheme.edition) == (file.parent.name, file.stem)


def test_the_structure_is_that_of_the_faqs(mark: Scheme) -> None:
    assert [aspect.title for aspect in mark.aspects] == [
        "Leadership of professional development",
        "High quality professional development",
        "Evaluating impact of professional development",
        "Collaboration and partnerships",
    ]
    strands = ["Vision", "Culture", "Strategy and policy", "Best value"]
    assert [[strand.title for strand in aspect.strands] for aspect in mark.aspects] == [strands] * 4
    assert [level.name for level in mark.levels] == ["Developing", "Enhancing", "Embedded"]
    assert mark.strand("evaluating-impact.culture").number == "3.2"


def test_the_award_rule_is_that_of_the_faqs(mark: Scheme) -> None:
    assert [(outcome.name, outcome.rule) for outcome in mark.outcomes] == [
        ("Bronze", EveryAspect(3, "developing")),
        ("Silver", EveryAspect(3, "enhancing")),
        ("Gold", EveryAspect(3, "embedded")),
    ]
    assert mark.valid_years == 3


def test_cost_complaints_and_appeals_are_those_of_the_faqs(mark: Scheme) -> None:
    assert [(fee.amount, fee.currency, fee.source) for fee in mark.fees] == [("575.00", "GBP", "faqs")]
    assert mark.complaints
    assert mark.complaints.source == "faqs"
    assert mark.appeals
    assert "during the verification visit" in mark.appeals.admissible
    assert {fact.source for fact in mark.facts} == {"faqs"}
    assert [source.title for source in mark.sources] == ["PD Quality Mark FAQs", "Other public pages of the owner"]


def test_every_text_that_is_not_from_a_source_is_marked_as_model_wording(mark: Scheme) -> None:
    """The sources publish no descriptors, no meanings of levels and no words for a debrief."""
    texts = [text.wording for group in (mark.strands, mark.levels, mark.debriefs) for text in group]
    assert texts == [Wording.MODEL] * 21
    assert mark.has_model_wording


def test_each_of_the_48_descriptors_is_long_enough_to_judge_by_and_short_enough_to_read(mark: Scheme) -> None:
    texts = [text for strand in mark.strands for text in strand.descriptors.values()]
    assert len(texts) == 48
    assert [text for text in texts if not 20 <= len(text.split()) <= 40] == []


def test_no_two_texts_of_the_rubric_are_the_same(mark: Scheme) -> None:
    texts = [text for strand in mark.strands for text in (strand.question, *strand.descriptors.values())]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_every_strand_asks_a_question_and_names_evidence(mark: Scheme) -> None:
    for strand in mark.strands:
        assert strand.question.endswith("?")
        assert len(strand.typical_evidence) >= 3


def test_the_two_debriefs_follow_each_other(mark: Scheme) -> None:
    assert [(s.id, s.starts, s.ends) for s in mark.debriefs] == [
        ("leaders", "15:15", "15:45"),
        ("staff", "15:45", "16:15"),
    ]
    assert mark.debriefs[0].points(None)[1] == "You can comment on facts in the report within 5 working days."


def test_the_example_of_the_handbook_is_a_complete_scheme_file(tmp_path: Path) -> None:
    """The page for scheme owners ships with the sources, not with the installed program."""
    page = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
    file = tmp_path / "reading.yaml"
    file.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    assert check_scheme(file) == ()
    assert load_scheme(file).title == "Reading Partners Quality Mark"


def test_the_handbook_explains_every_key_that_the_schema_knows() -> None:
    page = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
    schema = json.loads((resources() / "schemes" / "scheme.schema.json").read_text(encoding="utf-8"))
    keys = {key for group in _objects(schema) for key in group["properties"]}  # type: ignore[attr-defined]
    assert len(keys) > 30
    assert {key for key in keys if f"`{key}`" not in page and f"`{key}:" not in page and f"{key}:" not in page} == set()
