"""The lists behind the workbook's drop-downs."""

from collections.abc import Mapping

from assessor_app.domain.scheme.edition import Kind, Scheme

NATIONS = {
    "england": "England",
    "northern-ireland": "Northern Ireland",
    "scotland": "Scotland",
    "wales": "Wales",
    "other": "Elsewhere",
}

SETTINGS = {
    "early-years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "all-through": "All-through",
    "special": "Special school or alternative provision",
    "further-education": "Further education",
    "higher-education": "Higher education",
    "trust": "Trust or group of schools",
    "other": "Other",
}

KINDS_OF_WORK = {
    "teaching-staff": "Teacher",
    "support-staff": "Non-teaching or support staff",
    "other": "Other",
}
"""For marks that assess one person, in place of the setting."""

EVIDENCE_KINDS = ("Policy", "Plan", "Minutes", "Survey", "Data", "Case study", "Observation", "Photo", "Other")


def settings_of(scheme: Scheme) -> Mapping[str, str]:
    """What an overlay may go by beside the nation: kinds of institution, or kinds of one person's work."""
    return KINDS_OF_WORK if scheme.kind is Kind.INDIVIDUAL else SETTINGS


def level_list(scheme: Scheme, scale: str) -> str:
    """The defined name of the list with the levels of a scale: "qm_levels" for the main one, "" as in a strand."""
    places = {each.id: place for place, each in enumerate(scheme.scales, 2)}
    return f"qm_levels_{places[scale]}" if scale in places else "qm_levels"
