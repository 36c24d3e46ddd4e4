"""Who is who: the names behind the person ids of the journal."""

from collections.abc import Mapping
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.people import Person
from assessor_app.errors import AssayError
from assessor_app.services.profile.identities import trusted_card


def names_by_id(profile: Path, me: Person, record: Assessment) -> Mapping[str, str]:
    """Names as the office's roster, the assessment and this profile know them; the last one wins."""
    try:
        card = trusted_card(profile)
    except AssayError:  # a card that cannot be read is told where cards are used; names are not worth failing for
        card = None
    names = {entry.person: entry.name for entry in card.roster} if card else {}
    names |= {record.lead: record.lead_name, record.verifier: record.verifier_name}
    return {**{person: name for person, name in names.items() if person and name}, me.id: me.name}


def titles_by_entity(record: Assessment) -> Mapping[str, str]:
    """What the things of an assessment are called, by entity."""
    base = f"assessment/{record.id}"
    titles = {f"{base}/evidence/{each.id}": f"{each.code} {each.title}".strip() for each in record.evidence}
    titles |= {f"{base}/action/{each.id}": f"{each.code} {each.text}".strip() for each in record.actions}
    titles |= {f"{base}/note/{each.id}": each.text for each in record.notes}
    titles |= {
        f"{base}/debrief/{point.session}/point/{point.id}": point.text
        for debrief in record.debriefs
        for point in debrief.points
    }
    return {**titles, f"institution/{record.institution.id}": record.institution.name}
