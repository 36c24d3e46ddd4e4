"""An office and an assessor of it, made by command line as an administrator would."""

from dataclasses import dataclass
from pathlib import Path

from tests.desk.desk import Desk

from .assay import run

ROOT_PASSPHRASE = "orchard heron lantern granite"


@dataclass(frozen=True, slots=True)
class People:
    """The profiles of the office and of the assessor who leads the visit."""

    office: Path
    lead: Path


def make_people(desk: Desk, folder: Path) -> People:
    """Both profiles, their keys in the desk's keyring; the office has certified the assessor."""
    office, lead = folder / "office", folder / "lead"
    secret, request, issued, card = (folder / name for name in ("root.txt", "lead.csr", "lead.crt", "office.card"))
    secret.write_text(ROOT_PASSPHRASE, encoding="utf-8")
    root = ("--passphrase-file", secret)
    run(desk, office, "identity", "create", "--name", "Priya Nair", "--role", "administrator")
    run(desk, office, "office", "init", "--name", "Northern Quality Marks", *root)
    person = run(desk, lead, "identity", "create", "--name", "Amara Okafor", "--role", "assessor")
    run(desk, lead, "identity", "request", "-o", request)
    run(desk, office, "office", "certify", request, "--person", person["id"], "--role", "assessor", "-o", issued, *root)
    run(desk, office, "office", "card", "-o", card)
    run(desk, lead, "card", "install", card)
    run(desk, lead, "identity", "install", issued)
    return People(office, lead)
