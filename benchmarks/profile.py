"""The profiles to measure on, made through the services: an assessor with 50 judged visits, and the office."""

import random
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.assessment.submission import Answers, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.services.profile.identities import create_profile, install_card, install_certificate
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.workbooks.writing import write_filled

MARK = "pdqm"
OFFICE_PASSPHRASE = "gravel orbit lantern mosaic"
PROSE = (
    "pupils described clear routines and leaders monitor impact through learning walks teams return to pupil work "
    "three weeks after each course governors review a summary each term support staff are included in most sessions"
)
WORDS = PROSE.split()


@dataclass(frozen=True, slots=True)
class Places:
    """Profile folders, and the assessor's assessments, the longest report's first."""

    assessor: Path
    office: Path
    assessments: tuple[str, ...]


def opened(profile: Path) -> Workplace:
    """Open a profile of the benchmarks: the keyring has its key."""
    return open_profile(profile, lambda: None)


def build_profiles(folder: Path, visits: int) -> Places:
    """Make both profiles; the assessor is on the office's roster."""
    assessor, office = folder / "assessor", folder / "office"
    create_profile(assessor, "Amara Okafor", "Northern Schools Trust", {Role.ASSESSOR}, None)
    create_profile(office, "Joan Whitfield", "The office", {Role.ADMINISTRATOR}, None)
    _enrol(assessor, office, folder)
    return Places(assessor, office, _add_visits(assessor, visits))


def sentences(count: int, seed: object) -> str:
    """Invented prose of `count` sentences, the same for the same seed."""
    chance = random.Random(str(seed))
    return " ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(count))


def add_evidence_visit(profile: Path, folder: Path, size: int) -> str:
    """Load a workbook with evidence files of `size` bytes in all, and leave those files in `folder`."""
    files = tuple(_write_evidence(folder, size))
    workbook = folder.with_suffix(".xlsx")
    workplace = opened(profile)
    try:
        write_filled(workplace.schemes.get(MARK), workbook, answers(workplace.schemes.get(MARK), files))
        return workplace.intake.load(workbook, folder).assessment
    finally:
        workplace.close()


def answers(scheme: Scheme, files: tuple[str, ...] = ()) -> Answers:
    """A self-assessment with every strand answered; `files` are the names of its evidence list."""
    codes = [f"E{number}" for number in range(1, len(files) + 1)]
    levels = [level.id for level in scheme.levels]
    strands = [
        SubmittedStrand(strand.id, levels[number % len(levels)], sentences(4, strand.id), tuple(codes[number::16]), 3)
        for number, strand in enumerate(scheme.strands)
    ]
    evidence = [SubmittedEvidence(code, f"Item {code}", name) for code, name in zip(codes, files, strict=True)]
    return Answers(
        "Hollin Bank School",
        "Leeds",
        "england",
        "primary",
        "H. Whitaker",
        "2026-03-02",
        tuple(strands),
        tuple(evidence),
    )


def _enrol(assessor: Path, office: Path, folder: Path) -> None:
    card, request, certificate = folder / "office.card", folder / "request.pem", folder / "certificate.pem"
    workplace = opened(assessor)
    workplace.key.request(request)
    person = workplace.person
    workplace.close()
    workplace = opened(office)
    workplace.office.begin("The office", OFFICE_PASSPHRASE)
    workplace.office.certify(request, person.id, person.roles, certificate, OFFICE_PASSPHRASE)
    workplace.office.write_card(card)
    workplace.close()
    install_card(assessor, card)
    install_certificate(assessor, certificate, lambda: None)


def _add_visits(profile: Path, visits: int) -> tuple[str, ...]:
    workplace = opened(profile)
    made = tuple(_add_visit(workplace, number) for number in range(visits))
    workplace.close()
    return made


def _add_visit(workplace: Workplace, number: int) -> str:
    scheme = workplace.schemes.get(MARK)
    school = Institution(f"i{number:04d}", f"{WORDS[number % len(WORDS)].capitalize()} Road School {number}", "Leeds")
    visit_on = date(2026, 11, 22) - timedelta(days=3 * number)
    assessment = workplace.visits.begin(scheme, school, "verification visit", visit_on).result()
    # The first visit is written about at a length that makes a report of some 40 pages.
    pending = list(_judgements(workplace, scheme, assessment, 16 if number == 0 else 3))
    for future in pending:
        future.result()
    return assessment


def _judgements(workplace: Workplace, scheme: Scheme, assessment: str, length: int) -> Iterator[Future[object]]:
    judging, top = workplace.judging, scheme.levels[-1].id
    for strand in scheme.strands:
        yield judging.record(assessment, strand.id, top, ())
        for field in ("reason", "strengths", "develop"):
            text = sentences(length, (assessment, strand.id, field))
            yield judging.write(assessment, strand.id, field, text, (), None)


def _write_evidence(folder: Path, size: int) -> Iterator[str]:
    """A film of a fifth of the size, the rest photographs and scans: bytes that nothing compresses."""
    folder.mkdir(parents=True)
    chance, left, number = random.Random(size), size, 0
    while left > 0:
        number += 1
        wanted = size // 5 if number == 1 else chance.randint(1, 4) * 10**6
        piece = min(left, wanted)
        name = f"E{number} - {'film.mp4' if number == 1 else 'photo.jpg'}"
        (folder / name).write_bytes(chance.randbytes(piece))
        left -= piece
        yield name
