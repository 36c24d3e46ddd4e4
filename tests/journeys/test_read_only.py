"""The window on a profile that cannot be written where it is."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.desk import Desk
from tests.media import medium

from .assay import open_window

__all__ = ["medium"]

pytestmark = pytest.mark.journey

FROZEN = re.compile("This profile is read only")


def test_it_shows_everything_says_so_and_writes_nothing(
    desk: Desk, profile: Callable[[str], Path], medium: Callable[[], Path], tmp_path: Path
):
    lead = Path(shutil.copytree(profile("lead"), tmp_path / "medium" / "lead"))
    medium()
    before = {file: file.stat().st_mtime_ns for file in lead.rglob("*")}
    with open_window(desk, lead) as program:
        program.wait("label", FROZEN)
        program.key("ctrl+Return")
        program.wait("tab", "Strands")
        program.wait("label", FROZEN)
        for tab in ("Visit", "Evidence", "Debrief", "Report", "Progress", "History"):
            program.wait("tab", tab).click()
            program.settle(0.5)
        program.key("ctrl+comma")
        program.wait("window", re.compile("^Settings"))
        program.close_window()
        assert program.wait_exit() == 0
        assert program.log == ""
    assert {file: file.stat().st_mtime_ns for file in lead.rglob("*")} == before
