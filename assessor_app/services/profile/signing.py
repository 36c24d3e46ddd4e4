"""The opened profile's own key: what it signs, and when it asks for the passphrase first."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assessor_app.domain.people import Person
from assessor_app.errors import Refused
from assessor_app.files import write_whole
from assessor_app.identity.enrolment import certificate_request, own_credentials
from assessor_app.identity.master import check_passphrase
from assessor_app.identity.pdf_signatures import counter_sign, seal_pdf, sign_pdf
from assessor_app.identity.profile import Layout
from assessor_app.identity.signing import sign_detached
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.identity.trust import Trust
from assessor_app.identity.unlocking import has_passphrase
from assessor_app.identity.vault import Secrets
from assessor_app.services.documents.time_stamping import Timed, with_time


class SigningKey:
    """Signs for the person of this profile. The key itself stays among the vault's secrets, in memory."""

    def __init__(self, profile: Path, person: Person, secrets: Secrets) -> None:
        self.person = person
        self.secrets = secrets
        self._profile = profile

    @property
    def profile(self) -> Path:
        """The folder of the profile that the key is of."""
        return self._profile

    @property
    def needs_passphrase(self) -> bool:
        """True when the profile has a passphrase, so that signing asks for it again."""
        return has_passphrase(self._profile)

    def check(self, passphrase: str | None) -> None:
        """Make sure of the person before a report is signed. Raises Refused for a wrong or missing passphrase."""
        if not self.needs_passphrase:
            return
        if not passphrase:
            raise Refused("Signing needs the passphrase for your key. Nothing was signed.", "needs-passphrase")
        check_passphrase(Layout(self._profile).master, passphrase)

    def sign_pdf(self, pdf: bytes, appearance: bytes, at: datetime, stamps: TimeStamps | None = None) -> bytes:
        """The report with the assessor's certifying signature, shown as `appearance` (a one-page PDF). Raises
        Unavailable ("no-time") when `stamps` give no time stamp."""
        return sign_pdf(pdf, own_credentials(self._profile, self.secrets), appearance, at, stamps)

    def with_time(self, sign: Callable[[TimeStamps | None], bytes]) -> Timed:
        """What `sign` makes with a time stamp of this profile's server, where it has one that answers."""
        return with_time(self._profile, sign)

    def counter_sign_pdf(
        self, pdf: bytes, appearance: bytes, trust: Trust, at: datetime, stamps: TimeStamps | None = None
    ) -> bytes:
        """A signed report with this person's signature as its verifier beside the assessor's. Raises Refused when the
        assessor's does not hold, Unavailable as `sign_pdf`."""
        return counter_sign(pdf, own_credentials(self._profile, self.secrets), appearance, trust, at, stamps)

    def seal_pdf(self, pdf: bytes, at: datetime) -> bytes:
        """A document of the office with this person's seal for it."""
        return seal_pdf(pdf, own_credentials(self._profile, self.secrets), at)

    def sign(self, data: bytes) -> bytes:
        """A detached CAdES signature over `data`."""
        return sign_detached(own_credentials(self._profile, self.secrets), data)

    def request_bytes(self) -> bytes:
        """The request that an office certifies (PKCS#10, PEM)."""
        return certificate_request(self._profile, self.secrets)

    def request(self, target: Path) -> None:
        """Write the request that the office certifies."""
        write_whole(target, self.request_bytes())
