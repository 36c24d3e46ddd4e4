"""A verifier's profile at three moments of a second mark: while marking, when both marks are here, when to sign."""

import shutil
from contextlib import closing
from pathlib import Path

from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace

MARKING, COMPARING, SIGNING = "verifier-marking", "verifier-comparing", "verifier-signing"
ODD = ("high-quality.strategy-and-policy", "collaboration.culture", "leadership.culture")
"""Strands on which the verifier gives another level than the lead."""
REASON = "The policy is clear and current. What I opened shows it for teachers and leaders, not yet for support staff."
SETTLED = "We looked at the sample together: plans cover teachers and leaders, not support staff yet."


class _Scene:
    """The demo's folder, and the profiles that are opened in it."""

    def __init__(self, demo: Path) -> None:
        self.demo = demo
        self._secret = (demo / "passphrase.txt").read_text(encoding="utf-8")
        shutil.copytree(demo / "lead", demo / "lead-second")
        shutil.copytree(demo / "verifier", demo / MARKING)
        self.lead = self.opened("lead-second")
        self.visit = next(row.id for row in self.lead.visits.list() if row.judged > 8)

    def opened(self, name: str) -> Workplace:
        return open_profile(self.demo / name, lambda: self._secret)

    def sign(self) -> None:
        self.lead.reporting.sign(self.visit, self._secret)


def make_second_marks(demo: Path) -> None:
    """Three profiles beside those of the demo, made by the same services as the real ones."""
    scene = _Scene(demo)
    lead, visit = scene.lead, scene.visit
    _finish_marks(lead, visit)
    first = lead.visits.open(visit).levels_of(lead.person.id)
    strands = [strand for strand, level in first.items() if level]
    with closing(scene.opened(MARKING)) as verifier:
        lead.exchange.export(demo / "package.qmb", assessments=(visit,), verifier=verifier.person.id)
        verifier.exchange.take_in(demo / "package.qmb")
        verifier.second.declare(visit)
        for strand in strands[:9]:
            _mark(verifier, visit, strand, _given(strand, first))
    shutil.copytree(demo / MARKING, demo / COMPARING)
    with closing(scene.opened(COMPARING)) as verifier:
        for strand in strands[9:]:
            _mark(verifier, visit, strand, _given(strand, first))
        verifier.second.seal(visit)
        _swap(demo, verifier, lead, visit)
        verifier.second.agree(visit, "leadership.culture", "enhancing", SETTLED, True).result()
    shutil.copytree(demo / COMPARING, demo / SIGNING)
    with closing(scene.opened(SIGNING)) as verifier:
        for strand in ODD:
            verifier.second.agree(visit, strand, "enhancing", SETTLED, True).result()
        _swap(demo, verifier, lead, visit)
        scene.sign()
        _swap(demo, lead, verifier, visit)
    lead.close()
    shutil.rmtree(demo / "lead-second")


def _given(strand: str, first: dict[str, str | None]) -> str | None:
    """The level that the verifier gives."""
    other = {"embedded": "enhancing", "enhancing": "embedded"}
    return other.get(first[strand] or "", "enhancing") if strand in ODD else first[strand]


def _mark(verifier: Workplace, visit: str, strand: str, level: str | None) -> None:
    verifier.judging.record(visit, strand, level, ()).result()
    verifier.judging.write(visit, strand, "reason", REASON, (), None).result()


def _finish_marks(lead: Workplace, visit: str) -> None:
    record = lead.visits.open(visit)
    for strand in lead.visits.scheme_of(record).graded:
        if record.levels_of(lead.person.id).get(strand.id) is None:
            lead.judging.record(visit, strand.id, "enhancing", ()).result()
        if not record.strand(strand.id).reason:
            lead.judging.write(visit, strand.id, "reason", "Seen in two of three teams.", (), None).result()


def _swap(demo: Path, sender: Workplace, receiver: Workplace, visit: str) -> None:
    """A bundle of one person for the other, and one back."""
    for name, one, two in (("to.qmb", sender, receiver), ("back.qmb", receiver, sender)):
        one.exchange.export(demo / name, assessments=(visit,), people=(two.person.id,), everything=True)
        two.exchange.take_in(demo / name)
        (demo / name).unlink()
