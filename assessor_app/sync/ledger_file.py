"""An evidence ledger as a file: an unencrypted container of ledger.json and the signature of who sealed it.

`tar x` takes it apart; `openssl cms -verify -cades -binary -inform DER -in ledger.p7s -content ledger.json` checks it.
"""

import io
from collections.abc import Callable

from assessor_app.domain.ledger import LedgerList, ledger_bytes, parse_ledger
from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.sync import tar

EXTENSION = ".ledger"
NAMES = ("ledger.json", "ledger.p7s")


def make_ledger(ledger: LedgerList, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a ledger file. `sign` makes a detached signature."""
    content = ledger_bytes(ledger)
    return _member(NAMES[0], content) + _member(NAMES[1], sign(content)) + tar.END


def is_ledger(head: bytes) -> bool:
    """Whether a file that begins like this is a ledger."""
    return head.startswith(b"ledger.json\0")


def read_ledger(raw: bytes, verify: Callable[[bytes, bytes], Signer]) -> tuple[LedgerList, Signer]:
    """Read a ledger file and believe it: the signature first, and that it is the sealer's own.

    verify: content and signature -> signer, or Refused. Raises Refused.
    """
    content, signature = _taken_apart(raw)
    signer = verify(content, signature)
    ledger = parse_ledger(content)
    if ledger.sealed_by != signer.person:
        raise Refused(
            f"This evidence ledger says that {ledger.sealed_by_name} sealed it, but {signer.name} signed it. Do not "
            "use it; nothing was changed.",
            "wrong-signer",
        )
    return ledger, signer


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
    return Refused("This evidence ledger is not whole. Nothing was changed; ask for it again.", "not-a-ledger")
