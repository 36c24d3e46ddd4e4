"""An office and people of it, made by the real command line, who exchange bundles by it."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from assessor_app.cli.main import main
from assessor_app.identity import age_passphrase
from assessor_app.services.profile.opening import open_profile, open_workplace

PASSPHRASE = "heron lantern orchard granite"
ROLES = {
    "office": ("administrator",),
    "lead": ("assessor",),
    "co": ("assessor",),
    "verifier": ("verifier", "assessor"),
}
NAMES = {"office": "Priya Nair", "lead": "Amara Okafor", "co": "David Llewellyn", "verifier": "Sunita Patel"}


PURE = {**ROLES, "verifier": ("verifier",)}
"""A team whose verifier assesses nowhere."""

_MADE: dict[tuple[str, ...], Path] = {}
"""The folders of four fresh profiles by the verifier's roles, once they were made: every test gets a copy."""


class Team:
    """run: a command in somebody's profile, whose clock may be wrong by `ahead` seconds."""

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        patch: pytest.MonkeyPatch,
        roles: Mapping[str, tuple[str, ...]] = ROLES,
    ) -> None:
        patch.setattr(age_passphrase, "WORK_FACTOR", 10)  # a key for an invented person may be cheap
        self.folder, self._capsys, self._patch = folder / "team", capsys, patch
        self._numbers = count()
        self.ahead: dict[str, float] = {}
        self.secret = self.folder / "passphrase.txt"
        self._roles = roles
        if roles["verifier"] not in _MADE:
            self._make()
            kept = Path(tempfile.mkdtemp(prefix="assay-team-")) / "team"
            shutil.copytree(self.folder, kept)
            _MADE[roles["verifier"]] = kept
            return
        shutil.copytree(_MADE[roles["verifier"]], self.folder)

    def _make(self) -> None:
        self.folder.mkdir()
        self.secret.write_text(PASSPHRASE, encoding="utf-8")
        for who, roles in self._roles.items():
            named = [word for role in roles for word in ("--role", role)]
            self.run(who, "identity", "create", "--name", NAMES[who], *named)
        self.run("office", "office", "init", "--name", "Northern Quality Marks")
        self._join()

    def run(self, who: str, *words: object, status: int | None = 0) -> Any:
        """The JSON a command answers; its exit status must be `status` (None: 0 or 1)."""
        seconds = self.ahead.get(who, 0)

        def clock() -> datetime:
            return datetime.fromtimestamp(datetime.now(UTC).timestamp() + seconds, UTC)

        self._patch.setitem(open_workplace.__kwdefaults__, "clock", clock)
        where = ["--profile", str(self.folder / who), "--passphrase-file", str(self.secret), "--json"]
        code = main([*where, *map(str, words)])
        out, err = self._capsys.readouterr()
        assert code == status or (status is None and code in (0, 1)), f"{who} {words}: {code} {err or out}"
        return json.loads(out) if out.strip() else err

    def opened(self, who: str) -> Any:
        """Somebody's workplace, to be used in a `with`."""
        return closing(open_profile(self.folder / who, lambda: PASSPHRASE))

    def judge_all(self, who: str, visit: str, reason: str, levels: Mapping[str, str], usual: str) -> None:
        """Judge every strand at the usual level, but those named at theirs."""
        with self.opened(who) as there:
            for strand in [each.strand for each in there.visits.open(visit).strands]:
                there.judging.record(visit, strand, levels.get(strand, usual), ()).result()
                there.judging.write(visit, strand, "reason", reason, (), None).result()
                there.judging.write(visit, strand, "develop", reason, (), None).result()

    def bundle(self, who: str, to: Sequence[str] = ()) -> Path:
        """A bundle for the office and these people."""
        file = self.folder / f"{who}-{next(self._numbers)}.qmb"
        named = [word for each in to for word in ("--to", NAMES[each])]
        self.run(who, "bundle", "export", "-o", file, *named)
        return file

    def _join(self) -> None:
        """Certify everybody, then give all of them the card that lists all of them."""
        issued = {}
        for who in ("lead", "co", "verifier"):
            request, issued[who] = self.folder / f"{who}.csr", self.folder / f"{who}.crt"
            self.run(who, "identity", "request", "-o", request)
            person = self.run(who, "identity", "show")["id"]
            roles = [word for role in self._roles[who] for word in ("--role", role)]
            self.run("office", "office", "certify", request, "--person", person, *roles, "-o", issued[who])
        card = self.folder / "office.card"
        self.run("office", "office", "card", "-o", card)
        for who, certificate in issued.items():
            self.run(who, "card", "install", card)
            self.run(who, "identity", "install", certificate)
