"""A mark in lines of text, and cases tried on one."""

from collections.abc import Iterator

from assessor_app.domain.award.outlook import Outlook, Reason
from assessor_app.domain.scheme.cycle import Actor, Stage
from assessor_app.domain.scheme.edition import Kind, Scheme, Strand
from assessor_app.domain.scheme.procedures import Procedure
from assessor_app.domain.scheme.rule_words import rule_words
from assessor_app.domain.scheme.trial import Trial
from assessor_app.domain.second.sample import rule_words as sample_words
from assessor_app.domain.words.counting import counted, listed

MOST_SETS = 5
"""Swing sets that are printed; more are counted."""


def scheme_lines(scheme: Scheme) -> list[str]:
    """Everything the edition says."""
    return [
        *_head(scheme),
        *_award(scheme),
        *_cycle(scheme),
        *_second(scheme),
        *_day(scheme),
        *_money(scheme),
        *_overlays(scheme),
        *_rubric(scheme),
    ]


def trial_lines(trial: Trial) -> list[str]:
    """One case: what came out, why, and what is not as expected."""
    lines = ["", f"{trial.case.title} ({trial.case.where})", f"  {trial.outlook.sentence}"]
    lines += [f"  {line}" for line in outlook_reason_lines(trial.outlook)]
    return lines + [f"  NOT AS EXPECTED: {difference}" for difference in trial.differences]


def outlook_reason_lines(outlook: Outlook) -> list[str]:
    """The reasons, the swing strands and the remarks of an outlook."""
    lines = [line for reason in outlook.reasons for line in _reason_lines(reason, 0)]
    for sets, words in ((outlook.swing, "one level higher reaches it"), (outlook.losing, "one level lower loses it")):
        if sets:
            shown = "; ".join(" and ".join(each) for each in sets[:MOST_SETS])
            more = f"; {len(sets) - MOST_SETS} more" if len(sets) > MOST_SETS else ""
            lines.append(f"{words}: {shown}{more}")
    return lines + [f"{remark.title}: {', '.join(remark.strands)}" for remark in outlook.remarks]


def _reason_lines(reason: Reason, depth: int) -> Iterator[str]:
    count = "" if reason.needed == 1 and not reason.parts else f": {reason.reached} of {reason.needed}"
    yield f"{'  ' * depth}[{'x' if reason.met else ' '}] {reason.words}{count}"
    for part in reason.parts:
        yield from _reason_lines(part, depth + 1)


def _head(scheme: Scheme) -> Iterator[str]:
    yield f"{scheme.title}, edition {scheme.edition}"
    if scheme.has_model_wording:
        yield scheme.model_wording_notice
    if scheme.kind is Kind.INDIVIDUAL:
        yield f"One person is assessed. {scheme.privacy}".rstrip()
    if len(scheme.languages) > 1:
        still = f" {counted(scheme.untranslated, 'text')} to translate." if scheme.untranslated else ""
        yield f"In {scheme.language}; written in {listed(scheme.languages)}.{still}"
    yield ""
    yield f"{scheme.terms.levels.capitalize()}: {', '.join(level.name for level in scheme.levels)}"
    for scale in scheme.scales:
        yield f"{scale.title}: {', '.join(level.name for level in scale.levels)}"


def _award(scheme: Scheme) -> Iterator[str]:
    for outcome in scheme.outcomes:
        yield f"{outcome.name}: {rule_words(scheme, outcome.rule)}"
    for remark in scheme.remarks:
        names = listed([scheme.level(level).name for level in remark.levels], "or")
        yield f"{remark.title}: each {scheme.terms.strand} at {names}"
    if scheme.valid_years:
        yield f"Valid for {counted(scheme.valid_years, 'year')}"
    for needed in scheme.prerequisites:
        yield f"Before it: {needed.meaning}"
    for commitment in scheme.commitments:
        yield f"To sign: {commitment.title}"
    after = [scheme.mid_term, scheme.renewal, *scheme.upgrades]
    yield from (f"Afterwards: {each.meaning}" for each in after if each)


