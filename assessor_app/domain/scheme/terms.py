"""What a mark calls things."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """What this mark calls things, singular and plural, in lower case."""

    aspect: str
    aspects: str
    strand: str
    strands: str
    level: str
    institution: str
    report: str
    levels: str = "levels"
    institutions: str = "institutions"
    assessor: str = "assessor"
    assessors: str = "assessors"
    verifier: str = "verifier"
    panel: str = "panel"
    office: str = "office"
    visit: str = "visit"
    visits: str = "visits"
    award: str = "award"
    self_assessment: str = "self-assessment"
    action_plan: str = "action plan"
    target_group: str = "target group"
    target_groups: str = "target groups"
    stage: str = "stage"
    stages: str = "stages"
    debrief: str = "debrief"
    evidence: str = "evidence"
