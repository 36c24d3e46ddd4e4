"""A profile is made wholly or not at all, whenever the program is killed."""

from pathlib import Path

import pytest

from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.identity.profile import exists
from assessor_app.services.profile.identities import create_profile
from assessor_app.services.profile.opening import open_profile
from tests.killing import killed_at_each_step

WORDS = "violet ladder marble teapot"

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


def create(profile: Path):
    return create_profile(profile, "Siân Wyn", "Org", [Role.ASSESSOR], WORDS)


def test_killed_at_any_step_of_making_it_a_profile_opens_or_can_be_made_anew(tmp_path):
    made = 0
    for step, profile in killed_at_each_step(lambda step: tmp_path / str(step), create):
        if not exists(profile):
            create(profile)
            made += 1
        workplace = open_profile(profile, lambda: WORDS)
        assert workplace.upkeep.check() == (), step
        workplace.close()
        left = {file.name for file in profile.iterdir()}
        assert left == {"identity", "data"}, (step, left)
    assert made > 10


def test_a_folder_with_work_but_no_identity_is_left_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "assay.db").write_bytes(b"somebody's")
    with pytest.raises(Refused, match="somebody's work"):
        create(tmp_path)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["assay.db"]
