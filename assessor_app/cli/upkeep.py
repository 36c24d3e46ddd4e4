"""`check`, `backup`, `restore`: the health of the store."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.keys import add_recovery_key, recovery_key
from assessor_app.cli.words import Commands, problem_lines
from assessor_app.domain.words.counting import counted
from assessor_app.services.profile.restoring import restore_profile


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    check_command = commands.add_parser("check", help="is everything whole")
    check_command.add_argument(
        "--rebuild", action="store_true", help="recreate the tables from the journal and compare"
    )
    check_command.set_defaults(run=check)
    backup_command = commands.add_parser("backup", help="copy the whole profile, encrypted as it is")
    backup_command.add_argument("folder", type=Path, metavar="DIR")
    backup_command.set_defaults(run=backup)
    restore_command = commands.add_parser("restore", help="bring a backup into this (empty) profile")
    restore_command.add_argument("folder", type=Path, metavar="DIR")
    add_recovery_key(restore_command)
    restore_command.add_argument(
        "--new-passphrase-file", metavar="FILE", help="with a recovery key: file whose first line is the new passphrase"
    )
    restore_command.set_defaults(run=restore)


def check(context: Context, arguments: argparse.Namespace) -> Answer:
    """Check database, journal, chain and files."""
    problems = context.workplace.upkeep.check(rebuild=arguments.rebuild)
    if problems:
        return Answer(problem_lines(problems), {"problems": problems}, NEEDS_PERSON)
    words = "Everything is whole."
    if arguments.rebuild:
        words += " The tables made anew from the journal are equal to those here."
    return Answer([words], {"problems": []}, DONE)


def backup(context: Context, arguments: argparse.Namespace) -> Answer:
    """Back up the profile."""
    made = context.workplace.upkeep.backup(arguments.folder)
    return Answer([f"{made.folder} holds this profile: {counted(made.files, 'file')}, checked after copying."], made)


def restore(context: Context, arguments: argparse.Namespace) -> Answer:
    """Restore a backup into an empty profile."""
    key = recovery_key(context, arguments)
    new = None if key is None else context.ask_new_passphrase(arguments.new_passphrase_file)
    person = restore_profile(arguments.folder, context.profile, lambda: context.ask_passphrase("Passphrase"), key, new)
    return Answer([f"The profile of {person.name} is back in {context.profile}."], person)
