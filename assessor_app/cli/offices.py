"""`office`: the certificate authority, roster and card of an office."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.people import Role
from assessor_app.errors import WrongUse


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser("office", help="certify people and say who they are").add_subparsers(
        metavar="ACTION", required=True
    )
    init_command = actions.add_parser("init", help="begin an office in this profile")
    init_command.add_argument("--name", required=True)
    init_command.set_defaults(run=begin)
    certify_command = actions.add_parser("certify", help="certify a person's key")
    certify_command.add_argument("request", type=Path, metavar="FILE.csr")
    certify_command.add_argument("--person", required=True, metavar="ID", help="the person id, as read by phone")
    certify_command.add_argument("--role", action="append", choices=[role.value for role in Role], required=True)
    certify_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.crt")
    certify_command.set_defaults(run=certify)
    card_command = actions.add_parser("card", help="write the office card that everybody installs")
    card_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.card")
    card_command.set_defaults(run=card)


def begin(context: Context, arguments: argparse.Namespace) -> Answer:
    """Begin an office: its root key, its own certificate and its first card."""
    made = context.workplace.office.begin(arguments.name, _passphrase(context))
    return Answer([f"{made.office} is ready. Its card is version {made.version}."], made)


def certify(context: Context, arguments: argparse.Namespace) -> Answer:
    """Certify one person."""
    roles = frozenset(Role(role) for role in arguments.role)
    entry = context.workplace.office.certify(
        arguments.request, arguments.person, roles, arguments.output, _passphrase(context)
    )
    words = ", ".join(sorted(role.value for role in roles))
    line = f"{entry.name} is certified as {words}. Send back {arguments.output} and a new card."
    return Answer([line], entry)


def card(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write the newest card."""
    written = context.workplace.office.write_card(arguments.output)
    return Answer([f"{arguments.output} is card version {written.version} with {len(written.roster)} people."], written)


def _passphrase(context: Context) -> str:
    passphrase = context.ask_passphrase("Passphrase of the office's root key")
    if not passphrase:
        raise WrongUse(
            "The office's root key needs a passphrase. Give --passphrase-file; nothing was changed.", "passphrase"
        )
    return passphrase
