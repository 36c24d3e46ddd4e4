"""A panel's day: which cases wait, who may decide, and what is kept of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.award.panel import PanelMember
from assessor_app.domain.journal.record import lane_of
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.profile.workplace import Workplace
from tests.services.cycle_profile import begin, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

THREE = (PanelMember("Dilys Price"), PanelMember("Huw Rees"), PanelMember("Ann Lee"))


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    with workplace_of(tmp_path / "all") as opened:
        yield opened


def test_a_case_says_what_is_missing_and_moves_to_the_decided_ones(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    (line,) = panels.list()
    assert (line.recommended, line.missing) == (
        "",
        ("Judging is not finished: 0 of 3 strands judged.", "The report is not signed yet."),
    )
    panels.seat(visit, THREE).result()
    case = panels.decide(visit, "declined")
    assert (case.line.final, case.line.decided, case.line.missing) == (True, "No award", ())
    assert case.decisions[0].members == ("Dilys Price", "Huw Rees", "Ann Lee")
    (after,) = panels.list()
    assert (after.final, after.decided, after.decided_on) == (True, "No award", case.line.decided_on)


def test_a_deferred_case_waits_again(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    panels.seat(visit, THREE).result()
    case = panels.decide(visit, "deferred", "Waits for the report")
    assert (case.line.final, case.line.decided) == (False, "Deferred")


def test_absent_members_and_conflicts_are_kept_and_too_few_decide_nothing(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    panels.seat(visit, (THREE[0], PanelMember("Huw Rees", conflict=True), PanelMember("Ann Lee", here=False))).result()
    with pytest.raises(Refused, match="2 of 3 members are needed, and 1 can decide"):
        panels.decide(visit, "declined")
    panels.seat(visit, (THREE[0], PanelMember("Huw Rees", conflict=True), THREE[2])).result()
    decision = panels.decide(visit, "declined").decisions[-1]
    assert (decision.members, decision.conflicts, decision.absent) == (("Dilys Price", "Ann Lee"), ("Huw Rees",), ())


def test_another_award_than_the_judgements_lead_to_takes_a_reason(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    panels.seat(visit, THREE).result()
    for strand in [each.id for each in workplace.visits.scheme_of(workplace.visits.open(visit)).graded]:
        workplace.judging.record(visit, strand, NOT_ENOUGH, ()).result()
    first = panels.case(visit).case.choices[0]
    assert (first.words, first.agrees) == ("No award", True)
    with pytest.raises(WrongUse, match="Say why"):
        panels.decide(visit, "awarded")
    assert panels.decide(visit, "awarded", "Seen at the panel").line.decided == "Awarded"


def test_nothing_is_recommended_while_strands_are_left_to_judge(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    case = panels.case(visit).case
    assert (case.line.to_judge, case.line.strands, case.line.untouched) == (3, 3, True)
    assert case.choices[0].words == "Deferred"
    assert [each.words for each in case.choices if each.agrees] == []
    strand = workplace.visits.scheme_of(workplace.visits.open(visit)).graded[0]
    workplace.judging.record(visit, strand.id, NOT_ENOUGH, ()).result()
    line = panels.case(visit).case.line
    assert (line.to_judge, line.untouched) == (2, False)
    assert line.missing[0] == "Judging is not finished: 1 of 3 strands judged."


def test_nobody_who_took_part_sits_on_the_panel_and_nobody_twice(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    with pytest.raises(Refused, match="was the assessor"):
        panels.seat(visit, (*THREE, PanelMember("Amara Okafor")))
    with pytest.raises(Refused, match="on this panel already"):
        panels.seat(visit, (*THREE, PanelMember("ann lee")))


def test_the_next_case_begins_with_the_members_of_the_last(workplace: Workplace) -> None:
    first, second, panels = begin(workplace), begin(workplace), workplace.cycle.panels
    assert panels.case(second).case.members == ()
    panels.seat(first, THREE).result()
    panels.decide(first, "declined")
    assert {each.name for each in panels.case(second).case.members} == {each.name for each in THREE}


def test_notes_of_the_discussion_are_kept_and_never_leave_the_office(workplace: Workplace) -> None:
    visit, panels = begin(workplace), workplace.cycle.panels
    state = panels.case(visit).notes
    stored = panels.note(visit, "Grace asked about impact.", state.on_screen, None).result()
    panels.note(visit, "Grace asked about impact. Answered.", (), stored.operation).result()
    assert panels.case(visit).case.notes == "Grace asked about impact. Answered."
    assert lane_of(f"assessment/{visit}", "panel_notes").startswith("office/")
    assert lane_of(f"assessment/{visit}", "panel_members").startswith("office/")


def test_an_assessor_sees_no_panel(tmp_path: Path) -> None:
    roles = frozenset({Role.ASSESSOR})
    with workplace_of(tmp_path / "one", roles) as lead, pytest.raises(Refused, match="Only an administrator"):
        lead.cycle.panels.list()
