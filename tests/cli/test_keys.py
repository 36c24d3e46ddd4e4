"""The commands of keys and of the office, as an administrator types them."""

import json
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.identity import age_passphrase

WORDS, OTHER = "violet ladder marble teapot", "copper window garden whistle"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch):
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def run(tmp_path: Path, who: str, words: str, *arguments: str) -> int:
    file = tmp_path / f"{words.split()[0]}.txt"
    file.write_text(words + "\n")
    return main(["--profile", str(tmp_path / who), "--passphrase-file", str(file), *arguments])


def new(tmp_path: Path, words: str) -> list[str]:
    (tmp_path / "new.txt").write_text(words)
    return ["--new-passphrase-file", str(tmp_path / "new.txt")]


def create(tmp_path: Path, who: str, role: str) -> None:
    assert run(tmp_path, who, WORDS, "identity", "create", "--name", f"Siân {who}", "--role", role) == 0


def test_passphrase_sheet_new_keys_backup_and_restore(tmp_path, capsys):
    create(tmp_path, "sian", "assessor")
    assert run(tmp_path, "sian", WORDS, "identity", "passphrase", *new(tmp_path, OTHER)) == 0
    assert run(tmp_path, "sian", WORDS, "list") == 3
    assert run(tmp_path, "sian", OTHER, "identity", "recovery-sheet", "-o", str(tmp_path / "sheet.pdf")) == 0
    assert run(tmp_path, "sian", OTHER, "identity", "rekey", *new(tmp_path, WORDS)) == 0
    assert run(tmp_path, "sian", WORDS, "identity", "keyring", "off") == 0
    assert run(tmp_path, "sian", WORDS, "identity", "keyring", "on") == 4
    assert run(tmp_path, "sian", WORDS, "backup", str(tmp_path / "stick")) == 0
    (tmp_path / "key.txt").write_text("AGE-SECRET-KEY-1 wrong")
    recover = ["identity", "recover", "--recovery-key-file", str(tmp_path / "key.txt"), *new(tmp_path, OTHER)]
    assert run(tmp_path, "sian", WORDS, *recover) == 3
    assert run(tmp_path, "back", WORDS, "restore", str(tmp_path / "stick")) == 0
    assert run(tmp_path, "back", WORDS, "check") == 0
    assert "Traceback" not in "".join(capsys.readouterr())


def test_an_office_withdraws_and_goes_on_with_a_new_root(tmp_path, capsys):
    create(tmp_path, "office", "administrator")
    create(tmp_path, "sian", "assessor")
    assert run(tmp_path, "office", WORDS, "office", "init", "--name", "Quality Mark Office") == 0
    capsys.readouterr()
    assert run(tmp_path, "sian", WORDS, "--json", "identity", "show") == 0
    person = json.loads(capsys.readouterr().out)["id"]
    csr, crt, card = (str(tmp_path / f"x.{end}") for end in ("csr", "crt", "card"))
    assert run(tmp_path, "sian", WORDS, "identity", "request", "-o", csr) == 0
    certify = ["office", "certify", csr, "--person", person, "--role", "assessor", "-o", crt]
    assert run(tmp_path, "office", WORDS, *certify) == 0
    assert run(tmp_path, "office", WORDS, "office", "rotate-root") == 0
    assert run(tmp_path, "office", WORDS, "office", "card", "-o", card) == 0
    assert run(tmp_path, "sian", WORDS, "card", "install", card) == 0
    assert "Compare it with the office by phone" in capsys.readouterr().out
    assert run(tmp_path, "office", WORDS, "office", "revoke", person) == 0
    assert run(tmp_path, "office", WORDS, "office", "renew") == 0
    capsys.readouterr()
    assert run(tmp_path, "office", WORDS, "office", "roster") == 0
    assert f"{person}  Siân sian, assessor, withdrawn" in capsys.readouterr().out
