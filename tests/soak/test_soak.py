"""A short soak at every run of the tests; `make soak MINUTES=30` is the long one."""

import os

import pytest

from tests.soak.office import OfficeSoak, small_server
from tests.soak.soak import Soak

SECONDS = 15
LEAST = 4
"""Rounds, however slow the computer is."""


def test_whatever_happens_at_whatever_moment_nothing_acknowledged_is_lost(tmp_path):
    tally = Soak(tmp_path, int.from_bytes(os.urandom(4), "big"), thorough=False).run_for(SECONDS, LEAST)
    assert tally.clean, "\n".join(tally.lines())
    assert tally.rounds.total() >= LEAST


@pytest.mark.skipif(os.name != "posix", reason="needs the server that the tests start")
def test_whatever_happens_to_an_office_s_import_or_server_nothing_acknowledged_is_lost(tmp_path):
    with small_server() as (server, disk):
        soak = OfficeSoak(tmp_path, int.from_bytes(os.urandom(4), "big"), server, disk, thorough=False)
        tally = soak.run_for(SECONDS, LEAST)
    assert tally.clean, "\n".join(tally.lines())
    assert tally.rounds.total() >= LEAST
