"""An evidence ledger as a signed file: ledger.json and the signature of who sealed it."""

from collections.abc import Callable

from assessor_app.domain.signature import Signer
from assessor_app.domain.visit.ledger import LedgerList, ledger_bytes, parse_ledger
from assessor_app.errors import Refused
from assessor_app.sync import signed_file

EXTENSION = ".ledger"
KIND = "ledger"


def make_ledger(ledger: LedgerList, sign: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a ledger file. `sign` makes a detached signature."""
    content = ledger_bytes(ledger)
    return signed_file.put_together(KIND, content, sign(content))


def is_ledger(head: bytes) -> bool:
    """Whether a file that begins like this is a ledger."""
    return signed_file.begins_like(head, KIND)


def read_ledger(raw: bytes, verify: signed_file.Verify) -> tuple[LedgerList, Signer]:
    """Read a ledger file and believe it: the signature first, and that it is the sealer's own.

    verify: content and signature -> signer, or Refused. Raises Refused.
    """
    return signed_file.read_sealed(raw, KIND, _damaged(), parse_ledger, verify, "This evidence ledger")


def _damaged() -> Refused:
    return Refused("This evidence ledger is not whole. Nothing was changed; ask for it again.", "not-a-ledger")
