"""What an office's database server reports, in words for a person."""

from typing import Any

from assessor_app.errors import AssayError, Refused, Unavailable

# PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html; a class is two characters.
_BY_CODE: dict[str, tuple[type[AssayError], str, str]] = {
    "53100": (
        Unavailable,
        "The disk of the office's database server is full, so nothing was saved. Tell whoever looks after it; what you "
        "typed is kept.",
        "full",
    ),
    "53300": (
        Unavailable,
        "The office's database has no free connection, so nothing was saved. Try again in a while; what you typed is "
        "kept.",
        "busy",
    ),
    "55P03": (
        Unavailable,
        "Somebody else is saving something long in the office's database, so nothing was saved. Try again in a while; "
        "what you typed is kept.",
        "busy",
    ),
    "25006": (
        Unavailable,
        "The office's database is read only at the moment, so nothing was saved. Tell whoever looks after it; what you "
        "typed is kept.",
        "read-only",
    ),
    "42501": (
        Refused,
        "You may not do this in the office's database. Nothing was changed; ask whoever looks after it for the rights "
        "that the manual lists.",
        "database-rights",
    ),
    "3D000": (
        Unavailable,
        "There is no database of that name on the office's server. Nothing was changed; check the address.",
        "no-database",
    ),
}
_OTHER_MAKE = (
    Unavailable,
    "The office's database lacks a part that Assay needs: another program has changed it, or it is not Assay's. "
    "Nothing was changed; tell whoever looks after it.",
    "other-make",
)
_BY_CODE |= {"42P01": _OTHER_MAKE, "42703": _OTHER_MAKE}

_BY_CLASS: dict[str, tuple[type[AssayError], str, str]] = {
    "28": (
        Refused,
        "The office's database does not let you in: check your user name and password there. Nothing was changed.",
        "database-login",
    ),
    "40": _BY_CODE["55P03"],
    "XX": (
        Unavailable,
        "The office's database is damaged. Nothing was changed; tell whoever looks after it to restore it from a "
        "backup.",
        "damaged",
    ),
}
_GONE_CLASSES = ("08", "57", "58")
"""Connection, operator intervention (a server that stops), system error (its disk fails)."""

UNREACHABLE = "unreachable"


def server_in_words(error: Any) -> AssayError | None:
    """The error a person is told; None for a mistake in this program. error: psycopg's, which says its `sqlstate`."""
    code: str | None = error.sqlstate
    if code is None:
        # A connection that is refused or lost has no code; nor have mistakes in calling the driver.
        return _unreachable(str(error)) if type(error).__name__ == "OperationalError" else None
    found = _BY_CODE.get(code) or _BY_CLASS.get(code[:2])
    if found:
        return found[0](found[1], found[2])
    return _unreachable(str(error)) if code[:2] in _GONE_CLASSES else None


def _unreachable(words: str) -> AssayError:
    """The last thing the driver says is the reason; names of computers and files stand before it."""
    reason = (words.strip().splitlines() or [""])[0].rpartition(": ")[2].strip().rstrip(".")
    return Unavailable(
        f"The office's database cannot be reached ({reason}). What was saved before is safe, and what you typed is "
        "kept; check the address, the network and that the server runs, then try again.",
        UNREACHABLE,
    )
