"""How awards are spoken of in the window."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.award.lines import AwardLine, AwardState
from assessor_app.domain.words.phrases import day_words, short_day_words
from assessor_app.ui.enumerating import in_words
from assessor_app.ui.kit.line_list import Line
from assessor_app.ui.kit.painted import AWARD_INKS

TO_DO = (AwardState.TO_ISSUE, AwardState.NO_CERTIFICATE, AwardState.WITHDRAWAL)
ENDED = (AwardState.WITHDRAWN, AwardState.REPLACED, AwardState.LAPSED)
FILTERS = ("all", "to-do", "holding", "ended")


def _tr(text: str) -> str:
    return QCoreApplication.translate("awards", text)


def filter_of(line: AwardLine) -> str:
    """The filter that shows an award, beside "all"."""
    if line.state in TO_DO or not line.signed:
        return "to-do"
    return "ended" if line.state in ENDED else "holding"


def section_words(section: str) -> str:
    """The heading over a section of the register."""
    return {"to-do": _tr("To do"), "holding": _tr("In force"), "ended": _tr("Ended")}[section]


def state_words(state: AwardState) -> str:
    """A state as a chip."""
    return {
        AwardState.TO_ISSUE: _tr("To issue"),
        AwardState.NO_CERTIFICATE: _tr("No certificate yet"),
        AwardState.HOLDS: _tr("In force"),
        AwardState.ENDS_SOON: _tr("Ends soon"),
        AwardState.WITHDRAWAL: _tr("To be withdrawn"),
        AwardState.WITHDRAWN: _tr("Withdrawn"),
        AwardState.REPLACED: _tr("Replaced"),
        AwardState.LAPSED: _tr("Ran out"),
    }[state]


_KINDS = {
    AwardState.TO_ISSUE: "accent",
    AwardState.NO_CERTIFICATE: "accent",
    AwardState.HOLDS: "ok",
    AwardState.ENDS_SOON: "warn",
    AwardState.WITHDRAWAL: "warn",
    AwardState.WITHDRAWN: "danger",
}


def row_of(line: AwardLine) -> Line:
    """An award as a row of the register."""
    until = _tr("until {day}").format(day=short_day_words(date.fromisoformat(line.until_on))) if line.until_on else ""
    return Line(
        key=key_of(line),
        title=line.holder,
        first=f"{line.mark}, {line.outcome_name}",
        second=" \u00b7 ".join(part for part in (line.number, until) if part) or _tr("The panel has decided"),
        icon="award",
        chip=state_words(line.state),
        chip_kind=_KINDS.get(line.state, "neutral"),
    )


def key_of(line: AwardLine) -> str:
    """What tells awards apart: the award, or the assessment while it is to be issued."""
    return line.award or f"assessment:{line.assessment}"


def long_day(day: str) -> str:
    """An ISO date in words; "" for none."""
    return day_words(date.fromisoformat(day)) if day else ""


def medal_of(outcome: str) -> str:
    """The medal that stands for an outcome; a plain one for marks without steps."""
    return outcome.casefold() if outcome.casefold() in AWARD_INKS else ""


def standing_sentence(line: AwardLine, me: str) -> str:
    """What became of an award, and who has to do what next. me: the id of the person at this computer."""
    if line.state is AwardState.TO_ISSUE:
        return _tr("The panel has decided. Nothing has been given yet.")
    if line.state is AwardState.NO_CERTIFICATE:
        return _tr("It was given, and its certificate has not been made yet.")
    if line.state is AwardState.WITHDRAWAL:
        asked = line.withdrawals[0]
        words = _tr("{name} asked to withdraw it on {day}: {reason}").format(
            name=asked.name, day=long_day(asked.said_on), reason=asked.reason
        )
        mine = _tr("It still holds until a second administrator agrees. Share a bundle with one.")
        return f"{words.rstrip('.')}. {mine if asked.person == me else _tr('It still holds until you agree.')}"
    if line.state is AwardState.WITHDRAWN:
        who = in_words([each.name for each in line.withdrawals])
        since = long_day(line.withdrawals[1].said_on) if len(line.withdrawals) > 1 else ""
        words = _tr("{who} withdrew it on {day}: {reason}").format(who=who, day=since, reason=line.reason)
        return f"{words.rstrip('.')}." if since else _tr("It was withdrawn.")
    if line.state is AwardState.REPLACED:
        return _tr("Number {number} took its place.").format(number=line.replaced_by)
    return ""
