"""The office's seal on signed reports and certificates, for as long as they are kept."""

from pathlib import Path

from assessor_app.errors import Refused
from assessor_app.files import read_small, write_whole
from assessor_app.identity.pdf_checks import LARGEST_PDF, check_pdf
from assessor_app.identity.pdf_seal import HttpTimeStamps, seal_for_long
from assessor_app.identity.time_server import TimeServer, set_time_server, time_server
from assessor_app.services.verification import trust_at

__all__ = ["choose_time_server", "seal_file"]


def choose_time_server(profile: Path, address: str, root: Path) -> TimeServer:
    """Use a time stamp server (RFC 3161) from now on; root: file with the certificate its time stamps lead to."""
    return set_time_server(profile, address, read_small(root, "The certificate"))


def seal_file(profile: Path, file: Path, target: Path) -> None:
    """Write a signed PDF with proof of its certificates and a time stamp over all.

    Only what holds is sealed. Raises Refused for anything else and when no server is set; Unavailable when the server
    does not answer. Nothing is written then.
    """
    server = time_server(profile)
    if server is None:
        raise Refused(
            "No time stamp server is set. Nothing was sealed; name one with `office time-server`.", "no-time-server"
        )
    pdf, trust = read_small(file, "The document", LARGEST_PDF), trust_at(profile)
    for verdict in check_pdf(pdf, trust):
        if verdict.signer is not None and not verdict.holds:
            raise Refused(f"{verdict.sentence} Nothing was sealed.", verdict.code)
    sealed = seal_for_long(pdf, trust, HttpTimeStamps(server.address))
    broken = [each for each in check_pdf(sealed, trust) if each.signer is not None and not each.holds]
    if broken:
        raise Refused(f"{broken[0].sentence} The time stamp is not of the server that was set.", broken[0].code)
    write_whole(target, sealed)
