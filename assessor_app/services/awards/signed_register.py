"""The office's register of awards in its folder: read, signed anew with every change, and written out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.domain.award.register import AwardRegister, ReplacedReport
from assessor_app.domain.journal.clock import moment
from assessor_app.errors import Refused
from assessor_app.files import write_whole
from assessor_app.identity.award_key import award_dids
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.office import office_credentials
from assessor_app.identity.office_register import read_office
from assessor_app.identity.signing import sign_detached
from assessor_app.services.awards.awards import Awards
from assessor_app.services.awards.known_registers import REGISTER, KnownRegisters
from assessor_app.sync.register_file import make_register, read_register


class SignedRegister:
    """folder: the office's, within its profile; replaced: tells which signed reports a later version has replaced."""

    def __init__(
        self,
        folder: Path,
        awards: Awards,
        clock: Callable[[], datetime],
        replaced: Callable[[], Iterable[ReplacedReport]],
    ) -> None:
        self._folder, self._awards, self._clock, self._replaced = folder, awards, clock, replaced

    @property
    def is_here(self) -> bool:
        """True where the office's root key is, so that it can be signed."""
        return self._folder.is_dir()

    def read(self) -> AwardRegister:
        """All awards of this office. Raises Refused when there is no office in this profile."""
        if not self.is_here:
            raise Refused(
                "There is no office in this profile. Nothing was changed; begin one with `office init`.", "no-office"
            )
        office = read_office(self._folder)
        file = self._folder / REGISTER
        if not file.is_file():
            return AwardRegister(office.name, office.realm, 0, "", award_dids(self._folder), ())
        return read_register(file.read_bytes(), der_of(office.authority))

    def save(self, target: Path) -> AwardRegister:
        """Write it out as it was signed, to publish. Raises Refused before the first award."""
        register = self.read()
        if not (register.awards or register.reports):
            raise Refused("The office has given no award yet. Nothing was written.", "no-awards")
        write_whole(target, (self._folder / REGISTER).read_bytes())
        return register

    def change(self, change: Callable[[AwardRegister], AwardRegister], passphrase: str) -> None:
        """Sign it anew, with the reports that were replaced since. It is read again then: another program may have
        signed one meanwhile."""
        own = office_credentials(self._folder, passphrase)

        def sign() -> None:
            present = self.read()
            register = change(present).with_reports(self._replaced())
            if register == present:
                return  # another program has signed the same meanwhile
            newer = replace(
                register,
                number=max(register.number, self._seen_number(register)) + 1,
                made_at=moment(self._clock()),
                keys=award_dids(self._folder),
            )
            content = make_register(newer, lambda data: sign_detached(own, data))
            write_whole(self._folder / REGISTER, content, owner_only=True)

        self._awards.alone(sign)

    def _seen_number(self, register: AwardRegister) -> int:
        """Of a register that another copy of the office's folder has signed, once it was checked here."""
        seen = KnownRegisters(self._folder.parent, der_of(read_office(self._folder).authority)).seen()
        return seen.number if seen is not None and seen.realm == register.realm else 0
