"""Attacks on the product itself: an office with real keys, and files that somebody has forged or tampered with.

After every one of them the office holds what it held, nothing lies about, and a person is told so. What can be done to
a bundle's container alone is tried in tests/sync/test_attacks.py.
"""

import hashlib
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pyrage
import pytest
from asn1crypto import cms

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.exchange.receipt import ChainTip, Receipt, receipt_bytes
from assessor_app.domain.exchange.segment import SealedSegment
from assessor_app.domain.journal.operation import Operation
from assessor_app.errors import Refused
from assessor_app.identity import certificates
from assessor_app.identity.enrolment import own_credentials
from assessor_app.identity.profile import Layout
from assessor_app.identity.signing import Credentials, sign_detached
from assessor_app.identity.unlocking import unlock
from assessor_app.models.journal import segments as stored
from assessor_app.services.profile.identities import install_card, person_of
from assessor_app.services.profile.opening import open_workplace
from assessor_app.services.profile.workplace import Workplace
from assessor_app.sync import tar
from assessor_app.sync.writing import write_bundle
from tests.offices import PASSPHRASE, copy_of_office, opened, options
from tests.sync.bundles import never, segment, silent
from tests.tools import needs

DEVICE = "0123456789abcdef"
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Target:
    """The office under attack: its opened profile, everybody's keys, and a good bundle of the lead's."""

    folder: Path
    office: Workplace
    visit: str
    good: Path

    @property
    def realm(self) -> str:
        return self.office.exchange._standing.card().realm

    @property
    def file(self) -> Path:
        return self.folder / "attack.qmb"

    def keys(self, who: str) -> Credentials:
        return own_credentials(self.folder / who, unlock(self.folder / who, PASSPHRASE))

    def person(self, who: str) -> str:
        return person_of(self.folder / who).id

    def segment(self, who: str, operations: list[Operation], **other: object) -> SealedSegment:
        """Signed for by that person, whatever it says."""
        first, last = operations[0], operations[-1]
        claims = {"actor": first.actor, "device": first.device, "lane": first.lane, "realm": self.realm}
        numbers = {"first_seq": first.seq, "last_seq": last.seq}
        made = segment(operations, **(claims | numbers | other))
        return replace(made, signature=sign_detached(self.keys(who), made.manifest))

    def send(self, *segments: SealedSegment) -> None:
        key = self.office.person.age_recipient
        write_bundle(self.file, segments, [], [key], silent, never)

    def inside(self) -> bytes:
        """The unencrypted inside of the good bundle."""
        identity = pyrage.x25519.Identity.from_str(unlock(self.folder / "office", PASSPHRASE).age_identity)
        return pyrage.decrypt(self.good.read_bytes(), [identity])

    def send_raw(self, container: bytes) -> None:
        """What somebody can do who knows the office's public key and nothing else."""
        recipient = pyrage.x25519.Recipient.from_str(self.office.person.age_recipient)
        self.file.write_bytes(pyrage.encrypt(container, [recipient]))

    def state(self) -> tuple[object, ...]:
        """Everything that an import could have changed."""
        with self.office.store.read() as reading:
            tips = stored.acknowledgements(reading)
        files = sorted(str(file) for file in Layout(self.folder / "office").blobs.rglob("*") if file.is_file())
        return tips, self.office.visits.list(), files, self.office.exchange.log()

    def refused(self, attempt: Callable[[], object] | None = None) -> Refused:
        before = self.state()
        with pytest.raises(Refused) as caught:
            attempt() if attempt else self.office.exchange.take_in(self.file)
        assert "othing" in caught.value.sentence or "not been opened" in caught.value.sentence
        assert self.state() == before
        return caught.value


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = copy_of_office(tmp_path_factory.mktemp("attacked") / "office")
    with opened(folder, "lead") as lead:
        lead.exchange.export(folder / "good.qmb")
    with opened(folder, "office") as office:
        yield Target(folder, office, (folder / "assessment.txt").read_text(), folder / "good.qmb")


def change(entity: str, field: str, value: object, lane: str, **other: object) -> Operation:
    made = Operation(DEVICE, lane, 1, "", 1 << 16, entity, field, value)  # type: ignore[arg-type]
    return replace(made, **other)  # type: ignore[arg-type]


# Who may do what


def judging(target: Target, who: str, whose: str | None = None, **other: object) -> list[Operation]:
    person = target.person(who)
    entity = f"assessment/{target.visit}/strand/s.one/judgement/{whose or person}"
    return [change(entity, "level", "leading", f"judgement/{target.visit}", actor=person, **other)]


