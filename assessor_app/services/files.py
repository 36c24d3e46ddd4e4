"""Writing a finished file: it appears under its name whole, or not at all."""

import os
from pathlib import Path

from assessor_app.errors import Unavailable


def write_file(target: Path, content: bytes) -> None:
    """Write `content` to `target` through a part file. Raises Unavailable when the place cannot be written."""
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(
            f"{target} could not be written ({error.strerror or error}). Nothing was written; choose another place.",
            "cannot-write",
        ) from error
