"""Which time stamp server a profile uses, and whose time stamps it believes."""

import json
from dataclasses import dataclass
from pathlib import Path

from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.files import read_small, write_whole
from assessor_app.identity.certificate_facts import der_of

FILE = "time-server.json"


@dataclass(frozen=True, slots=True)
class TimeServer:
    """address: of an RFC 3161 server; root: certificate (PEM) that its time stamps lead to."""

    address: str
    root: bytes

    @property
    def roots(self) -> tuple[bytes, ...]:
        """The same as `Trust` has it (DER)."""
        return der_of(self.root)


def time_server(profile: Path) -> TimeServer | None:
    """The server of this profile; None when none is set."""
    file = profile / "identity" / FILE
    if not file.is_file():
        return None
    try:
        body = json.loads(read_small(file, "The setting of the time stamp server"))
        return TimeServer(str(body["address"]), str(body["root"]).encode())
    except (ValueError, KeyError, TypeError):
        raise Unavailable(
            f"{FILE} of this profile is damaged. Nothing was changed; name the server again with `office time-server`.",
            "damaged-setting",
        ) from None


def unset_time_server(profile: Path) -> None:
    """Use no server from now on."""
    try:
        (profile / "identity" / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The setting of the time stamp server cannot be changed ({error.strerror}). It stays as it was.",
            "cannot-write",
        ) from error


def set_time_server(profile: Path, address: str, root: bytes) -> TimeServer:
    """Use this server from now on. Raises WrongUse for an address that is not HTTP, Refused for no certificate."""
    if not address.startswith(("https://", "http://")):
        raise WrongUse("The address of a time stamp server begins with https:// or http://.", "bad-address")
    made = TimeServer(address, root)
    try:
        found = made.roots
    except (ValueError, Refused):
        found = ()
    if not found:
        raise Refused("The file holds no certificate (PEM). Nothing was changed.", "bad-certificate")
    body = json.dumps({"address": address, "root": root.decode("ascii", "replace")})
    write_whole(profile / "identity" / FILE, body.encode(), owner_only=True)
    return made
