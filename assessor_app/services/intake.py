"""Taking in a completed self-assessment workbook: all of it, or nothing."""

import mimetypes
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.assessment.submission import Submission
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person
from assessor_app.domain.problem import Problem, Severity
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import open_to_read
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.signed_work import set_all, writing_to
from assessor_app.services.visits import begin_assessment
from assessor_app.workbooks.evidence_folder import MatchedEvidence, match_evidence
from assessor_app.workbooks.reading import read_workbook


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook holds and every remark on it; nothing has been stored."""

    submission: Submission
    problems: tuple[Problem, ...]
    files: tuple[MatchedEvidence, ...]

    @property
    def errors(self) -> int:
        """How many answers could not be taken."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did. already: this very file had been loaded before, so nothing was done."""

    assessment: str
    already: bool
    preview: Preview


class Intake:
    """Workbooks out and in."""

    def __init__(
        self, store: Store, blobs: Blobs, shelf: SchemeShelf, person: Person, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._shelf = shelf
        self._person = person
        self._clock = clock

    def read(self, file: Path, evidence: Path | None = None) -> Preview:
        """Read a completed workbook without storing anything. Raises Refused when the file as a whole is no use."""
        found = read_workbook(file, self._shelf.get)
        nation, setting = found.submission.nation, found.submission.setting

        def theirs(scheme: str, edition: str = "") -> Scheme:
            return self._shelf.for_institution(scheme, edition, nation, setting)

        edition = found.submission.scheme, found.submission.edition
        if theirs(*edition) is not self._shelf.get(*edition):  # the rows that this nation or setting adds are read too
            found = read_workbook(file, theirs)
        matched, remarks = match_evidence(evidence, found.submission.evidence) if evidence else ((), ())
        return Preview(found.submission, (*found.problems, *remarks), tuple(matched))

    def load(
        self,
        file: Path,
        evidence: Path | None = None,
        assessment: str = "",
        visit_on: date | None = None,
        panel_on: date | None = None,
    ) -> Loaded:
        """Load a completed workbook into an assessment, a new one unless one is named.

        Answers that could not be taken are left out and listed. Raises Refused for a workbook of another mark than
        the named assessment's, and for signed work.
        """
        preview = self.read(file, evidence)
        with self._store.read() as reading:
            known = queries.assessment_of_submission(reading, preview.submission.file_sha256)
        if known and assessment in ("", known):
            return Loaded(known, True, preview)
        entries = {matched.code: (matched.path, self._keep(matched.path)) for matched in preview.files}
        workbook = self._keep(file)

        def change(writing: Writing) -> str:
            target = assessment or self._begin(writing, preview.submission, visit_on, panel_on)
            self._refuse_other_mark(target, preview.submission)
            writing_to(writing, target)
            for entry in (workbook, *(entry for _, entry in entries.values())):
                writing.register_blob(entry.sha256, entry.size)
            self._store_submission(writing, target, preview.submission, file.name)
            self._store_evidence(writing, target, preview.submission, entries)
            return target

        return Loaded(self._store.write(change).result(), False, preview)

    def _keep(self, file: Path) -> BlobEntry:
        try:
            with open_to_read(file) as content:
                return self._blobs.put(content)
        except OSError as error:
            raise Unavailable(
                f"{file.name} could not be copied ({error.strerror or error}). Nothing was loaded; try again.", "copy"
            ) from error

    def _begin(self, writing: Writing, submission: Submission, visit_on: date | None, panel_on: date | None) -> str:
        scheme = self._shelf.for_institution(
            submission.scheme, submission.edition, submission.nation, submission.setting
        )
        institution = Institution(
            uuid.uuid4().hex,
            submission.institution or "Institution not named",
            submission.place,
            submission.nation,
            submission.setting,
        )
        return begin_assessment(writing, scheme, institution, self._person, scheme.terms.visit, visit_on, panel_on)

    def _refuse_other_mark(self, assessment: str, submission: Submission) -> None:
        with self._store.read() as reading:
            edition = queries.edition_of(reading, assessment) if queries.exists(reading, assessment) else None
        if edition and edition != (submission.scheme, submission.edition):
            raise Refused(
                f"This workbook is for {submission.scheme} {submission.edition}, the assessment for "
                f"{edition[0]} {edition[1]}. Nothing was loaded.",
                "other-mark",
            )

    def _store_submission(self, writing: Writing, assessment: str, submission: Submission, name: str) -> None:
        facts: dict[str, Json] = {
            "file_sha256": submission.file_sha256,
            "file_size": submission.file_size,
            "file_name": name,
            "completed_by": submission.completed_by,
            "completed_on": submission.completed_on,
            "loaded_at": moment(self._clock()),
        }
        set_all(writing, f"assessment/{assessment}/submission/{submission.file_sha256[:32]}", facts)
        for answer in submission.strands:
            entity = f"assessment/{assessment}/strand/{answer.strand}"
            set_all(writing, entity, {"school_level": answer.level or "", "school_text": answer.text})
            set_all(writing, entity, {"school_evidence": list(answer.evidence)})
        for action in submission.actions:
            set_all(writing, f"assessment/{assessment}/action/{action.code.lower()}", asdict(action))

    def _store_evidence(
        self, writing: Writing, assessment: str, submission: Submission, entries: dict[str, tuple[Path, BlobEntry]]
    ) -> None:
        for item in submission.evidence:
            entity = f"assessment/{assessment}/evidence/{item.code.lower()}"
            cited = [answer.strand for answer in submission.strands if item.code in answer.evidence]
            values = {"code": item.code, "title": item.title, "location": item.location, "evidence_kind": item.kind}
            set_all(writing, entity, values)
            set_all(writing, entity, {"dated": item.dated, "source": "school", "strands": cited})
            if item.code in entries:
                path, entry = entries[item.code]
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                set_all(writing, entity, {"file_sha256": entry.sha256, "file_size": entry.size})
                set_all(writing, entity, {"file_name": path.name, "media_type": kind})
