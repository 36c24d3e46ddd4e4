"""Sealed statements: an evidence ledger and a verifier's marks count only under the sealer's own signature."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from assessor_app.domain.second.mark import Mark, MarkStatement
from assessor_app.domain.signature import Signer
from assessor_app.domain.visit.ledger import LedgerList
from assessor_app.errors import Refused
from assessor_app.sync.ledger_file import make_ledger, read_ledger
from assessor_app.sync.second_mark_file import make_second_mark, read_second_mark

HANA = Signer("P-00000001", "Hana Moss", "0" * 64, datetime(2026, 11, 22, tzinfo=UTC), certified=True)
COMMON = ("visit", "NN-1", "Hollin Bank", "pd", "2024", "2026-11-22T15:00:00Z", HANA.person, HANA.name)
LEDGER = LedgerList(*COMMON, evidence=(), notes=())
MARKS = MarkStatement(*COMMON, marks=(Mark("1.1", "enhancing"),))

kinds = pytest.mark.parametrize(
    ("statement", "make", "read"),
    [(LEDGER, make_ledger, read_ledger), (MARKS, make_second_mark, read_second_mark)],
    ids=["ledger", "marks"],
)
Read = Callable[[bytes, Callable[[bytes, bytes], Signer]], tuple[Any, Signer]]


def signed(content: bytes) -> bytes:
    return b"signature of " + content[:5]


def by(signer: Signer) -> Callable[[bytes, bytes], Signer]:
    return lambda content, signature: signer


@kinds
def test_what_the_sealer_signed_is_read_as_it_was(statement: Any, make: Any, read: Read) -> None:
    assert read(make(statement, signed), by(HANA)) == (statement, HANA)


@kinds
def test_what_somebody_else_signed_in_the_sealers_name_is_refused(statement: Any, make: Any, read: Read) -> None:
    with pytest.raises(Refused, match="in the name of Hana Moss, but Ben Cole signed it") as refused:
        read(make(statement, signed), by(replace(HANA, person="P-00000002", name="Ben Cole")))
    assert refused.value.code == "wrong-signer"


@kinds
def test_half_a_file_is_refused(statement: Any, make: Any, read: Read) -> None:
    whole = make(statement, signed)
    with pytest.raises(Refused, match="not whole"):
        read(whole[: len(whole) // 2], by(HANA))
