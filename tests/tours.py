"""One tour for all tests of a worker: it takes a while, and nobody changes what it left."""

import functools
import shutil
import tempfile
from pathlib import Path

from assessor_app.services.tour import PASSPHRASE, Tour, take_tour

__all__ = ["PASSPHRASE", "copy_of_tour", "the_tour"]


@functools.cache
def the_tour() -> tuple[Path, Tour]:
    """The folder of a finished tour, and what it says it did. To be read only."""
    folder = Path(tempfile.mkdtemp(prefix="assay-tour-"))
    return folder, take_tour(folder / "tour")


def copy_of_tour(target: Path) -> Path:
    """A copy of the tour's folder that may be changed."""
    folder, _ = the_tour()
    shutil.copytree(folder / "tour", target)
    return target
