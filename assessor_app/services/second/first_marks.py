"""Who may still change a first mark: nobody once the verifier has sealed theirs, and no verifier with a conflict."""

from assessor_app.domain.journal.record import place_of
from assessor_app.domain.people import Person
from assessor_app.domain.second.mark import marks_second
from assessor_app.errors import Refused
from assessor_app.models.journal.writing import Writing


def is_second(writing: Writing, assessment: str, person: Person) -> bool:
    """True when what this person writes about strands is a second mark."""
    entity = f"assessment/{assessment}"
    lead, verifier = (str(writing.state(entity, name).shown or "") for name in ("lead", "verifier"))
    return marks_second(person, lead, verifier)


def refuse_settled_marks(writing: Writing, assessment: str, person: Person) -> None:
    """Raise Refused for a verifier who has sealed or has declared a conflict of interest."""
    entity = f"assessment/{assessment}"
    if not is_second(writing, assessment, person):
        return
    if writing.state(f"{entity}/interest/{person.id}", "conflict").shown:
        raise conflicted()
    if writing.state(f"{entity}/second-mark/{person.id}", "sealed_at").shown:
        raise Refused(
            "Your marks are sealed, so nothing was changed. If you see a level differently now, agree it instead.",
            "sealed",
        )


def refuse_after_second(writing: Writing, assessment: str, strand: str, person: Person) -> None:
    """Raise Refused for the lead's level of a strand once the verifier's sealed marks are here."""
    entity = f"assessment/{assessment}"
    verifier = writing.state(entity, "verifier").shown
    if not verifier or writing.state(entity, "lead").shown != person.id:
        return
    sealed = writing.state(f"{entity}/second-mark/{verifier}", "sealed_at").shown
    if sealed and writing.state(f"{entity}/strand/{strand}/judgement/{person.id}", "level").shown:
        raise Refused(
            "The verifier has marked too, so both first marks stay as they are. Agree a level instead; nothing was "
            "changed.",
            "second-mark",
        )


def refuse_final_mark(writing: Writing, person: Person, entity: str, field: str) -> None:
    """Raise Refused when taking back this field of this person's would change a mark that is final."""
    place = place_of(entity)
    if place.kind.table != "judgement" or place.key[2] != person.id:
        return
    refuse_settled_marks(writing, place.key[0], person)
    if field == "level":
        refuse_after_second(writing, place.key[0], place.key[1], person)


def conflicted() -> Refused:
    """The sentence for a verifier with a conflict of interest."""
    return Refused(
        "You have declared a conflict of interest, so you cannot verify this assessment. Nothing was changed; tell the "
        "administrator, who can ask another verifier.",
        "conflict-of-interest",
    )
