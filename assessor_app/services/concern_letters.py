"""What stands in the letter of a step: model wording, with the mark's own steps and dates."""

from collections.abc import Sequence
from datetime import date

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.concern import Concern, ConcernKind, StepStanding
from assessor_app.domain.phrases import day_words
from assessor_app.domain.scheme import Scheme
from assessor_app.reports.letter import Letter

_OPENINGS = {
    "receipt": "We have received your {kind} of {received} about {about}. Its reference is {reference}.",
    "clarify": "We would like to be sure that we understand your {kind} {reference} about {about}.",
    "investigate": "We are looking into your {kind} {reference} about {about}.",
    "answer": "We have looked into your {kind} {reference} about {about}. This is what we did and what we found.",
}


def letter_of(
    scheme: Scheme, record: Assessment, concern: Concern, step: StepStanding, ahead: Sequence[StepStanding], day: date
) -> Letter:
    """The letter of one step. ahead: the steps that are still to come."""
    about = f"{scheme.title} at {record.institution.name}"
    opening = _OPENINGS.get(step.id, "This is about your {kind} {reference} about {about}.")
    received = day_words(date.fromisoformat(concern.received_on))
    facts = {"kind": concern.kind.value, "received": received, "about": about, "reference": concern.reference}
    paragraphs = [f"Dear {concern.from_name},", opening.format(**facts)]
    paragraphs += [step.recorded.text] if step.recorded.text else []
    paragraphs += _admissible(scheme, concern, step)
    if ahead:
        paragraphs.append("What happens next:")
        paragraphs += [_next(each) for each in ahead]
    notice = f"Model wording: the fixed sentences of this letter are not {scheme.owner}'s own."
    if concern.handler_name:
        paragraphs.append(f"{concern.handler_name} is dealing with it, and has had no part in the assessment.")
    return Letter(
        sender=(scheme.owner,),
        receiver=(concern.from_name, record.institution.name, concern.from_contact),
        day=day,
        about=f"Your {concern.kind.value} {concern.reference}",
        paragraphs=paragraphs,
        closing=concern.handler_name or scheme.owner,
        notice=notice,
    )


def _admissible(scheme: Scheme, concern: Concern, step: StepStanding) -> list[str]:
    appeal = concern.kind is ConcernKind.APPEAL and scheme.appeals is not None and step.id in ("receipt", "clarify")
    said = scheme.appeals.admissible if appeal and scheme.appeals else ""
    return [f"An appeal may rest on this only: {said}"] if said else []


def _next(each: StepStanding) -> str:
    due = f" (by {day_words(date.fromisoformat(each.due_on))})" if each.due_on else ""
    return f"\u2022 {each.step.text.rstrip('.')}{due}."
