"""The window says that another program has changed the profile, and shows it when asked to."""

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.ui.desk import Desk, DeskSetting
from assessor_app.ui.other_programs import ELSEWHERE, OtherPrograms
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import person


class Elsewhere:
    """A store that another program writes to when told so."""

    def __init__(self) -> None:
        self.changed, self.asked = False, 0

    def changed_elsewhere(self) -> bool:
        self.asked += 1
        changed, self.changed = self.changed, False
        return changed


@pytest.fixture
def desk(theme: Theme, worker: Worker, qtbot: QtBot) -> Desk:
    setting = DeskSetting("Assay", person(), {}, lambda _settings: None, lambda: None)
    made = Desk(theme, worker, setting, ())
    qtbot.addWidget(made.shell)
    return made


def test_it_is_said_once_and_read_again_on_request(theme: Theme, worker: Worker, qtbot: QtBot, desk: Desk) -> None:
    store = Elsewhere()
    watch = OtherPrograms(worker, desk, store)
    qtbot.waitUntil(lambda: store.asked == 1)
    store.changed = True
    watch.look()
    qtbot.waitUntil(lambda: desk.shell.banners.shown is not None)
    notice = desk.shell.banners.shown
    assert notice is not None
    assert notice.id == ELSEWHERE
    read: list[str] = []
    desk.home.refresh = lambda: read.append("home")  # type: ignore[method-assign]
    assert notice.run is not None
    notice.run()
    assert read == ["home"]
    assert desk.shell.banners.shown is None