def writing(target: Target, who: str, field: str) -> list[Operation]:
    entity = f"assessment/{target.visit}/strand/s.one"
    value = True if field == "flagged" else "Changed."
    return [change(entity, field, value, f"judgement/{target.visit}", actor=target.person(who))]


def test_an_administrator_cannot_judge(target: Target) -> None:
    target.send(target.segment("office", judging(target, "office")))
    said = target.refused()
    assert said.code == "role"
    assert "Priya Nair may not judge a strand" in said.sentence
    assert "assessor or verifier" in said.sentence
    assert f"version {target.office.exchange._standing.card().version}" in said.sentence


@pytest.mark.parametrize("field", ["reason", "saw", "effect", "strengths", "develop", "flagged"])
@pytest.mark.parametrize("who", ["verifier", "office"])
def test_nobody_but_an_assessor_changes_the_assessors_words(target: Target, who: str, field: str) -> None:
    target.send(target.segment(who, writing(target, who, field)))
    assert target.refused().code == "role"


@pytest.mark.parametrize("who", ["verifier", "second"])
def test_nobody_sets_another_persons_judgement(target: Target, who: str) -> None:
    target.send(target.segment(who, judging(target, who, target.person("lead"))))
    said = target.refused()
    assert said.code == "role"
    assert "judgement of another person" in said.sentence


@pytest.mark.parametrize("field", ["summary"])
def test_a_verifier_cannot_write_the_summary(target: Target, field: str) -> None:
    operations = [
        change(f"assessment/{target.visit}", field, "x", f"judgement/{target.visit}", actor=target.person("verifier"))
    ]
    target.send(target.segment("verifier", operations))
    assert target.refused().code == "role"


def test_one_forbidden_change_refuses_the_good_ones_with_it(target: Target) -> None:
    person = target.person("verifier")
    note = change(f"assessment/{target.visit}/note/n1", "text", "Mine.", f"judgement/{target.visit}", actor=person)
    bad = writing(target, "verifier", "reason")[0]
    target.send(target.segment("verifier", [note, replace(bad, seq=2)]))
    assert target.refused().code == "role"


# Who signed


def own_work(target: Target, **other: object) -> list[Operation]:
    return judging(target, "second", **other)


def test_signed_by_somebody_else_in_their_name(target: Target) -> None:
    good = target.segment("second", own_work(target))
    target.send(replace(good, signature=sign_detached(target.keys("lead"), good.manifest)))
    assert target.refused().code == "wrong-signer"


def stranger(target: Target, person: str) -> Credentials:
    """Certified for that person by an authority that nobody here knows."""
    key, root = certificates.make_authority("Northern Quality Marks", NOW)
    own = certificates.new_signing_key()
    request = certificates.request(own, "Ben Carter", "x", "age1" + "q" * 58)
    return Credentials(own, certificates.issue(key, root, request, person, "Ben Carter", NOW))


def test_certified_by_another_authority_of_the_same_name(target: Target) -> None:
    good = target.segment("second", own_work(target))
    forged = sign_detached(stranger(target, target.person("second")), good.manifest)
    target.send(replace(good, signature=forged))
    assert target.refused().code == "unknown-signer"


def test_self_signed_with_a_key_that_the_roster_does_not_list(target: Target) -> None:
    key = certificates.new_signing_key()
    own = Credentials(key, certificates.self_signed(key, "Ben Carter", "x", NOW))
    good = target.segment("second", own_work(target))
    target.send(replace(good, signature=sign_detached(own, good.manifest)))
    assert target.refused().code in ("unknown-signer", "wrong-signer")


SIGNATURES: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda _good: b"",
    "rubbish": lambda _good: b"\x30\x80" * 40,
    "cut": lambda good: good[:-1],
    "something after it": lambda good: good + b"\0",
    "too large": lambda good: good.ljust(70_000, b"\0"),
    "two signers": lambda good: twice_signed(good),
    "no signer": lambda good: with_signers(good, 0),
    "another digest said": lambda good: good.replace(
        b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01", b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03"
    ),
}


def with_signers(good: bytes, count: int) -> bytes:
    content = cms.ContentInfo.load(good)
    signer = content["content"]["signer_infos"][0]
    content["content"]["signer_infos"] = cms.SignerInfos([signer.copy() for _ in range(count)])
    return bytes(content.dump(force=True))


def twice_signed(good: bytes) -> bytes:
    return with_signers(good, 2)


