"""An office card is believed from the office alone, never goes back, and opens with stock tools."""

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.domain.exchange.card import OfficeCard, RosterEntry, pem, unpem
from assessor_app.domain.journal.operation import canonical_json
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.certificates import make_authority, revocation_list
from assessor_app.identity.signing import Credentials, sign_detached
from assessor_app.identity.trust import realm_of
from assessor_app.sync import tar
from assessor_app.sync.card import check_card, make_card, read_card, write_card
from assessor_app.sync.card_text import card_bytes, parse_card

NOW = datetime.now(UTC).replace(microsecond=0)
AGE = "age1" + "q" * 58
AMARA = RosterEntry("A-0001", "Amara Okafor", frozenset({Role.ASSESSOR, Role.VERIFIER}), "ab" * 32, AGE)
NOOR = RosterEntry("A-0002", "Noor Haddad", frozenset({Role.VERIFIER}), "cd" * 32, "")


@dataclass(frozen=True)
class Authority:
    """An office's authority and a card of it."""

    key: bytes
    certificate: bytes
    crl: bytes

    def sign(self, data: bytes) -> bytes:
        return sign_detached(Credentials(self.key, self.certificate), data)

    def card(self, **other: object) -> OfficeCard:
        root = der_of(self.certificate)[0]
        good = OfficeCard(
            "Quality Mark Office", realm_of(root), 7, NOW, NOW + timedelta(90), (root,), self.crl, (AGE,), (AMARA, NOOR)
        )
        return replace(good, **other)  # type: ignore[arg-type]

    def file(self, **other: object) -> bytes:
        return make_card(self.card(**other), self.sign)

    def file_of(self, content: bytes) -> bytes:
        """A card file whose signer signed this content, whatever it says."""
        return container(content, self.sign(content))


def container(content: bytes, signature: bytes, *more: bytes) -> bytes:
    return member("card.json", content) + member("card.p7s", signature) + b"".join(more) + tar.END


def member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def founded() -> Authority:
    key, certificate = make_authority("Quality Mark Office", NOW)
    return Authority(key, certificate, revocation_list(key, certificate, [], 1, NOW))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return founded()


@pytest.fixture(scope="module")
def stranger() -> Authority:
    return founded()


