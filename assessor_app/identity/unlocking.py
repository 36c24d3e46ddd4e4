"""Opening a profile's secrets without loading anything heavy first."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.errors import Refused
from assessor_app.identity.master import keyring_problem, read_master
from assessor_app.identity.own_process import start_own
from assessor_app.identity.profile import Layout, read_profile
from assessor_app.identity.vault import Secrets, read_vault

CHILD_ARGUMENT = "--read-master"
"""Hidden argument of the installed program: it is its own child process (`keyring_child.child_main`)."""

KEYRING_SECONDS = 60.0
"""How long the keyring may take; its own window may be asking the person for a password."""

_PROBLEMS = {13: "no-keyring", 14: "keyring-locked", 15: "not-in-keyring"}


@dataclass
class MasterReading:
    """A reading of the keyring that is under way in another process."""

    process: "subprocess.Popen[bytes]" = field(repr=False)
    problem: str = ""
    _master: str | None = field(default=None, repr=False)

    def result(self, timeout: float = KEYRING_SECONDS) -> str | None:
        """The master, or None; then `problem` says why ("waiting": ask again). `timeout` is in seconds."""
        if self._master is None and self.problem in ("", "waiting"):
            self._collect(timeout)
        return self._master

    def ended(self) -> bool:
        """True when the answer is there, so that `result` gives it at once."""
        return self.process.poll() is not None

    def close(self) -> None:
        """Give up waiting and end the process."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self._master = None
        self.problem = self.problem or "keyring-locked"

    def _collect(self, timeout: float) -> None:
        try:
            output, _ = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.problem = "waiting"
            return
        status = self.process.returncode
        self._master = output.decode("ascii", "replace") if status == 0 and output else None
        self.problem = "" if self._master else _PROBLEMS.get(status, "keyring-locked")


def start_reading_master(profile: Path) -> MasterReading:
    """Begin to read this profile's master from the keyring, beside whatever the caller does next."""
    profile_id = read_profile(profile).id
    return MasterReading(start_own("assessor_app.identity.keyring_child", CHILD_ARGUMENT, profile_id, hears=False))


def has_passphrase(profile: Path) -> bool:
    """True when this profile can be opened with a passphrase."""
    return Layout(profile).master.is_file()


def unlock(profile: Path, passphrase: str | None = None, reading: MasterReading | None = None) -> Secrets:
    """The secrets of a profile, by passphrase when one is given, else from the keyring.

    Raises `Refused` ("needs-passphrase" when only a passphrase can open it, "wrong-passphrase", "wrong-key" ...) or
    `Unavailable` ("keyring-locked", "not-in-keyring", "no-keyring", "missing" ...).
    """
    return read_vault(Layout(profile).vault, find_master(profile, passphrase, reading))


def find_master(profile: Path, passphrase: str | None = None, reading: MasterReading | None = None) -> str:
    """The master of a profile, by passphrase when one is given, else from the keyring; raises as `unlock` does."""
    if passphrase is not None:
        return _by_passphrase(Layout(profile), passphrase)
    return _by_keyring(profile, reading)


def _by_passphrase(layout: Layout, passphrase: str) -> str:
    if not layout.master.is_file():
        raise Refused(
            "This profile opens with the keyring of this computer, not with a passphrase. Nothing was changed; open it "
            "without one.",
            "no-passphrase-set",
        )
    return read_master(layout.master, passphrase)


def _by_keyring(profile: Path, reading: MasterReading | None) -> str:
    under_way = reading or start_reading_master(profile)
    master = under_way.result()
    if master is not None:
        return master
    problem = under_way.problem
    under_way.close()
    if has_passphrase(profile):
        raise Refused("Type your passphrase to open this profile. Nothing was changed.", "needs-passphrase")
    raise keyring_problem("keyring-locked" if problem == "waiting" else problem)
