"""Errors that nobody foresaw: where they happened, without anything of what people wrote, in a log file."""

from datetime import datetime
from pathlib import Path

from assessor_app.errors import AssayError, Unavailable

LOG = Path("logs", "assay.log")
"""Where a profile keeps its log."""
LOG_LIMIT = 1_000_000


def unexpected(error: BaseException, profile: Path) -> Unavailable:
    """What a person is told of an error that nobody foresaw; its details go into the profile's log."""
    log = profile / LOG
    where = f"the details are in {log}" if profile.is_dir() and write_log(log, error) else "--verbose shows the details"
    return Unavailable(
        f"Something happened that Assay does not expect ({type(error).__name__}). What was saved before is safe; "
        f"{where}.",
        "unexpected",
    )


def details_of(error: BaseException) -> str:
    """Where it happened and what kind of error it was, for the log and "Copy details".

    Messages are left out: those of libraries quote what they stumbled over, which may be somebody's notes or a key.
    """
    import traceback  # seldom needed, and not at the start

    told, seen = [], set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        code = getattr(cause, "code", "") if isinstance(cause, AssayError) else getattr(cause, "errno", "")
        kind = f"{type(cause).__module__}.{type(cause).__qualname__} {code or ''}".rstrip()
        told.append(
            "".join(("Traceback (most recent call last):\n", *traceback.format_tb(cause.__traceback__), kind, "\n"))
        )
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nwhich came from the one above:\n\n".join(reversed(told))


def write_log(file: Path, error: BaseException) -> bool:
    """Append an error to the log; False for a log that cannot be written, which is not worth another error."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_LIMIT:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{details_of(error)}\n")
    except OSError:
        return False
    return True
