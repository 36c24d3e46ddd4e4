"""What first run needs of a profile that is just being made or brought back, before it is opened as a workplace."""

from pathlib import Path

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.people import Person, Role
from assessor_app.files import write_whole
from assessor_app.identity import recovery_key
from assessor_app.identity.enrolment import certificate_request
from assessor_app.identity.passphrase import strength
from assessor_app.identity.unlocking import has_passphrase, unlock
from assessor_app.identity.vault import Secrets
from assessor_app.services.profile.identities import create_profile, install_card, look_at_card, office_fingerprint
from assessor_app.services.profile.opening import open_workplace
from assessor_app.services.profile.recovery_sheet import sheet_number, write_sheet
from assessor_app.services.profile.restoring import restore_profile
from assessor_app.services.saving import utc_now

__all__ = ["MadeProfile", "has_passphrase", "look_at_card", "office_fingerprint", "restore", "strength"]


class MadeProfile:
    """A profile that was just made, and what its person can take along: the sheet, the file for the office."""

    def __init__(  # noqa: PLR0913, PLR0917  what a person says of themselves, and the card they trust
        self,
        profile: Path,
        name: str,
        organisation: str,
        roles: frozenset[Role],
        passphrase: str | None,
        card: Path | None,
        database: DatabasePlace | None = None,
    ) -> None:
        """Make it. Raises Refused or Unavailable; then nothing is left behind."""
        self._profile = profile
        if card is not None:
            look_at_card(None, card)  # the stick may be gone since it was chosen
        self.person: Person = create_profile(profile, name, organisation, roles, passphrase, database)
        self.secrets: Secrets = unlock(profile, passphrase)
        if card is not None:
            install_card(profile, card)

    @property
    def sheet(self) -> tuple[str, tuple[str, ...]]:
        """Number and groups of the recovery sheet."""
        return sheet_number(self.secrets), recovery_key.groups(self.secrets.recovery_identity)

    def write_sheet(self, target: Path) -> str:
        """Write the recovery sheet as a PDF; its number."""
        return write_sheet(target, self.secrets, self.person.name, utc_now())

    def write_request(self, target: Path) -> None:
        """Write the public key for the office."""
        write_whole(target, certificate_request(self._profile, self.secrets))

    def found_office(self, name: str, passphrase: str) -> None:
        """Found an office in this profile. Raises Refused; then nothing was made."""
        workplace = open_workplace(self._profile, self.secrets)
        try:
            workplace.office.begin(name, passphrase)
        finally:
            workplace.close()


def restore(backup: Path, profile: Path, passphrase: str | None, key: str | None) -> Secrets:
    """Bring a backup back into `profile` and open it: by the recovery `key` with a new `passphrase` when one is given,
    else as it was opened before. Raises Refused or Unavailable; then nothing is left behind."""
    restore_profile(backup, profile, lambda: passphrase, key, passphrase)
    return unlock(profile, passphrase)
