"""Awards as documents: issued by the office, replaced, withdrawn, and listed in its signed register."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from assessor_app.credentials.compact import compact
from assessor_app.credentials.open_badge import credential_id, open_badge
from assessor_app.credentials.proof import with_proof
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.award_lines import AwardPlan
from assessor_app.domain.award_register import AwardRegister, AwardStatus, RegisteredAward
from assessor_app.domain.clock import moment, today
from assessor_app.domain.credential import AwardStatement, CompactAward
from assessor_app.domain.cycle import DECLINED, DEFERRED, Award
from assessor_app.domain.cycle_facts import award_of
from assessor_app.domain.scheme import Outcome, Scheme
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import write_whole
from assessor_app.identity.award_key import award_dids, did_of, open_award_key
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.office import office_credentials
from assessor_app.identity.office_register import read_office
from assessor_app.identity.signing import sign_detached
from assessor_app.models.award_rows import HeldAward
from assessor_app.reports.certificate import CertificateContent, certificate, fits
from assessor_app.services.award_files import AwardFile, award_files, file_stem, make_folder, place_for
from assessor_app.services.awards import Awards, last_day
from assessor_app.services.known_registers import REGISTER, KnownRegisters
from assessor_app.services.office import Office
from assessor_app.services.signing import SigningKey
from assessor_app.services.visits import Visits
from assessor_app.sync.register_file import make_register, read_register

ISSUED = "awards"
PREVIEW = "This is a preview. The award has not been issued."
"""What the code says on a certificate that is only looked at."""


@dataclass(frozen=True, slots=True)
class AwardRequest:
    """What the office says of an award beside the record. outcome: id, "" for what the record says was given, or else
    what the panel decided, or else what the judgements lead to; number: "" for the record's, or the next free one;
    given_on: None for the record's, the panel's day, or today; signatories: names and roles."""

    outcome: str = ""
    number: str = ""
    given_on: date | None = None
    until_on: date | None = None
    signatories: tuple[tuple[str, str], ...] = ()
    holder: str = ""


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

    def issue(self, assessment: str, asked: AwardRequest, target: Path, passphrase: str) -> IssuedAward:
        """Give an award: certificate, credential and logos as files in `target`, and an entry in the record and in the
        register.

        The same award again writes its files again, with the credential as it was signed. Raises Refused when there
        is no office here, no award is reached, the panel gave none, or the number is taken; then nothing was made.
        """
        register = self.register()
        record = self._visits.open(assessment)
        award = self._checked(record, asked, register)
        known = register.find(award.number)
        key = open_award_key(self._folder, passphrase)
        make_folder(target)
        self._record(record, award)
        did = did_of(key.public_key())
        signed = self._kept(award) or json.dumps(
            with_proof(open_badge(award, did), key, self._clock()), ensure_ascii=False
        )
        entry = known or _entry(award, signed)
        made = self._files(award, signed, compact(_short(award), key))
        replaced = () if known else _replaced(register, entry)
        if known is None:
            write_whole(self._credential_file(award.number), signed.encode(), owner_only=True)
            self._write(lambda newest: _with(newest, entry, today(self._clock)), passphrase)
        for name, content in made:
            write_whole(target / name, content)
        self._awards.certify(assessment, today(self._clock)).result()
        new_card = self._publish(did, passphrase)
        return IssuedAward(entry, tuple(target / name for name, _ in made), replaced, new_card)

    def plan(self, assessment: str, asked: AwardRequest) -> AwardPlan:
        """What `issue` would do, with the certificate as it will look but for its code and its seal.

        Raises what `issue` raises, but needs no passphrase, and makes nothing.
        """
        register, record = self.register(), self._visits.open(assessment)
        award = self._checked(record, asked, register)
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
        return self._folder.is_dir()

    def _checked(self, record: Assessment, asked: AwardRequest, register: AwardRegister) -> AwardStatement:
        """What is to be issued, once nothing speaks against it."""
        award = self._statement(record, asked, register)
        known = register.find(award.number)
        if any(_is_of_another(each, award.number, record) for each in self._awards.held()):
            raise _taken(award.number)
        if known is not None and known.credential != credential_id(award):
            raise _taken(award.number)
        if known is not None and known.status is AwardStatus.WITHDRAWN:
            raise Refused(
                f"{known.sentence(today(self._clock))} Nothing was made; give a new award a new number.", "gone"
            )
        if any(each.number == award.number and each.withdrawn_on for each in record.cycle.awards):
            raise Refused(f"Number {award.number} was withdrawn. Nothing was made; give a new award.", "gone")
        said = next((each.withdrawals for each in record.cycle.awards if each.number == award.number), ())
        if said:
            raise Refused(
                f"{said[0].name} has asked to withdraw number {award.number}. Nothing was made; agree to that, or ask "
                "them to take it back first.",
                "asked-to-withdraw",
            )
        if not fits(award.holder or award.institution.name):
            raise Refused(
                "The name is too long for a certificate. Nothing was made; give a shorter one in the record.",
                "too-long",
            )
        self._visits.template_of(award.scheme)  # a broken one is refused before anything is made
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
        self._write(lambda newest: _without(newest, gone), passphrase)
        return gone

    def register(self) -> AwardRegister:
        """All awards of this office. Raises Refused when there is no office in this profile."""
        if not self._folder.is_dir():
            raise Refused(
                "There is no office in this profile. Nothing was changed; begin one with `office init`.", "no-office"
            )
        office = read_office(self._folder)
        file = self._folder / REGISTER
        if not file.is_file():
            return AwardRegister(office.name, office.realm, 0, "", award_dids(self._folder), ())
        return read_register(file.read_bytes(), der_of(office.authority))

    def save_register(self, target: Path) -> AwardRegister:
        """Write the signed register out, to publish. Raises Refused before the first award."""
        register = self.register()
        if not register.awards:
            raise Refused("The office has given no award yet. Nothing was written.", "no-awards")
        write_whole(target, (self._folder / REGISTER).read_bytes())
        return register

    def _statement(self, record: Assessment, asked: AwardRequest, register: AwardRegister) -> AwardStatement:
        scheme = self._visits.scheme_of(record)
        named = next((each for each in record.cycle.awards if asked.number.strip() == each.number), None)
        kept = named or award_of(record)
        if kept is None:
            _refuse_undecided(scheme, record)
        outcome = _outcome(scheme, asked.outcome) or _won(scheme, kept, record) or self._visits.outlook(record).award
        if outcome is None:
            raise Refused(f"The judgements lead to no {scheme.terms.award} yet. Nothing was made.", "no-award")
        if kept is not None and asked.outcome and outcome.id != kept.outcome:
            if named is not None:
                raise _taken(named.number)
            kept = None  # another award than the one that was given takes a number of its own
        given = (
            asked.given_on or (date.fromisoformat(kept.given_on) if kept else _decided_on(record)) or today(self._clock)
        )
        newest = record.reports[-1].file_sha256 if record.reports else ""
        return AwardStatement(
            number=asked.number.strip() or (kept.number if kept else "") or self._next_number(scheme, given, register),
            institution=record.institution,
            scheme=scheme,
            outcome=outcome,
            levels=record.decided_levels(),
            given_on=given,
            until_on=asked.until_on or last_day(given, scheme.valid_years),
            issuer=read_office(self._folder).name,
            report_sha256=newest,
            signatories=asked.signatories or self._signatories(record),
            holder=asked.holder.strip(),
        )

    def _signatories(self, record: Assessment) -> tuple[tuple[str, str], ...]:
        own = (self._key.person.name, "For the office")
        return (own, (record.verifier_name, "Verifier")) if record.verifier_name else (own,)

    def _files(self, award: AwardStatement, signed: str, code: str) -> Sequence[tuple[str, bytes]]:
        template = self._visits.template_of(award.scheme)
        content = CertificateContent(award, code, template)
        page = self._key.seal_pdf(certificate(content), self._clock())
        logo = AwardFile(template.logo_name, template.logo) if template.logo else None
        return [(file.name, file.content) for file in award_files(award, page, signed, logo)]

    def _kept(self, award: AwardStatement) -> str | None:
        """The credential as it was signed; None without one, and for one of an issuing that came to nothing."""
        file = self._credential_file(award.number)
        kept = file.read_text(encoding="utf-8") if file.is_file() else None
        return kept if kept and json.loads(kept)["id"] == credential_id(award) else None

    def _next_number(self, scheme: Scheme, given: date, register: AwardRegister) -> str:
        """The one after every number that the register or the record has."""
        start = f"{scheme.id.upper()}-{given.year}-"
        every = [each.number for each in register.awards] + [each.award.number for each in self._awards.held()]
        taken = [each.removeprefix(start) for each in every if each.startswith(start)]
        return f"{start}{max((int(each) for each in taken if each.isdecimal()), default=0) + 1:04d}"

    def _credential_file(self, number: str) -> Path:
        folder = self._folder / ISSUED
        make_folder(folder)
        stem = file_stem(number)
        if stem != number:  # two numbers may have one stem, and each award keeps its own credential
            stem = f"{stem} {hashlib.sha256(number.encode()).hexdigest()[:12]}"
        return folder / f"{stem}.json"

    def _write(self, change: Callable[[AwardRegister], AwardRegister], passphrase: str) -> None:
        """Sign the register anew. It is read again then: another program may have signed one meanwhile."""
        own = office_credentials(self._folder, passphrase)

        def sign() -> None:
            register = change(self.register())
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

    def _publish(self, did: str, passphrase: str) -> bool:
        """A new card when the present one does not name the key; whether there is one."""
        if self._office.names_award_key(did):
            return False
        self._office.publish(passphrase)
        return True


def _outcome(scheme: Scheme, name: str) -> Outcome | None:
    if not name:
        return None
    for outcome in scheme.outcomes:
        if name.casefold() in (outcome.id.casefold(), outcome.name.casefold()):
            return outcome
    names = ", ".join(outcome.id for outcome in scheme.outcomes)
    raise WrongUse(f"{scheme.title} has no award {name!r}. Use one of: {names}. Nothing was made.", "unknown-award")


def _won(scheme: Scheme, kept: Award | None, record: Assessment) -> Outcome | None:
    """What the record says was given, or else what the panel decided."""
    decision = record.cycle.decision
    won = kept.outcome if kept else decision.outcome if decision else ""
    return next((each for each in scheme.outcomes if each.id == won), None)


def _decided_on(record: Assessment) -> date | None:
    decision = record.cycle.decision
    return date.fromisoformat(decision.decided_on) if decision else record.panel_on


def _refuse_undecided(scheme: Scheme, record: Assessment) -> None:
    decision = record.cycle.decision
    if decision is not None and decision.outcome in (DEFERRED, DECLINED):
        raise Refused(f"The panel gave no {scheme.terms.award}. Nothing was made.", "no-decision")


def _is_of_another(held: HeldAward, number: str, record: Assessment) -> bool:
    """True when an award of another assessment has this number. One from before this program rests on none."""
    own = held.institution == record.institution.id and held.award.assessment in ("", record.id)
    return held.award.number == number and not own


def _taken(number: str) -> Refused:
    return Refused(f"Number {number} belongs to another award. Nothing was made; choose another.", "taken")


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


def _replaced(register: AwardRegister, entry: RegisteredAward) -> tuple[str, ...]:
    """The awards of the same mark to the same holder that a new one takes the place of."""
    return tuple(
        each.number
        for each in register.awards
        if (each.subject, each.mark, each.status) == (entry.subject, entry.mark, AwardStatus.VALID)
        and each.given_on <= entry.given_on
    )


def _with(register: AwardRegister, entry: RegisteredAward, today: date) -> AwardRegister:
    gone, replaced = AwardStatus.SUPERSEDED, _replaced(register, entry)
    kept = tuple(
        replace(each, status=gone, changed_on=today.isoformat(), replaced_by=entry.number)
        if each.number in replaced
        else each
        for each in register.awards
        if each.number != entry.number
    )
    return replace(register, awards=(*kept, entry))


def _without(register: AwardRegister, gone: RegisteredAward) -> AwardRegister:
    awards = tuple(gone if each.number == gone.number else each for each in register.awards)
    return replace(register, awards=awards)
