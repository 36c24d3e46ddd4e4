"""`identity passphrase`, `keyring`, `recovery-sheet`, `recover`, `rekey`: how a profile is opened."""

import argparse
import sys
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context, read_secret
from assessor_app.cli.progress import progress_on_terminal
from assessor_app.cli.words import Commands
from assessor_app.errors import WrongUse
from assessor_app.identity.profile import exists
from assessor_app.services.profile.identities import keyring_is_safe
from assessor_app.services.profile.keys import recover_profile, rekey_profile, replace_forgotten_passphrase
from assessor_app.services.profile.opening import no_profile


def add_actions(actions: Commands) -> None:
    """Add these actions to `identity`."""
    passphrase_command = actions.add_parser("passphrase", help="set, change or remove the passphrase")
    _add_new_passphrase(passphrase_command)
    passphrase_command.add_argument(
        "--remove", action="store_true", help="let this computer's keyring open the profile"
    )
    passphrase_command.set_defaults(run=passphrase)
    keyring_command = actions.add_parser("keyring", help="keep the key in this computer's keyring beside a passphrase")
    keyring_command.add_argument("state", choices=["on", "off"])
    keyring_command.set_defaults(run=keyring)
    sheet_command = actions.add_parser("recovery-sheet", help="write the recovery sheet to print")
    sheet_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    sheet_command.add_argument("--new", action="store_true", help="a new one; the one that holds now opens no more")
    sheet_command.set_defaults(run=sheet)
    recover_command = actions.add_parser("recover", help="back in by the recovery sheet, with a new passphrase")
    add_recovery_key(recover_command)
    recover_command.add_argument(
        "--by-keyring", action="store_true", help="by the key that this computer's keyring holds beside the passphrase"
    )
    _add_new_passphrase(recover_command)
    recover_command.set_defaults(run=recover)
    rekey_command = actions.add_parser("rekey", help="new keys for everything here, when the old ones may be known")
    _add_new_passphrase(rekey_command)
    rekey_command.set_defaults(run=rekey)


def add_recovery_key(command: argparse.ArgumentParser) -> None:
    """Add the option for the key of the recovery sheet."""
    command.add_argument(
        "--recovery-key-file", metavar="FILE", help="file with the key of the recovery sheet; - reads standard input"
    )


def recovery_key(context: Context, arguments: argparse.Namespace) -> str | None:
    """The recovery key from its file; None without one."""
    file = arguments.recovery_key_file
    return None if file is None else read_secret("recovery key", file)


def passphrase(context: Context, arguments: argparse.Namespace) -> Answer:
    """Set, change or remove the passphrase."""
    keys = context.workplace.keys
    present = context.ask_passphrase("Passphrase") if keys.has_passphrase else None
    if arguments.remove:
        keys.remove_passphrase(present or "")
        return Answer(["The keyring of this computer opens this profile now. Nobody is asked for a passphrase."])
    keys.set_passphrase(present, _needed(context, arguments))
    return Answer(["This profile asks for the new passphrase from now on. The recovery sheet stays the same."])


def keyring(context: Context, arguments: argparse.Namespace) -> Answer:
    """Keep the key in the keyring too, or no more."""
    keys = context.workplace.keys
    if arguments.state == "off":
        keys.leave_keyring()
        return Answer(["The keyring of this computer holds the key no more."])
    if not keys.has_passphrase:
        return Answer(["The keyring of this computer opens this profile already."])
    keys.keep_in_keyring(context.ask_passphrase("Passphrase") or "")
    return Answer(["The keyring of this computer holds the key too. It opens the profile if the passphrase is lost."])


def sheet(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write the recovery sheet."""
    keys = context.workplace.keys
    if arguments.new:
        keys.replace_sheet()
    number = keys.write_sheet(arguments.output)
    words = f"{arguments.output} is recovery sheet {number}. Print it, lock it away, and delete the file."
    return Answer([words], {"file": arguments.output, "number": number})


def recover(context: Context, arguments: argparse.Namespace) -> Answer:
    """Back in by the recovery sheet."""
    if not exists(context.profile):
        raise no_profile(context.profile)
    if arguments.by_keyring:
        replace_forgotten_passphrase(context.profile, _needed(context, arguments))
        return Answer(["You are back in. This profile asks for the new passphrase from now on."])
    key = recovery_key(context, arguments) or _typed("Recovery key")
    if not key:
        raise WrongUse("Give the key of the recovery sheet with --recovery-key-file. Nothing was changed.", "no-key")
    new = context.ask_new_passphrase(arguments.new_passphrase_file)
    if new is None and not keyring_is_safe():
        raise _needs_new()
    recover_profile(context.profile, key, new)
    how = "asks for the new passphrase" if new else "is opened by the keyring of this computer"
    return Answer([f"You are back in. This profile {how} from now on. The recovery sheet stays the same."])


def rekey(context: Context, arguments: argparse.Namespace) -> Answer:
    """New keys for everything in this profile."""
    workplace = context.workplace
    asks = workplace.keys.has_passphrase
    new = context.ask_new_passphrase(arguments.new_passphrase_file)
    new = new or (context.ask_passphrase("Passphrase again") if asks else None)
    if asks and arguments.new_passphrase_file is None:
        workplace.keys.confirm(new)
    secrets = workplace.keys.secrets
    context.close()
    with progress_on_terminal("Encrypting again") as progress:
        rekey_profile(context.profile, secrets, new, progress)
    lines = [
        "Everything in this profile has new keys. The recovery sheet is another one: print it with `identity "
        "recovery-sheet`, and make a new backup.",
        "Your signing key is the same. If it may be known too, ask your office to withdraw it.",
    ]
    return Answer(lines)


def _add_new_passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help="file whose first line is the new passphrase; - reads standard input",
    )


def _needed(context: Context, arguments: argparse.Namespace) -> str:
    new = context.ask_new_passphrase(arguments.new_passphrase_file)
    if not new:
        raise _needs_new()
    return new


def _needs_new() -> WrongUse:
    return WrongUse("Give the new passphrase with --new-passphrase-file. Nothing was changed.", "no-passphrase")


def _typed(words: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    return input(f"{words}: ")
