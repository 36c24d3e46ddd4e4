"""The same for an office on PostgreSQL: the importing command is killed, the server's process, its disk fills up."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.services.profile.opening import open_profile
from tests.offices import PASSPHRASE
from tests.postgresql import Server
from tests.soak.harms import FULL, KILL, LEFT, LIMIT, NONE, PULL, SERVER, fill, small_disk
from tests.soak.record import Findings
from tests.soak.soak import LONGEST, Child, Soak
from tests.soak.works import Export, Import, Load, Typing, Work

SERVER_DISK = 300 * 2**20
USUAL = 1.5
"""Seconds that an import takes, until it has been seen."""


@contextmanager
def small_server() -> Iterator[tuple[Server, Path | None]]:
    """A durable server whose files lie on a small disk of their own, where we may make one."""
    folder = Path(tempfile.mkdtemp(prefix="assay-pg-", dir="/tmp"))  # a socket's name is short
    try:
        with small_disk(folder, SERVER_DISK) as disk:
            server = Server(folder, durable=True)
            try:
                yield server, disk
            finally:
                server.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class ShortTyping(Typing):
    """A few changes: what is imported counts here, not what is typed."""

    def begin(self) -> dict[str, Any]:
        return {**super().begin(), "words": self.scene.chance.randint(10, 40)}


class OfficeSoak(Soak):
    """Rounds of importing into an office's database on `server`, each of work that is new to it."""

    def __init__(
        self, folder: Path, seed: int, server: Server, server_disk: Path | None, thorough: bool = True
    ) -> None:
        super().__init__(folder, seed, thorough)
        self.usual[Import.name] = USUAL
        self._server, self._server_disk = server, server_disk
        (folder / "shared").mkdir()
        self._address = server.new_database()
        place = DatabasePlace(self._address, str(folder / "shared"))
        open_profile(self.scene.office, lambda: PASSPHRASE, place).close()

    def _plan(self) -> list[tuple[type[Work], str]]:
        harms = self._harms(Import)
        self.chance.shuffle(harms)
        return [*([(Import, NONE)] if self.thorough else []), *((Import, harm) for harm in harms)]

    def _any(self) -> tuple[type[Work], str]:
        return Import, self.chance.choice([KILL, KILL, SERVER, *self._harms(Import)])

    def _harms(self, work: type[Work]) -> list[str]:
        return [KILL, SERVER, LIMIT, PULL, *([FULL] if self._server_disk is not None else [])]

    def round(self, kind: type[Work], harm: str) -> None:
        """Something new from the lead, then an import that is harmed; afterwards the server is up again."""
        if not set(self.scene.exported) - self.scene.imported:
            super().round(Load if self.chance.random() < 0.3 else ShortTyping, NONE)
            super().round(Export, NONE)
        super().round(kind, harm)

    def _harmed(self, work: Work, harm: str, child: Child, where: str) -> Findings:
        if harm == SERVER:
            return self._beside(work, child, self._kill_backends)
        if harm == FULL:
            return self._on_full_server(work, child)
        return super()._harmed(work, harm, child, where)

    def _beside(self, work: Work, child: Child, harm: Callable[[], None]) -> Findings:
        child.start(work.begin())
        child.wait(self._moment(work))
        harm()
        hung = not child.wait()
        lines = child.end()
        self._wait_for_server()
        return self._judged(work.finish(lines), child, hung)

    def _on_full_server(self, work: Work, child: Child) -> Findings:
        """The server's disk fills up before the import; then somebody makes room."""
        assert self._server_disk is not None
        task = work.begin()
        filler = fill(self._server_disk, self.chance.randint(0, LEFT))
        child.start(task)
        hung = not child.wait()
        lines = child.end()
        filler.unlink()
        self._wait_for_server()
        return self._judged(work.finish(lines), child, hung)

    def _on_small_disk(self, kind: type[Work], child: Child) -> Findings:
        return self._harmed(kind(self.scene), FULL, child, "")

    def _kill_backends(self) -> None:
        """kill -9 of every process that serves the office's database; the server recovers from its log."""
        name = self._address.partition("@/")[2].partition("?")[0]
        rows = self._server.execute(f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}'")
        for (process,) in rows:
            with_right = process if isinstance(process, int) else 0
            try:
                os.kill(with_right, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def _wait_for_server(self) -> None:
        """Until it answers again; one that gave up over a full disk is started, as its keeper would."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                self._server.execute("SELECT 1")
            except psycopg.OperationalError:
                self._start_if_down()
            else:
                return
        raise TimeoutError("the server does not come back")

    def _start_if_down(self) -> None:
        if not (self._server.folder / "data" / "postmaster.pid").exists():
            self._server.start()
        else:
            time.sleep(0.05)

    def _judged(self, found: Findings, child: Child, hung: bool) -> Findings:
        if hung or b"Traceback" in child.complaints:
            found.damaged.append(child.complaints.decode(errors="replace")[-2000:] or "it hung")
        return found
