"""One tour of a mark for all tests of a worker: it takes a while, and nobody changes what it left."""

import functools
import shutil
import tempfile
from pathlib import Path

from assessor_app.services.demo.demo import MARK
from assessor_app.services.demo.tour import PASSPHRASE, Tour, take_tour

__all__ = ["PASSPHRASE", "copy_of_tour", "the_tour", "tour_of"]


@functools.cache
def tour_of(mark: str) -> tuple[Path, Tour]:
    """The folder that holds a finished tour of the mark as "tour", and what it says it did. To be read only."""
    folder = Path(tempfile.mkdtemp(prefix=f"assay-{mark}-"))
    return folder, take_tour(folder / "tour", mark)


def the_tour() -> tuple[Path, Tour]:
    """That of the mark which the demo begins with."""
    return tour_of(MARK)


def copy_of_tour(target: Path, mark: str = MARK) -> Path:
    """A copy of the tour's folder that may be changed."""
    folder, _ = tour_of(mark)
    shutil.copytree(folder / "tour", target)
    return target
