"""The office card as a signed file: card.json and the signature of the office's authority."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.files import open_to_read, write_whole
from assessor_app.identity.signature_checks import claimed_time, guarded, signing_certificate
from assessor_app.identity.signing import read_signature, verify_office
from assessor_app.identity.succession import succeeds
from assessor_app.identity.trust import realm_of
from assessor_app.sync import signed_file
from assessor_app.sync.card_text import card_bytes, parse_card
from assessor_app.sync.refusals import refused

EXTENSION = ".card"
KIND = "card"
LONGEST_JUMP = 1000
"""Card numbers; a stolen key could otherwise send one number so high that the office could never follow."""

LARGEST_CARD = 16 << 20
"""Bytes of the file that are read; a roster of 30,000 people has half of that."""


def make_card(card: OfficeCard, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a card file. `sign` makes a detached signature with the key of `card.roots[0]`.

    Raises Refused "card-impossible" for a card that nobody would accept.
    """
    content = card_bytes(card)
    made = signed_file.put_together(KIND, content, sign(content))
    try:
        check_card(made, None)
    except Refused as error:
        raise refused("card-impossible") from error
    return made


def write_card(target: Path, card: OfficeCard, sign: Callable[[bytes], bytes]) -> None:
    """Write a card file. Raises Unavailable when the place cannot be written."""
    write_whole(target, make_card(card, sign))


def read_card(file: Path, known: OfficeCard | None, accept_jump: bool = False) -> OfficeCard:
    """Read a card file and believe it.

    `known` is the card that this computer has; without one, any authority that signed its own card is believed, and a
    person has to compare its fingerprint. Raises Refused: "not-a-card", "card-changed", "card-foreign", "card-older",
    "card-differs" (same number, other content), "card-jumps" (a number far above, unless `accept_jump`),
    "card-newer" (needs a newer Assay); Unavailable when unreadable. A card past its date is not refused: see
    `OfficeCard.expired`.
    """
    try:
        with open_to_read(file) as opened:
            raw = opened.read(LARGEST_CARD)
    except OSError as error:
        raise Unavailable(
            f"{file.name} could not be opened ({error.strerror or error}). Nothing was changed; check the stick or the"
            " folder, then try again.",
            "cannot-read",
        ) from error
    return check_card(raw, known, accept_jump)


def check_card(raw: bytes, known: OfficeCard | None, accept_jump: bool = False) -> OfficeCard:
    """The same for the bytes of a card file."""
    content, signature = signed_file.take_apart(raw, KIND, refused("not-a-card"), refused("card-changed"))
    root = _signer(content, signature)
    card = parse_card(content)
    # Only the root that signed the last card counts, and whom it vouched for: a former one has no say any more.
    if known is not None and not _succeeds(known.roots[0], root, card.succession):
        raise refused("card-foreign")
    if card.roots[0] != root or card.realm not in {_realm(each) for each in card.roots}:
        raise refused("card-changed")
    if known is not None:
        _check_succession(card, known, accept_jump)
    return card


def _signer(content: bytes, signature: bytes) -> bytes:
    """The certificate (DER) of the authority that signed, before anything of the content is looked at."""
    try:
        signed = read_signature(signature)
        root = bytes(signing_certificate(signed).dump())
        # At the time of signing, not now: a computer whose clock is wrong must still know its office.
        # Guarded, because the root itself may come from a stranger.
        guarded(lambda: verify_office(signature, content, root, claimed_time(signed)))
    except Refused as error:
        raise refused("card-changed") from error
    return root


def _succeeds(known: bytes, root: bytes, links: Sequence[bytes]) -> bool:
    try:
        return succeeds(known, root, links)
    except (AssayError, ValueError, TypeError) as error:
        raise refused("card-changed") from error


def _realm(root: bytes) -> str:
    try:
        return realm_of(root)
    except (AssayError, ValueError, TypeError) as error:
        raise refused("card-changed") from error


def _check_succession(card: OfficeCard, known: OfficeCard, accept_jump: bool) -> None:
    if card.realm != known.realm:
        raise refused("card-foreign")
    if card.version < known.version:
        raise refused("card-older", version=card.version, known=known.version)
    if card.version == known.version and card != known:
        raise refused("card-differs", version=card.version)
    if card.version > known.version + LONGEST_JUMP and not accept_jump:
        raise refused("card-jumps", version=card.version, known=known.version)
