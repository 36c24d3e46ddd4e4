"""The places that need the services; each screen's module is imported when it is first gone to."""

from typing import TYPE_CHECKING

from assessor_app.ui.desk import ScreenFactory
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace


def _assessment(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.assessment import AssessmentScreen

    return AssessmentScreen(theme, worker, workplace, argument)


def _awards(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.awards.screen import AwardsScreen

    return AwardsScreen(theme, worker, workplace, argument)


def _concerns(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.concerns.screen import ConcernsScreen

    return ConcernsScreen(theme, worker, workplace, argument)


def _load_workbook(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.load_workbook import LoadWorkbookScreen

    return LoadWorkbookScreen(theme, worker, workplace, argument)


def _sync(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.bundle.screen import BundleScreen

    return BundleScreen(theme, worker, workplace.exchange, argument, clearing=workplace.clearing)


def _settle(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.settle.screen import SettleScreen

    return SettleScreen(theme, worker, workplace, argument)


def _panels(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.panels.screen import PanelsScreen

    return PanelsScreen(theme, worker, workplace, argument)


def _rubrics(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    from assessor_app.ui.screens.rubrics.screen import RubricsScreen

    return RubricsScreen(theme, worker, workplace.schemes, workplace.practice, argument)


def _verify(theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> Screen:
    if argument:
        from assessor_app.ui.screens.verify.screen import VerifyScreen

        return VerifyScreen(theme, worker, workplace, argument)
    from assessor_app.ui.screens.verify.queue import VerifyQueueScreen

    return VerifyQueueScreen(theme, worker, workplace.second_queue, workplace.agreement, workplace.person)


PLACES: dict[str, ScreenFactory] = {
    "assessment": _assessment,
    "awards": _awards,
    "concerns": _concerns,
    "load-workbook": _load_workbook,
    "panels": _panels,
    "rubrics": _rubrics,
    "settle": _settle,
    "sync": _sync,
    "verify": _verify,
}
