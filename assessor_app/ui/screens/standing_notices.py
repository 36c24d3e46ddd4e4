"""Which banners the standing of an assessment asks for: a second mark, clashes, a signature."""

from collections.abc import Callable
from functools import partial

from assessor_app.domain.second.sample import unsaid, unsettled
from assessor_app.ui.screen import Notice
from assessor_app.ui.screens import notices
from assessor_app.ui.screens.notices import CLASHES, SECOND, SIGNED
from assessor_app.ui.screens.open_assessment import OpenAssessment


class StandingNotices:
    """Says the banners of one assessment anew when what they rest on has changed, so that one put away stays away.

    go: to a place, with the assessment's id; make_version: begins the next version of a signed report.
    """

    def __init__(self, go: Callable[[str, str], None], make_version: Callable[[], None]) -> None:
        self._go, self._make_version = go, make_version
        self._said: tuple[bool, int, int, int, bool] | None = None

    def forget(self) -> None:
        """Say everything again next time."""
        self._said = None

    def newly_said(self, opened: OpenAssessment) -> tuple[Notice | str, ...]:
        """A notice to show, or the id of one to take away, for each; nothing while nothing has changed."""
        value = opened.value
        second = (len(value.second_marks), value.second_mark_hidden)
        facts = (value.locked, len(value.reports), value.conflicts, *second)
        if facts == self._said:
            return ()
        self._said = facts
        settle = partial(self._go, "settle", value.id)
        clashes = notices.clashes(value.conflicts, settle) if value.conflicts else CLASHES
        signed = notices.signed(value.reports[-1], self._make_version) if value.locked else SIGNED
        return self._second(opened), clashes, signed

    def _second(self, opened: OpenAssessment) -> Notice | str:
        """Lead to the comparison, once there is a second mark that may be seen."""
        value = opened.value
        if value.second_mark is None or value.locked or opened.person not in (value.lead, value.verifier):
            return SECOND
        if value.second_mark_hidden:
            return notices.second_mark_waits(value.verifier_name)
        left = len(unsettled(opened.scheme, value)) + len(unsaid(opened.scheme, value, opened.person))
        return notices.second_mark(value.verifier_name, left, partial(self._go, "verify", value.id))
