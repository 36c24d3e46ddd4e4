"""The invented visit, done through the same services as a real one."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from assessor_app.domain.assessment.assessment import Debrief, Institution, NoteKind
from assessor_app.domain.cycle.asked_facts import asked_facts
from assessor_app.domain.cycle.stages import BY_THE_RECORD, Place
from assessor_app.domain.journal.rights import BY_RECORDER
from assessor_app.domain.people import Role
from assessor_app.domain.visit.note_taking import NewNote
from assessor_app.services.demo.content import DemoContent, DemoVisit
from assessor_app.services.demo.derived import DemoStrand
from assessor_app.services.demo.files import write_demo_files
from assessor_app.services.profile.identities import create_profile, install_card, install_certificate
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now
from assessor_app.workbooks.writing import write_filled

OFFICE = "Northern Quality Marks"
ASSESSOR = frozenset({Role.ASSESSOR})
BEFORE_THE_VISIT = frozenset({"enquiry-received", "fee-paid", "plan-accepted", "ready-for-visit"})
MOST_SAID = 4


def write_submission(folder: Path, workplace: Workplace, content: DemoContent) -> tuple[Path, Path]:
    """The completed workbook and the folder of its evidence."""
    evidence = folder / "evidence"
    write_demo_files(evidence, content.files, content.written)
    workbook = folder / "completed-workbook.xlsx"
    answers = content.answers
    scheme = workplace.schemes.for_institution(content.scheme, "", answers.nation, answers.setting)
    write_filled(scheme, workbook, answers)
    return workbook, evidence


def join_office(office: Workplace, profile: Path, folder: Path, passphrase: str | None, root_passphrase: str) -> None:
    """Certify the person of `profile` at the office, and install certificate and card in their profile."""
    member = open_profile(profile, lambda: passphrase)
    request, issued, card = (folder / f"{member.person.id}.{end}" for end in ("csr", "crt", "card"))
    member.key.request(request)
    person = member.person
    member.close()
    office.office.certify(request, person.id, person.roles, issued, root_passphrase)
    office.office.write_card(card)
    install_card(profile, card)
    install_certificate(profile, issued, lambda: passphrase)
    for file in (request, issued, card):
        file.unlink()


def make_person(profile: Path, name: str, roles: frozenset[Role], passphrase: str | None) -> None:
    """A profile for an invented person of the invented office."""
    create_profile(profile, name, OFFICE, roles, passphrase)


def judge_strands(workplace: Workplace, assessment: str, strands: tuple[DemoStrand, ...]) -> None:
    """Judge strands and write about them, as the workspace does."""
    for found in strands:
        if found.level:
            workplace.judging.record(assessment, found.strand, found.level, ()).result()
        for field, text in found.texts.items():
            workplace.judging.write(assessment, found.strand, field, text, (), None).result()


def take_notes(workplace: Workplace, assessment: str, content: DemoContent) -> None:
    """The usual timetable, notes from the visit, flags, and the few sentences of the summary."""
    day = workplace.visit_day
    sessions = day.timetable.keep(assessment, day.timetable.usual(assessment)).result()
    for note in content.notes:
        heard_in = next((each.id for each in sessions if each.title == note.source), sessions[0].id)
        new = NewNote(note.text, NoteKind(note.kind), note.strand, note.source, heard_in)
        day.capture.keep(assessment, new).result()
    for strand in content.flagged:
        workplace.judging.flag(assessment, strand, True, ()).result()
    workplace.reporting.summarise(assessment, content.summary).result()


def hold_debriefs(workplace: Workplace, assessment: str, content: DemoContent) -> None:
    """Hold every session: all points said, the answer noted, everybody heard it."""
    for session, people in content.listeners.items():
        for point in _main_points(workplace.debriefs.prepare(assessment, session)):
            workplace.debriefs.say(assessment, session, point, True).result()
        workplace.debriefs.reply(assessment, session, content.replies[session], (), None).result()
        for name, role in people:
            listener = workplace.debriefs.add_listener(assessment, session, name, role).result()
            workplace.debriefs.heard(assessment, session, listener, True).result()
        workplace.debriefs.finish(assessment, session).result()


def _main_points(debrief: Debrief) -> list[str]:
    """What is said in half an hour: the first few of each section."""
    said = Counter[str]()
    chosen = []
    for point in debrief.points:
        said[point.section] += 1
        if said[point.section] <= MOST_SAID:
            chosen.append(point.id)
    return chosen


def come_to_visit(workplace: Workplace, assessment: str) -> None:
    """What the assessor does before the visit, as far as the mark's stages ask for it."""
    cycle, record = workplace.cycle, workplace.visits.open(assessment)
    scheme = workplace.visits.scheme_of(record)
    activities = {stage.activity for stage in scheme.stages}
    cycle.stages.declare(assessment, conflict=False).result()
    if "advice" in activities:
        strand = scheme.graded[0]
        cycle.stages.advise(assessment, f"Have somebody at hand who can tell us more of this: {strand.title}.").result()
    record_own(workplace, assessment)


def tick_off(workplace: Workplace, assessment: str) -> None:
    """End the stages that only a person can end and that work has passed, where this person acts in them."""
    stages, roles = workplace.cycle.stages, workplace.person.roles
    for each in stages.progress(assessment).stages:
        if each.missing:
            return  # somebody else's turn, before anything after it
        mine = any(BY_RECORDER[actor.value] & roles for actor in each.stage.acts)
        if each.place is Place.OPEN and each.stage.activity not in BY_THE_RECORD and mine:
            stages.advance(assessment, "Held as planned.", stage=each.stage.id)


def record_own(workplace: Workplace, assessment: str) -> None:
    """Record what this person is asked for before a visit."""
    stages, visits = workplace.cycle.stages, workplace.visits
    record = visits.open(assessment)
    for fact in asked_facts(visits.scheme_of(record), record):
        if fact.id in BEFORE_THE_VISIT and BY_RECORDER[fact.asked_of.value] & workplace.person.roles:
            stages.record(assessment, fact.id, value=True).result()


def record_cycle(workplace: Workplace, assessment: str, content: DemoContent) -> None:
    """Facts, signatures and forms of the cycle."""
    cycle = workplace.cycle
    for fact, value in content.cycle.facts.items():
        cycle.stages.record(assessment, fact, value).result()
    for commitment, signed_by in content.cycle.signed.items():
        cycle.stages.sign_commitment(assessment, commitment, signed_by).result()
    for form, rows in content.cycle.rows.items():
        for row in rows:
            cycle.forms.add_row(assessment, form, row).result()


def begin_other(workplace: Workplace, content: DemoContent, visit: DemoVisit, number: int) -> None:
    """One of the other visits on the list, partly judged."""
    scheme = workplace.schemes.get(content.scheme)
    day = utc_now().date() + timedelta(days=visit.days)
    institution = Institution(f"demo-{number}", visit.name, visit.place, "england", "")
    assessment = workplace.visits.begin(scheme, institution, visit.purpose, day, day + timedelta(days=7)).result()
    judge_strands(workplace, assessment, content.strands[: visit.judged])
