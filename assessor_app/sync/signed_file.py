"""A signed statement as a file: an unencrypted container of KIND.json and its detached signature, KIND.p7s.

Office cards, receipts, evidence ledgers, sealed marks and the register of awards travel like this. `tar x` takes one
apart; `openssl cms -verify -cades -binary -inform DER -in KIND.p7s -content KIND.json` checks it.
"""

import io
from collections.abc import Callable
from typing import Protocol, TypeVar

from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.sync import tar

Verify = Callable[[bytes, bytes], Signer]
"""Content and signature to who signed, or Refused."""


class Sealed(Protocol):
    """A statement that names the person who sealed it: their id, and their name."""

    @property
    def sealed_by(self) -> str: ...

    @property
    def sealed_by_name(self) -> str: ...


Statement = TypeVar("Statement", bound=Sealed)


def put_together(kind: str, content: bytes, signature: bytes) -> bytes:
    """The bytes of the file."""
    return _member(f"{kind}.json", content) + _member(f"{kind}.p7s", signature) + tar.END


def begins_like(head: bytes, kind: str) -> bool:
    """Whether a file that begins with these bytes is of this kind."""
    return head.startswith(f"{kind}.json\0".encode("ascii"))


def take_apart(raw: bytes, kind: str, other: Refused, damaged: Refused) -> tuple[bytes, bytes]:
    """Content and signature, not yet believed. Raises `other` for a file of another kind, `damaged` for half of one."""
    stream = io.BytesIO(raw)
    content = _content(stream, f"{kind}.json", other, damaged)
    signature = _content(stream, f"{kind}.p7s", other, damaged)
    if stream.read() != tar.END:
        raise damaged
    return content, signature


def read_sealed(
    raw: bytes, kind: str, damaged: Refused, parse: Callable[[bytes], Statement], verify: Verify, words: str
) -> tuple[Statement, Signer]:
    """Read a sealed statement and believe it: the signature first, and that it is the sealer's own.

    words: what the file is, "This evidence ledger". Raises `damaged`, and what `verify` and `parse` raise.
    """
    content, signature = take_apart(raw, kind, damaged, damaged)
    signer = verify(content, signature)
    statement = parse(content)
    if statement.sealed_by != signer.person:
        raise Refused(
            f"{words} was sealed in the name of {statement.sealed_by_name}, but {signer.name} signed it. Do not use "
            "it; nothing was changed.",
            "wrong-signer",
        )
    return statement, signer


def _member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def _content(stream: io.BytesIO, name: str, other: Refused, damaged: Refused) -> bytes:
    try:
        member = tar.read_header(stream.read(tar.BLOCK))
    except Refused as error:  # its words are about bundles
        raise other from error
    if member is None or member.name != name:
        raise other
    content = stream.read(member.size)
    if len(content) != member.size or stream.read(-member.size % tar.BLOCK) != tar.padding(member.size):
        raise damaged
    return content
