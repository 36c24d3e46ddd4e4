"""The fixed lists behind the workbook's drop-downs."""

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

EVIDENCE_KINDS = ("Policy", "Plan", "Minutes", "Survey", "Data", "Case study", "Observation", "Photo", "Other")
