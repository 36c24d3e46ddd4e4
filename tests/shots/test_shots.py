"""Every screen can be reached and pictured, and shows something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from assessor_app.services.demo.demo import build_demo

from .__main__ import REPOSITORY
from .contact_sheet import write_contact_sheet
from .screens import SCREENS
from .second_marks import make_second_marks
from .variants import VARIANTS

pytestmark = pytest.mark.journey

LOOK = VARIANTS[0]


def test_every_screen_is_pictured_in_one_look(tmp_path: Path):
    build_demo(tmp_path / "demo")
    make_second_marks(tmp_path / "demo")
    command = [sys.executable, "-m", "tests.shots.one_variant", tmp_path / "shots", tmp_path / "demo", LOOK.name]
    done = subprocess.run(
        [*map(str, command), *SCREENS],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=1800,  # all screens; on a busy computer that takes its time
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    seen = set()
    for screen in SCREENS:
        with Image.open(tmp_path / "shots" / screen / f"{LOOK.name}.png") as picture:
            assert picture.size == (LOOK.width, LOOK.height)
            seen.add(picture.tobytes())
        assert write_contact_sheet(tmp_path / "shots" / screen) is not None
    assert len(seen) == len(SCREENS)
