"""Awards as documents: issued by the office, replaced, withdrawn, and listed in its signed register."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assessor_app.credentials.compact import compact
from assessor_app.credentials.open_badge import credential_id, open_badge
from assessor_app.credentials.proof import with_proof
from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.credential import AwardStatement, CompactAward
from assessor_app.domain.award.lines import AwardPlan
from assessor_app.domain.award.register import AwardRegister, AwardStatus, RegisteredAward
from assessor_app.domain.cycle.facts import award_of
from assessor_app.domain.journal.clock import today
from assessor_app.errors import AssayError, Refused
from assessor_app.files import write_whole
from assessor_app.identity.award_key import did_of, has_award_key, open_award_key
from assessor_app.identity.office import office_credentials
from assessor_app.reports.documents.certificate import CertificateContent, certificate
from assessor_app.services.awards.awards import TAKEN_NUMBER, Awards
from assessor_app.services.awards.files import AwardFile, award_files, file_stem, make_folder, place_for
from assessor_app.services.awards.signed_register import SignedRegister
from assessor_app.services.awards.statements import AwardRequest, AwardStatements
from assessor_app.services.office.office import Office
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.visits import Visits

ISSUED = "awards"
PREVIEW = "This is a preview. The award has not been issued."
"""What the code says on a certificate that is only looked at."""


@dataclass(frozen=True, slots=True)
class IssuedAward:
    """What was made. replaced: numbers of the awards that it takes the place of; card: True when there is a new card
    to send out, since the office signs awards with a new key."""

    award: RegisteredAward
    files: tuple[Path, ...]
    replaced: tuple[str, ...]
    card: bool


class Credentials:
    """The use cases of the office's awards. Those that sign ask for the passphrase of the root key."""

    def __init__(
        self,
        profile: Path,
        visits: Visits,
        office: Office,
        awards: Awards,
        key: SigningKey,
        clock: Callable[[], datetime],
    ) -> None:
        self._folder = profile / "office"
        self._visits = visits
        self._office = office
        self._awards = awards
        self._key = key
        self._clock = clock
        self._signed = SignedRegister(self._folder, awards, clock, visits.replaced_reports)
        self._statements = AwardStatements(self._folder, visits, awards, key, clock)

    def issue(self, assessment: str, asked: AwardRequest, target: Path, passphrase: str) -> IssuedAward:
        """Give an award: certificate, credential and logos as files in `target`, and an entry in the record and in the
        register.

        The same award again writes its files again, with the credential as it was signed. Raises Refused when there
        is no office here, no award is reached, the panel gave none, or the number is taken; then nothing was made.
        """
        award = self._checked(assessment, asked)
        key = self._award_key(passphrase)
        make_folder(target)
        award = self._recorded(assessment, asked, award)
        register = self.register()
        known = register.find(award.number)
        did = did_of(key.public_key())
        signed = self._keep(
            award, json.dumps(with_proof(open_badge(award, did), key, self._clock()), ensure_ascii=False)
        )
        entry = known or _entry(award, signed)
        made = self._files(award, signed, compact(_short(award), key))
        replaced = () if known else register.replaced_by(entry)
        if known is None:
            self._signed.change(lambda newest: newest.with_award(entry, today(self._clock)), passphrase)
        _write_files(made, target, entry.number)
        self._awards.certify(assessment, today(self._clock)).result()
        new_card = self._publish(did, passphrase)
        return IssuedAward(entry, tuple(target / name for name, _ in made), replaced, new_card)

    def plan(self, assessment: str, asked: AwardRequest) -> AwardPlan:
        """What `issue` would do, with the certificate as it will look but for its code and its seal.

        Raises what `issue` raises, but needs no passphrase, and makes nothing.
        """
        register, record = self.register(), self._visits.open(assessment)
        award = self._statements.checked(record, asked, register)
        template = self._visits.template_of(award.scheme)
        page = certificate(CertificateContent(award, PREVIEW, template))
        return AwardPlan(
            assessment,
            award.holder or award.institution.name,
            award.scheme.title,
            award.outcome.name,
            award.number,
            award.given_on,
            award.until_on,
            register.find(award.number) is not None,
            str(place_for(award.holder or award.institution.name, award.number)),
            page,
        )

    def check(self, passphrase: str) -> None:
        """Raise Refused unless this is the passphrase of the office's root key."""
        office_credentials(self._folder, passphrase)

    @property
    def signs_here(self) -> bool:
        """True where the office's root key is, so that the register can be signed."""
        return self._signed.is_here

    def register(self) -> AwardRegister:
        """All awards of this office. Raises Refused when there is no office in this profile."""
        return self._signed.read()

    def sign_register(self, passphrase: str) -> None:
        """Sign the register anew, with the reports that a later version has replaced since."""
        self._signed.change(lambda newest: newest, passphrase)

    def save_register(self, target: Path) -> AwardRegister:
        """Write the signed register out, to publish. Raises Refused before the first award."""
        return self._signed.save(target)

    def _checked(self, assessment: str, asked: AwardRequest) -> AwardStatement:
        return self._statements.checked(self._visits.open(assessment), asked, self.register())

    def _recorded(self, assessment: str, asked: AwardRequest, award: AwardStatement) -> AwardStatement:
        """The award as it stands in the record. A number that nobody asked for, and that another program has given
        meanwhile, makes room for the next."""
        try:
            self._record(self._visits.open(assessment), award)
        except Refused as error:
            if error.code != TAKEN_NUMBER or asked.number.strip():
                raise
            return self._recorded(assessment, asked, self._checked(assessment, asked))
        return award

    def _record(self, record: Assessment, award: AwardStatement) -> None:
        """Enter the award in the institution's record, unless it is there."""
        if any(each.number == award.number for each in record.cycle.awards):
            return
        decision, given = record.cycle.decision, award_of(record)
        if given is None and decision is not None and decision.outcome == award.outcome.id:
            self._awards.give(record.id, award.number, award.given_on, award.until_on)
        else:
            self._awards.keep_issued(record.id, award.outcome, award.number, award.given_on, award.until_on)

    def withdraw(self, number: str, reason: str, passphrase: str, on: str = "") -> RegisteredAward:
        """Say in the register that an award holds no more, since `on` (ISO form), else today. That two administrators
        said so is the caller's to see to (`OfficeAwards.withdraw`). Raises Refused for one that is not there or is
        withdrawn."""
        register = self.register()
        known = register.find(number.strip())
        if known is None:
            raise Refused(f"The register has no award {number}. Nothing was changed.", "not-known")
        if known.status is AwardStatus.WITHDRAWN:
            raise Refused(f"{known.sentence(today(self._clock))} Nothing was changed.", "gone")
        gone = replace(
            known, status=AwardStatus.WITHDRAWN, changed_on=on or today(self._clock).isoformat(), reason=reason
        )
        self._signed.change(lambda newest: newest.with_changed(gone), passphrase)
        return gone

    def _files(self, award: AwardStatement, signed: str, code: str) -> Sequence[tuple[str, bytes]]:
        template = self._visits.template_of(award.scheme)
        content = CertificateContent(award, code, template)
        page = self._key.seal_pdf(certificate(content), self._clock())
        logo = AwardFile(template.logo_name, template.logo) if template.logo else None
        return [(file.name, file.content) for file in award_files(award, page, signed, logo)]

    def _award_key(self, passphrase: str) -> Ed25519PrivateKey:
        """The office's award key. One program at a time makes it: of two that are made, what one has signed is lost."""
        work = partial(open_award_key, self._folder, passphrase)
        return work() if has_award_key(self._folder) else self._awards.alone(work)

    def _keep(self, award: AwardStatement, signed: str) -> str:
        """The credential that is kept of an award: of several programs that issue it at once, the first one's."""

        def keep() -> str:
            kept = self._kept(award)
            if kept is None:
                write_whole(self._credential_file(award.number), signed.encode(), owner_only=True)
            return kept or signed

        return self._awards.alone(keep)

    def _kept(self, award: AwardStatement) -> str | None:
        """The credential as it was signed; None without one, and for one of an issuing that came to nothing."""
        file = self._credential_file(award.number)
        kept = file.read_text(encoding="utf-8") if file.is_file() else None
        return kept if kept and json.loads(kept)["id"] == credential_id(award) else None

    def _credential_file(self, number: str) -> Path:
        folder = self._folder / ISSUED
        make_folder(folder)
        stem = file_stem(number)
        if stem != number:  # two numbers may have one stem, and each award keeps its own credential
            stem = f"{stem} {hashlib.sha256(number.encode()).hexdigest()[:12]}"
        return folder / f"{stem}.json"

    def _publish(self, did: str, passphrase: str) -> bool:
        """A new card when the present one does not name the key; whether there is one."""
        if self._office.names_award_key(did):
            return False
        self._office.publish(passphrase)
        return True


def _write_files(made: Sequence[tuple[str, bytes]], target: Path, number: str) -> None:
    """An award is not taken back where its files cannot be written, and "not written" alone would hide it."""
    try:
        for name, content in made:
            write_whole(target / name, content)
    except AssayError as error:
        kept = f"Number {number} is given and in the register; issue it again to write its files."
        raise type(error)(f"{error.sentence} {kept}", error.code) from error


def _entry(award: AwardStatement, signed: str) -> RegisteredAward:
    return RegisteredAward(
        number=award.number,
        credential=credential_id(award),
        sha256=hashlib.sha256(signed.encode()).hexdigest(),
        subject=json.loads(signed)["credentialSubject"]["id"],
        holder=award.holder or award.institution.name,
        mark=award.scheme.title,
        award=award.outcome.name,
        given_on=award.given_on.isoformat(),
        until_on=award.until_on.isoformat() if award.until_on else "",
    )


def _short(award: AwardStatement) -> CompactAward:
    return CompactAward(
        award.number,
        award.holder or award.institution.name,
        award.scheme.short_title,
        award.outcome.name,
        award.given_on,
        award.until_on,
    )
