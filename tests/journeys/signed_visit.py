"""An office that has taken in a signed visit, made through the services as the people of it would."""

from datetime import timedelta
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.services.demo.content import demo_content
from assessor_app.services.demo.visit import (
    ASSESSOR,
    OFFICE,
    hold_debriefs,
    join_office,
    judge_strands,
    make_person,
    record_cycle,
    take_notes,
    write_submission,
)
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now

PASSPHRASE = "orchard heron lantern granite"


def office_with_a_signed_visit(folder: Path) -> tuple[Path, Path]:
    """The office's profile, and a file with its passphrase, which is that of the office's key too."""
    secret = folder / "passphrase.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    make_person(folder / "office", "Priya Nair", frozenset({Role.ADMINISTRATOR}), PASSPHRASE)
    make_person(folder / "lead", "Amara Okafor", ASSESSOR, PASSPHRASE)
    office = _opened(folder / "office")
    try:
        office.office.begin(OFFICE, PASSPHRASE)
        join_office(office, folder / "lead", folder, PASSPHRASE, PASSPHRASE)
        office.exchange.take_in(_signed_visit(folder))
    finally:
        office.close()
    return folder / "office", secret


def _signed_visit(folder: Path) -> Path:
    today, bundle = utc_now().date(), folder / "visit.qmb"
    content = demo_content("pdqm", today)
    lead = _opened(folder / "lead")
    try:
        workbook, evidence = write_submission(folder, lead, content)
        loaded = lead.intake.load(workbook, evidence, visit_on=today, panel_on=today + timedelta(days=7))
        visit = loaded.assessment
        judge_strands(lead, visit, content.strands)
        record_cycle(lead, visit, content)
        take_notes(lead, visit, content)
        hold_debriefs(lead, visit, content)
        lead.reporting.sign(visit, PASSPHRASE)
        lead.exchange.export(bundle)
    finally:
        lead.close()
    return bundle


def _opened(profile: Path) -> Workplace:
    return open_profile(profile, lambda: PASSPHRASE)
