"""The recovery sheet of a profile: shown, written as a PDF to print, replaced by a new one."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.files import write_whole
from assessor_app.identity import recovery_key
from assessor_app.identity.profile import Layout
from assessor_app.identity.vault import Secrets, keep_vault, new_age_identity


def sheet_number(secrets: Secrets) -> str:
    """What is printed on the sheet that holds now, "A1B2 C3D4"; it says nothing of the key."""
    return recovery_key.number(secrets.recovery_identity)


def write_sheet(target: Path, secrets: Secrets, name: str, at: datetime) -> str:
    """Write the sheet as a PDF for its owner alone, and give its number. Raises Unavailable when it cannot be."""
    from assessor_app.reports.documents.recovery_sheet import RecoverySheet, recovery_sheet  # heavy, and seldom wanted

    number, key = sheet_number(secrets), recovery_key.groups(secrets.recovery_identity)
    made = at.astimezone().date()
    write_whole(target, recovery_sheet(RecoverySheet(name, number, made, recovery_key.START, key)), owner_only=True)
    return number


def replace_sheet(profile: Path, secrets: Secrets) -> Secrets:
    """Make the sheet that holds now useless for this profile, and give the secrets with a new one."""
    fresh = replace(secrets, recovery_identity=new_age_identity())
    keep_vault(Layout(profile).vault, fresh)
    return fresh