def refusal(raw: bytes, known: OfficeCard | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        check_card(raw, known)
    assert "Nothing was changed" in caught.value.sentence
    assert "bundle" not in caught.value.sentence
    return caught.value


def test_a_card_comes_out_as_it_went_in(authority: Authority, tmp_path: Path) -> None:
    file = tmp_path / "office.card"
    write_card(file, authority.card(), authority.sign)
    assert read_card(file, None) == authority.card()
    assert [made.name for made in tmp_path.iterdir()] == ["office.card"]


def test_a_newer_card_of_the_same_office_is_taken(authority: Authority) -> None:
    newer = authority.card(version=8, roster=(AMARA,))
    assert check_card(make_card(newer, authority.sign), authority.card()) == newer


def test_the_same_card_again_is_no_error(authority: Authority) -> None:
    assert check_card(authority.file(), authority.card()) == authority.card()


def test_an_older_card_is_refused_with_both_numbers(authority: Authority) -> None:
    refused = refusal(authority.file(version=6), authority.card())
    assert refused.code == "card-older"
    assert "number 6" in refused.sentence
    assert "number 7" in refused.sentence


def test_another_card_with_the_same_number_is_refused(authority: Authority) -> None:
    assert refusal(authority.file(roster=()), authority.card()).code == "card-differs"


def test_the_card_of_another_office_is_refused(authority: Authority, stranger: Authority) -> None:
    assert refusal(stranger.file(version=8), authority.card()).code == "card-foreign"


def test_a_card_that_claims_the_office_but_was_signed_elsewhere_is_refused(
    authority: Authority, stranger: Authority
) -> None:
    forged = card_bytes(authority.card(version=8))
    assert refusal(stranger.file_of(forged), authority.card()).code == "card-foreign"
    assert refusal(stranger.file_of(forged)).code == "card-changed"


def test_a_card_with_a_foreign_root_beside_its_own_is_still_signed_by_the_first(
    authority: Authority, stranger: Authority
) -> None:
    both = (*stranger.card().roots, *authority.card().roots)
    forged = card_bytes(authority.card(roots=both, realm=stranger.card().realm))
    assert refusal(authority.file_of(forged)).code == "card-changed"


def test_an_authority_that_is_to_follow_may_be_on_the_card(authority: Authority, stranger: Authority) -> None:
    both = (*authority.card().roots, *stranger.card().roots)
    assert check_card(authority.file(version=8, roots=both), authority.card()).roots == both


def test_a_card_past_its_date_is_read_and_says_so(authority: Authority) -> None:
    old = authority.card(issued=NOW - timedelta(200), expires=NOW - timedelta(100))
    card = check_card(make_card(old, authority.sign), None)
    assert card.expired(NOW)
    assert not authority.card().expired(NOW)


def test_a_roster_answers_who_may_do_what(authority: Authority) -> None:
    card = authority.card(roster=(AMARA, NOOR, replace(AMARA, spki_sha256="ef" * 32, roles=frozenset())))
    assert card.roles_of("A-0001") == {Role.ASSESSOR, Role.VERIFIER}
    assert card.roles_of("A-0009") == frozenset()
    assert card.holder_of("cd" * 32) == NOOR
    assert card.holder_of("00" * 32) is None


def changed(change: Callable[[dict[str, object]], object]) -> Callable[[Authority], bytes]:
    """A card that the office really signed, but that says something a card cannot say."""

    def make(authority: Authority) -> bytes:
        value = json.loads(card_bytes(authority.card()))
        change(value)
        return authority.file_of(canonical_json(value))

    return make


CONTENTS: dict[str, tuple[Callable[[Authority], bytes], str]] = {
    "not JSON": (lambda office: office.file_of(b"{"), "card-changed"),
    "nested 100,000 deep": (lambda office: office.file_of(b"[" * 100_000), "card-changed"),
    "a list": (lambda office: office.file_of(b"[]"), "card-changed"),
    "another spelling": (lambda office: office.file_of(card_bytes(office.card()) + b"\n"), "card-changed"),
    "a key twice": (
        lambda office: office.file_of(
            card_bytes(office.card()).replace(b'{"award_keys"', b'{"award_keys":[],"award_keys"', 1)
        ),
        "card-changed",
    ),
    "an unknown key": (changed(lambda card: card.update(extra=1)), "card-changed"),
    "a missing key": (changed(lambda card: card.pop("crl")), "card-changed"),
    "another format": (changed(lambda card: card.update(format="other")), "not-a-card"),
    "a newer format": (changed(lambda card: card.update(format_version=2)), "card-newer"),
    "a card for newer programs only": (changed(lambda card: card.update(min_format=2)), "card-newer"),
    "number zero": (changed(lambda card: card.update(version=0)), "card-changed"),
    "a number in words": (changed(lambda card: card.update(version="7")), "card-changed"),
    "a number that is true": (changed(lambda card: card.update(version=True)), "card-changed"),
    "no root": (changed(lambda card: card.update(roots=[])), "card-changed"),
    "a root that is a number": (changed(lambda card: card.update(roots=[5])), "card-changed"),
    "a root that is no certificate": (
        changed(lambda card: card.update(roots=[pem(b"x", "CERTIFICATE")])),
        "card-changed",
    ),
    "another realm": (changed(lambda card: card.update(realm="00" * 32)), "card-changed"),
    "a date that is none": (changed(lambda card: card.update(issued="yesterday")), "card-changed"),
    "an end before its start": (changed(lambda card: card.update(expires="2001-01-01T00:00:00Z")), "card-changed"),
    "an unknown role": (changed(lambda card: card.update(roster=[_value(roles=["owner"])])), "card-changed"),
    "the same key twice": (changed(lambda card: card.update(roster=[_value(), _value()])), "card-changed"),
    "a name that hides": (changed(lambda card: card.update(roster=[_value(name="Amara\u202e")])), "card-changed"),
    "a key that is none": (changed(lambda card: card.update(roster=[_value(spki_sha256="x")])), "card-changed"),
    "a receiver that is none": (changed(lambda card: card.update(office_age_recipients=["age1x"])), "card-changed"),
    "a person that is a path": (changed(lambda card: card.update(roster=[_value(person="../A")])), "card-changed"),
}


def _value(**other: object) -> dict[str, object]:
    good = {"person": "A-0001", "name": "Amara", "roles": ["assessor"], "spki_sha256": "ab" * 32, "age_recipient": ""}
    return good | other


@pytest.mark.parametrize(("make", "code"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_signed_card_that_makes_no_sense_is_refused(
    authority: Authority, make: Callable[[Authority], bytes], code: str
) -> None:
    assert refusal(make(authority)).code == code


def files(good: bytes, content: bytes, signature: bytes) -> dict[str, tuple[bytes, str]]:
    return {
        "nothing": (b"", "not-a-card"),
        "a zip": (b"PK\3\4" * 500, "not-a-card"),
        "a bundle's container": (member("segments/0000/manifest.json", b"{}") + tar.END, "not-a-card"),
        "no signature": (member("card.json", content) + tar.END, "not-a-card"),
        "an empty signature": (container(content, b""), "card-changed"),
        "the signature first": (member("card.p7s", signature) + member("card.json", content) + tar.END, "not-a-card"),
        "a third file": (container(content, signature, member("card.json", b"")), "card-changed"),
        "something after the end": (good + b"x", "card-changed"),
        "a size of 8 GiB": (tar.header(tar.Member("card.json", tar.LARGEST_MEMBER)) + content, "card-changed"),
        "a changed name": (good.replace(b"Amara", b"Tamar"), "card-changed"),
        "another signature": (container(content, signature[:-1] + b"x"), "card-changed"),
    }


@pytest.mark.parametrize("name", files(b"", b"", b"").keys())
def test_a_file_that_is_no_whole_card_is_refused(authority: Authority, name: str) -> None:
    content = card_bytes(authority.card())
    signature = authority.sign(content)
    raw, code = files(container(content, signature), content, signature)[name]
    assert refusal(raw).code == code


def test_any_cut_of_a_card_is_refused(authority: Authority) -> None:
    good = authority.file()
    for end in [0, 1, 511, 512, 2000, len(good) - tar.BLOCK, len(good) - 1]:
        assert refusal(good[:end]).code in {"not-a-card", "card-changed"}


@pytest.mark.parametrize("place", range(0, 6000, 251))
def test_no_bit_that_is_turned_changes_what_is_believed(authority: Authority, place: int) -> None:
    """A few bits of a CMS file are not signed, such as a second copy of the certificate; they mean nothing."""
    bad = bytearray(authority.file())
    bad[place % len(bad)] ^= 1
    try:
        assert check_card(bytes(bad), None) == authority.card()
    except Refused:
        return
    assert place > tar.BLOCK * 2, "only the signature has such bits"


def test_any_bit_turned_in_the_content_is_noticed(authority: Authority) -> None:
    good = authority.file()
    for place in range(tar.BLOCK, tar.BLOCK + len(card_bytes(authority.card())), 97):
        assert refusal(good[:place] + bytes([good[place] ^ 2]) + good[place + 1 :]).code == "card-changed"


@pytest.mark.parametrize("place", range(60, 520, 23))
def test_a_broken_certificate_in_the_signature_is_refused_in_words(authority: Authority, place: int) -> None:
    content = card_bytes(authority.card())
    signature = bytearray(authority.sign(content))
    signature[place] ^= 0x1C
    believed = None
    with suppress(Refused):
        believed = check_card(container(content, bytes(signature)), None)
    assert believed in (None, authority.card())


def test_a_card_that_cannot_be_true_is_not_made(authority: Authority, stranger: Authority) -> None:
    for impossible in [authority.card(realm="00" * 32), authority.card(expires=NOW), authority.card(version=0)]:
        with pytest.raises(Refused):
            make_card(impossible, authority.sign)


def test_a_card_that_another_key_signed_is_not_made(authority: Authority, stranger: Authority) -> None:
    with pytest.raises(Refused):
        make_card(authority.card(), stranger.sign)


def test_a_file_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        read_card(tmp_path / "gone.card", None)


def test_a_card_is_read_in_its_one_spelling(authority: Authority) -> None:
    assert parse_card(card_bytes(authority.card(crl=b""))) == authority.card(crl=b"")


def test_pem_text_has_one_spelling() -> None:
    text = pem(b"x" * 100, "CERTIFICATE")
    assert unpem(text, "CERTIFICATE") == b"x" * 100
    for other in (text.strip(), text.replace("\n", "\r\n"), text.replace("CERTIFICATE", "X509 CRL"), ""):
        with pytest.raises(ValueError):
            unpem(other, "CERTIFICATE")


@pytest.mark.skipif(shutil.which("openssl") is None or shutil.which("tar") is None, reason="needs openssl and tar")
def test_stock_tools_open_and_verify_a_card(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "office.card").write_bytes(authority.file())
    (tmp_path / "root.pem").write_bytes(authority.card().root_pem)
    script = (
        "tar xf office.card && openssl cms -verify -cades -binary -inform DER -in card.p7s -content card.json"
        " -CAfile root.pem -purpose any -out verified.json"
    )
    subprocess.run(["sh", "-ec", script], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "verified.json").read_bytes() == card_bytes(authority.card())
