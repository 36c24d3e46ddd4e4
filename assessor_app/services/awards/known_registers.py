"""The register of awards that this profile has seen last, so that a second one which differs is noticed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.award.register import AwardRegister, fork_words, forked
from assessor_app.errors import AssayError
from assessor_app.files import read_small, write_whole
from assessor_app.sync.register_file import read_register

REGISTER = "awards.register"
LARGEST = 64 << 20
_SEEN = Path("identity", "seen.register")


@dataclass(frozen=True, slots=True)
class KnownRegisters:
    """The office's own register, where this profile has it, and the latest one that was checked here. roots: of the
    office (DER)."""

    profile: Path
    roots: Sequence[bytes]

    @property
    def own_file(self) -> Path:
        """Where the office keeps its register."""
        return self.profile / "office" / REGISTER

    def seen(self) -> AwardRegister | None:
        """The latest one that was checked here; None before the first, and for a file that is not whole."""
        return self._read(self.profile / _SEEN)

    def latest(self) -> AwardRegister | None:
        """The office's own, or else the latest one that was checked here; None where there is neither."""
        return self._read(self.own_file) or self.seen()

    def fork(self, found: AwardRegister) -> str:
        """What is wrong between this register and what is known here; "" when it goes on from that, or before it."""
        known = self.latest()
        return fork_words(known, found) if known is not None and forked(known, found) else ""

    def later(self, found: AwardRegister) -> int:
        """The number of a later register that is known here; 0 for none."""
        known = self.latest()
        same = known is not None and known.realm == found.realm
        return known.number if known is not None and same and known.number > found.number else 0

    def remember(self, raw: bytes, found: AwardRegister) -> None:
        """Keep a register that was checked as the latest. One that is forked is kept only where the office signs its
        own, whose next number is then above both. A profile that cannot be written remembers nothing."""
        seen = self.seen()
        newer = seen is None or seen.realm != found.realm or seen.number < found.number
        if newer and (self.own_file.is_file() or not self.fork(found)) and (self.profile / _SEEN).parent.is_dir():
            with suppress(AssayError):
                write_whole(self.profile / _SEEN, raw, owner_only=True)

    def _read(self, file: Path) -> AwardRegister | None:
        if not file.is_file():
            return None
        try:
            return read_register(read_small(file, "The register", LARGEST), self.roots)
        except AssayError:
            return None
