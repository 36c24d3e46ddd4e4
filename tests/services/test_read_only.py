"""A profile on a medium that cannot be written: one clear sentence, and nothing is changed."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from tests.services.profiles import WORDS, add_work, make, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A mounted file system that can be made read-only."""
    folder = tmp_path / "medium"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_profile_there_is_refused_in_words_and_a_backup_there_is_restored(tmp_path, medium, capsys):
    profile = make(tmp_path / "profile")
    workplace = opened(profile)
    add_work(workplace)
    workplace.upkeep.backup(medium / "stick")
    workplace.close()
    shutil.copytree(profile, medium / "profile")
    (tmp_path / "words").write_text(WORDS)
    subprocess.run(["mount", "-o", "remount,ro", medium], check=True)
    given = ["--passphrase-file", str(tmp_path / "words")]
    assert main(["--profile", str(medium / "profile"), *given, "list"]) == 4
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "copy the folder to this computer" in told
    assert main(["--profile", str(tmp_path / "back"), *given, "restore", str(medium / "stick")]) == 0
    assert main(["--profile", str(tmp_path / "back"), *given, "check"]) == 0
