"""Checking any file: who signed it, is it whole, is it trusted and why, revocation known as of when."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from assessor_app.domain.exchange.contents import BundleLook
from assessor_app.domain.signature import SignatureState, SignatureVerdict
from assessor_app.domain.verdict import ReportVersion, Verdict
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words, moment_words
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import open_to_read, read_named
from assessor_app.identity.certificate_facts import facts, fingerprint, issued_by, person_of_key, request_facts
from assessor_app.identity.pdf_checks import ASSESSOR, check_pdf
from assessor_app.identity.pdf_revisions import revisions
from assessor_app.identity.profile import Layout
from assessor_app.identity.signing import verify_detached
from assessor_app.identity.time_server import time_server
from assessor_app.identity.trust import Trust
from assessor_app.reports.content.results import said_of
from assessor_app.services.awards.credential_checks import AwardChecks, looks_like_credential
from assessor_app.services.exchange.acknowledging import OFFICE, speaks_for
from assessor_app.services.office.roster import Standing, trust_of
from assessor_app.services.saving import utc_now
from assessor_app.sync.card import read_card
from assessor_app.sync.ledger_file import is_ledger, read_ledger
from assessor_app.sync.receipts import is_receipt, read_receipt
from assessor_app.sync.register_file import is_register
from assessor_app.sync.second_mark_file import is_second_mark, read_second_mark
from assessor_app.sync.volumes import is_volume

LARGEST_DOCUMENT = 256 << 20
"""Bytes that are read of a document to check it."""

Look = Callable[[Path], BundleLook]
"""Opens a bundle with the profile's key and checks all of it."""

Later = Callable[[str, int], str]
"""From reference and version of a report to what is known of a later one; "" for nothing."""


class FileKind(Enum):
    """What a file is, by how it begins."""

    BUNDLE = "bundle"
    RECEIPT = "receipt"
    LEDGER = "ledger"
    SECOND_MARK = "second mark"
    CARD = "card"
    CREDENTIAL = "credential"
    REGISTER = "register"
    CERTIFICATE = "certificate"
    REQUEST = "request"
    PDF = "report"
    WORKBOOK = "workbook"
    UNKNOWN = "unknown"


_BEGINNINGS = (
    (b"age-encryption.org/v1", FileKind.BUNDLE),
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.WORKBOOK),
)
_SIGNED = (
    (is_receipt, FileKind.RECEIPT),
    (is_ledger, FileKind.LEDGER),
    (is_second_mark, FileKind.SECOND_MARK),
    (is_register, FileKind.REGISTER),
)
_INSIDE = (
    (b"-----BEGIN CERTIFICATE REQUEST-----", FileKind.REQUEST),
    (b"-----BEGIN CERTIFICATE-----", FileKind.CERTIFICATE),
)


def kind_of(file: Path) -> FileKind:
    """What a file is. Raises Unavailable when it cannot be read."""
    head = _head(file)
    for start, kind in _BEGINNINGS:
        if head.startswith(start):
            return kind
    for is_it, kind in _SIGNED:
        if is_it(head):
            return kind
    if is_volume(file):
        return FileKind.BUNDLE
    if head[257:262] == b"ustar":
        return FileKind.CARD
    found = next((kind for part, kind in _INSIDE if part in head), FileKind.UNKNOWN)
    return FileKind.CREDENTIAL if found is FileKind.UNKNOWN and looks_like_credential(head) else found


def verify_file(file: Path, profile: Path, look: Look | None = None, later: Later | None = None) -> Verdict:
    """Check a report, bundle, receipt, office card, certificate or request; a workbook is never signed.

    look: opens bundles; without it a bundle cannot be checked. later: knows of later versions of a report. Raises
    Refused for a file of no known kind, or one that is not whole; Unavailable when it cannot be read.
    """
    kind = kind_of(file)
    checking = _Checking(profile, Standing(profile), later)
    if kind is FileKind.BUNDLE:
        return checking.bundle(file, look)
    _refuse_large(file)
    check = {
        FileKind.PDF: checking.pdf,
        FileKind.RECEIPT: checking.receipt,
        FileKind.LEDGER: checking.ledger,
        FileKind.SECOND_MARK: checking.second_mark,
        FileKind.CARD: checking.card,
        FileKind.CERTIFICATE: checking.certificate,
        FileKind.REQUEST: checking.request,
        FileKind.WORKBOOK: _workbook,
        FileKind.CREDENTIAL: checking.awards.file,
        FileKind.REGISTER: checking.awards.register,
    }.get(kind)
    if check is None:
        raise _unknown(file)
    return check(file)


def trust_at(profile: Path) -> Trust:
    """Whom this profile believes: its office, its own key, its time stamp server."""
    return _Checking(profile, Standing(profile)).trust


def _unknown(file: Path) -> Refused:
    return Refused(
        f"{file.name} is no report, bundle, receipt, ledger, card, certificate, award, register or workbook of Assay. "
        "Nothing was changed.",
        "unknown-kind",
    )


