"""A small office for tests: an administrator, two assessors and a verifier, and a visit with evidence at the lead's."""

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.services.demo.content import demo_content
from assessor_app.services.demo.visit import join_office, judge_strands, make_person, take_notes, write_submission
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace

PASSPHRASE = "reading glasses under a wet umbrella"
PEOPLE = {
    "lead": ("Amara Okafor", Role.ASSESSOR),
    "second": ("Ben Carter", Role.ASSESSOR),
    "verifier": ("David Llewellyn", Role.VERIFIER),
}
DAY = date(2026, 11, 22)


@functools.cache
def the_office() -> Path:
    """The folder with everybody's profile; to be read only."""
    folder = Path(tempfile.mkdtemp(prefix="assay-office-"))
    make_person(folder / "office", "Priya Nair", frozenset({Role.ADMINISTRATOR}), PASSPHRASE)
    for name, (person, role) in PEOPLE.items():
        make_person(folder / name, person, frozenset({role}), PASSPHRASE)
    with opened(folder, "office") as office:
        office.office.begin("Northern Quality Marks", PASSPHRASE)
        for name in PEOPLE:
            join_office(office, folder / name, folder, PASSPHRASE, PASSPHRASE)
        # Whoever joined early has an early card.
        office.office.write_card(folder / "office.card")
    for name in PEOPLE:
        shutil.copyfile(folder / "office.card", folder / name / "identity" / "office.card")
    content = demo_content("pdqm", DAY)
    with opened(folder, "lead") as lead:
        workbook, evidence = write_submission(folder, lead, content)
        loaded = lead.intake.load(workbook, evidence, visit_on=DAY)
        judge_strands(lead, loaded.assessment, content.strands[:3])
        take_notes(lead, loaded.assessment, content)
    (folder / "assessment.txt").write_text(loaded.assessment)
    return folder


def copy_of_office(target: Path) -> Path:
    """A copy of the office's folder that may be changed."""
    shutil.copytree(the_office(), target)
    return target


def options(folder: Path, who: str) -> list[str]:
    """Of the command line, to act as one of them."""
    (folder / "passphrase.txt").write_text(PASSPHRASE)
    return ["--profile", str(folder / who), "--passphrase-file", str(folder / "passphrase.txt")]


@contextmanager
def opened(folder: Path, who: str) -> Iterator[Workplace]:
    """One of them at work."""
    workplace = open_profile(folder / who, lambda: PASSPHRASE)
    try:
        yield workplace
    finally:
        workplace.close()
