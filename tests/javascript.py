"""Independent checkers in JavaScript; npm packages by name, checked by the hashes of their lock file."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def installed(source: Path) -> Path:
    """A folder with the packages that the lock file in `source` names, made once, and with its scripts.

    Without Node or npm, or when npm cannot install, a reason to skip; where CI is set a failure.
    """
    folder = _installed(source)
    if folder is None:
        missing = "needs node, npm and its packages; packaging/system.sh test installs the first two"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    for script in source.glob("*.mjs"):
        shutil.copyfile(script, folder / script.name)
    return folder


def _installed(source: Path) -> Path | None:
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    lock = (source / "package-lock.json").read_bytes()
    person = getattr(os, "getuid", lambda: "own")()  # what another user of this computer made is not ours to use
    folder = Path(tempfile.gettempdir()) / f"assay-{source.name}-{hashlib.sha256(lock).hexdigest()[:16]}-{person}"
    if not (folder / "complete").is_file():
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(source / name, folder / name)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=5"]
        if subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300).returncode:
            return None
        (folder / "complete").touch()
    return folder
