"""A verifier's sealed marks as a signed file: marks.json and the verifier's signature."""

from collections.abc import Callable

from assessor_app.domain.second.mark import MarkStatement, parse_statement, statement_bytes
from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.sync import signed_file

KIND = "marks"


def make_second_mark(statement: MarkStatement, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a file of sealed marks. `sign` makes a detached signature."""
    content = statement_bytes(statement)
    return signed_file.put_together(KIND, content, sign(content))


def is_second_mark(head: bytes) -> bool:
    """Whether a file that begins like this holds sealed marks."""
    return signed_file.begins_like(head, KIND)


def read_second_mark(raw: bytes, verify: signed_file.Verify) -> tuple[MarkStatement, Signer]:
    """Read sealed marks and believe them: the signature first, and that it is the verifier's own.

    verify: content and signature -> signer, or Refused. Raises Refused.
    """
    return signed_file.read_sealed(raw, KIND, _damaged(), parse_statement, verify, "This file of sealed marks")


def _damaged() -> Refused:
    return Refused("These sealed marks are not whole. Nothing was changed; ask for them again.", "not-second-mark")
