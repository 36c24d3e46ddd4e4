"""Goal 2: heavy libraries that are loaded already when the first window is painted. There should be none."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure

HEAVY = (
    "sqlalchemy alembic pyhanko reportlab openpyxl pydantic cryptography.x509 keyring pikepdf lxml asyncio jsonschema "
    "yaml pypdfium2"
)


def measure(bench: Bench) -> Iterator[Figure]:
    """How many of the named libraries are among the modules at the first paint."""
    probe = [sys.executable, "-m", "benchmarks.modules_probe", str(bench.places.assessor)]
    modules = set(json.loads(subprocess.run(probe, check=True, capture_output=True, text=True).stdout))
    loaded = [name for name in HEAVY.split() if name in modules]
    what = f"heavy libraries at first paint{': ' if loaded else ''}{', '.join(loaded)}"
    yield Figure(2, what, "", len(loaded), 0, absolute=True)
