"""What an office has on its desk: a visit that came in signed, cases for the panel, awards of every state."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assessor_app.domain.award.concern import ConcernKind
from assessor_app.services.demo.content import demo_content
from assessor_app.services.demo.visit import hold_debriefs, judge_strands
from assessor_app.services.profile.opening import open_profile

PANEL = ("Grace Adebayo", "Martin Holt", "Siân Prosser")
SCHOOL = "Hollin Bank"


def fill_office(office: Any, demo: Path, work: Path) -> None:
    """Bring everything of the lead's in, and do what an office does over a few years."""
    passphrase = (demo / "passphrase.txt").read_text(encoding="utf-8")
    today = office.visits.today()
    bundle = _signed_visit(demo, work, passphrase, office.person.id, today)
    office.exchange.take_in(bundle)
    visits = {each.institution: each.id for each in office.visits.list()}
    others = [visit for school, visit in visits.items() if SCHOOL not in school]
    _give_awards(office, others, today)
    _take_concerns(office, next(visit for school, visit in visits.items() if SCHOOL in school), others, today)


def _signed_visit(demo: Path, work: Path, passphrase: str, office: str, today: date) -> Path:
    shutil.copytree(demo / "lead", work / "sender")
    content, bundle = demo_content("pdqm", today), work / "for-the-office.qmb"
    lead = open_profile(work / "sender", lambda: passphrase)
    try:
        visit = next(each.id for each in lead.visits.list() if SCHOOL in each.institution)
        judge_strands(lead, visit, tuple(each for each in content.strands if each.strand == content.left_open))
        hold_debriefs(lead, visit, content)
        lead.visit_day.ledger.seal(visit)
        lead.reporting.sign(visit, passphrase)
        lead.exchange.export(bundle, people=[office], everything=True)
    finally:
        lead.close()
    return bundle


def _give_awards(office: Any, visits: list[str], today: date) -> None:
    """The first to be issued; the others given on days that make one end soon and another asked to be withdrawn."""
    awards = office.cycle.awards
    years = [None, 60, 300, 1040]
    for number, (visit, days) in enumerate(zip(visits, years, strict=False), start=1):
        decided = today - timedelta(days=days or 0)
        outcome = ("silver", "gold", "bronze", "silver")[number - 1]
        awards.decide(visit, outcome, PANEL, "As the report recommends.", decided).result()
        if days is not None:
            awards.give(visit, f"PDQM-{decided.year}-{number:04d}", decided)
            awards.certify(visit, decided).result()
    asked = next(line for line in office.cycle.office_awards.list() if line.outcome == "bronze" and line.award)
    office.cycle.office_awards.withdraw(asked.award, "The school has closed.")


def _take_concerns(office: Any, signed: str, others: list[str], today: date) -> None:
    concerns = office.cycle.concerns
    text = (
        "The report says that impact was not measured. The governors' minutes that the verifier saw show that it was."
    )
    concerns.receive(others[1], ConcernKind.APPEAL, "Helen Whitaker", "head@school.example", text,
                     today - timedelta(days=4))  # fmt: skip
    concerns.receive(signed, ConcernKind.COMPLAINT, "Paul Greenwood", "", "Nobody told us when the report would come.",
                     today - timedelta(days=1))  # fmt: skip