def _cycle(scheme: Scheme) -> Iterator[str]:
    if scheme.stages:
        yield from ("", scheme.terms.stages.capitalize())
    for number, stage in enumerate(scheme.stages, start=1):
        yield f"  {number}. {stage.title} ({listed([_actor(scheme, actor) for actor in stage.acts])})"
        yield from (f"       before the next: {words}" for words in _gates(scheme, stage))
    for form in scheme.forms:
        fields = ", ".join(field.title for field in form.fields)
        yield f"  Form {form.title}{', with rows' if form.table else ''}: {fields}"


def _second(scheme: Scheme) -> Iterator[str]:
    if scheme.second is not None:
        yield from ("", "Second marks", f"  {sample_words(scheme)}")


def _gates(scheme: Scheme, stage: Stage) -> Iterator[str]:
    return (rule_words(scheme, gate.needs) for gate in stage.gates)


def _actor(scheme: Scheme, actor: Actor) -> str:
    return str(getattr(scheme.terms, actor.value))


def _day(scheme: Scheme) -> Iterator[str]:
    entries = scheme.visit.timetable if scheme.visit else ()
    if entries or scheme.debriefs:
        yield from ("", scheme.terms.visit.capitalize())
    yield from (f"  {entry.starts} to {entry.ends}  {entry.title}" for entry in entries)
    for session in scheme.debriefs:
        yield f"  {session.starts} to {session.ends}  {scheme.terms.debrief}: {session.title}, for {session.audience}"
    if scheme.report:
        yield f"{scheme.terms.report.capitalize()}: {', '.join(section.title for section in scheme.report)}"


def _money(scheme: Scheme) -> Iterator[str]:
    if scheme.fees or scheme.complaints or scheme.appeals:
        yield ""
    for fee in scheme.fees:
        payer = f" ({fee.payer})" if fee.payer else ""
        yield f"Fee: {fee.title}{payer}: {f'{fee.currency} {fee.amount}' if fee.amount else 'on enquiry'}"
    yield from _procedure("Complaint", scheme.complaints)
    yield from _procedure("Appeal", scheme.appeals)


def _procedure(title: str, procedure: Procedure | None) -> Iterator[str]:
    if procedure is None:
        return
    yield f"{title}: {counted(len(procedure.steps), 'step')}. {procedure.admissible}".rstrip()
    for step in procedure.steps:
        within = f" (within {counted(step.due_days, 'working day')})" if step.due_days else ""
        yield f"  {step.text}{within}"
    if procedure.not_by:
        yield f"  Not handled by who was {listed(procedure.not_by, 'or')}."


def _overlays(scheme: Scheme) -> Iterator[str]:
    if scheme.overlays:
        yield from ("", "Differences")
    for overlay in scheme.overlays:
        facts = "; ".join(f"{fact} {listed(values, 'or')}" for fact, values in overlay.when.items())
        added = sum(len(aspect.strands) for aspect in overlay.aspects)
        added += sum(len(strands) for strands in (overlay.further or {}).values())
        changed = f"{counted(len(overlay.texts), scheme.terms.strand, scheme.terms.strands)} reworded, {added} added"
        yield f"  {overlay.title} ({facts}): {changed}"


def _rubric(scheme: Scheme) -> Iterator[str]:
    for aspect in scheme.aspects:
        yield from ("", f"{aspect.number}  {aspect.title}")
        for strand in aspect.strands:
            yield f"  {strand.number}  {strand.title}  ({strand.id}){_marks(strand)}"
            for level in scheme.levels_of(strand):
                yield f"      {level.name}: {strand.descriptors[level.id]}"


def _marks(strand: Strand) -> str:
    return f"{'  core' if strand.core else ''}{'  written about, not graded' if strand.narrative else ''}"
