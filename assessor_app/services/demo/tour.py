"""The tour: the whole main job, headless, on the real parts, leaving every file it made."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.files import write_whole
from assessor_app.services.demo.content import DemoContent, demo_content
from assessor_app.services.demo.demo import MARK
from assessor_app.services.demo.visit import (
    ASSESSOR,
    OFFICE,
    come_to_visit,
    hold_debriefs,
    join_office,
    judge_strands,
    make_person,
    record_cycle,
    record_own,
    take_notes,
    tick_off,
    write_submission,
)
from assessor_app.services.documents.verification import verify_file
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now

PASSPHRASE = "heron lantern orchard granite"
"""Of the invented people. Theirs is invented data, and whoever follows the tour wants to open their profiles."""


PANEL = ("Grace Adebayo", "Martin Holt", "Siân Prosser")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the tour did: what, and the file it left."""

    words: str
    file: str


@dataclass(frozen=True, slots=True)
class Tour:
    """Everything the tour did, and the assessment it is about."""

    folder: str
    assessment: str
    steps: tuple[Step, ...]

    @property
    def lines(self) -> list[str]:
        """A line for each step."""
        return [f"{step.words:58} {step.file}" for step in self.steps]


def take_tour(folder: Path, mark: str = MARK) -> Tour:
    """Do the whole job of a mark under `folder`, which must be new or empty.

    Raises Refused when anything does not hold, WrongUse for a mark that has no demo.
    """
    content = demo_content(mark, utc_now().date())
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty. Nothing was done; choose a new folder.", "not-empty")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "passphrase.txt", PASSPHRASE.encode())
    _make_people(folder)
    lead = _open(folder / "lead")
    try:
        assessment, steps = _assess(folder, lead, content)
    finally:
        lead.close()
    steps += _at_the_office(folder, assessment, content)
    return Tour(str(folder), assessment, tuple(steps))


def _make_people(folder: Path) -> None:
    make_person(folder / "office", "Priya Nair", frozenset({Role.ADMINISTRATOR}), PASSPHRASE)
    make_person(folder / "lead", "Amara Okafor", ASSESSOR, PASSPHRASE)
    office = _open(folder / "office")
    try:
        office.office.begin(OFFICE, PASSPHRASE)
        join_office(office, folder / "lead", folder, PASSPHRASE, PASSPHRASE)
    finally:
        office.close()


def _assess(folder: Path, lead: Workplace, content: DemoContent) -> tuple[str, list[Step]]:
    """From the workbook to the bundle, as the assessor."""
    today = utc_now().date()
    workbook, evidence = write_submission(folder, lead, content)
    assessment = lead.intake.load(workbook, evidence, visit_on=today, panel_on=today + timedelta(days=7)).assessment
    come_to_visit(lead, assessment)
    judge_strands(lead, assessment, content.strands)
    record_cycle(lead, assessment, content)
    take_notes(lead, assessment, content)
    hold_debriefs(lead, assessment, content)
    tick_off(lead, assessment)
    record = lead.visits.open(assessment)
    outlook, terms = lead.visits.outlook(record), lead.visits.scheme_of(record).terms
    report = folder / "report.pdf"
    version = lead.reporting.sign(assessment, PASSPHRASE).version
    write_whole(report, lead.reporting.signed_pdf(assessment, version))
    _need(verify_file(report, folder / "lead").good, "The signature on the report does not hold.")
    bundle = folder / "visit.qmb"
    made = lead.exchange.export(bundle)
    return assessment, [
        Step(f"A completed workbook of the invented {terms.institution}", str(workbook)),
        Step("and its evidence, loaded into the lead's profile", str(evidence)),
        Step(f"{outlook.judged} of {outlook.strands} {terms.strands} judged: {outlook.headline}", str(folder / "lead")),
        Step(f"The report, signed as version {version}; pdfsig can check it", str(report)),
        Step(f"A bundle of {made.operations} changes and {made.files} files for the office", str(bundle)),
    ]


def _at_the_office(folder: Path, assessment: str, content: DemoContent) -> list[Step]:
    """Import the bundle twice, compare everything with the assessor's, and give the award."""
    office, lead = _open(folder / "office"), _open(folder / "lead")
    try:
        taken = office.exchange.take_in(folder / "visit.qmb")
        _need(not taken.already and not taken.missing_files, "The office did not get everything.")
        _need(office.exchange.take_in(folder / "visit.qmb").already, "The same bundle again was not recognised.")
        _compare(office, lead, assessment)
        record_own(office, assessment)
        given = _give_award(office, assessment, content)
        _need(not office.upkeep.check(rebuild=True), "The office's tables are not what its journal says.")
    finally:
        office.close()
        lead.close()
    return [
        Step(f"The office took in {taken.operations} changes and {taken.files} files", str(folder / "office")),
        Step("and shows the same judgements, notes, report and evidence", str(folder / "office")),
        Step(given, str(folder / "office")),
        Step("The passphrase of all these profiles", str(folder / "passphrase.txt")),
    ]


def _give_award(office: Workplace, assessment: str, content: DemoContent) -> str:
    """The panel follows the outlook; the certificate is issued where there is an award. In words."""
    awards, today = office.cycle.awards, utc_now().date()
    for held in content.cycle.held:
        given, until = (today + timedelta(days=days) for days in (held.given, held.until))
        awards.note_held(assessment, held.mark, held.outcome, held.number, given, until)
    tick_off(office, assessment)
    record = office.visits.open(assessment)
    outlook = office.visits.outlook(record)
    if outlook.award is None:
        return f"No award was given: {outlook.sentence}"
    awards.decide(assessment, outlook.award.id, PANEL).result()
    award = awards.give(assessment, f"{record.reference}-1")
    awards.certify(assessment).result()
    stages = office.cycle.stages.progress(assessment).stages
    until_words = f"until {award.until_on}" if award.until_on else "without an end that the mark states"
    return f"The office gave {outlook.award.name}, {until_words}; {len(stages)} stages"


def _compare(office: Workplace, lead: Workplace, assessment: str) -> None:
    theirs, ours = office.visits.open(assessment), lead.visits.open(assessment)
    for evidence in ours.evidence:
        twin = next(one for one in theirs.evidence if one.id == evidence.id)
        if evidence.held:
            same = office.visits.evidence_bytes(twin) == lead.visits.evidence_bytes(evidence)
            _need(same, f"Evidence {evidence.code} differs at the office.")
    for report in ours.reports:
        same = office.reporting.signed_pdf(assessment, report.version) == lead.reporting.signed_pdf(
            assessment, report.version
        )
        _need(same, f"Report version {report.version} differs at the office.")
    _need(office.visits.outlook(theirs) == lead.visits.outlook(ours), "The outlook differs at the office.")


def _open(profile: Path) -> Workplace:
    return open_profile(profile, lambda: PASSPHRASE)


def _need(holds: bool, sentence: str) -> None:
    if not holds:
        raise Refused(f"{sentence} The files are left for you to look at.", "tour")
