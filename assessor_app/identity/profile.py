"""Where a profile keeps what, and the small public file that says whose it is."""

import errno
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.domain.journal.clock import moment
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Unavailable
from assessor_app.files import PROFILE, read_small, write_whole
from assessor_app.identity.staging import PENDING, finish

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a profile."""

    root: Path

    @property
    def identity(self) -> Path:
        """Folder of everything that says who this is."""
        return self.root / "identity"

    @property
    def profile(self) -> Path:
        """The public facts, `ProfileFile`."""
        return self.root / PROFILE

    @property
    def schemes(self) -> Path:
        """Folder of the editions of quality marks that were installed, beside those that ship."""
        return self.root / "schemes"

    @property
    def own_words(self) -> Path:
        """Words that the person's spelling knows, encrypted like evidence: they may be names."""
        return self.root / "own-words.age"

    @property
    def certificate(self) -> Path:
        """PEM: the person's certificate, then the office's when it is issued by one."""
        return self.identity / "certificate.pem"

    @property
    def vault(self) -> Path:
        """The secrets, to the master."""
        return self.identity / "vault.age"

    @property
    def master(self) -> Path:
        """The master under a passphrase; absent when only the keyring holds it."""
        return self.identity / "master.age"

    @property
    def card(self) -> Path:
        """The office card last accepted; absent before the first."""
        return self.identity / "office.card"

    @property
    def data(self) -> Path:
        """Folder of the store."""
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.data / "assay.db"

    @property
    def blobs(self) -> Path:
        """Folder of the encrypted evidence files."""
        return self.data / "blobs"


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """What profile.json holds. id: 32 hexadecimal digits, the name of the keyring entry; `person` repeats what the
    certificate and the vault prove (`identity.enrolment.person_of`), so that it can be shown before they are read."""

    id: str
    person: Person
    created: datetime


def exists(profile: Path) -> bool:
    """True when an identity has been made in this folder. What an interruption left decided is finished first."""
    with suppress(OSError):  # a stick that cannot be written: what is there can be read all the same
        finish(profile)
    return Layout(profile).profile.is_file()


def is_read_only(profile: Path) -> bool:
    """True when a profile, its data or its database cannot be written: then it can only be looked at."""
    layout = Layout(profile)
    folders = [folder for folder in (profile, layout.data) if folder.is_dir()]
    if not all(os.access(folder, os.W_OK) for folder in folders):
        return True
    try:
        with layout.database.open("rb+"):  # on Windows only trying tells
            return False
    except FileNotFoundError:
        return False
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def refuse_unfinished(profile: Path) -> None:
    """Raise `Unavailable` for a profile whose keys were being replaced and that cannot be written: which of its files
    are the new ones can only be settled by writing."""
    if (profile / PENDING).is_dir() and is_read_only(profile):
        raise Unavailable(
            f"{profile} cannot be written, and its keys were being replaced when Assay was interrupted. Nothing was "
            "changed; copy the folder to this computer and open it there.",
            "read-only",
        )


def write_profile(file: Path, content: ProfileFile) -> None:
    """Replace profile.json."""
    person = content.person
    body = {
        "format": FORMAT,
        "id": content.id,
        "created": moment(content.created),
        "person": person.id,
        "name": person.name,
        "organisation": person.organisation,
        "roles": sorted(role.value for role in person.roles),
        "key_fingerprint": person.key_fingerprint,
        "certified_by": person.certified_by,
        "certified_until": moment(person.certified_until),
        "age_recipient": person.age_recipient,
    }
    write_whole(file, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode(), owner_only=True)


def read_profile(profile: Path) -> ProfileFile:
    """The public facts of the profile in this folder; raises `Unavailable` when it is missing, damaged or newer."""
    data = read_small(Layout(profile).profile, "The profile")
    try:
        body = json.loads(data)
        if body["format"] != FORMAT:
            raise Unavailable(
                "This profile was written by a newer version of Assay. Nothing was changed; update Assay.",
                "newer-profile",
            )
        return _profile_file(body)
    except (ValueError, KeyError, TypeError):
        raise Unavailable(
            "The profile is damaged (profile.json cannot be understood). Nothing was changed; restore it from your "
            "backup.",
            "damaged-profile",
        ) from None


def _profile_file(body: dict[str, object]) -> ProfileFile:
    profile_id, roles = str(body["id"]), body["roles"]
    if len(profile_id) != 32 or not set(profile_id) <= set("0123456789abcdef") or not isinstance(roles, list):
        raise ValueError
    person = Person(
        id=str(body["person"]),
        name=str(body["name"]),
        organisation=str(body["organisation"]),
        roles=frozenset(Role(role) for role in roles),
        key_fingerprint=str(body["key_fingerprint"]),
        certified_by=str(body["certified_by"]),
        certified_until=_time(str(body["certified_until"])),
        age_recipient=str(body["age_recipient"]),
    )
    return ProfileFile(profile_id, person, _time(str(body["created"])))


def _time(text: str) -> datetime:
    if len(text) != 20 or not text.endswith("Z"):
        raise ValueError(text)
    return datetime.fromisoformat(text)  # strptime would load the calendar and the locale at the start
