"""What the page of one difference says: how it stands, what the main button does, and what comes after it."""

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.second.comparing import Compared
from assessor_app.ui.screens.verify.compare_rows import Outcome, first_name, level_words, outcome_of
from assessor_app.ui.screens.verify.whole import Whole


def _tr(text: str) -> str:
    return QCoreApplication.translate("verify", text)


def standing_words(each: Compared, whole: Whole) -> str:
    """How a strand stands, in a sentence; nothing while it waits to be agreed."""
    return {
        Outcome.SAME: _tr("Both gave the same level. Nothing has to be agreed."),
        Outcome.TO_AGREE: "",
        Outcome.PANEL: _tr("Left to the panel, with both reasons. You can still agree a level."),
        Outcome.TO_CONFIRM: _tr("{name} agreed {level}. Confirm it, or agree another level."),
        Outcome.WITH_OTHER: _tr("You agreed {level}. {name} confirms it when they import your bundle."),
        Outcome.AGREED: _tr("Agreed by both: {level}."),
    }[outcome_of(each, whole)].format(name=whole.other_name, level=level_words(whole.scheme, each.agreed.level or ""))


def is_fresh(each: Compared, chosen: str) -> bool:
    """True when the level chosen on the cards is not the one that is agreed."""
    return bool(chosen) and chosen != (each.agreed.level or "")


def main_words(each: Compared, whole: Whole, chosen: str, more: bool) -> str:
    """What the main button does. more: another strand waits."""
    outcome = outcome_of(each, whole)
    if is_fresh(each, chosen):
        return _tr("Agree {level}").format(level=level_words(whole.scheme, chosen))
    if outcome is Outcome.TO_CONFIRM:
        return _tr("Confirm {level}").format(level=level_words(whole.scheme, each.agreed.level or ""))
    if outcome is Outcome.TO_AGREE:
        return _tr("Choose a level")
    return _tr("Next difference") if more else _tr("Go to sign")


def next_words(each: Compared, whole: Whole, chosen: str, more: bool, together: bool) -> str:
    """What the bar under the page says of the other judge. together: they are here."""
    if is_fresh(each, chosen) or outcome_of(each, whole) in (Outcome.TO_AGREE, Outcome.WITH_OTHER):
        later = _tr("{name} confirms when they import your bundle, or now if they are with you.")
        return _tr("Both of you agree this now.") if together else later.format(name=first_name(whole.other_name))
    return "" if more else _tr("You agree on every strand.")
