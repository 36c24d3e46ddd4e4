"""A PostgreSQL server of the tests' own: one a test process, on a socket in a folder that goes with it.

Debian's package brings the programs; nothing of a server that the computer may run is touched.
"""

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the tests' own server may lose everything in a power cut
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}
DURABLE = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "128MB", "autovacuum": "on"}
"""As an office's own; for measuring."""

MOST_WAIT = 300


def programs() -> Path:
    """The folder of `initdb` and `postgres`. Missing ones fail where CI is set, and are a reason to skip elsewhere."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    where = found[-1] if found else shutil.which("initdb")
    if where is None:
        missing = "postgresql is not installed; packaging/system.sh test installs it"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return Path(where).parent


class Server:
    """A server that runs. It refuses to run as root, so root lets `nobody` run it."""

    def __init__(self, folder: Path, durable: bool = False) -> None:
        self.folder = folder
        self._settings = SETTINGS | (DURABLE if durable else {})
        self._programs = programs()
        self._as = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
        self._numbers = itertools.count()
        if self._as:
            shutil.chown(folder, "nobody", "nogroup")
        options = ("--no-sync", "--auth=trust", "--username=office", "--encoding=UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", str(folder / "data"), *options)
        self._watch()
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in self._settings.items())
        options = f"-k {self.folder} {settings}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once; what was committed stays."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def new_database(self, template: str = "template1") -> str:
        """The address of a fresh database, empty or a copy of another, which nobody may be using then."""
        name = f"office{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql+psycopg://office@/{name}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement, and give the rows when it has any."""
        with psycopg.connect(host=str(self.folder), user="office", dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _watch(self) -> None:
        """Have the server ended when this process ends without a word, for example killed: its pipe closes then."""
        clear = '"$1" -D "$2/data" -m immediate stop; rm -rf "$2"'
        self._watcher = subprocess.Popen(
            ["sh", "-c", f"read _; {clear}", "sh", self._programs / "pg_ctl", self.folder],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as,
        )

    def close(self) -> None:
        """End it for good; its folder goes too."""
        self._watcher.communicate()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=MOST_WAIT,
            check=False,
            **self._as,
        )
        assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def running(durable: bool = False) -> Iterator[Server]:
    """A server until the end of the block. durable: what it commits is on the disk, as an office's own does."""
    # Not in TMPDIR: the tests' desktop keeps its own private, and a socket's name has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="assay-pg-", dir="/tmp"))
    server = None
    try:
        server = Server(folder, durable)
        yield server
    finally:
        if server is not None:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


def name_of(address: str) -> str:
    """The name of the database in an address of `Server.new_database`."""
    return address.partition("@/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server of this test process."""
    with running() as server:
        yield server


class Databases:
    """Databases that hold an empty store: copies of one that was migrated once, used again by later tests."""

    def __init__(self, server: Server) -> None:
        from assessor_app.models.database.server import ServerDatabase
        from assessor_app.models.database.tables import METADATA

        self._server = server
        template = server.new_database()
        ServerDatabase(template).close()
        self._template = name_of(template)
        self._free: list[str] = []
        tables = [table.name for table in reversed(METADATA.sorted_tables) if table.name != "meta"]
        self._clearing = "".join(f'DELETE FROM "{name}";' for name in tables)
        self._clearing += "DELETE FROM meta WHERE key <> 'version'"
        self._version = self._version_of(self._template)

    def take(self) -> str:
        """The address of an empty one."""
        return self._free.pop() if self._free else self._server.new_database(self._template)

    def give_back(self, address: str) -> None:
        """Empty it for another test, unless this one has changed its tables."""
        if self._version_of(name_of(address)) == self._version:
            self._server.execute(self._clearing, name_of(address))
            self._free.append(address)

    def _version_of(self, name: str) -> object:
        return self._server.execute("SELECT value FROM meta WHERE key = 'version'", name)


@pytest.fixture(scope="session")
def server_databases(postgresql: Server) -> Databases:
    """The databases of this test process."""
    return Databases(postgresql)


@pytest.fixture
def new_server_store(server_databases: Databases) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty store on the server, as often as it is called."""
    taken = []

    def take() -> str:
        taken.append(server_databases.take())
        return taken[-1]

    yield take
    for address in taken:
        server_databases.give_back(address)
