"""The demo: an office and two people with realistic visits, each in a profile of their own."""

import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.services.demo.content import demo_content
from assessor_app.services.demo.visit import (
    ASSESSOR,
    OFFICE,
    begin_other,
    join_office,
    judge_strands,
    make_person,
    take_notes,
    write_submission,
)
from assessor_app.services.profile.identities import install_card, keyring_is_safe
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.saving import utc_now

MARK = "pdqm"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was built. passphrase_file is empty when the keyring opens the profiles; office_passphrase_file: with what
    the office's own key signs awards, which is asked for each time."""

    folder: str
    profiles: tuple[str, ...]
    passphrase_file: str
    office_passphrase_file: str

    @property
    def lines(self) -> list[str]:
        """How to open each profile."""
        option = f" --passphrase-file {self.passphrase_file}" if self.passphrase_file else ""
        opening = [f"assessor-app --profile {self.folder}/{name}{option}" for name in self.profiles]
        return [
            *opening,
            f"The passphrase of the office's key, which awards are issued with: {self.office_passphrase_file}",
        ]


def build_demo(folder: Path) -> Demo:
    """Build the demo under `folder`, which must be new or empty. Raises Refused otherwise; half a demo is removed."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty. Nothing was built; choose a new folder.", "not-empty")
    try:
        return _build(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _build(folder: Path) -> Demo:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "passphrase.txt"
    root_passphrase = _passphrase()
    passphrase = None if keyring_is_safe() else root_passphrase
    office_file = folder / "office-passphrase.txt"
    office_file.write_text(root_passphrase, encoding="utf-8")
    if passphrase:
        # Invented data, so the passphrase may lie beside it: a demo that nobody can open shows nothing.
        file.write_text(passphrase, encoding="utf-8")
    make_person(folder / "office", "Priya Nair", frozenset({Role.ADMINISTRATOR}), passphrase)
    make_person(folder / "lead", "Amara Okafor", ASSESSOR, passphrase)
    make_person(folder / "verifier", "David Llewellyn", frozenset({Role.VERIFIER}), passphrase)
    office = open_profile(folder / "office", lambda: passphrase)
    try:
        office.office.begin(OFFICE, root_passphrase)
        for name in ("lead", "verifier"):
            join_office(office, folder / name, folder, passphrase, root_passphrase)
        card = folder / "office.card"
        office.office.write_card(card)
        install_card(folder / "lead", card)  # who joined first has a card without those who came later
        card.unlink()
    finally:
        office.close()
    _fill(folder, passphrase)
    return Demo(str(folder), ("lead", "verifier", "office"), str(file) if passphrase else "", str(office_file))


def _fill(folder: Path, passphrase: str | None) -> None:
    content = demo_content(MARK, utc_now().date())
    lead = open_profile(folder / "lead", lambda: passphrase)
    try:
        workbook, evidence = write_submission(folder, lead, content)
        today = utc_now().date()
        loaded = lead.intake.load(workbook, evidence, visit_on=today, panel_on=today + timedelta(days=7))
        judged = tuple(strand for strand in content.strands if strand.strand != content.left_open)
        judge_strands(lead, loaded.assessment, judged)
        take_notes(lead, loaded.assessment, content)
        for number, visit in enumerate(content.others, start=1):
            begin_other(lead, content, visit, number)
    finally:
        lead.close()


def _passphrase() -> str:
    """Five groups of letters that nobody has to remember."""
    return " ".join(secrets.token_hex(3) for _ in range(5))
