"""Backups and the ways back: nothing newer is overwritten, and each way in brings everything back."""

import shutil
from pathlib import Path

import pytest

from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.identity import master
from assessor_app.identity.profile import Layout, exists
from assessor_app.identity.unlocking import unlock
from assessor_app.services.profile.keys import rekey_profile
from assessor_app.services.profile.restoring import restore_profile
from tests.killing import killed_at_each_step
from tests.services.profiles import OTHER_WORDS, WORDS, add_work, make, make_office, name_kept, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WHOLE = Path(__file__).parents[2] / "schemes" / "whole.yaml"


@pytest.fixture
def profile(tmp_path):
    return make(tmp_path / "profile")


def backup(profile, folder, name="Marsh Lane", words=WORDS):
    """Work, then a backup; gives the hash of the stored file."""
    workplace = opened(profile, words)
    try:
        sha256 = add_work(workplace, name)
        workplace.upkeep.backup(folder)
    finally:
        workplace.close()
    return sha256


def refusal(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def assert_back(profile, words, sha256, former):
    workplace = opened(profile, words)
    assert name_kept(workplace) == "Marsh Lane"
    assert workplace.upkeep._blobs.read(sha256) == b"Marsh Lane"
    assert workplace.upkeep.check() == ()
    assert workplace.store.device != former
    workplace.close()


def device(profile, words=WORDS):
    workplace = opened(profile, words)
    workplace.close()
    return workplace.store.device


def test_by_the_passphrase(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    shutil.rmtree(profile)
    restore_profile(tmp_path / "stick", profile, lambda: WORDS)
    assert_back(profile, WORDS, sha256, former)


def test_by_the_keyring(profile, tmp_path, monkeypatch):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    key = master.read_master(Layout(profile).master, WORDS)
    monkeypatch.setattr("assessor_app.identity.unlocking._by_keyring", lambda *_: key)
    Layout(tmp_path / "stick").master.unlink()  # as the backup of a profile without a passphrase is
    shutil.rmtree(profile)
    restore_profile(tmp_path / "stick", profile, lambda: None)
    assert_back(profile, None, sha256, former)


def test_by_the_recovery_sheet_with_a_new_passphrase(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    key = unlock(profile, WORDS).recovery_identity
    shutil.rmtree(profile)
    restore_profile(tmp_path / "stick", profile, lambda: None, key, OTHER_WORDS)
    assert refusal(lambda: opened(profile, WORDS)) == "wrong-passphrase"
    assert_back(profile, OTHER_WORDS, sha256, former)


def test_by_the_office_s_recovery_key(profile, tmp_path):
    from assessor_app.identity.office import open_office

    make_office(tmp_path / "office", profile).close()
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    shutil.rmtree(profile)
    key = open_office(tmp_path / "office" / "office", WORDS).age_identity
    restore_profile(tmp_path / "stick", profile, lambda: None, key, OTHER_WORDS)
    assert_back(profile, OTHER_WORDS, sha256, former)


def test_with_a_wrong_key_nothing_is_left_behind(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    stranger = unlock(make(tmp_path / "stranger", "Noor Ali"), WORDS).recovery_identity
    assert refusal(lambda: restore_profile(tmp_path / "stick", tmp_path / "new", lambda: "no such words at all")) == (
        "wrong-passphrase"
    )
    assert refusal(lambda: restore_profile(tmp_path / "stick", tmp_path / "new", lambda: None, stranger, WORDS)) == (
        "wrong-recovery-key"
    )
    assert not (tmp_path / "new").exists()


def test_what_the_window_made_before_is_no_profile(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    (tmp_path / "new" / "logs").mkdir(parents=True)
    (tmp_path / "new" / "settings.json").write_text("{}")
    restore_profile(tmp_path / "stick", tmp_path / "new", lambda: WORDS)
    assert_back(tmp_path / "new", WORDS, sha256, former)
    assert refusal(lambda: restore_profile(tmp_path / "stick", tmp_path / "new", lambda: WORDS)) == "exists"


def test_killed_at_any_step_of_restoring_there_is_a_whole_profile_or_none(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    whole = 0

    def restore(at):
        restore_profile(tmp_path / "stick", at, lambda: WORDS)

    for _, left in killed_at_each_step(lambda step: tmp_path / f"k{step}", restore):
        if exists(left):
            whole += 1
        else:
            restore(left)
        assert_back(left, WORDS, sha256, former)
    assert whole > 3


def test_a_backup_is_not_worked_in(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    assert refusal(lambda: opened(tmp_path / "stick")) == "backup"


def test_a_backup_never_goes_over_a_profile_in_use(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    restore_profile(tmp_path / "stick", tmp_path / "live", lambda: WORDS)
    live = opened(tmp_path / "live")
    add_work(live, "Newer work")
    live.close()
    assert refusal(lambda: backup(profile, tmp_path / "live")) == "live-profile"
    live = opened(tmp_path / "live")
    assert name_kept(live) == "Newer work"
    live.close()


def test_a_backup_of_newer_work_is_not_overwritten(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    restore_profile(tmp_path / "stick", tmp_path / "other", lambda: WORDS)
    backup(tmp_path / "other", tmp_path / "stick", "Newer work")
    assert refusal(lambda: backup(profile, tmp_path / "stick")) == "newer-work"
    backup(tmp_path / "other", tmp_path / "stick", "Newer still")


def test_an_older_copy_of_the_profile_does_not_overwrite_its_later_backup(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    shutil.copytree(profile, tmp_path / "older")
    backup(profile, tmp_path / "stick", "Newer work")
    workplace = opened(tmp_path / "older")
    assert refusal(lambda: workplace.upkeep.backup(tmp_path / "stick")) == "newer-work"
    workplace.close()


def test_a_restored_profile_goes_on_with_the_backup_it_came_from(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    shutil.rmtree(profile)
    restore_profile(tmp_path / "stick", profile, lambda: WORDS)
    backup(profile, tmp_path / "stick", "After the new laptop")
    backup(profile, tmp_path / "stick", "And again")


def test_after_the_office_s_certificate_the_backup_is_still_one_s_own(profile, tmp_path):
    backup(profile, tmp_path / "stick")
    make_office(tmp_path / "office", profile).close()
    backup(profile, tmp_path / "stick", "Certified")


def test_after_new_keys_a_backup_is_made_anew_and_opens(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    rekey_profile(profile, unlock(profile, WORDS), OTHER_WORDS)
    backup(profile, tmp_path / "stick", words=OTHER_WORDS)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["profile", "stick"]
    restore_profile(tmp_path / "stick", tmp_path / "back", lambda: OTHER_WORDS)
    assert_back(tmp_path / "back", OTHER_WORDS, sha256, former)


def with_own_things(profile, words=WORDS):
    """A mark of one's own with its template and picture, and a word of one's own."""
    workplace = opened(profile, words)
    try:
        workplace.schemes.install(WHOLE)
        (Layout(profile).schemes / "whole" / "template.yaml").write_text("logo: logo.png\n")
        (Layout(profile).schemes / "whole" / "logo.png").write_bytes(b"picture")
        workplace.spelling.add("Oswinna")
    finally:
        workplace.close()


def own_things(profile, words=WORDS):
    workplace = opened(profile, words)
    try:
        mark, folder = workplace.schemes.get("whole"), Layout(profile).schemes / "whole"
        return mark.title, sorted(file.name for file in folder.iterdir()), workplace.spelling.own_words()
    finally:
        workplace.close()


OWN = ("Whole Mark", ["1.0.yaml", "logo.png", "template.yaml"], ("Oswinna",))


def test_marks_and_words_of_one_s_own_come_back(profile, tmp_path):
    with_own_things(profile)
    backup(profile, tmp_path / "stick")
    shutil.rmtree(profile)
    restore_profile(tmp_path / "stick", profile, lambda: WORDS)
    assert own_things(profile) == OWN


def test_marks_and_words_of_one_s_own_are_there_after_new_keys(profile, tmp_path):
    with_own_things(profile)
    rekey_profile(profile, unlock(profile, WORDS), OTHER_WORDS)
    assert own_things(profile, OTHER_WORDS) == OWN
    backup(profile, tmp_path / "stick", words=OTHER_WORDS)
    restore_profile(tmp_path / "stick", tmp_path / "back", lambda: OTHER_WORDS)
    assert own_things(tmp_path / "back", OTHER_WORDS) == OWN


def test_a_stopped_backup_leaves_the_one_before(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    workplace = opened(profile)
    add_work(workplace, "Later")
    with pytest.raises(Stopped):
        workplace.upkeep.backup(tmp_path / "stick", cancelled=lambda: True)
    workplace.close()
    restore_profile(tmp_path / "stick", tmp_path / "back", lambda: WORDS)
    assert_back(tmp_path / "back", WORDS, sha256, former)


def test_a_damaged_profile_does_not_replace_a_good_backup(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    database = Layout(profile).database
    content = bytearray(database.read_bytes())
    content[-2000] ^= 1
    database.write_bytes(content)
    workplace = opened(profile)
    assert [problem.code for problem in workplace.upkeep.check_pages()] == ["damaged-page"]
    assert refusal(lambda: workplace.upkeep.backup(tmp_path / "stick")) == "damaged"
    workplace.close()
    restore_profile(tmp_path / "stick", tmp_path / "back", lambda: WORDS)
    assert_back(tmp_path / "back", WORDS, sha256, former)


def test_killed_between_two_names_the_former_backup_is_found(profile, tmp_path):
    sha256, former = backup(profile, tmp_path / "stick"), device(profile)
    (tmp_path / "stick").rename(tmp_path / "stick.old")  # as it is while a backup under new keys takes its name
    shutil.copytree(tmp_path / "stick.old", tmp_path / "other.old")
    restore_profile(tmp_path / "stick", tmp_path / "back", lambda: WORDS)
    assert_back(tmp_path / "back", WORDS, sha256, former)
    backup(profile, tmp_path / "other")
    assert not (tmp_path / "other.old").exists()


def test_where_a_stick_was_pulled_no_backup_is_begun(profile, tmp_path):
    stick = tmp_path / "media" / "stick"
    with pytest.raises(Unavailable, match="choose another place"):
        backup(profile, stick)
    assert not stick.parent.exists()
