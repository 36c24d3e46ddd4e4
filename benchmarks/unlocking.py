"""Goal 3: from the passphrase to the list of visits, against the derivation of the key alone."""

import hashlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from assessor_app.identity.age_passphrase import WORK_FACTOR
from assessor_app.identity.master import find_in_keyring, write_master
from assessor_app.identity.profile import Layout, read_profile
from assessor_app.identity.unlocking import unlock
from assessor_app.models.queries.first_page import first_visits
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.first_window import command, started
from benchmarks.rounds import paired_ratio, timed
from tests.desk.program import Program
from tests.desk.stalls import watch_stalls
from tests.desk.waiting import until

PASSPHRASE = "copper ladder thunder violet"
MOST = 1.2
LONGEST_STALL_MS = 50

HALF = 1366 * 768 // 2
"""Pixels: half the window."""


def measure(bench: Bench) -> Iterator[Figure]:
    """The services' way and the window's, each against the key derivation in the same round."""
    profile = _with_passphrase(bench)
    stalls: list[float] = []
    cases = {
        "services": timed(lambda: _list(profile)),
        "window": lambda: _through_window(profile, bench.folder / "program.log", stalls),
        "floor": timed(_derive),
    }
    found = bench.interleaved(cases, max(1, bench.scale.windows // 2))
    for name, what in (("services", "passphrase to list, in process"), ("window", "passphrase to list painted")):
        ratio = paired_ratio(found[name], found["floor"])
        floor = median(found["floor"]) * 1000
        yield Figure(3, what, "ms", median(found[name]) * 1000, MOST, "key derivation alone", floor, ratio)
    yield Figure(3, "longest stall of the window meanwhile", "ms", median(stalls), LONGEST_STALL_MS, absolute=True)


def _with_passphrase(bench: Bench) -> Path:
    profile = bench.folder / "profiles" / "passphrase"
    shutil.copytree(bench.places.assessor, profile, ignore=shutil.ignore_patterns("blobs", "window.lock"))
    write_master(Layout(profile).master, find_in_keyring(read_profile(profile).id), PASSPHRASE)
    return profile


def _list(profile: Path) -> None:
    secrets = unlock(profile, PASSPHRASE)
    first_visits(Layout(profile).database, secrets.database_key)


def _derive() -> None:
    cost = 1 << WORK_FACTOR
    hashlib.scrypt(PASSPHRASE.encode(), salt=b"s" * 42, n=cost, r=8, p=1, maxmem=1024 * cost + (2 << 20), dklen=32)


def _through_window(profile: Path, log: Path, stalls: list[float]) -> float:
    """Seconds from Return in the lock screen to the first paint of the list in its place."""
    with started(command(profile), log) as program:
        window = program.main
        until(lambda: program.focused() is not None, what="the passphrase has the keyboard")
        program.type(PASSPHRASE)
        program.settle()
        with watch_stalls(lambda: program.eyes.ping(window, 5, program.alive) or 0.0) as found:
            began = time.monotonic()
            program.hands.key("Return")
            painted = until(lambda: _painted(program, window, began), 30, 0.01, "the list of visits painted")
            program.settle()  # what is built round the list must not make the window stand still either
        stalls.append(found.longest)
        program.close_window()
        program.wait_exit()
        return painted - began


def _painted(program: Program, window: int, since: float) -> float:
    """When most of the window was painted anew: the lock screen only repaints its button. 0 before."""
    paints = (sight for sight in program.eyes.sights if sight.kind == "paint" and sight.window == window)
    return next((sight.at for sight in paints if sight.at > since and sight.area[2] * sight.area[3] > HALF), 0.0)
