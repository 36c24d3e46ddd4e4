"""Spelling in British English: the dictionary that ships, a person's own words, and nothing readable on disk."""

import pyrage
import pytest

from assessor_app.identity.profile import Layout
from assessor_app.services.spelling import Spelling


@pytest.fixture
def spelling(tmp_path):
    made = Spelling(tmp_path, str(pyrage.x25519.Identity.generate()))
    yield made
    made.close()


def test_british_spelling_is_right_and_american_is_not(spelling):
    words = [
        "colour",
        "color",
        "organise",
        "behaviour",
        "behavior",
        "programme",
        "recieve",
        "pupil's",
        "isn\u2019t",
    ]
    assert spelling.wrong(words) == {"color", "behavior", "recieve"}
    assert "receive" in spelling.suggest("recieve")


def test_own_words_are_known_at_once_and_after_a_restart_and_kept_encrypted(spelling, tmp_path):
    assert spelling.wrong(["Oswinna"]) == {"Oswinna"}
    spelling.add("Oswinna")
    assert spelling.wrong(["Oswinna"]) == frozenset()
    assert b"Oswinna" not in Layout(tmp_path).own_words.read_bytes()
    again = Spelling(tmp_path, spelling._identity)
    assert again.wrong(["Oswinna", "zzyx"]) == {"zzyx"}
    again.close()


def test_a_checker_that_was_killed_says_so_and_closing_twice_is_fine(spelling):
    spelling.wrong(["word"])
    spelling.close()
    spelling.close()
    assert spelling.wrong(["wrod"]) == {"wrod"}  # it starts anew
