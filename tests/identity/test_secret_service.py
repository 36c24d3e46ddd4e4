"""Against the real thing: a private session bus with its own GNOME keyring, in a child process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import assessor_app

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon", "dbus-send"))),
    reason="needs dbus-run-session, dbus-send and gnome-keyring-daemon",
)

IN_SESSION = """
printf %s password | gnome-keyring-daemon --unlock --components=secrets >keyring.log 2>&1
for _ in $(seq 500); do
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets | grep -q true && break
done
"$PYTHON" -W error story.py
status=$?
# The daemon went into the background; it is ended by the process id behind its name on the bus.
dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetConnectionUnixProcessID \
  string:org.freedesktop.secrets | awk '/uint32/ {print $2}' | xargs -r kill
exit $status
"""

STORY = """
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.errors import Unavailable
from assessor_app.identity import age_passphrase, enrolment, master, unlocking, ways_in
from assessor_app.identity.profile import Layout, read_profile

profile = Path("profile")
clock = lambda: datetime.now(UTC)
assert type(master.safe_keyring()).__module__ == "keyring.backends.SecretService"

enrolment.create_identity(profile, "Siân Wyn", "Org", [Role.ASSESSOR], None, clock)
assert not Layout(profile).master.exists()
secrets = unlocking.unlock(profile)
assert len(secrets.database_key) == 32
print("unlocked by the keyring")

READ_ALONE = "import sys; from assessor_app.identity.secret_service import find_in_secret_service as find; "
READ_ALONE += "print(find(sys.argv[1]), 'keyring' in sys.modules)"
alone = [sys.executable, "-c", READ_ALONE, read_profile(profile).id]
key = master.find_in_keyring(read_profile(profile).id)
assert subprocess.run(alone, check=True, capture_output=True, text=True).stdout.split() == [key, "False"]
print("read without loading every keyring")
for file in Path(".").rglob("*"):
    assert not file.is_file() or key.encode() not in file.read_bytes(), file
print("the master lies nowhere in plain")

words, age_passphrase.WORK_FACTOR = "violet ladder marble teapot", 10
ways_in.set_passphrase(profile, None, words)
assert unlocking.has_passphrase(profile) and not ways_in.in_keyring(profile)
assert unlocking.unlock(profile, words) == secrets
ways_in.keep_in_keyring(profile, words)
assert ways_in.in_keyring(profile) and unlocking.unlock(profile, words) == secrets
ways_in.remove_passphrase(profile, words)
assert not unlocking.has_passphrase(profile) and unlocking.unlock(profile) == secrets
print("from the keyring to a passphrase and back")

master.forget_in_keyring(read_profile(profile).id)
assert subprocess.run(alone, check=True, capture_output=True, text=True).stdout.split() == ["None", "False"]
try:
    unlocking.unlock(profile)
except Unavailable as problem:
    assert problem.code == "not-in-keyring", problem.code
    print("a forgotten master is told in words")

other = Path("other")
enrolment.create_identity(other, "Ines Roca", "Org", [Role.ASSESSOR], None, clock)
LOCK = "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
LOCK += "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login"
subprocess.run(LOCK.split(), check=True, capture_output=True)
try:
    unlocking.unlock(other)
except Unavailable as problem:
    assert problem.code == "keyring-locked", problem.code
    print("a locked keyring is told in words")
"""


def test_the_desktops_keyring_keeps_the_master(tmp_path):
    (tmp_path / "story.py").write_text(STORY)
    package = Path(assessor_app.__file__).parents[1]
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment |= {"HOME": str(tmp_path), "PYTHON": sys.executable, "PYTHONPATH": str(package), "PYTHONUTF8": "1"}
    told = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", IN_SESSION],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = [line for line in told.stdout.splitlines() if "keyring" in line or "master" in line]
    assert said == [
        "unlocked by the keyring",
        "read without loading every keyring",
        "the master lies nowhere in plain",
        "from the keyring to a passphrase and back",
        "a forgotten master is told in words",
        "a locked keyring is told in words",
    ], told.stdout + told.stderr
    assert told.returncode == 0