@pytest.mark.parametrize("forge", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_a_signature_in_another_form(target: Target, forge: Callable[[bytes], bytes]) -> None:
    good = target.segment("second", own_work(target))
    target.send_raw(container(good, forge(good.signature)))
    assert target.refused().code in ("bad-signature", "too-large", "unknown-signer")


def member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def container(sealed: SealedSegment, signature: bytes) -> bytes:
    names = ("manifest.json", "manifest.p7s", "ops.jsonl")
    contents = (sealed.manifest, signature, sealed.operations)
    return b"".join(member(f"segments/0000/{n}", c) for n, c in zip(names, contents, strict=True)) + tar.END


@pytest.mark.parametrize(
    "how", [("-noattr",), (), ("-cades", "-md", "sha1"), ("-md", "sha1"), ("-cades", "-nocerts")], ids=" ".join
)
def test_signed_by_stock_openssl_without_what_binds_it(target: Target, how: tuple[str, ...], tmp_path: Path) -> None:
    good, keys = target.segment("second", own_work(target)), target.keys("second")
    (tmp_path / "key.der").write_bytes(keys.signing_key)
    (tmp_path / "person.pem").write_bytes(keys.certificate)
    (tmp_path / "manifest.json").write_bytes(good.manifest)
    needs("openssl", "pkey", "-inform", "DER", "-in", str(tmp_path / "key.der"), "-out", str(tmp_path / "key.pem"))
    run = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    signing = ["-in", "manifest.json", "-signer", "person.pem", "-inkey", "key.pem", "-out", "forged.p7s"]
    run(["openssl", "cms", "-sign", "-binary", "-outform", "DER", *how, *signing])
    target.send(replace(good, signature=(tmp_path / "forged.p7s").read_bytes()))
    assert target.refused().code in ("bad-signature", "unknown-signer")


def test_a_manifest_changed_after_signing(target: Target) -> None:
    good = target.segment("second", own_work(target))
    target.send(replace(good, manifest=good.manifest.replace(b"Assay test", b"Assay tesT")))
    assert target.refused().code == "bad-signature"


def test_made_for_another_office(target: Target) -> None:
    target.send(target.segment("second", own_work(target), realm="00" * 32))
    assert target.refused().code == "foreign-realm"


def test_begun_before_any_office(target: Target) -> None:
    target.send(target.segment("second", own_work(target), realm=""))
    assert target.refused().code == "foreign-realm"


# In which order


def chained(target: Target) -> tuple[SealedSegment, SealedSegment, SealedSegment]:
    first = target.segment("second", own_work(target))
    sha256 = hashlib.sha256(first.manifest).hexdigest()
    second = target.segment("second", own_work(target, seq=2), prev=sha256)
    sha256 = hashlib.sha256(second.manifest).hexdigest()
    return first, second, target.segment("second", own_work(target, seq=3), prev=sha256)


def test_the_middle_is_left_out(target: Target) -> None:
    first, _, third = chained(target)
    target.send(first, third)
    said = target.refused()
    assert said.code == "gap"
    assert "Ben Carter" in said.sentence
    assert DEVICE in said.sentence


def test_the_beginning_is_left_out(target: Target) -> None:
    _, second, third = chained(target)
    target.send(second, third)
    assert target.refused().code == "gap"


def test_two_contents_under_one_number(target: Target) -> None:
    first, second, _ = chained(target)
    other = target.segment("second", own_work(target, hlc=9 << 16, seq=2), prev=parse_manifest(second.manifest).prev)
    target.send(first, second, other)
    said = target.refused()
    assert said.code == "fork"
    assert "Ben Carter" in said.sentence


def test_following_something_that_was_never_made(target: Target) -> None:
    first, _, _ = chained(target)
    target.send(first, target.segment("second", own_work(target, seq=2), prev="ef" * 32))
    assert target.refused().code == "fork"


def test_an_old_bundle_again_takes_nothing_back(target: Target, tmp_path: Path) -> None:
    folder = copy_of_office(tmp_path / "office")
    with opened(folder, "lead") as lead:
        lead.exchange.export(folder / "old.qmb")
        record = lead.visits.open(target.visit)
        strand = record.strands[0].strand
        lead.judging.write(target.visit, strand, "reason", "Newer.", (), None).result()
        lead.exchange.export(folder / "new.qmb")
    with opened(folder, "office") as office:
        office.exchange.take_in(folder / "new.qmb")
        assert office.exchange.take_in(folder / "old.qmb").already
        assert office.visits.open(target.visit).strand(strand).reason == "Newer."


# Who is still believed


def test_a_lost_laptop_is_not_believed_any_more(tmp_path: Path) -> None:
    folder = copy_of_office(tmp_path / "office")
    with opened(folder, "second") as second:
        lost = second.person.id
    with opened(folder, "lead") as lead:
        lead.exchange.export(folder / "both.qmb", people=["Ben Carter"])
    with opened(folder, "second") as second:
        second.exchange.take_in(folder / "both.qmb")
        second.visits.add_note((folder / "assessment.txt").read_text(), "Mine.", NoteKind.NOTE).result()
        second.exchange.export(folder / "lost.qmb")
    with opened(folder, "office") as office:
        office.office.revoke(lost, PASSPHRASE)
        with pytest.raises(Refused) as caught:
            office.exchange.take_in(folder / "lost.qmb")
        assert caught.value.code == "revoked"
        assert "Ben Carter" in caught.value.sentence
        assert office.visits.list() == ()
        with pytest.raises(Refused):
            office.exchange.look(folder / "lost.qmb")
        office.office.write_card(folder / "newer.card")
    install_card(folder / "lead", folder / "newer.card")
    with opened(folder, "lead") as lead:
        assert "Ben Carter" not in [person.name for person in lead.exchange.recipients()]


def test_old_work_of_somebody_withdrawn_since_does_not_refuse_the_new_work_of_others(tmp_path: Path) -> None:
    folder = copy_of_office(tmp_path / "office")
    visit = (folder / "assessment.txt").read_text()
    with opened(folder, "lead") as lead:
        lead.exchange.export(folder / "begun.qmb", people=["Ben Carter"])
    with opened(folder, "second") as second:
        second.exchange.take_in(folder / "begun.qmb")
        second.visits.add_note(visit, "By Ben.", NoteKind.NOTE).result()
        second.exchange.export(folder / "ben.qmb", people=["Amara Okafor"])
        gone = second.person.id
    with opened(folder, "office") as office, opened(folder, "lead") as lead:
        office.exchange.take_in(folder / "ben.qmb")
        lead.exchange.take_in(folder / "ben.qmb")
        office.office.revoke(gone, PASSPHRASE)
        lead.visits.add_note(visit, "After that.", NoteKind.NOTE).result()
        lead.exchange.export(folder / "both.qmb")
        assert office.exchange.take_in(folder / "both.qmb").operations > 0
        texts = {note.text for note in office.visits.open(visit).notes}
    assert {"By Ben.", "After that."} <= texts


def test_the_office_takes_nothing_in_on_an_old_list_of_withdrawn_certificates(target: Target, monkeypatch) -> None:
    later = datetime.now(UTC) + timedelta(days=200)
    monkeypatch.setattr("assessor_app.identity.seen_signers.now", lambda: later)
    target.file.write_bytes(target.good.read_bytes())
    said = target.refused()
    assert said.code == "stale-revocation-list"
    assert "office card" in said.sentence


def test_once_the_office_has_renewed_its_list_by_the_command_it_takes_in_again(
    target: Target, monkeypatch, tmp_path
) -> None:
    later = datetime.now(UTC) + timedelta(days=100)
    monkeypatch.setattr("assessor_app.identity.seen_signers.now", lambda: later)
    monkeypatch.setitem(open_workplace.__kwdefaults__, "clock", lambda: later)
    shutil.copytree(target.folder, tmp_path / "copy")
    office = options(tmp_path / "copy", "office")
    assert main([*office, "bundle", "import", str(target.good)]) == 3
    assert main([*office, "office", "renew"]) == 0
    assert main([*office, "bundle", "import", str(target.good)]) == 0


def test_a_laptop_goes_by_the_newest_list_it_has_and_says_of_when(target: Target, monkeypatch) -> None:
    later = datetime.now(UTC) + timedelta(days=200)
    with opened(target.folder, "lead") as lead:
        monkeypatch.setattr("assessor_app.identity.seen_signers.now", lambda: later)
        seen = lead.exchange.look(target.good)
    assert seen.revocation_known_as_of is not None


# On the way


def flipped(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("seed", range(12))
def test_a_bit_turned_on_the_way(target: Target, seed: int) -> None:
    target.file.write_bytes(flipped(target.good.read_bytes(), seed))
    target.refused()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_cut_short_on_the_way(target: Target, share: float) -> None:
    content = target.good.read_bytes()
    target.file.write_bytes(content[: int(len(content) * share)])
    target.refused()


@pytest.mark.parametrize("seed", range(12))
def test_a_bit_turned_inside_by_an_outsider_who_encrypts_it_anew(target: Target, seed: int) -> None:
    inside = target.inside()
    target.send_raw(flipped(inside[: -len(tar.END)], seed) + tar.END)
    target.refused()


def test_for_somebody_else(target: Target) -> None:
    other = pyrage.x25519.Identity.generate().to_public()
    target.file.write_bytes(pyrage.encrypt(target.inside(), [other]))
    assert target.refused().code == "wrong-key"


# Receipts, by which evidence may go


def receipt(target: Target, **other: object) -> Receipt:
    tip = ChainTip(DEVICE, f"visit/{target.visit}", 1, "ab" * 32)
    made = Receipt(target.realm, target.person("office"), NOW, 1, (tip,), ("cd" * 32,))
    return replace(made, **other)  # type: ignore[arg-type]


def receipt_file(target: Target, content: bytes, signature: bytes) -> Path:
    file = target.folder / "forged.receipt"
    file.write_bytes(member("receipt.json", content) + member("receipt.p7s", signature) + tar.END)
    return file


RECEIPTS: dict[str, tuple[Callable[[Target], tuple[bytes, bytes]], str]] = {
    "of an assessor in the office's name": (
        lambda target: signed_receipt(target, "lead", receipt(target)),
        "wrong-holder",
    ),
    "of another office": (
        lambda target: signed_receipt(target, "office", receipt(target, realm="0" * 64)),
        "foreign-receipt",
    ),
    "changed": (
        lambda target: (
            receipt_bytes(receipt(target, files=("ee" * 32,))),
            signed_receipt(target, "office", receipt(target))[1],
        ),
        "bad-signature",
    ),
    "unsigned": (lambda target: (receipt_bytes(receipt(target)), b""), "bad-signature"),
    "with a file that is no hash": (
        lambda target: signed_receipt(target, "office", receipt(target, files=("../x",))),
        "bad-receipt",
    ),
    "with a lane that is none": (
        lambda target: signed_receipt(
            target, "office", receipt(target, chains=(ChainTip(DEVICE, "../x", 1, "ab" * 32),))
        ),
        "bad-receipt",
    ),
    "twice about one chain": (
        lambda target: signed_receipt(target, "office", receipt(target, chains=receipt(target).chains * 2)),
        "bad-receipt",
    ),
    "of a stranger": (
        lambda target: (
            receipt_bytes(receipt(target)),
            sign_detached(stranger(target, target.person("office")), receipt_bytes(receipt(target))),
        ),
        "unknown-signer",
    ),
    "nested deep": (
        lambda target: (b"[" * 100_000, sign_detached(target.keys("office"), b"[" * 100_000)),
        "bad-receipt",
    ),
}


def signed_receipt(target: Target, who: str, made: Receipt) -> tuple[bytes, bytes]:
    content = receipt_bytes(made)
    return content, sign_detached(target.keys(who), content)


@pytest.mark.parametrize(("forge", "code"), RECEIPTS.values(), ids=RECEIPTS.keys())
def test_a_forged_receipt(target: Target, forge: Callable[[Target], tuple[bytes, bytes]], code: str) -> None:
    file = receipt_file(target, *forge(target))
    assert target.refused(lambda: target.office.exchange.take_receipt(file)).code == code


def test_a_forged_receipt_refuses_the_bundle_that_carries_it(target: Target) -> None:
    content, signature = signed_receipt(target, "lead", receipt(target))
    inside = target.inside()
    start = inside.index(b"blobs/")
    forged = member("receipts/0000/receipt.json", content) + member("receipts/0000/receipt.p7s", signature)
    target.send_raw(inside[:start] + forged + inside[start:])
    assert target.refused().code == "wrong-holder"


def test_an_assessors_honest_receipt_lets_no_evidence_go(target: Target, tmp_path: Path) -> None:
    folder = copy_of_office(tmp_path / "office")
    with opened(folder, "lead") as lead:
        lead.exchange.export(folder / "both.qmb", people=["Ben Carter"])
    with opened(folder, "second") as second:
        second.exchange.take_in(folder / "both.qmb")
        second.exchange.make_receipt(folder / "second.receipt")
    with opened(folder, "lead") as lead:
        lead.exchange.take_receipt(folder / "second.receipt")
        with pytest.raises(Refused):
            lead.clearing.clear((folder / "assessment.txt").read_text())


def test_after_all_that_the_good_bundle_is_taken_in(target: Target) -> None:
    taken = target.office.exchange.take_in(target.good)
    assert taken.operations > 0
    assert target.office.upkeep.check(rebuild=True) == ()
