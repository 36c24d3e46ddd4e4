"""Each mark that ships says what its sources say, and is complete enough to run a visit by."""

from collections import Counter

import pytest

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import outcome
from assessor_app.domain.scheme.edition import Kind, Scheme, Wording
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.scheme.rules import EveryAspect
from assessor_app.schemes.loading import load_scheme, load_shipped, shipped_schemes

MARKS = {
    "pdqm": (4, 16, ("Bronze", "Silver", "Gold"), 3),
    "nnecl": (7, 15, ("Quality Mark",), 3),
    "vbe": (7, 18, ("Quality Mark",), 3),
    "vbe-enhanced": (7, 17, ("Enhanced Quality Mark",), 0),
    "vbe-early-years": (7, 18, ("Early Years Quality Mark",), 0),
    "vbe-staff": (3, 6, ("Staff Quality Mark",), 0),
    "ecm": (6, 13, ("ECM Quality Mark",), 0),
}
"""Mark to aspects, graded strands, outcomes and years of validity (0 where no source says)."""


@pytest.fixture(params=MARKS, scope="module")
def mark(request: pytest.FixtureRequest) -> Scheme:
    return load_shipped(request.param)


def test_the_seven_marks_ship() -> None:
    assert {load_scheme(file).id for file in shipped_schemes()} == set(MARKS)


def test_its_counts_awards_and_validity_are_those_of_the_sources(mark: Scheme) -> None:
    found = (
        len(mark.aspects),
        len(mark.graded),
        tuple(each.name for each in mark.outcomes),
        mark.valid_years,
    )
    assert found == MARKS[mark.id]


def test_every_fact_names_its_source_and_where_in_it(mark: Scheme) -> None:
    assert len(mark.facts) >= 5
    assert {fact.source for fact in mark.facts} <= {source.id for source in mark.sources}


def test_it_has_everything_that_a_visit_needs(mark: Scheme) -> None:
    assert len(mark.stages) >= 9
    assert any(stage.gates for stage in mark.stages)
    assert {"context", "action-plan"} <= {form.purpose.value for form in mark.forms}
    assert mark.visit
    assert len(mark.visit.timetable) >= 6
    assert all(group.questions for group in mark.visit.interviews)
    assert mark.debriefs
    assert len(mark.report) >= 9
    assert mark.fees
    assert mark.complaints
    assert mark.appeals
    assert mark.appeals.sealed_evidence


def test_every_strand_asks_and_every_level_is_described(mark: Scheme) -> None:
    for strand in mark.strands:
        assert strand.question.endswith("?")
        assert strand.typical_evidence
        assert list(strand.descriptors) == ([] if strand.narrative else [level.id for level in mark.levels])


