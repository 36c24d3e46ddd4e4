"""The verifier's signature on the report that the assessor has signed: on the very bytes received."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment, SignedReport
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.second.mark import CounterSignature
from assessor_app.domain.second.sample import unsettled
from assessor_app.errors import Refused
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.reports.page.signature_box import signature_appearance
from assessor_app.services.documents.time_stamping import signature_lines
from assessor_app.services.documents.verification import trust_at
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.signed_work import set_all
from assessor_app.services.visits import Visits


class CounterSigning:
    """Signing takes time: it is called from a worker."""

    def __init__(
        self,
        profile: Path,
        store: Store,
        blobs: Blobs,
        visits: Visits,
        key: SigningKey,
        clock: Callable[[], datetime],
    ) -> None:
        self._profile, self._store, self._blobs = profile, store, blobs
        self._visits, self._key, self._clock = visits, key, clock

    @property
    def needs_passphrase(self) -> bool:
        """True when signing asks for the passphrase because no keyring vouches for the person."""
        return self._key.needs_passphrase

    def report(self, assessment: str) -> bytes:
        """The report as it stands here: with both signatures, or with the assessor's. Raises Refused when none is."""
        record = self._visits.open(assessment)
        signed = _newest(record)
        both = record.counter_signature(signed.version)
        for sha256 in (*([both.file_sha256] if both else []), signed.file_sha256):
            if self._blobs.has(sha256):
                return self._blobs.read(sha256)
        raise _not_here(record)

    def sign(self, assessment: str, passphrase: str | None = None) -> CounterSignature:
        """Add this verifier's signature to the newest signed version and keep the file with both.

        Raises Refused for anybody but the verifier, before their own marks are sealed, while a difference is open,
        when the report is not signed, not here, signed by both already or changed since, or the passphrase is wrong. A
        time stamp server that does not answer stops nothing: see `remark`.
        """
        record = self._visits.open(assessment)
        signed = self._refuse_unready(record)
        self._key.check(passphrase)
        at, person = self._clock(), self._key.person
        received, trust = self._blobs.read(signed.file_sha256), trust_at(self._profile)

        def signing(stamps: TimeStamps | None) -> bytes:
            words = "Verified and signed electronically"
            lines = signature_lines(words, at, person.key_fingerprint, stamps is not None)
            return self._key.counter_sign_pdf(received, signature_appearance(person.name, lines), trust, at, stamps)

        timed = self._key.with_time(signing)
        entry = self._blobs.put_bytes(timed.pdf)
        made = CounterSignature(
            signed.version, person.id, moment(at), person.name, person.key_fingerprint, entry.sha256, timed.remark
        )
        self._store.write(lambda writing: _keep(writing, assessment, made, entry)).result()
        return made

    def _refuse_unready(self, record: Assessment) -> SignedReport:
        if self._key.person.id != record.verifier:
            raise Refused("Only the verifier of this assessment counter-signs its report. Nothing was signed.", "role")
        if record.second_mark is None:
            raise Refused("Seal your own marks first, then agree. Nothing was signed.", "not-sealed")
        scheme = self._visits.scheme_of(record)
        still = unsettled(scheme, record)
        if still:
            words = f"{strands_counted(scheme, len(still))} {'is' if len(still) == 1 else 'are'} still to agree"
            raise Refused(f"{words}, or to leave to the panel. Nothing was signed.", "not-agreed")
        signed = _newest(record)
        if record.counter_signature(signed.version) is not None:
            raise Refused("You have signed this version already. Nothing was changed.", "already-signed")
        if not self._blobs.has(signed.file_sha256):
            raise _not_here(record)
        return signed


def _newest(record: Assessment) -> SignedReport:
    if not record.locked:
        raise Refused(
            f"{record.lead_name} has not signed the report yet. Nothing was signed; import their next bundle.",
            "no-version",
        )
    return record.reports[-1]


def _not_here(record: Assessment) -> Refused:
    return Refused(
        f"The signed report is not on this computer. Nothing was signed; ask {record.lead_name} for a bundle with its "
        "files.",
        "not-held",
    )


def _keep(writing: Writing, assessment: str, made: CounterSignature, entry: BlobEntry) -> None:
    """The report stays read only: a counter-signature is no change of what it says."""
    writing.register_blob(entry.sha256, entry.size)
    entity = f"assessment/{assessment}/report/{made.version}/verifier/{made.person}"
    facts = {name: getattr(made, name) for name in ("signed_at", "signer_name", "key_fingerprint", "file_sha256")}
    set_all(writing, entity, {**facts, "file_size": entry.size})
