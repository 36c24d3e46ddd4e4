"""Spelling in British English, offline: a dictionary that ships with the program, and a person's own words."""

import json
import subprocess
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pyrage

from assessor_app.errors import Unavailable
from assessor_app.files import write_whole
from assessor_app.identity.own_process import start_own
from assessor_app.identity.profile import Layout
from assessor_app.identity.vault import recipient_of

CHILD_ARGUMENT = "--check-spelling"
"""Hidden argument of the installed program: it is its own child process (`spelling_child.child_main`)."""


def rekey_words(file: Path, target: Path, old: str, new: str) -> None:
    """Write a person's own words anew under another key; nothing where there are none. Raises Unavailable."""
    words = _words_in(file, old)
    if words:
        _write_words(target, words, new)


def _words_in(file: Path, identity: str) -> tuple[str, ...]:
    try:
        content = pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    except (OSError, pyrage.DecryptError):
        return ()  # never added, or of another key: spelling is a help and stops no work
    return tuple(content.decode().splitlines())


def _write_words(file: Path, words: Sequence[str], identity: str) -> None:
    recipient = pyrage.x25519.Recipient.from_str(recipient_of(identity))
    write_whole(file, pyrage.encrypt("\n".join(words).encode(), [recipient]))


class Spelling:
    """Everything here takes time: call it from a worker. The child process starts with the first question."""

    def __init__(self, profile: Path, blob_identity: str) -> None:
        self._file, self._identity = Layout(profile).own_words, blob_identity
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def wrong(self, words: Collection[str]) -> frozenset[str]:
        """Those of these words that neither the dictionary nor the person knows. Raises Unavailable."""
        return frozenset(self._ask({"check": sorted(words)})) if words else frozenset()

    def suggest(self, word: str) -> tuple[str, ...]:
        """What a wrong word may have been meant to be, the likeliest first. Raises Unavailable."""
        return tuple(self._ask({"suggest": word}))

    def own_words(self) -> tuple[str, ...]:
        """The words this person has added."""
        return _words_in(self._file, self._identity)

    def add(self, word: str) -> None:
        """Know a word from now on. Raises Unavailable when it cannot be kept."""
        known = dict.fromkeys((*self.own_words(), word.strip()))
        _write_words(self._file, tuple(known), self._identity)
        self._ask({"know": [word.strip()]})

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.close()
            child.wait(5)
            child.stdout.close()

    def _ask(self, question: dict[str, Any]) -> list[str]:
        with self._lock:
            try:
                if self._child is None:
                    self._child = start_own("assessor_app.services.spelling_child", CHILD_ARGUMENT)
                    _answer(self._child, {"know": self.own_words()})
                return _answer(self._child, question)
            except (OSError, ValueError) as error:
                raise Unavailable("Spelling cannot be checked now. Nothing else is affected.", "spelling") from error


def _answer(child: "subprocess.Popen[bytes]", question: dict[str, Any]) -> list[str]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(question).encode() + b"\n")
    child.stdin.flush()
    return [str(word) for word in json.loads(child.stdout.readline())]
