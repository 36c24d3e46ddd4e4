"""The report: preview, readiness, signing, versions."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment, SignedReport, Stage
from assessor_app.domain.assessment.report import ENGLISH, Earlier, Picture, ReportContent, ReportCopies, ReportSection
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.visit import Reader, readers_of
from assessor_app.domain.signature import SignatureState
from assessor_app.domain.words.passages import LANGUAGES, same_language
from assessor_app.errors import Refused, WrongUse
from assessor_app.identity.pdf_checks import check_pdf
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.reports import preview
from assessor_app.reports.content.readiness import sections
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.foreign.active_contents import active_contents
from assessor_app.reports.foreign.unfolding import refuse_folded
from assessor_app.reports.page.signature_box import signature_appearance
from assessor_app.reports.page.words import languages
from assessor_app.services.documents.report_versions import fingerprint_of, keep_signed, refuse_unready
from assessor_app.services.documents.sealing import chosen_time_server, sealed
from assessor_app.services.documents.time_stamping import signature_lines
from assessor_app.services.documents.verification import trust_at
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits


class Reporting:
    """The use cases of the report screen. Rendering and signing take time: they are called from a worker."""

    def __init__(
        self, store: Store, blobs: Blobs, visits: Visits, key: SigningKey, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._key = key
        self._clock = clock

    @property
    def needs_passphrase(self) -> bool:
        """True when signing asks for the passphrase because no keyring vouches for the person."""
        return self._key.needs_passphrase

    def content(self, assessment: str, reader: Reader | None = None) -> ReportContent:
        """What the next version of the report says; with a reader, what a copy for that reader does."""
        with self._store.read() as reading:  # before the record, so that a change in between is noticed on signing
            fingerprint = fingerprint_of(reading, assessment)
        record = self._visits.open(assessment)
        language = record.language or _language_for(self._visits.scheme_of(record))
        scheme, facts = self._visits.scheme_in(record, language), self._visits.facts(record)
        return ReportContent(
            scheme=scheme,
            assessment=record,
            levels=record.decided_levels(),
            outlook=outlook(scheme, record.decided_levels(), facts),
            version=len(record.reports) + 1,
            draft=1,
            fingerprint=fingerprint,
            printed_on=self._clock().date(),
            before=self._before(record),
            reader=reader,
            language=language,
            facts=facts,
            template=self._visits.template_of(scheme),
        )

    def copies(self, assessment: str) -> ReportCopies:
        """For whom and in which languages the report can be made."""
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        language = record.language or _language_for(scheme)
        return ReportCopies(readers_of(scheme.report), languages(), language, record.institution.name_language)

    def use_template(self, assessment: str, file: Path) -> None:
        """Make the documents of this mark by a template from now on. Raises Refused, with file, line and key, for one
        that cannot be used; then nothing was changed."""
        self._visits.use_template(self._visits.open(assessment).scheme, file)

    def choose_language(self, assessment: str, language: str) -> Future[Saved]:
        """Write the report in a language from now on. Raises WrongUse for one that there are no words in."""
        if language not in (each.tag for each in languages()):
            names = ", ".join(each.tag for each in languages())
            raise WrongUse(f"Reports cannot be written in {language!r} here, but in: {names}.", "language")

        def change(writing: Writing) -> Saved:
            state = writing_to(writing, assessment).set(f"assessment/{assessment}", "language", language)
            return saved(state, self._clock())

        return self._store.write(change)

    def name_in(self, assessment: str, language: str) -> Future[Saved]:
        """Say what language the institution's name is in; "" for English. Raises WrongUse for an unknown one."""
        if language and language not in LANGUAGES:
            raise WrongUse(f"{language!r} is none of the languages known here: {', '.join(LANGUAGES)}.", "language")

        def change(writing: Writing) -> Saved:
            institution = self._visits.open(assessment).institution.id
            state = writing_to(writing, assessment).set(f"institution/{institution}", "name_language", language)
            return saved(state, self._clock())

        return self._store.write(change)

    def draft(self, assessment: str, reader: Reader | None = None) -> bytes:
        """The report as it would be signed now, marked as a draft (PDF); with a reader, the sections for that reader
        as the mark's edition chooses them."""
        return assessment_report(self.content(assessment, reader))

    def sections(self, assessment: str) -> tuple[ReportSection, ...]:
        """The sections with what is missing in each; an error among them stops signing."""
        return sections(self.content(assessment))

    def sign(self, assessment: str, passphrase: str | None = None) -> SignedReport:
        """Make, sign and keep the next version. The work is read only from then on.

        Raises Refused when something is missing, when the record has open clashes, when the person is not its lead
        or when the passphrase is wrong. A time stamp server that does not answer stops nothing: see `remark`.
        """
        content = self.content(assessment)
        refuse_unready(content, self._key.person.id)
        at = self._clock()
        self._key.check(passphrase)
        timed = self._key.with_time(self._signing(assessment_report(replace(content, draft=0)), at))
        entry = self._blobs.put_bytes(timed.pdf)
        report = SignedReport(
            version=content.version,
            file_sha256=entry.sha256,
            fingerprint=content.fingerprint,
            signed_at=moment(at),
            signer=self._key.person.id,
            signer_name=self._key.person.name,
            key_fingerprint=self._key.person.key_fingerprint,
            remark=timed.remark,
        )
        self._store.write(lambda writing: keep_signed(writing, assessment, report, entry.size, content)).result()
        return report

    def _signing(self, report: bytes, at: datetime) -> Callable[[TimeStamps | None], bytes]:
        person = self._key.person

        def sign(stamps: TimeStamps | None) -> bytes:
            lines = signature_lines("Signed electronically", at, person.key_fingerprint, stamps is not None)
            return self._key.sign_pdf(report, signature_appearance(person.name, lines), at, stamps)

        return sign

    def signed_pdf(self, assessment: str, version: int) -> bytes:
        """A signed version, byte for byte, with the verifier's signature too where that is here. Raises Refused when
        there is none or its file is not here."""
        record = self._visits.open(assessment)
        both = record.counter_signature(version)
        files = [report.file_sha256 for report in record.reports if report.version == version]
        for sha256 in (*([both.file_sha256] if both and files else []), *files):
            if self._blobs.has(sha256):
                return self._blobs.read(sha256)
        raise Refused(f"Version {version} of this report is not on this computer. Nothing was changed.", "no-version")

    def sealed_pdf(self, assessment: str, version: int) -> bytes:
        """A signed version with proof of its certificates and a time stamp over all of it; the one that is kept stays
        as it is. Raises Refused when no server is set, Unavailable when it does not answer."""
        return sealed(self._key.profile, self.signed_pdf(assessment, version))

    def has_time_server(self) -> bool:
        """True when a time stamp server is set, so that signing asks it."""
        return bool(chosen_time_server(self._key.profile))

    def signature_words(self, assessment: str, version: int) -> tuple[str, ...]:
        """What a check says of each signature on a signed version, its time included; the empty places left out."""
        try:
            verdicts = check_pdf(self.signed_pdf(assessment, version), trust_at(self._key.profile))
        except Refused as refusal:
            return (refusal.sentence,)
        later = self._visits.later_version(self._visits.open(assessment).reference, version)
        words = [each.sentence for each in verdicts if each.state is not SignatureState.UNSIGNED]
        return (*words, *filter(None, [later]))

    def begin_version(self, assessment: str) -> int:
        """Open signed work for a next version; the signed one is kept. Answers with the number of the next one."""
        record = self._visits.open(assessment)
        if not record.locked:
            raise WrongUse("This report is not signed, so it can be changed as it is.", "not-signed")
        newest = record.reports[-1].version
        entity = f"assessment/{assessment}"

        def change(writing: Writing) -> int:
            writing.set(f"{entity}/report/{newest}", "reopened_at", moment(self._clock()))
            writing.set(entity, "stage", Stage.REPORT.value)
            return newest + 1

        return self._store.write(change).result()

    def summarise(
        self, assessment: str, text: str, seen: Sequence[str] | None = None, growing: str | None = None
    ) -> Future[Saved]:
        """Keep the few sentences of the summary page; seen and growing as in `Judging.write`."""

        def change(writing: Writing) -> Saved:
            state = writing_to(writing, assessment).set(f"assessment/{assessment}", "summary", text, seen, growing)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(change)

    def write_section(
        self, assessment: str, section: str, text: str, seen: Sequence[str] | None = None, growing: str | None = None
    ) -> Future[Saved]:
        """Keep what is written in a section that the mark leaves to people; seen and growing as in `Judging.write`.

        Raises WrongUse for a section that the mark's edition does not have, or has the program write.
        """
        scheme = self._visits.scheme_of(self._visits.open(assessment))
        if section not in {each.id for each in scheme.written_sections}:
            names = ", ".join(each.id for each in scheme.written_sections) or "none"
            words = f"The report of {scheme.title} has no section {section!r} to write in. It has: {names}."
            raise WrongUse(f"{words} Nothing was changed.", "section")
        entity = f"assessment/{assessment}/written/{section}"

        def change(writing: Writing) -> Saved:
            state = writing_to(writing, assessment).set(entity, "text", text, seen, growing)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(change)

    def page_count(self, pdf: bytes, foreign: bool = False) -> int:
        """How many pages a PDF has. foreign: it came from somebody else, and is looked through first.

        Raises Refused for what is no PDF, or unfolds to more than this computer should be asked for.
        """
        if foreign:
            refuse_folded(pdf)
        return preview.page_count(pdf)

    def active_contents(self, pdf: bytes) -> tuple[str, ...]:
        """In words, what in a PDF from elsewhere could do something in another program; nothing for a harmless one."""
        return active_contents(pdf)

    def page_picture(self, pdf: bytes, page: int, width: int) -> Picture:
        """One page (from 0) as a picture `width` pixels wide."""
        return preview.page_picture(pdf, page, width)

    def page_text(self, pdf: bytes, page: int) -> str:
        """The words of a page (from 0), for people who do not see it."""
        return preview.page_text(pdf, page)

    def _before(self, record: Assessment) -> Earlier | None:
        """The newest signed judgements of the same institution before this visit."""
        if record.visit_on is None:
            return None
        with self._store.read() as reading:
            others = queries.assessments_of(reading, record.institution.id)
        same = [(each.visit_on, each.id) for each in others if each.scheme == record.scheme and each.visit_on]
        for visit_on, other in sorted(same, reverse=True):
            found = self._visits.open(other) if visit_on < record.visit_on else record
            if found is not record and found.reports:
                return Earlier(visit_on, found.decided_levels())
        return None


def _language_for(scheme: Scheme) -> str:
    """The mark's main language where documents can be written in it, else English."""
    return next((each.tag for each in languages() if same_language(each.tag, scheme.language)), ENGLISH)
