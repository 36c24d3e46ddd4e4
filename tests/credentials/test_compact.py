"""The text of a certificate's QR code."""

from datetime import date

import pytest

from assessor_app.credentials.compact import PREFIX, check_compact, compact
from assessor_app.domain.award.credential import CompactAward
from assessor_app.errors import Refused
from tests.credentials.awards import DID, KEY

AWARD = CompactAward(
    "PDQM-2026-0187", "Ysgol Dŵr-y-felin", "PD Quality Mark", "Silver", date(2026, 11, 28), date(2029, 11, 27)
)


def code_of(text, dids=(DID,)):
    with pytest.raises(Refused) as refused:
        check_compact(text, dids)
    return refused.value.code


def test_it_says_what_the_certificate_says_and_who_signed_it():
    assert check_compact(compact(AWARD, KEY), (DID,)) == (AWARD, DID)


def test_it_fits_the_alphanumeric_kind_of_a_qr_code_that_is_read_from_paper():
    long = compact(CompactAward("PDQM-2026-0187", "x" * 90, "PD Quality Mark", "Silver", AWARD.given_on, None), KEY)
    assert set(long) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(long) <= 366  # version 11, level M: 61 modules


def test_a_key_that_nobody_lists_is_not_believed():
    assert code_of(compact(AWARD, KEY), ()) == "unknown-signer"


def test_one_character_changed_anywhere_is_noticed():
    text = compact(AWARD, KEY)
    for at in range(len(PREFIX), len(text), 7):
        changed = text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :]
        assert code_of(changed) in {"bad-signature", "not-compact", "unknown-signer"}


@pytest.mark.parametrize(
    "text", ["", "QM1:", "QM1:!!", f"{PREFIX}{'9' * 200}", "https://example.org", "QM1:" + "A" * 9000]
)
def test_other_text_is_refused(text):
    assert code_of(text) == "not-compact"
