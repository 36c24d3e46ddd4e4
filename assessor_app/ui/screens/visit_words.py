"""Visits in words: the chip, the counts, what waits."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.assessment.summary import AssessmentSummary, Stage
from assessor_app.ui.dates import long_date, short_date, weekday
from assessor_app.ui.screens.visit_plan import Group, Need, NeedKind, need_of


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("visits", text, "", count)


def group_words(group: Group) -> str:
    """Heading of a section."""
    words = {
        Group.EARLIER: _tr("Earlier"),
        Group.THIS_WEEK: _tr("This week"),
        Group.LATER: _tr("Later"),
        Group.UNDATED: _tr("No date yet"),
        Group.WITH_OTHERS: _tr("With others"),
        Group.SIGNED: _tr("Signed"),
    }
    return words[group]


def mark_line(visit: AssessmentSummary) -> str:
    """Mark and purpose in one line."""
    return " \u00b7 ".join(filter(None, (visit.scheme_title, visit.purpose)))


def judged_words(visit: AssessmentSummary) -> str:
    """How far the judging is."""
    if not visit.judged:
        return _tr("Not started")
    return _tr("{done} of {all} judged").format(done=visit.judged, all=visit.strands)


def chip_of(visit: AssessmentSummary, today: date, group: Group) -> tuple[str, str]:
    """The chip's words and kind: the next thing to happen with this visit, or who has it."""
    need = need_of(visit, today)
    if visit.stage is Stage.SIGNED:
        return _tr("Signed"), "neutral"
    if group is Group.WITH_OTHERS:
        return _tr("With {name}").format(name=visit.lead_name), "neutral"
    if need:
        return (_tr("Sign report") if need.kind is NeedKind.SIGN else _tr("Finish judging")), "warn"
    if visit.visit_on == today:
        return _tr("Visit today"), "accent"
    if visit.visit_on and today < visit.visit_on <= today + timedelta(days=6):
        return _tr("Visit on {day}").format(day=weekday(visit.visit_on)), "accent"
    return _tr("Reading evidence"), "accent"


def day_words(visit: AssessmentSummary, today: date) -> str:
    """When the visit is, as a heading says it."""
    if visit.visit_on is None:
        return _tr("No date yet")
    if visit.visit_on == today:
        return _tr("Today")
    if visit.visit_on == today + timedelta(days=1):
        return _tr("Tomorrow")
    return long_date(visit.visit_on)


def spoken(visit: AssessmentSummary, today: date, group: Group) -> str:
    """What a screen reader says of a row."""
    when = long_date(visit.visit_on) if visit.visit_on else _tr("no date yet")
    return ", ".join((visit.institution, mark_line(visit), when, chip_of(visit, today, group)[0], judged_words(visit)))


def need_words(need: Need) -> tuple[str, str]:
    """What to do, and one fact about it."""
    name, day = need.visit.institution, need.visit.visit_on
    when = _tr("The visit was on {day}").format(day=short_date(day)) if day else ""
    if need.kind is NeedKind.SIGN:
        return _tr("Sign the report for {name}").format(name=name), _tr("Everything is judged")
    if need.kind is NeedKind.SETTLE:
        count = _tr("1 change clashes") if need.left == 1 else _tr("{count} changes clash").format(count=need.left)
        return _tr("Settle the changes that clash for {name}").format(name=name), count
    if need.kind is NeedKind.DUE:
        return _tr("See to the award of {name}").format(name=name), " ".join(need.visit.due)
    if need.left == 1:
        return _tr("Judge the last one for {name}").format(name=name), when
    return _tr("Judge the last {count} for {name}").format(count=need.left, name=name), when
