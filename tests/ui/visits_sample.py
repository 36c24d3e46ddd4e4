"""Six visits around 14 November 2024, a Thursday."""

from datetime import date

from assessor_app.domain.assessment.assessment import AssessmentSummary, Stage

TODAY = date(2024, 11, 14)
ME = "Amara Okafor"


def visit(name: str, day: date | None, judged: int = 0, strands: int = 16, **more: object) -> AssessmentSummary:
    """A visit of mine, unless said otherwise; its id is its name."""
    stage, lead = more.get("stage", Stage.VISIT), more.get("lead", ME)
    assert isinstance(stage, Stage)
    assert isinstance(lead, str)
    return AssessmentSummary(
        name, name, "Leeds LS9", "pdqm", "PD Quality Mark", "verification", day, stage, judged, strands, lead
    )


HOLLIN = visit("Hollin Bank Community School", TODAY, 15)
MARSH = visit("Marsh Lane Primary School", date(2024, 11, 13), 16, stage=Stage.REPORT)
AIRE = visit("Aire Valley Nursery", date(2024, 11, 15))
NORTH = visit("Northgate College", date(2024, 11, 21), 3, stage=Stage.READING)
OSWIN = visit("St Oswin's High School", date(2024, 12, 4), stage=Stage.READING)
THORN = visit("Thornbury Academy", date(2024, 11, 6), 16, stage=Stage.REPORT, lead="David Llewellyn")
VISITS = (HOLLIN, MARSH, AIRE, NORTH, OSWIN, THORN)
