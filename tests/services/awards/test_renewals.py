"""A renewal begins with the last action plan, and tells of each item what became of it."""

from pathlib import Path

import pytest

from assessor_app.errors import Refused, WrongUse
from tests.services.cycle_profile import begin, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


def test_plan_half_way_note_impact_and_new_judgement_stand_on_one_line(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "all") as workplace:
        former, renewals = begin(workplace), workplace.cycle.renewals
        entity = f"assessment/{former}/action/x1"
        for field, value in {"code": "1", "text": "Ask the students", "strand": "people.voice"}.items():
            workplace.store.write(lambda writing, f=field, v=value: writing.set(entity, f, v)).result()
        renewals.tell(former, "1", "half_way", "Two forums held").result()
        new = renewals.renew(former).result()
        renewals.tell(new, "1", "impact", "Menus changed").result()
        record = workplace.visits.open(new)
        item = record.cycle.plan[0]
        assert (item.text, item.half_way, item.impact) == ("Ask the students", "Two forums held", "Menus changed")
        assert (record.route, record.follows, record.edition) == ("renewal", former, "1.1")
        assert workplace.visits.facts(record).values["renewal"] is True
        with pytest.raises(WrongUse, match="no item"):
            renewals.tell(new, "9", "impact", "x")


def test_a_renewal_asked_for_twice_at_once_begins_once(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "all") as workplace:
        former, renewals = begin(workplace), workplace.cycle.renewals
        first = renewals.renew(former)
        with pytest.raises(Refused, match="begun already"):  # at once, or by the writer when it is not stored yet
            renewals.renew(former).result()
        assert first.result() == workplace.visits.open(former).followed_by
        assert len(workplace.visits.list()) == 2
