"""The register of awards as a file: an unencrypted container of register.json and the signature of the office's root.

`tar x` takes it apart; `openssl cms -verify -cades -binary -inform DER -in register.p7s -content register.json` checks
it. What is listed holds as of the day the register was made.
"""

import io
from collections.abc import Callable, Sequence

from assessor_app.domain.award_register import AwardRegister, parse_register, register_bytes
from assessor_app.errors import Refused
from assessor_app.identity.signing import verify_office
from assessor_app.sync import tar

EXTENSION = ".register"
NAMES = ("register.json", "register.p7s")


def make_register(register: AwardRegister, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a register file. `sign` makes a detached signature with the office's root key."""
    content = register_bytes(register)
    return _member(NAMES[0], content) + _member(NAMES[1], sign(content)) + tar.END


def is_register(head: bytes) -> bool:
    """Whether a file that begins like this is a register of awards."""
    return head.startswith(b"register.json\0")


def read_register(raw: bytes, roots: Sequence[bytes]) -> AwardRegister:
    """Read a register and believe it: one of the office's roots (DER) signed it.

    Raises Refused ("not-a-register", "bad-register", "bad-signature", "unknown-signer").
    """
    content, signature = _taken_apart(raw)
    refusal: Refused | None = None
    for root in roots:
        try:
            verify_office(signature, content, root)
        except Refused as error:
            refusal = error
        else:
            return parse_register(content)
    raise refusal or Refused(
        "This profile knows no office, so it cannot tell who made this register of awards. Nothing was changed; "
        "install the office's card first.",
        "no-card",
    )


def _member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def _taken_apart(raw: bytes) -> tuple[bytes, bytes]:
    stream = io.BytesIO(raw)
    found = []
    for name in NAMES:
        member = _header(stream.read(tar.BLOCK))
        if member is None or member.name != name:
            raise _damaged()
        found.append(stream.read(member.size))
        if len(found[-1]) != member.size or stream.read(-member.size % tar.BLOCK) != tar.padding(member.size):
            raise _damaged()
    if stream.read() != tar.END:
        raise _damaged()
    return found[0], found[1]


def _header(block: bytes) -> tar.Member | None:
    try:
        return tar.read_header(block)
    except Refused as error:  # its words are about bundles
        raise _damaged() from error


def _damaged() -> Refused:
    return Refused("This register of awards is not whole. Nothing was changed; ask for it again.", "not-a-register")
