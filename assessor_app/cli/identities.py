"""`identity` and `card`: a person's key and certificate, and the office they trust."""

import argparse
import dataclasses
from pathlib import Path

from assessor_app.cli import keys
from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.people import Person, Role
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words
from assessor_app.services.profile import identities
from assessor_app.services.profile.standing import Standing, standing_of
from assessor_app.services.saving import utc_now


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser("identity", help="your key and certificate").add_subparsers(
        metavar="ACTION", required=True
    )
    create_command = actions.add_parser("create", help="make this profile and its key")
    create_command.add_argument("--name", required=True)
    create_command.add_argument("--organisation", default="")
    create_command.add_argument("--role", action="append", choices=[role.value for role in Role], required=True)
    create_command.set_defaults(run=create)
    actions.add_parser("show", help="who this profile belongs to").set_defaults(run=show)
    request_command = actions.add_parser("request", help="ask the office for a certificate")
    request_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.csr")
    request_command.set_defaults(run=request)
    actions.add_parser("renew", help="another 90 days for a certificate that no office has replaced").set_defaults(
        run=renew
    )
    keys.add_actions(actions)
    install_command = actions.add_parser("install", help="install the certificate that the office sent")
    install_command.add_argument("file", type=Path, metavar="FILE.crt")
    install_command.set_defaults(run=install)
    cards = commands.add_parser("card", help="the office you trust").add_subparsers(metavar="ACTION", required=True)
    card_command = cards.add_parser("install", help="trust an office, or take its newer card")
    card_command.add_argument("file", type=Path, metavar="FILE.card")
    card_command.add_argument(
        "--accept-jump", action="store_true", help="also a card whose number is over 1,000 above the last"
    )
    card_command.set_defaults(run=install_card)


def create(context: Context, arguments: argparse.Namespace) -> Answer:
    """Make a profile: an identity in the keyring, or under a passphrase, and an empty store."""
    roles = frozenset(Role(role) for role in arguments.role)
    passphrase = context.given_passphrase
    if passphrase is None and not identities.keyring_is_safe():
        passphrase = context.ask_passphrase("New passphrase (4 or more words)")
    person = identities.create_profile(
        context.profile, arguments.name, arguments.organisation, roles, passphrase, context.database
    )
    return Answer(_person_lines(person), person)


def show(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Who this profile belongs to; needs no key."""
    person = identities.person_of(context.profile)
    found = standing_of(context.profile, utc_now())
    lines = [*_person_lines(person), *_office_lines(found), *(caution.sentence for caution in found.cautions)]
    value = {**_value(person), "office": _office_value(found), "cautions": found.cautions}
    return Answer(lines, value)


def renew(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Renew a self-signed certificate."""
    person = identities.renew_certificate(context.profile, lambda: context.ask_passphrase("Passphrase"))
    return Answer([f"Your own certificate now holds until {day_words(person.certified_until)}."], person)


def request(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write a certificate request."""
    context.workplace.key.request(arguments.output)
    fingerprint = context.workplace.person.key_fingerprint
    words = f"{arguments.output} is ready for the office. Read them your fingerprint by phone: {fingerprint}."
    return Answer([words], {"file": arguments.output, "fingerprint": fingerprint})


def install(context: Context, arguments: argparse.Namespace) -> Answer:
    """Install a certificate for this profile's key."""
    person = identities.install_certificate(
        context.profile, arguments.file, lambda: context.ask_passphrase("Passphrase")
    )
    return Answer([f"Certified by {person.certified_by} until {day_words(person.certified_until)}."], person)


def install_card(context: Context, arguments: argparse.Namespace) -> Answer:
    """Trust an office."""
    card = identities.install_card(context.profile, arguments.file, arguments.accept_jump)
    lines = [
        f"This profile trusts {card.office}, card version {card.version}, until {day_words(card.expires)}.",
        f"Fingerprint of the office: {identities.office_fingerprint(card)}. Compare it with the office by phone.",
    ]
    if card.recovery_recipient:
        lines.append("The recovery key of the office can open this profile and its backups from now on.")
    return Answer(lines, card)


def _value(person: Person) -> dict[str, object]:
    return {field.name: getattr(person, field.name) for field in dataclasses.fields(person)}


def _office_value(found: Standing) -> object:
    if found.card is None:
        return None
    card = found.card
    return {
        "name": card.office,
        "card": card.version,
        "expires": card.expires,
        "fingerprint": identities.office_fingerprint(card),
        "people": len(card.roster),
        "revocation_known_as_of": found.known_as_of,
    }


def _office_lines(found: Standing) -> list[str]:
    if found.card is None:
        return ["no office trusted yet"]
    card = found.card
    lines = [
        f"trusts {card.office} ({identities.office_fingerprint(card)}), card version {card.version} until "
        f"{day_words(card.expires)}, {counted(len(card.roster), 'person', 'people')}"
    ]
    if found.known_as_of:
        lines.append(f"withdrawn certificates known as of {day_words(found.known_as_of)}")
    return lines


def _person_lines(person: Person) -> list[str]:
    roles = ", ".join(sorted(role.value for role in person.roles))
    certified = f"certified by {person.certified_by}" if person.certified_by else "self-signed"
    return [
        f"{person.name}, {person.organisation}".rstrip(", "),
        f"{person.id}, {roles}",
        f"key {person.key_fingerprint}, {certified} until {day_words(person.certified_until)}",
    ]