@dataclass(frozen=True, slots=True)
class _Checking:
    """Each kind of file against what this profile knows of its office."""

    profile: Path
    standing: Standing
    later: Later | None = None

    @property
    def awards(self) -> AwardChecks:
        """Awards and their register."""
        return AwardChecks(self.profile, utc_now())

    @property
    def trust(self) -> Trust:
        """The office's, and this profile's own key, which it may always believe."""
        office = trust_of(self.standing.card(), self.standing.at_office) if self.standing.has_card else Trust()
        certificate = Layout(self.profile).certificate
        own = frozenset({facts(certificate.read_bytes()).spki_sha256}) if certificate.is_file() else frozenset()
        server = time_server(self.profile)
        stamps = server.roots if server else ()
        return Trust(office.roots, office.crls, office.pinned | own, office.require_crl, stamps)

    def verdict(self, kind: FileKind, good: bool, *sentences: str) -> Verdict:
        """With the last sentence about revocation, where an office is known."""
        known = self.trust.revocation_known_as_of()
        said = (f"Withdrawn certificates are known as of {day_words(known)}.",) if known else ()
        return Verdict(kind.value, good, (*sentences, *said), revocation_known_as_of=known)

    def bundle(self, file: Path, look: Look | None) -> Verdict:
        """Every signature and every file in it, as an import would check them."""
        if look is None:
            return self.verdict(FileKind.BUNDLE, False, "A bundle. Only the people it was made for can check it.")
        seen = look(file)
        signers = " and ".join(dict.fromkeys((*seen.signers, *seen.receipts)))
        words = f"A bundle signed by {signers}, whole. Every key is on the office's card, or its part was here before."
        left = f"{counted(seen.missing_files, 'file')} that it names are to follow in another bundle."
        return self.verdict(FileKind.BUNDLE, True, words, *([left] if seen.missing_files else []))

    def receipt(self, file: Path) -> Verdict:
        """A receipt, and for whom its signer speaks."""
        received = read_receipt(file, self.standing.check())
        office = speaks_for(self.standing.card(), received, OFFICE)
        person = speaks_for(self.standing.card(), received, received.receipt.holder)
        reason = {
            (True, True): "The office's card lists them as administrator, so it speaks for the office.",
            (False, True): "The office's card lists them, but not as administrator: it speaks for themselves only.",
        }.get((office, person), "The office's card does not list their key any more, so it confirms nothing.")
        counts = f"{counted(len(received.receipt.chains), 'chain')} and {counted(len(received.receipt.files), 'file')}"
        words = f"A receipt for {counts}, signed by {received.signer_name}, made {moment_words(received.receipt.made)}"
        roster = f"Roles were checked by version {received.receipt.roster_version} of the office's card."
        return self.verdict(FileKind.RECEIPT, office or person, f"{words} UTC, whole.", reason, roster)

    def ledger(self, file: Path) -> Verdict:
        """A sealed list of evidence, and who sealed it."""
        trust = self.trust
        ledger, signer = read_ledger(
            read_named(file, LARGEST_DOCUMENT), lambda raw, sign: verify_detached(sign, raw, trust)
        )
        counts = f"{counted(len(ledger.evidence), 'piece')} of evidence and {counted(len(ledger.notes), 'note')}"
        words = (
            f"The evidence ledger of {ledger.institution}: {counts}, sealed at {ledger.sealed_at} and signed by "
            f"{signer.name}, whole."
        )
        return self.verdict(FileKind.LEDGER, True, words)

    def second_mark(self, file: Path) -> Verdict:
        """A verifier's sealed marks."""
        trust = self.trust
        marks, signer = read_second_mark(file.read_bytes(), lambda raw, sign: verify_detached(sign, raw, trust))
        words = (
            f"The second mark of {marks.institution}: {counted(len(marks.marks), 'strand')}, sealed at "
            f"{marks.sealed_at} and signed by {signer.name}, whole."
        )
        return self.verdict(FileKind.SECOND_MARK, True, words)

    def pdf(self, file: Path) -> Verdict:
        """Every signature of a report."""
        trust = self.trust
        pdf = read_named(file, LARGEST_DOCUMENT)
        verdicts = check_pdf(pdf, trust)
        signed = [verdict for verdict in verdicts if verdict.state is not SignatureState.UNSIGNED]
        good = bool(signed) and all(verdict.holds for verdict in signed)
        sentences = [f"{verdict.field}: {verdict.sentence}" for verdict in verdicts] or ["This PDF is not signed."]
        known = trust.revocation_known_as_of()
        results = _results_of(pdf) if good else None
        later = self._later_words(results, pdf) if results else ""
        sentences += [*([_version_words(results)] if results else []), *([later] if later else [])]
        if known and signed:
            sentences.append(f"Withdrawn certificates are known as of {day_words(known)}.")
        report = _report_of(results, verdicts) if results else None
        return Verdict("report", good, tuple(sentences), verdicts, known, report, bool(later))

    def _later_words(self, results: Mapping[str, Any], pdf: bytes) -> str:
        """That a later version is signed here, or that the office's register lists one; "" where neither does."""
        reference = str(results.get("reference") or "")
        later = self.later(reference, results["version"]) if self.later and reference else ""
        return later or self.awards.replaced_words(revisions(pdf))

    def card(self, file: Path) -> Verdict:
        """A card against the one that this profile accepted last."""
        known = self.standing.card() if self.standing.has_card else None
        card = read_card(file, known)
        words = f"The card of {card.office}, version {card.version}, with {len(card.roster)} people, is whole."
        if known is None:
            return Verdict("card", False, (words, "This profile has not accepted it yet: `card install` does."))
        if card.expired(utc_now()):
            return self.verdict(
                FileKind.CARD, False, words, f"It ran out on {day_words(card.expires)}; ask for a newer one."
            )
        return self.verdict(FileKind.CARD, True, words, "It is from the office that this profile trusts.")

    def certificate(self, file: Path) -> Verdict:
        """A certificate: its chain, its dates, the office's list of withdrawn ones and its roster."""
        pem = read_named(file)
        said = facts(pem)
        words = f"A certificate of {said.name} ({said.person}) until {day_words(said.valid_until)}, issued by "
        words += "nobody but its owner." if said.self_signed else f"{said.issuer}."
        why = self._why_not(pem)
        return self.verdict(FileKind.CERTIFICATE, not why, words, why or "The office's card lists its key.")

    def _why_not(self, pem: bytes) -> str:
        """Why a certificate does not count here; empty when it does."""
        said = facts(pem)
        if not self.standing.has_card or self.standing.card().holder_of(said.spki_sha256) is None:
            withdrawn = [crl.get_revoked_certificate_by_serial_number(said.serial) for crl in self.trust.lists()]
            dates = [entry.revocation_date_utc for entry in withdrawn if entry is not None]
            if dates and not said.self_signed:
                return f"The office withdrew it on {day_words(min(dates))}."
            return "No office that this profile trusts lists its key."
        if not said.self_signed and not issued_by(pem, self.standing.card().root_pem):
            return "Another authority than that of this profile's office issued it."
        return "" if said.valid_from <= utc_now() <= said.valid_until else "It does not hold today."

    def request(self, file: Path) -> Verdict:
        """A request: its holder has the key, and whether the office certified that key already."""
        said = request_facts(read_named(file, LARGEST_DOCUMENT))
        words = (
            f"A certificate request of {said.name} for the key {fingerprint(said.spki_sha256)} "
            f"({person_of_key(said.spki_sha256)}), whole and signed with that key. It proves who holds the key, not "
            "who they are: compare the id by phone."
        )
        listed = self.standing.has_card and self.standing.card().holder_of(said.spki_sha256) is not None
        reason = "The office's card lists this key already." if listed else "No office has certified this key yet."
        return self.verdict(FileKind.REQUEST, listed, words, reason)