def test_no_two_texts_say_the_same_and_none_is_too_long_for_a_card(mark: Scheme) -> None:
    texts = [text for strand in mark.strands for text in strand.descriptors.values()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert [text for text in texts if not 6 <= len(text.split()) <= 40] == []


def test_wording_that_no_source_has_is_said_to_be_model_wording(mark: Scheme) -> None:
    assert mark.has_model_wording
    for part in (*mark.strands, *mark.levels, *mark.debriefs, *mark.stages, *mark.forms, *mark.report):
        assert part.wording is Wording.MODEL


def test_every_mark_but_one_gives_a_single_award(mark: Scheme) -> None:
    by_aspect = all(isinstance(each.rule, EveryAspect) for each in mark.outcomes)
    assert (len(mark.outcomes) == 3) is by_aspect


def levels_of(mark: Scheme, level: str) -> dict[str, str | None]:
    return {strand.id: level for strand in mark.graded}


def test_six_aspects_are_judged_and_the_final_part_is_written_about() -> None:
    vbe = load_shipped("vbe")
    graded = [aspect.title for aspect in vbe.aspects if not aspect.strands[0].narrative]
    assert graded == [
        "Wellbeing",
        "Compassionate Leadership",
        "Behaviour and Relationships",
        "Teaching and Learning",
        "Reflection",
        "Values into Action",
    ]
    assert [strand.id for strand in vbe.aspects[-1].strands] == [
        "final-part.stand-out",
        "final-part.next-steps",
        "final-part.conclusion",
    ]
    assert [debrief.title for debrief in vbe.debriefs] == ["Staff", "Senior leadership team"]


def test_the_early_years_have_the_same_aspects_in_other_words() -> None:
    base, early = load_shipped("vbe"), load_shipped("vbe-early-years")
    assert [aspect.title for aspect in early.aspects] == [aspect.title for aspect in base.aspects]
    texts = [{text for strand in each.strands for text in strand.descriptors.values()} for each in (base, early)]
    assert not texts[0] & texts[1]


def test_the_enhanced_mark_needs_the_base_the_commitment_and_one_specialism() -> None:
    mark = load_shipped("vbe-enhanced")
    levels = levels_of(mark, "to-address")
    levels |= {strand: "met" for strand in levels if strand.startswith(("supporting-and-sharing", "research"))}
    both = AwardFacts(signed=frozenset({"sharing"}), in_force={"vbe": "awarded"})
    assert outcome(mark, levels, both)
    assert not outcome(mark, levels, AwardFacts(signed=frozenset({"sharing"})))
    assert not outcome(mark, levels, AwardFacts(in_force={"vbe": "awarded"}))
    assert not outcome(mark, levels | {"research.use": "to-address"}, both)


def test_a_person_is_assessed_by_the_criteria_for_their_work() -> None:
    mark = load_shipped("vbe-staff")
    assert (mark.kind, bool(mark.privacy)) == (Kind.INDIVIDUAL, True)
    teacher, support = (for_institution(mark, {"setting": each}) for each in ("teaching-staff", "support-staff"))
    assert len(teacher.graded) == 6 + 8
    assert len(support.graded) == 6 + 5
    assert outcome(support, levels_of(support, "met"))


def test_criteria_that_are_not_met_may_stand_in_the_action_plan() -> None:
    mark = load_shipped("nnecl")
    levels = levels_of(mark, "met") | {"admissions.arrival": "working-towards", "student-success.life-after": None}
    rows = {"action-plan": ({"strand": "admissions.arrival"}, {"strand": "student-success.life-after"})}
    assert outcome(mark, levels, AwardFacts(values={"plan-accepted": True}, rows=rows))
    assert not outcome(mark, levels, AwardFacts(rows=rows))
    assert not outcome(mark, levels, AwardFacts(values={"plan-accepted": True}))
    renewing = {"plan-accepted": True, "renewal": True}
    assert not outcome(mark, levels, AwardFacts(values=renewing, rows=rows))
    assert outcome(mark, levels, AwardFacts(values=renewing | {"previous-plan-evidenced": True}, rows=rows))


@pytest.mark.parametrize("nation", ["england", "scotland", "wales", "northern-ireland"])
def test_the_themes_read_differently_in_each_nation(nation: str) -> None:
    mark = load_shipped("nnecl")
    theirs = for_institution(mark, {"nation": nation})
    assert list(theirs.strands) != list(mark.strands)
    assert [strand.id for strand in theirs.strands] == [strand.id for strand in mark.strands]


def test_six_steps_training_and_later_figures_are_needed() -> None:
    mark = load_shipped("ecm")
    levels = levels_of(mark, "complete")
    row = {"group": "A", "baseline": "41", "latest": "58"}
    trained = {"training-attended": True}
    assert outcome(mark, levels, AwardFacts(values=trained, rows={"target-groups": (row,)}))
    assert not outcome(mark, levels, AwardFacts(rows={"target-groups": (row,)}))
    assert not outcome(mark, levels, AwardFacts(values=trained, rows={"target-groups": (row | {"latest": ""},)}))
    early = levels | {"initial-audit.provision-mapped": "not-complete"}
    assert not outcome(mark, early, AwardFacts(values=trained, rows={"target-groups": (row,)}))
