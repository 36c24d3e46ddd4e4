"""How cases of a panel are spoken of in the window."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.award.panel import PanelMember, WaitingCase, quorum
from assessor_app.domain.words.phrases import short_day_words
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.painted import AWARD_INKS

READY, WAITING, DECIDED = "ready", "waiting", "decided"
SECTIONS = (READY, WAITING, DECIDED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("panels", text)


def section_of(line: WaitingCase) -> str:
    """The section of the list a case stands in."""
    return DECIDED if line.final else READY if line.ready else WAITING


def section_words(section: str) -> str:
    """The heading over a section."""
    return {READY: _tr("Ready"), WAITING: _tr("Not ready yet"), DECIDED: _tr("Decided")}[section]


def row_of(line: WaitingCase) -> Line:
    """A case as a row of the list."""
    chip, kind = _chip(line)
    return Line(
        key=line.assessment,
        title=line.institution,
        first=line.mark,
        second=_when(line) if line.final else " \u00b7 ".join(filter(None, (recommended_words(line), _when(line)))),
        icon="gavel",
        chip=chip,
        chip_kind=kind,
    )


def recommended_words(line: WaitingCase) -> str:
    """What the judgements lead to; while strands are left to judge they recommend nothing yet."""
    if line.to_judge:
        return _tr("Judging is not finished")
    return _tr("{award} recommended").format(award=line.recommended or _tr("No award"))


def untouched_words(count: int) -> str:
    """The last line of the list: visits on which nothing is judged and that no panel awaits."""
    return (
        _tr("1 visit is not judged yet") if count == 1 else _tr("{count} visits are not judged yet").format(count=count)
    )


def standing_words(line: WaitingCase, gap: str) -> str:
    """The recommendation on the page, and how far it is from the next award."""
    if not line.to_judge:
        return ", ".join(part for part in (line.recommended or _tr("No award"), gap) if part)
    words = _tr("Judging is not finished: {done} of {all} strands are judged.").format(
        done=line.strands - line.to_judge, all=line.strands
    )
    return (
        words + " " + _tr("So far they lead to {award}.").format(award=line.recommended) if line.recommended else words
    )


def _chip(line: WaitingCase) -> tuple[str, str]:
    if line.final:
        kind = line.decided.casefold()
        return line.decided, kind if kind in AWARD_INKS else "neutral"
    if line.missing:
        return _tr("Not ready"), "neutral"
    return (_tr("Deferred"), "warn") if line.decided else (_tr("Ready"), "accent")


def _when(line: WaitingCase) -> str:
    if line.final:
        return _tr("Decided on {day}").format(day=short_day_words(date.fromisoformat(line.decided_on)))
    return short_day_words(line.panel_on) if line.panel_on else ""


def quorum_words(members: Sequence[PanelMember]) -> str:
    """How many of the members can decide, and how many must."""
    deciding, needed = sum(each.decides for each in members), quorum(len(members))
    if not members:
        return _tr("Add the members of the panel.")
    short = needed - deciding
    if short > 0:
        more = _tr("1 more must be here.") if short == 1 else _tr("{count} more must be here.").format(count=short)
        return _tr("{needed} of {all} members needed.").format(needed=needed, all=len(members)) + " " + more
    return _tr("{here} of {all} members decide.").format(here=deciding, all=len(members))


def has_quorum(members: Sequence[PanelMember]) -> bool:
    """True when enough of the members can decide."""
    return bool(members) and sum(each.decides for each in members) >= quorum(len(members))