def _results_of(pdf: bytes) -> Mapping[str, Any] | None:
    """What a report says of itself to programs; None for a document that does not say which version it is."""
    found = said_of(pdf)
    return found if found and isinstance(found.get("version"), int) else None


def _version_words(results: Mapping[str, Any]) -> str:
    """Which version a report says it is, and which it replaces."""
    words = f"Version {results['version']} of the report {results.get('reference') or ''}".rstrip()
    before = results.get("replaces")
    replaces = before.get("version") if isinstance(before, dict) else None
    return f"{words}; it replaces version {replaces}." if replaces else f"{words}."


def _report_of(results: Mapping[str, Any], verdicts: Sequence[SignatureVerdict]) -> ReportVersion | None:
    """Which report it is; None where it does not say all of that in text, or no assessor has signed it."""
    lead = next((each.signer.person for each in verdicts if each.field == ASSESSOR and each.signer), "")
    before = results.get("replaces")
    texts = [
        results.get("reference") or "",
        results.get("data"),
        before.get("data") if isinstance(before, dict) else "",
    ]
    if not lead or not all(isinstance(each, str) for each in texts):
        return None
    reference, data, replaces = map(str, texts)
    return ReportVersion(reference, lead, results["version"], data, replaces)


def _workbook(file: Path) -> Verdict:
    try:
        with zipfile.ZipFile(file) as package:
            found = "xl/workbook.xml" in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        found = False
    if not found:
        raise _unknown(file)
    words = "A workbook. Workbooks are not signed, so nobody can tell who filled it in or whether it was changed."
    return Verdict(FileKind.WORKBOOK.value, False, (words,))


def _refuse_large(file: Path) -> None:
    try:
        large = file.stat().st_size > LARGEST_DOCUMENT
    except OSError as error:
        raise _unreadable(file, error) from error
    if large:
        raise Refused(f"{file.name} is larger than 256 MB; Assay makes no such document.", "too-large")


def _head(file: Path) -> bytes:
    try:
        with open_to_read(file) as content:
            return content.read(1024)
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError) -> Unavailable:
    return Unavailable(f"{file} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read")
