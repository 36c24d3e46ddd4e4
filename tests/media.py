"""A medium that can be made read-only, as a protected stick or a disc is."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """A folder whose content cannot be written any more once it is asked for: a mounted file system for root, whom
    rights do not stop, a folder without the right to write for anybody else.
    """
    if os.name != "posix":
        pytest.skip("needs a folder that nobody can write")
    folder = tmp_path / "medium"
    folder.mkdir()
    root = os.geteuid() == 0
    if root and subprocess.run(["mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False).returncode:
        pytest.skip("root may not mount here, and rights do not stop root")

    def freeze() -> Path:
        if root:
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        else:
            subprocess.run(["chmod", "-R", "a-w", folder], check=True)
        return folder

    yield freeze
    if root:
        subprocess.run(["umount", "-l", folder], check=True)
    else:
        subprocess.run(["chmod", "-R", "u+w", folder], check=True)
