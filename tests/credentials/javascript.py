"""Independent verifiers in JavaScript, run without a network; npm packages by name, checked by the lock's hashes."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCHEMA = HERE / "ob_v3p0_achievementcredential_schema.json"
SOURCE = HERE / "verifier"


def installed() -> Path | None:
    """A folder with the packages of the lock, made once; None without Node or npm, or when npm cannot install."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    lock = (SOURCE / "package-lock.json").read_bytes()
    folder = Path(tempfile.gettempdir()) / f"assay-award-verifier-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not (folder / "complete").is_file():
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(SOURCE / name, folder / name)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        if subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=240).returncode:
            return None
        (folder / "complete").touch()
    shutil.copyfile(SOURCE / "verify.mjs", folder / "verify.mjs")
    return folder


def verified(folder: Path, files: list[Path]) -> dict[str, dict[str, Any]]:
    """What the verifiers say of each file, by its name. Nothing may ask for the network."""
    command = [*_without_network(), "node", "verify.mjs", str(SCHEMA), *map(str, files)]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["attempts"] == []
    return {Path(name).name: result for name, result in found["found"].items()}


def _without_network() -> list[str]:
    """A network namespace without interfaces, where the system allows one; `verify.mjs` blocks fetch in any case."""
    allowed = (
        shutil.which("unshare")
        and not subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode
    )
    return ["unshare", "-rn"] if allowed else []
