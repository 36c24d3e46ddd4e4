"""Looking at visits: the list, one assessment, its notes, its evidence and its history."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment, AssessmentSummary, Evidence, Institution, NoteKind
from assessor_app.domain.award.dues import award_dues
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.award.register import ReplacedReport
from assessor_app.domain.cycle.facts import award_facts, overlay_facts
from assessor_app.domain.journal.change import Change
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import held_to_wording
from assessor_app.domain.scheme.template import Template
from assessor_app.domain.second.working_copy import may_see, working_copy
from assessor_app.domain.words.passages import same_language
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import write_whole
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.history import history
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.models.queries.report_rows import replaced_reports
from assessor_app.models.queries.values import day_of
from assessor_app.services.saving import Saved, saved
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.signed_work import set_all, writing_to


class Visits:
    """What Home and the screens of one assessment read."""

    def __init__(
        self, store: Store, blobs: Blobs, shelf: SchemeShelf, person: Person, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._shelf = shelf
        self._person = person
        self._clock = clock

    def list(self) -> tuple[AssessmentSummary, ...]:
        """Every assessment of this profile, by date of visit."""
        with self._store.read() as reading:
            rows, awarded = queries.list_assessments(reading), queries.with_awards(reading)
        return tuple(replace(row, due=self._due(row.id)) if row.id in awarded else row for row in rows)

    def _due(self, assessment: str) -> tuple[str, ...]:
        """What is due because of the award; nothing can be said while the edition is not on this computer."""
        try:
            record = self.open(assessment)
            return tuple(each.sentence for each in award_dues(self.scheme_of(record), record, self.today()))
        except (Refused, WrongUse):
            return ()

    def find(self, name: str) -> str:
        """The id of the one assessment whose id begins with `name`, or whose institution or reference contains it.

        Raises WrongUse for none or several.
        """
        with self._store.read() as reading:
            found = queries.find_assessments(reading, name) if _is_name(name) else ()
        if len(found) != 1:
            which = "No assessment is" if not found else f"{len(found)} assessments are"
            shown = name if len(name) <= 60 else f"{name[:59]}…"
            raise WrongUse(f"{which} called {shown!r}. `list` shows their names; nothing was changed.", "which")
        return found[0].id

    def replaced_reports(self) -> tuple[ReplacedReport, ...]:
        """Every signed report here that a later version has replaced."""
        with self._store.read() as reading:
            return replaced_reports(reading)

    def later_version(self, reference: str, version: int) -> str:
        """In words, that a later version of a report is signed here; "" when none is known."""
        with self._store.read() as reading:
            found = queries.find_assessments(reading, reference)
        for each in found:
            record = self.open(each.id)
            newest = record.reports[-1] if record.reports and record.reference == reference else None
            if newest and newest.version > version:
                signed = day_of(newest.signed_at[:10])
                when = f", signed on {day_words(signed)}," if signed else ""
                return f"Version {newest.version} of it{when} has replaced this one."
        return ""

    def open(self, assessment: str) -> Assessment:
        """The whole record of one assessment, without what this person has to judge alone first: a verifier who has
        not sealed sees their own words in place of the assessor's, and an assessor who has not judged all of the
        sample nothing of what the verifier gave. Raises WrongUse for an unknown id."""
        with self._store.read() as reading:
            scheme = self._shelf.get(*queries.edition_of(reading, assessment))
            strands = tuple(strand.id for strand in scheme.strands)
            found = queries.load_assessment(reading, assessment, self._person.id, strands, self._blobs.has)
            scheme = self.scheme_of(found)
            theirs = tuple(strand.id for strand in scheme.strands)
            if theirs != strands:
                found = queries.load_assessment(reading, assessment, self._person.id, theirs, self._blobs.has)
            return working_copy(scheme, held_to_wording(scheme, found), self._person)

    def scheme_of(self, assessment: Assessment) -> Scheme:
        """The edition this assessment is made against, as it reads for the institution's nation and setting."""
        facts = overlay_facts(self._shelf.get(assessment.scheme, assessment.edition), assessment)
        return self._shelf.for_facts(assessment.scheme, assessment.edition, facts)

    def scheme_in(self, assessment: Assessment, language: str) -> Scheme:
        """The same edition in a language, where it is written in it; in its main one where it is not."""
        scheme = self.scheme_of(assessment)
        tag = next((each for each in scheme.languages if same_language(each, language)), "")
        if not tag or tag == scheme.language:
            return scheme
        facts = overlay_facts(self._shelf.get(assessment.scheme, assessment.edition), assessment)
        return self._shelf.for_facts(assessment.scheme, assessment.edition, facts, tag)

    def today(self) -> date:
        """The day by the computer's clock (UTC), which awards in force depend on."""
        return self._clock().date()

    def template_of(self, scheme: Scheme) -> Template:
        """What the owner of a mark changes in its documents. Raises Refused for a template that cannot be used."""
        return self._shelf.template(scheme)

    def use_template(self, mark: str, file: Path) -> None:
        """Make a mark's documents by a template from now on. Raises Refused for one that cannot be used."""
        self._shelf.install_template(file, mark)

    def facts(self, assessment: Assessment) -> AwardFacts:
        """What is known in this cycle beside the judgements, as of today."""
        return award_facts(self.scheme_of(assessment), assessment, self._clock().date())

    def outlook(self, assessment: Assessment) -> Outlook:
        """What the levels that count (the agreed ones, else the lead's) and the facts of the cycle lead to so far."""
        return outlook(self.scheme_of(assessment), assessment.decided_levels(), self.facts(assessment))

    def begin(
        self,
        scheme: Scheme,
        institution: Institution,
        purpose: str,
        visit_on: date | None,
        panel_on: date | None = None,
    ) -> Future[str]:
        """Begin an assessment with this person as its lead. Answers with its id."""
        return self._store.write(
            lambda writing: begin_assessment(writing, scheme, institution, self._person, purpose, visit_on, panel_on)
        )

    def add_note(self, assessment: str, text: str, kind: NoteKind, strand: str = "", source: str = "") -> Future[Saved]:
        """Keep something seen or heard. Raises WrongUse for an empty text."""
        if not text.strip():
            raise WrongUse("A note needs some words. Nothing was saved.", "empty")
        entity = f"assessment/{assessment}/note/{uuid.uuid4().hex}"

        def change(writing: Writing) -> Saved:
            at = self._clock()
            taken = {"note_kind": kind.value, "strand": strand, "source": source, "taken_at": moment(at)}
            set_all(writing_to(writing, assessment), entity, taken)
            return saved(writing.set(entity, "text", text.strip()), at)

        return self._store.write(change)

    def history(self, assessment: str) -> tuple[Change, ...]:
        """Every change to the assessment that this person may see, newest first."""
        return tuple(reversed(self.changes(self.open(assessment))))

    def changes(self, record: Assessment) -> tuple[Change, ...]:
        """The same, oldest first, of an assessment as `open` gives it."""
        with self._store.read() as reading:
            found = history(reading, record.id)
        scheme = self.scheme_of(record)
        return tuple(each for each in found if may_see(scheme, record, self._person, each.entity, each.field))

    def evidence_bytes(self, evidence: Evidence) -> bytes:
        """Content of an evidence file. Raises Refused when it is not on this computer."""
        if not evidence.held:
            raise Refused("This file is not on this computer. Ask for the bundle that holds it.", "not-held")
        return self._blobs.read(evidence.file_sha256)

    def save_evidence(self, evidence: Evidence, target: Path) -> None:
        """Write a copy of an evidence file, whole or not at all.

        Raises Refused when it is not on this computer, Unavailable when the place cannot be written.
        """
        write_whole(target, self.evidence_bytes(evidence))

    def mark_opened(self, assessment: str, evidence: str) -> Future[Saved]:
        """Remember that this person opened a piece of evidence."""
        entity = f"assessment/{assessment}/evidence/{evidence}"
        return self._store.write(lambda writing: saved(writing.set(entity, "opened", True), self._clock()))


