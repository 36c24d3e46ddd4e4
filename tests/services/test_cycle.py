"""A cycle from enquiry to award: what is missing is said, who may record what is kept to, and rules get their facts."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from assessor_app.domain.cycle.stages import Place
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.rights import forbidden
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.profile.workplace import Workplace
from tests.services.cycle_profile import begin, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    with workplace_of(tmp_path / "all") as opened:
        yield opened


def now(workplace: Workplace, assessment: str) -> str:
    present = workplace.cycle.stages.progress(assessment).now
    return present.stage.id if present else ""


def sentence(workplace: Workplace, assessment: str) -> str:
    return workplace.visits.outlook(workplace.visits.open(assessment)).sentence


def test_the_cycle_moves_on_as_things_are_recorded_and_names_what_is_missing(workplace: Workplace) -> None:
    visit, stages = begin(workplace), workplace.cycle.stages
    assert now(workplace, visit) == "interest"
    stages.record(visit, "enquiry-received", True, date(2026, 9, 1)).result()
    progress = stages.progress(visit)
    assert progress.now is not None
    assert (progress.now.stage.id, progress.missing) == ("money", ("The fee is still to be paid.",))
    assert stages.advance(visit).now.stage.id == "assign"  # a fee that is paid ends its stage
    stages.declare(visit, conflict=False).result()
    assert now(workplace, visit) == "talk"
    assert stages.advance(visit, leave_out=True).stages[3].place is Place.LEFT_OUT
    stages.advise(visit, "Ask the students too", "people.voice").result()
    with pytest.raises(Refused, match="training for all staff"):
        stages.advance(visit)
    stages.record(visit, "training-attended", "yes").result()
    assert stages.advance(visit).now.stage.id == "day"
    stages.advance(visit)
    with pytest.raises(Refused, match="ends by the work itself"):
        stages.advance(visit)
    assert now(workplace, visit) == "decide"


def test_a_stage_ended_by_hand_can_be_opened_again(workplace: Workplace) -> None:
    visit, stages = begin(workplace), workplace.cycle.stages
    stages.record(visit, "enquiry-received", True).result()
    stages.record(visit, "fee-paid", True).result()
    stages.declare(visit, conflict=False).result()
    assert stages.advance(visit, "by telephone").now.stage.id == "advice"
    assert stages.take_back(visit).now.stage.id == "talk"


def test_a_stage_that_work_has_passed_is_ended_afterwards_by_its_name(workplace: Workplace) -> None:
    visit, stages = begin(workplace), workplace.cycle.stages
    for fact, value in (("enquiry-received", True), ("fee-paid", True), ("training-attended", "yes")):
        stages.record(visit, fact, value).result()
    stages.declare(visit, conflict=False).result()
    stages.advise(visit, "Ask the students too", "people.voice").result()
    before = {each.stage.id: each.place for each in stages.progress(visit).stages}
    assert before["talk"] is Place.OPEN
    with pytest.raises(WrongUse, match="No 'fee' is open here; these are: talk"):
        stages.advance(visit, stage="fee")
    after = {each.stage.id: each.place for each in stages.advance(visit, stage="talk").stages}
    assert after == {**before, "talk": Place.DONE}


def test_a_conflict_of_interest_stops_the_cycle(workplace: Workplace) -> None:
    visit, stages = begin(workplace), workplace.cycle.stages
    with pytest.raises(WrongUse, match="Say what the conflict"):
        stages.declare(visit, conflict=True)
    stages.declare(visit, conflict=True, reason="I taught there").result()
    facts = workplace.visits.facts(workplace.visits.open(visit))
    assert facts.values["no-conflict"] is False
    stages.declare(visit, conflict=False).result()
    assert workplace.visits.facts(workplace.visits.open(visit)).values["no-conflict"] is True


def test_award_rules_get_forms_signatures_facts_and_marks_in_force(workplace: Workplace) -> None:
    visit, cycle = begin(workplace), workplace.cycle
    for strand in ("people.welcome", "people.voice", "places.rooms"):
        workplace.judging.record(visit, strand, "met", ()).result()
    said = sentence(workplace, visit)
    assert "training for all staff" in said
    cycle.stages.record(visit, "training-attended", True).result()
    cycle.stages.sign_commitment(visit, "sharing", "Principal").result()
    row = cycle.forms.add_row(visit, "groups", {"group": "A", "baseline": "41 %"}).result()
    assert workplace.visits.outlook(workplace.visits.open(visit)).award is None
    cycle.forms.change_row(visit, "groups", row, {"latest": "58"}).result()
    assert workplace.visits.outlook(workplace.visits.open(visit)).award.id == "awarded"
    cycle.awards.note_held(visit, "base", "gold", "B-1", date(2020, 1, 1), date(2021, 1, 1))
    assert workplace.visits.outlook(workplace.visits.open(visit)).award.id == "awarded"
    cycle.awards.note_held(visit, "base", "gold", "B-2", date(2020, 1, 1), None)
    assert workplace.visits.outlook(workplace.visits.open(visit)).award.id == "beacon"


def test_a_choice_recorded_in_the_cycle_chooses_the_wording(workplace: Workplace) -> None:
    visit = begin(workplace)
    with pytest.raises(WrongUse, match="one of: teaching, other"):
        workplace.cycle.stages.record(visit, "route-taken", "sideways")
    workplace.cycle.stages.record(visit, "route-taken", "teaching").result()
    record = workplace.visits.open(visit)
    assert workplace.visits.scheme_of(record).strand("people.welcome").question == "Are pupils welcome?"


def test_a_fact_that_is_recorded_anew_keeps_no_remark_of_the_one_before(workplace: Workplace) -> None:
    visit, stages = begin(workplace), workplace.cycle.stages
    stages.record(visit, "route-taken", "teaching", date(2026, 1, 2), "told by telephone").result()
    stages.record(visit, "route-taken", "other").result()
    (fact,) = workplace.visits.open(visit).cycle.facts
    assert (fact.value, fact.remark) == ("other", "")
    assert fact.happened_on != date(2026, 1, 2)


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [("baseline", "many", "a number"), ("group", " ", "some words"), ("nothing", "x", "has no field")],
)
def test_an_answer_that_does_not_fit_is_refused(workplace: Workplace, field: str, value: str, wanted: str) -> None:
    visit = begin(workplace)
    with pytest.raises(WrongUse, match=wanted):
        workplace.cycle.forms.add_row(visit, "groups", {field: value})
    assert workplace.visits.open(visit).cycle.entries == ()


def test_a_row_can_be_taken_away(workplace: Workplace) -> None:
    visit, forms = begin(workplace), workplace.cycle.forms
    first, second = (forms.add_row(visit, "groups", {"group": name}).result() for name in "AB")
    forms.remove_row(visit, "groups", first).result()
    assert [entry.row for entry in workplace.visits.open(visit).cycle.entries_of("groups")] == [second]


def test_the_panel_decides_and_the_award_follows(workplace: Workplace) -> None:
    visit, awards = begin(workplace), workplace.cycle.awards
    with pytest.raises(Refused, match="has not decided"):
        awards.give(visit, "C-1")
    with pytest.raises(WrongUse, match="Say why"):
        awards.decide(visit, "awarded", ["Dilys Price"])
    with pytest.raises(Refused, match="was the assessor"):
        awards.decide(visit, "declined", ["Amara Okafor"])
    awards.decide(visit, "awarded", ["Dilys Price"], "Seen at the panel", date(2026, 12, 1)).result()
    given = awards.give(visit, "C-1", date(2026, 12, 2))
    assert (given.outcome, given.until_on) == ("awarded", "2029-12-01")
    with pytest.raises(Refused, match="given already"):
        awards.give(visit, "C-2")
    awards.certify(visit).result()
    awards.publish(visit).result()
    held = workplace.visits.open(visit).cycle.awards[0]
    assert held.certificate_on
    assert held.published_on
    assert held.in_force(date(2027, 1, 1))


def test_more_than_half_of_a_panel_must_decide(workplace: Workplace) -> None:
    visit, awards = begin(workplace), workplace.cycle.awards
    with pytest.raises(Refused, match=r"3 of 4 members are needed, and 2 can decide\. 1 more must be here"):
        awards.decide(visit, "declined", ["Dilys Price", "Huw Rees"], absent=["Ann Lee"], conflicts=["Bo Hay"])
    awards.decide(visit, "declined", ["Dilys Price", "Huw Rees"], conflicts=["Bo Hay"]).result()
    decision = workplace.visits.open(visit).cycle.decision
    assert decision is not None
    assert (decision.members, decision.conflicts) == (("Dilys Price", "Huw Rees"), ("Bo Hay",))


@pytest.mark.parametrize(
    ("members", "absent", "conflicts"),
    [
        (["Dilys Price", "dilys  price"], ["Ann Lee"], []),
        (["Dilys Price", " "], ["Ann Lee"], []),
        (["Dilys Price", "Ann Lee"], ["ANN LEE"], []),
        (["Dilys Price", "Huw Rees"], [], ["huw rees"]),
    ],
)
def test_nobody_counts_twice_towards_a_quorum_or_decides_in_a_conflict_of_interest(
    workplace: Workplace, members: list[str], absent: list[str], conflicts: list[str]
) -> None:
    visit, awards = begin(workplace), workplace.cycle.awards
    with pytest.raises((Refused, WrongUse)):
        awards.decide(visit, "declined", members, absent=absent, conflicts=conflicts)
    assert workplace.visits.open(visit).cycle.decision is None


def test_a_number_of_another_institution_is_not_given_again(workplace: Workplace) -> None:
    first, second, awards = begin(workplace), begin(workplace, institution="i2"), workplace.cycle.awards
    for visit in (first, second):
        awards.decide(visit, "awarded", ["Dilys Price"], "Seen at the panel").result()
    awards.give(first, "C-1")
    with pytest.raises(Refused, match="C-1 is used already"):
        awards.give(second, "C-1")
    assert workplace.visits.open(second).cycle.awards == ()


def test_a_renewal_that_has_begun_silences_the_notice_that_renewal_is_open(workplace: Workplace) -> None:
    visit, awards, today = begin(workplace), workplace.cycle.awards, workplace.visits.today()
    awards.decide(visit, "awarded", ["Dilys Price"], "Seen at the panel").result()
    awards.give(visit, "C-1", today - timedelta(days=3 * 365 - 60))
    assert "Renewal has been open" in workplace.visits.list()[0].due[-1]
    workplace.cycle.renewals.renew(visit).result()
    assert not any("Renewal" in each for row in workplace.visits.list() for each in row.due)


def test_an_assessor_records_neither_fee_nor_panel_nor_award(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "one", frozenset({Role.ASSESSOR})) as lead:
        visit = begin(lead)
        with pytest.raises(Refused, match="role administrator"):
            lead.cycle.stages.record(visit, "fee-paid", True)
        with pytest.raises(Refused, match="role administrator"):
            lead.cycle.awards.decide(visit, "declined", ["Dilys Price"]).result()
        with pytest.raises(Refused, match="role administrator"):
            lead.cycle.awards.note_held(visit, "base", "gold", "B-1", date(2020, 1, 1), None)
        assert lead.visits.open(visit).cycle.decisions == ()


def test_no_advice_before_the_visit_can_be_added_after_it(workplace: Workplace) -> None:
    visit = begin(workplace)
    workplace.visit_day.ledger.seal(visit)
    with pytest.raises(Refused, match="visit is over"):
        workplace.cycle.stages.advise(visit, "Ask the students too")


@pytest.mark.parametrize(
    ("entity", "roles"),
    [
        ("fact/office/fee-paid", {Role.ASSESSOR, Role.VERIFIER, Role.INSTITUTION}),
        ("fact/verifier/verified", {Role.ASSESSOR, Role.ADMINISTRATOR}),
        ("fact/nobody/verified", set(Role)),
        ("stage/panel/decide", {Role.ASSESSOR, Role.VERIFIER}),
        ("interest/P-OTHER", set(Role)),
    ],
)
def test_what_somebody_records_in_anothers_capacity_is_refused_when_it_comes_in(entity: str, roles: set[Role]) -> None:
    field = {"fact": "value", "stage": "done_on", "interest": "name"}[entity.partition("/")[0]]
    forged = Operation("d", "visit/a1", 1, "P-ME", 1, f"assessment/a1/{entity}", field, "yes")
    assert forbidden([forged], frozenset(roles)) is not None


def test_the_list_tells_that_an_award_has_lapsed(workplace: Workplace) -> None:
    visit, awards = begin(workplace), workplace.cycle.awards
    awards.decide(visit, "awarded", ["Dilys Price"], "Seen at the panel", date(2020, 12, 1)).result()
    awards.give(visit, "C-1", date(2020, 12, 2))
    (row,) = workplace.visits.list()
    assert row.due == ("The award lapsed on 1 December 2023.",)
    assert [each.sentence for each in workplace.cycle.stages.progress(visit).due] == list(row.due)
