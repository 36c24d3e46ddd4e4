"""Stock tools that check what Assay writes."""

import os
import shutil
import subprocess

import pytest


def needs(tool: str, *arguments: str) -> str:
    """Run a tool and give what it said. A missing one fails where CI is set, and is a reason to skip elsewhere."""
    if shutil.which(tool) is None:
        missing = f"{tool} is not installed; packaging/system.sh test installs it"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
