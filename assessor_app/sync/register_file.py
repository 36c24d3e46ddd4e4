"""The register of awards as a signed file: register.json and the signature of the office's root.

What is listed holds as of the day the register was made.
"""

from collections.abc import Callable, Sequence

from assessor_app.domain.award.register import AwardRegister, parse_register, register_bytes
from assessor_app.errors import Refused
from assessor_app.identity.signing import verify_office
from assessor_app.sync import signed_file

EXTENSION = ".register"
KIND = "register"


def make_register(register: AwardRegister, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a register file. `sign` makes a detached signature with the office's root key."""
    content = register_bytes(register)
    return signed_file.put_together(KIND, content, sign(content))


def is_register(head: bytes) -> bool:
    """Whether a file that begins like this is a register of awards."""
    return signed_file.begins_like(head, KIND)


def read_register(raw: bytes, roots: Sequence[bytes]) -> AwardRegister:
    """Read a register and believe it: one of the office's roots (DER) signed it.

    Raises Refused ("not-a-register", "bad-register", "bad-signature", "unknown-signer").
    """
    content, signature = signed_file.take_apart(raw, KIND, _damaged(), _damaged())
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


def _damaged() -> Refused:
    return Refused("This register of awards is not whole. Nothing was changed; ask for it again.", "not-a-register")
