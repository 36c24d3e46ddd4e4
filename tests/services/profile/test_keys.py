"""How a profile is opened, and back into it: passphrases, keyring, the recovery sheet, new keys."""

import re
import shutil
import subprocess

import pypdfium2
import pytest
from sqlcipher3.dbapi2 import OperationalError

from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.identity import master, recovery_key
from assessor_app.identity.profile import Layout, exists
from assessor_app.identity.unlocking import unlock
from assessor_app.models.upkeep import rekeying
from assessor_app.services.profile.keys import recover_profile, rekey_profile, replace_forgotten_passphrase
from tests.killing import killed_at_each_step
from tests.services.profiles import OTHER_WORDS, WORDS, add_work, make, make_office, name_kept, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def profile(tmp_path):
    return make(tmp_path / "profile")


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that keeps what it is given, and one entry a profile."""

    class Kept(dict):
        persist = ""

        def set_password(self, _service, user, secret):
            self[user] = secret

        def get_password(self, _service, user):
            return self.get(user)

        def delete_password(self, _service, user):
            del self[user]

    kept = Kept()
    monkeypatch.setattr(master, "safe_keyring", lambda: kept)
    monkeypatch.setattr("assessor_app.identity.ways_in.safe_keyring", lambda: kept)
    monkeypatch.setattr("assessor_app.identity.unlocking._by_keyring", lambda profile, _: read(kept, profile))
    return kept


def read(kept, profile):
    from assessor_app.identity.profile import read_profile

    return kept[read_profile(profile).id]


def change(profile, *how):
    workplace = opened(profile, how[0] if how else None)
    try:
        return workplace.keys
    finally:
        workplace.close()


def refusal(call):
    with pytest.raises((Refused, Unavailable)) as caught:
        call()
    return caught.value.code


def test_another_passphrase_opens_from_now_on_and_the_old_one_does_not(profile):
    change(profile, WORDS).set_passphrase(WORDS, OTHER_WORDS)
    assert refusal(lambda: opened(profile, WORDS)) == "wrong-passphrase"
    opened(profile, OTHER_WORDS).close()


def test_a_passphrase_is_changed_only_by_who_knows_the_present_one(profile):
    keys = change(profile, WORDS)
    assert refusal(lambda: keys.set_passphrase("something else altogether", OTHER_WORDS)) == "wrong-passphrase"
    assert refusal(lambda: keys.set_passphrase(WORDS, "short")) == "weak-passphrase"
    opened(profile, WORDS).close()


def test_the_keyring_takes_over_from_the_passphrase_and_back(profile, keyring):
    keys = change(profile, WORDS)
    keys.remove_passphrase(WORDS)
    assert not Layout(profile).master.exists()
    opened(profile, None).close()
    keys.set_passphrase(None, OTHER_WORDS)
    assert keyring == {}
    opened(profile, OTHER_WORDS).close()


def test_a_keyring_may_hold_the_key_beside_a_passphrase(profile, keyring):
    keys = change(profile, WORDS)
    assert not keys.in_keyring()
    keys.keep_in_keyring(WORDS)
    assert len(keyring) == 1
    keys.leave_keyring()
    assert keyring == {}


def test_a_forgotten_passphrase_is_replaced_by_the_keyring_that_holds_the_key_too(profile, keyring):
    keys = change(profile, WORDS)
    assert refusal(lambda: replace_forgotten_passphrase(profile, OTHER_WORDS)) == "not-in-keyring"
    keys.keep_in_keyring(WORDS)
    replace_forgotten_passphrase(profile, OTHER_WORDS)
    opened(profile, OTHER_WORDS).close()


def test_what_alone_opens_a_profile_is_not_taken_away(profile, keyring):
    keys = change(profile, WORDS)
    keys.remove_passphrase(WORDS)
    assert refusal(keys.leave_keyring) == "needs-passphrase"
    assert len(keyring) == 1


def test_without_a_safe_keyring_the_passphrase_stays(profile):
    assert refusal(lambda: change(profile, WORDS).remove_passphrase(WORDS)) == "no-keyring"
    opened(profile, WORDS).close()


def test_what_goes_into_a_keyring_fits_the_smallest(profile, keyring):
    """Windows takes 2,560 bytes of UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 * 512)."""
    change(profile, WORDS).keep_in_keyring(WORDS)
    (secret,) = keyring.values()
    assert len(secret.encode("utf-16-le")) == 148


def printed(profile, target):
    keys = change(profile, WORDS)
    number = keys.write_sheet(target)
    document = pypdfium2.PdfDocument(target)
    text = document[0].get_textpage().get_text_bounded()
    pages = len(document)
    document.close()
    assert pages == 1
    assert number == keys.sheet_number
    assert f"Sheet {number}" in text
    return text


def typed_from(text):
    """The key as somebody reads it off the paper: the lines in the box, in small letters."""
    lines = [line.strip() for line in text.splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith("AGE-SECRET-KEY-1"))
    box = [lines[at], *(line for line in lines[at + 1 :] if re.fullmatch(r"([A-Z0-9]{2,4}\s*)+", line))]
    return "\n".join(box[:6]).lower()


def test_the_printed_sheet_opens_the_profile_for_a_new_passphrase(profile, tmp_path):
    text = printed(profile, tmp_path / "sheet.pdf")
    recover_profile(profile, typed_from(text), OTHER_WORDS)
    assert refusal(lambda: opened(profile, WORDS)) == "wrong-passphrase"
    workplace = opened(profile, OTHER_WORDS)
    assert recovery_key.from_typed(typed_from(text)) == workplace.keys.secrets.recovery_identity
    workplace.close()


@pytest.mark.skipif(shutil.which("age") is None, reason="needs age")
def test_stock_age_opens_the_vault_with_the_sheet(profile, tmp_path):
    key = recovery_key.from_typed(typed_from(printed(profile, tmp_path / "sheet.pdf")))
    (tmp_path / "key.txt").write_text(key + "\n")
    plain = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key.txt", Layout(profile).vault], check=True, capture_output=True, timeout=300
    )
    assert b"assay-vault-1" in plain.stdout


def test_a_new_sheet_makes_the_old_one_useless(profile):
    keys = change(profile, WORDS)
    before, number = keys.secrets.recovery_identity, keys.sheet_number
    assert keys.replace_sheet() != number
    assert refusal(lambda: recover_profile(profile, before, OTHER_WORDS)) == "wrong-recovery-key"
    recover_profile(profile, keys.secrets.recovery_identity, OTHER_WORDS)


def test_a_mistyped_key_is_noticed_and_changes_nothing(profile):
    key = change(profile, WORDS).secrets.recovery_identity
    wrong = key[:40] + ("Q" if key[40] != "Q" else "P") + key[41:]
    for typed in (wrong, key[:-1], "", "AGE-SECRET-KEY-1"):
        assert refusal(lambda typed=typed: recover_profile(profile, typed, OTHER_WORDS)) == "bad-recovery-key"
    opened(profile, WORDS).close()


def test_the_office_prints_the_sheet_of_somebody_who_lost_it(profile, tmp_path):
    office = make_office(tmp_path / "office", profile)
    assert change(profile, WORDS).office_number != ""  # opening it once lets the office in
    shutil.copy(Layout(profile).vault, tmp_path / "vault.age")
    number = office.office.recover(tmp_path / "vault.age", tmp_path / "sheet.pdf", WORDS)
    assert number == change(profile, WORDS).sheet_number
    stranger = make(tmp_path / "stranger", "Noor Ali")
    assert refusal(lambda: office.office.recover(Layout(stranger).vault, tmp_path / "x.pdf", WORDS)) == (
        "wrong-recovery-key"
    )
    assert not (tmp_path / "x.pdf").exists()
    office.close()


def worked(profile):
    workplace = opened(profile)
    sha256 = add_work(workplace)
    workplace.close()
    return sha256


def assert_whole(profile, words, sha256):
    workplace = opened(profile, words)
    assert name_kept(workplace) == "Marsh Lane"
    assert workplace.upkeep._blobs.read(sha256) == b"Marsh Lane"
    assert workplace.upkeep.check() == ()
    workplace.close()


def test_new_keys_open_everything_and_the_old_ones_nothing(profile):
    sha256, old = worked(profile), unlock(profile, WORDS)
    new = rekey_profile(profile, old, OTHER_WORDS)
    assert_whole(profile, OTHER_WORDS, sha256)
    assert refusal(lambda: opened(profile, WORDS)) == "wrong-passphrase"
    assert refusal(lambda: recover_profile(profile, old.recovery_identity, WORDS)) == "wrong-recovery-key"
    assert not {old.database_key, old.blob_identity} & {new.database_key, new.blob_identity}
    assert new.signing_key == old.signing_key


def test_a_profile_that_is_open_elsewhere_is_not_rekeyed(profile, monkeypatch):
    monkeypatch.setattr("assessor_app.models.database.sqlcipher.PATIENCE_MS", 20)
    sha256, workplace = worked(profile), opened(profile)
    assert refusal(lambda: rekey_profile(profile, workplace.keys.secrets, OTHER_WORDS)) == "busy"
    workplace.close()
    assert_whole(profile, WORDS, sha256)


def test_cancelled_the_keys_are_the_ones_there_were(profile):
    sha256 = worked(profile)
    with pytest.raises(Stopped):
        rekey_profile(profile, unlock(profile, WORDS), OTHER_WORDS, cancelled=lambda: True)
    assert_whole(profile, WORDS, sha256)
    assert sorted(file.name for file in profile.iterdir()) == ["data", "identity"]


def test_killed_at_any_step_the_old_or_the_new_keys_open_everything(profile, tmp_path):
    sha256, ways = worked(profile), []

    def copy(step):
        return shutil.copytree(profile, tmp_path / "killed" / str(step))

    for step, left in killed_at_each_step(copy, lambda at: rekey_profile(at, unlock(at, WORDS), OTHER_WORDS)):
        assert exists(left), step
        try:
            unlock(left, WORDS)
            ways.append(WORDS)
        except Refused:
            ways.append(OTHER_WORDS)
        assert_whole(left, ways[-1], sha256)
    assert ways == sorted(ways, key=[WORDS, OTHER_WORDS].index)
    assert set(ways) == {WORDS, OTHER_WORDS}


def test_killed_at_any_step_of_recovering_the_profile_opens(profile, tmp_path):
    sha256, key = worked(profile), unlock(profile, WORDS).recovery_identity

    def copy(step):
        return shutil.copytree(profile, tmp_path / "killed" / str(step))

    for _, left in killed_at_each_step(copy, lambda at: recover_profile(at, key, OTHER_WORDS)):
        try:
            assert_whole(left, WORDS, sha256)
        except Refused:
            assert_whole(left, OTHER_WORDS, sha256)


def test_a_disk_that_fills_up_while_the_database_gets_new_keys_is_told_in_words():
    class FullDisk:
        def execute(self, _statement):
            raise OperationalError("An error occurred with PRAGMA key or rekey.")

    with pytest.raises(Unavailable, match="the keys are the ones you had"):
        rekeying._rekey(FullDisk(), bytes(32))
