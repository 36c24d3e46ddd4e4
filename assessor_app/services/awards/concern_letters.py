"""What stands in the letter of a step: model wording, with the mark's own steps and dates."""

from collections.abc import Sequence
from datetime import date

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.concern import Concern, ConcernKind, StepStanding
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.reports.page import words
from assessor_app.reports.page.words import say
from assessor_app.reports.sheets.plain_letter import Letter

_OPENINGS = {
    "receipt": "concern.receipt",
    "clarify": "concern.clarify",
    "investigate": "concern.investigate",
    "answer": "concern.answer",
}
_KINDS = {ConcernKind.APPEAL: "concern.appeal", ConcernKind.COMPLAINT: "concern.complaint"}


def letter_of(
    scheme: Scheme, record: Assessment, concern: Concern, step: StepStanding, ahead: Sequence[StepStanding], day: date
) -> Letter:
    """The letter of one step, in the language that is being spoken. ahead: the steps that are still to come."""
    about = say("concern.about", mark=scheme.title, institution=record.institution.name)
    received = words.day(date.fromisoformat(concern.received_on))
    kind = say(_KINDS[concern.kind])
    facts = {"kind": kind, "about": about, "reference": concern.reference}
    facts |= {"received": received} if step.id == "receipt" else {}
    paragraphs = [f"{say('letters.dear', name=concern.from_name)},"]
    paragraphs.append(say(_OPENINGS.get(step.id, "concern.other"), **facts))
    paragraphs += [step.recorded.text] if step.recorded.text else []
    paragraphs += _admissible(scheme, concern, step)
    if ahead:
        paragraphs.append(say("concern.next"))
        paragraphs += [_next(each) for each in ahead]
    notice = say("letters.model", owner=scheme.owner)
    if concern.handler_name:
        paragraphs.append(say("concern.handled", name=concern.handler_name))
    return Letter(
        sender=(scheme.owner,),
        receiver=(concern.from_name, record.institution.name, concern.from_contact),
        day=day,
        about=say("concern.yours", kind=kind, reference=concern.reference),
        paragraphs=paragraphs,
        closing=concern.handler_name or scheme.owner,
        notice=notice,
        reference=concern.reference,
    )


def _admissible(scheme: Scheme, concern: Concern, step: StepStanding) -> list[str]:
    appeal = concern.kind is ConcernKind.APPEAL and scheme.appeals is not None and step.id in ("receipt", "clarify")
    said = scheme.appeals.admissible if appeal and scheme.appeals else ""
    return [say("concern.admissible", rule=said)] if said else []


def _next(each: StepStanding) -> str:
    text = each.step.text.rstrip(".")
    if not each.due_on:
        return f"\u2022 {text}."
    return f"\u2022 {say('concern.step_by', step=text, day=words.day(date.fromisoformat(each.due_on)))}"
