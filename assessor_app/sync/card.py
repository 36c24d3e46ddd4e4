"""The office card as a file: an unencrypted container of card.json and the signature of the office's authority."""

import io
from collections.abc import Callable
from pathlib import Path

from assessor_app.domain.card import OfficeCard
from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.files import write_whole
from assessor_app.identity.signature_checks import claimed_time, guarded, signing_certificate
from assessor_app.identity.signing import read_signature, verify_office
from assessor_app.identity.trust import realm_of
from assessor_app.sync import tar
from assessor_app.sync.card_text import card_bytes, parse_card
from assessor_app.sync.refusals import refused

EXTENSION = ".card"
LARGEST_CARD = 16 << 20
"""Bytes of the file that are read; a roster of 30,000 people has half of that."""


def make_card(card: OfficeCard, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a card file. `sign` makes a detached signature with the key of `card.roots[0]`.

    Raises Refused "card-impossible" for a card that nobody would accept.
    """
    content = card_bytes(card)
    made = _member("card.json", content) + _member("card.p7s", sign(content)) + tar.END
    try:
        check_card(made, None)
    except Refused as error:
        raise refused("card-impossible") from error
    return made


def write_card(target: Path, card: OfficeCard, sign: Callable[[bytes], bytes]) -> None:
    """Write a card file. Raises Unavailable when the place cannot be written."""
    write_whole(target, make_card(card, sign))


def read_card(file: Path, known: OfficeCard | None) -> OfficeCard:
    """Read a card file and believe it.

    `known` is the card that this computer has; without one, any authority that signed its own card is believed, and a
    person has to compare its fingerprint. Raises Refused: "not-a-card", "card-changed", "card-foreign", "card-older",
    "card-differs" (same number, other content), "card-newer" (needs a newer Assay); Unavailable when unreadable.
    A card past its date is not refused: see `OfficeCard.expired`.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_CARD)
    except OSError as error:
        raise Unavailable(
            f"{file.name} could not be opened ({error.strerror or error}). Nothing was changed; check the stick or the"
            " folder, then try again.",
            "cannot-read",
        ) from error
    return check_card(raw, known)


def check_card(raw: bytes, known: OfficeCard | None) -> OfficeCard:
    """The same for the bytes of a card file."""
    content, signature = _taken_apart(raw)
    root = _signer(content, signature, known)
    card = parse_card(content)
    if card.roots[0] != root or card.realm != _realm(root):
        raise refused("card-changed")
    if known is not None:
        _check_succession(card, known)
    return card


def _signer(content: bytes, signature: bytes, known: OfficeCard | None) -> bytes:
    """The certificate (DER) of the authority that signed, before anything of the content is looked at."""
    try:
        signed = read_signature(signature)
        root = bytes(signing_certificate(signed).dump())
        if known is None or root in known.roots:
            # At the time of signing, not now: a computer whose clock is wrong must still know its office.
            # Guarded, because without a known card the root itself comes from a stranger.
            guarded(lambda: verify_office(signature, content, root, claimed_time(signed)))
            return root
    except Refused as error:
        raise refused("card-changed") from error
    raise refused("card-foreign")


def _realm(root: bytes) -> str:
    try:
        return realm_of(root)
    except (AssayError, ValueError, TypeError) as error:
        raise refused("card-changed") from error


def _check_succession(card: OfficeCard, known: OfficeCard) -> None:
    if card.realm != known.realm:
        raise refused("card-foreign")
    if card.version < known.version:
        raise refused("card-older", version=card.version, known=known.version)
    if card.version == known.version and card != known:
        raise refused("card-differs", version=card.version)


def _member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def _taken_apart(raw: bytes) -> tuple[bytes, bytes]:
    """Content and signature of a card file, which has this one form."""
    stream = io.BytesIO(raw)
    found = []
    for name in ("card.json", "card.p7s"):
        member = _header(stream.read(tar.BLOCK))
        if member is None or member.name != name:
            raise refused("not-a-card")
        found.append(stream.read(member.size))
        if len(found[-1]) != member.size or stream.read(-member.size % tar.BLOCK) != tar.padding(member.size):
            raise refused("card-changed")
    if stream.read() != tar.END:
        raise refused("card-changed")
    return found[0], found[1]


def _header(block: bytes) -> tar.Member | None:
    try:
        return tar.read_header(block)
    except Refused as error:  # its words are about bundles
        raise refused("not-a-card") from error
