import pytest

from assessor_app.identity.passphrase import FAIR, GOOD, TOO_EASY, strength


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "short",
        "password",
        "Password123!",
        "passwordpassword",
        "password password password password",
        "1234567890123456",
        "qwertyuiopasdfghjkl",
        "98765432109876543210",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "summer2026",
        "violet ladder",
        "teapot teapot teapot teapot",
        "        violet        ",
    ],
)
def test_too_easy(passphrase):
    assert strength(passphrase) == TOO_EASY


@pytest.mark.parametrize("passphrase", ["violet ladder marble", "Violet-7-ladder-42"])
def test_fair(passphrase):
    assert strength(passphrase) == FAIR


@pytest.mark.parametrize(
    "passphrase",
    [
        "violet ladder marble teapot",
        "heulwen mynydd afon coeden",
        "Tr7!kq2Wz",
        "kX9!vQ2#rT5%wZ",
        "Dyma frawddeg hir nad oes neb yn ei gwybod",
    ],
)
def test_good(passphrase):
    assert strength(passphrase) == GOOD
