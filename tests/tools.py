"""Stock tools that check what Assay writes."""

import os
import shutil
import subprocess

import pytest

from tests.reports import verapdf


def needs_tool(name: str) -> pytest.MarkDecorator:
    """As `needs`, for a whole test: skipped without the tool, but never where CI is set."""
    return pytest.mark.skipif(shutil.which(name) is None and not os.environ.get("CI"), reason=f"needs {name}")


needs_verapdf = pytest.mark.skipif(
    not verapdf.is_here() and not os.environ.get("CI"), reason="needs veraPDF and Java; packaging/system.sh installs it"
)
"""As `needs`, for the judge of PDF/UA and PDF/A."""


def needs(tool: str, *arguments: str) -> str:
    """Run a tool and give what it said. A missing one fails where CI is set, and is a reason to skip elsewhere."""
    if shutil.which(tool) is None:
        missing = f"{tool} is not installed; packaging/system.sh test installs it"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
