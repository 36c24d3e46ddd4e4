"""The office's seal on signed reports and certificates, for as long as they are kept."""

from collections.abc import Sequence
from pathlib import Path

from assessor_app.domain.signature import SignatureState, SignatureVerdict
from assessor_app.errors import Refused
from assessor_app.files import read_small, write_whole
from assessor_app.identity.pdf_checks import LARGEST_PDF, check_pdf
from assessor_app.identity.pdf_seal import seal_for_long
from assessor_app.identity.time_server import TimeServer, set_time_server, time_server, unset_time_server
from assessor_app.identity.time_stamps import TimeStamps
from assessor_app.services.documents.verification import trust_at

PATIENCE = 20
"""Seconds for a time stamp that somebody asked for and waits for."""

__all__ = ["choose_time_server", "chosen_time_server", "forget_time_server", "seal_file", "sealed"]


def chosen_time_server(profile: Path) -> str:
    """The address of the profile's time stamp server; "" when none is set."""
    server = time_server(profile)
    return server.address if server else ""


def choose_time_server(profile: Path, address: str, root: Path) -> TimeServer:
    """Use a time stamp server (RFC 3161) from now on; root: file with the certificate its time stamps lead to."""
    return set_time_server(profile, address, read_small(root, "The certificate"))


def forget_time_server(profile: Path) -> None:
    """Sign without time stamps from now on."""
    unset_time_server(profile)


def seal_file(profile: Path, file: Path, target: Path) -> None:
    """Write a signed PDF, sealed. Raises as `sealed`; nothing is written then."""
    write_whole(target, sealed(profile, read_small(file, "The document", LARGEST_PDF)))


def sealed(profile: Path, pdf: bytes) -> bytes:
    """A signed PDF with proof of its certificates and a time stamp over all.

    Only what holds is sealed. Raises Refused for anything else and when no server is set; Unavailable when the server
    does not answer.
    """
    server = time_server(profile)
    if server is None:
        raise Refused(
            "No time stamp server is set. Nothing was sealed; name one with `office time-server`.", "no-time-server"
        )
    trust = trust_at(profile)
    _need_sound(check_pdf(pdf, trust), "Nothing was sealed.")
    made = seal_for_long(pdf, trust, TimeStamps(server.address, server.roots, PATIENCE))
    _need_sound(check_pdf(made, trust), "Nothing was sealed, because the time stamp does not hold.")
    return made


def _need_sound(verdicts: Sequence[SignatureVerdict], consequence: str) -> None:
    for verdict in verdicts:
        if verdict.state is SignatureState.REFUSED:
            raise Refused(f"{verdict.sentence} {consequence}", verdict.code)
