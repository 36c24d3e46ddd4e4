"""`office`: the certificate authority, roster and card of an office."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.people import Role
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import WrongUse
from assessor_app.services.documents.sealing import (
    choose_time_server,
    chosen_time_server,
    forget_time_server,
    seal_file,
)
from assessor_app.services.profile.identities import office_fingerprint


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
    certify_command.add_argument(
        "--same-person-as", default="", metavar="ID", help="who goes on with this key, after `office revoke ID`"
    )
    certify_command.add_argument("--role", action="append", choices=[role.value for role in Role], required=True)
    certify_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.crt")
    certify_command.set_defaults(run=certify)
    actions.add_parser("roster", help="everybody whom this office has certified").set_defaults(run=roster)
    revoke_command = actions.add_parser("revoke", help="withdraw a person's certificates: a lost laptop, or leaving")
    revoke_command.add_argument("person", metavar="ID")
    revoke_command.set_defaults(run=revoke)
    actions.add_parser("renew", help="the list of withdrawn certificates, as of today").set_defaults(run=renew)
    actions.add_parser("rotate-root", help="a new root key; the former one stays on the card").set_defaults(run=rotate)
    recover_command = actions.add_parser("recover", help="print a person's recovery sheet again, from their vault.age")
    recover_command.add_argument("vault", type=Path, metavar="vault.age")
    recover_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    recover_command.set_defaults(run=recover)
    _add_sealing(actions)
    card_command = actions.add_parser("card", help="write the office card that everybody installs")
    card_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.card")
    card_command.set_defaults(run=card)


def _add_sealing(actions: Commands) -> None:
    server_command = actions.add_parser(
        "time-server", help="the time stamp server (RFC 3161) that is asked when this profile signs and seals"
    )
    server_command.add_argument("address", nargs="?", metavar="URL")
    server_command.add_argument(
        "root", nargs="?", type=Path, metavar="ROOT.pem", help="certificate its time stamps lead to"
    )
    server_command.add_argument("--off", action="store_true", help="sign without time stamps from now on")
    server_command.set_defaults(run=time_server)
    seal_command = actions.add_parser("seal", help="seal a signed report or certificate for the long term")
    seal_command.add_argument("file", type=Path, metavar="FILE.pdf")
    seal_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    seal_command.set_defaults(run=seal)


def begin(context: Context, arguments: argparse.Namespace) -> Answer:
    """Begin an office: its root key, its own certificate and its first card."""
    made = context.workplace.office.begin(arguments.name, context.root_passphrase())
    return Answer([f"{made.office} is ready. Its card is version {made.version}."], made)


def certify(context: Context, arguments: argparse.Namespace) -> Answer:
    """Certify one person."""
    roles = frozenset(Role(role) for role in arguments.role)
    passphrase = context.root_passphrase()
    entry = context.workplace.office.certify(
        arguments.request, arguments.person, roles, arguments.output, passphrase, arguments.same_person_as
    )
    words = ", ".join(sorted(role.value for role in roles))
    line = f"{entry.name} is certified as {words}. Send back {arguments.output} and a new card."
    return Answer([line], entry)


def roster(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Everybody whom this office has certified."""
    issued = context.workplace.office.roster()
    lines = [
        f"{entry.person}  {entry.name}, {', '.join(sorted(role.value for role in entry.roles))}, "
        + (f"withdrawn {day_words(entry.revoked)}" if entry.revoked else f"until {day_words(entry.until)}")
        for entry in issued
    ]
    return Answer(lines, {"issued": issued})


def revoke(context: Context, arguments: argparse.Namespace) -> Answer:
    """Withdraw a person's certificates."""
    made = context.workplace.office.revoke(arguments.person, context.root_passphrase())
    words = f"The certificates of {arguments.person} are withdrawn. Send everybody card version {made.version}."
    return Answer([words], made)


def renew(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Renew the list of withdrawn certificates."""
    made = context.workplace.office.renew(context.root_passphrase())
    return Answer([f"Card version {made.version} says what is withdrawn as of today. Send it to everybody."], made)


def rotate(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Give the office a new root key."""
    made = context.workplace.office.rotate_root(context.root_passphrase())
    lines = [
        f"{made.office} has a new root key. Send everybody card version {made.version}; they need no new certificate.",
        f"Fingerprint of the office: {office_fingerprint(made)}.",
    ]
    return Answer(lines, made)


def recover(context: Context, arguments: argparse.Namespace) -> Answer:
    """Print a recovery sheet again."""
    number = context.workplace.office.recover(arguments.vault, arguments.output, context.root_passphrase())
    words = f"{arguments.output} is recovery sheet {number}. Hand it to its owner in person, then delete the file."
    return Answer([words], {"file": arguments.output, "number": number})


def time_server(context: Context, arguments: argparse.Namespace) -> Answer:
    """Choose the time stamp server, say which it is, or use none any more."""
    if bool(arguments.address) != bool(arguments.root) or (arguments.off and arguments.address):
        raise WrongUse("Give the address and the certificate that its time stamps lead to. Nothing changed.", "which")
    if arguments.address:
        choose_time_server(context.profile, arguments.address, arguments.root)
    elif arguments.off:
        forget_time_server(context.profile)
    address = chosen_time_server(context.profile)
    line = f"Signatures and seals get time stamps of {address}." if address else "No time stamp server is set."
    return Answer([line], {"address": address})


def seal(context: Context, arguments: argparse.Namespace) -> Answer:
    """Seal a document."""
    seal_file(context.profile, arguments.file, arguments.output)
    line = f"{arguments.output} is sealed: its certificates, their standing and the time are proved inside it."
    return Answer([line], {"file": arguments.output})


def card(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write the newest card."""
    written = context.workplace.office.write_card(arguments.output)
    return Answer([f"{arguments.output} is card version {written.version} with {len(written.roster)} people."], written)
