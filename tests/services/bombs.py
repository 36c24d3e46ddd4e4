"""Opens one hostile file in a process of its own, with 512 MiB beyond what is loaded and 10 seconds of work; prints
what came of it. Arguments: way in, file."""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from assessor_app.errors import AssayError
from assessor_app.identity.pdf_signatures import check_pdf
from assessor_app.identity.trust import Trust
from assessor_app.services.documents.reporting import Reporting
from assessor_app.services.visit.picture_cleaning import clean_picture
from assessor_app.ui.screens.evidence.contents import read_picture

MEMORY, SECONDS = 512 << 20, 10


def photo(content: bytes) -> str:
    """Add it as a photo of the visit."""
    return f"a photo of {clean_picture(content).width}"


def picture(content: bytes) -> str:
    """Look at it as evidence."""
    seen = read_picture(content)
    return "nothing to see" if seen.isNull() else f"a picture of {max(seen.width(), seen.height())}"


def pages(content: bytes) -> str:
    """Look at it page by page."""
    reporting = object.__new__(Reporting)  # showing pages needs no profile
    count = reporting.page_count(content, foreign=True)
    reporting.page_picture(content, 0, 800)
    reporting.page_text(content, 0)
    return f"{count} pages"


def signed(content: bytes) -> str:
    """Check it as a signed report."""
    return f"{len(check_pdf(content, Trust()))} signatures"


WAYS: dict[str, Callable[[bytes], str]] = {"photo": photo, "picture": picture, "pages": pages, "signed": signed}


def main() -> None:
    """Load everything with a harmless file first, then limit and open."""
    content = Path(sys.argv[2]).read_bytes()
    size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        sys.stdout.write(WAYS[sys.argv[1]](content))
    except AssayError as error:
        sys.stdout.write(f"refused: {error.code}")


if __name__ == "__main__":
    main()
