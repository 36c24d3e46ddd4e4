"""Days on which an office works: without weekends and the bank holidays of its nation."""

from datetime import date

SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}


def working_day(start: date, days: int, nation: str) -> date:
    """The day so many working days after `start`. nation: "england" ...; England for an unknown one."""
    import holidays  # 0.2 s that only a procedure needs

    calendar = holidays.country_holidays("GB", subdiv=SUBDIVISIONS.get(nation, "ENG"))
    found: date = calendar.get_nth_working_day(start, days)
    return found
