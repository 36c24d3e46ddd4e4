"""A signature adds to a file, so that what was signed before is found again by its hash."""

import hashlib

from assessor_app.identity.pdf_revisions import MOST, revisions


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_found_by_what_it_was_before_another_signature():
    once = b"%PDF-1.7 one %%EOF\n"
    twice = once + b"two\r\n%%EOF\r\n"
    assert {sha256(once), sha256(twice)} <= revisions(twice)
    assert sha256(twice) not in revisions(once)
    assert sha256(once + b"changed") in revisions(once + b"changed")


def test_ends_without_end_are_not_all_looked_at():
    assert len(revisions(b"%%EOF\n" * 10_000)) <= 2 * MOST + 1