def _is_name(words: str) -> bool:
    """False for what the database cannot look for: it limits patterns, and half a character has no UTF-8."""
    return len(words) <= 1000 and words.isprintable()


def begin_assessment(  # noqa: PLR0913, PLR0917  an assessment is these facts
    writing: Writing,
    scheme: Scheme,
    institution: Institution,
    lead: Person,
    purpose: str,
    visit_on: date | None,
    panel_on: date | None = None,
) -> str:
    """Write a new assessment and its institution; its id."""
    assessment = uuid.uuid4().hex
    set_all(
        writing,
        f"institution/{institution.id}",
        {
            "name": institution.name,
            "place": institution.place,
            "nation": institution.nation,
            "setting": institution.setting,
            "reference": institution.reference,
        },
    )
    set_all(
        writing,
        f"assessment/{assessment}",
        {
            "scheme": scheme.id,
            "edition": scheme.edition,
            "scheme_sha256": scheme.sha256,
            "scheme_title": scheme.short_title,
            "strand_count": len(scheme.graded),
            "institution": institution.id,
            "reference": f"{scheme.id.upper()}-{assessment[:4].upper()}-{assessment[4:8].upper()}",
            "purpose": purpose,
            "visit_on": visit_on.isoformat() if visit_on else "",
            "panel_on": panel_on.isoformat() if panel_on else "",
            "lead": lead.id,
            "lead_name": lead.name,
            "stage": "reading",
        },
    )
    return assessment
