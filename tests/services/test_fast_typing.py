"""Two hundred notes by a fast typist whose computer dies again and again: nothing shown as saved is lost."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from assessor_app.models.upkeep.checking import check
from tests.services.visit_day import Day

NOTES, DEATHS = 200, 5


def type_until(folder: Path, first: int, death: int | None) -> list[str]:
    """What a typist said before the line of that number, when it was killed, or before the end."""
    command = [sys.executable, "-m", "tests.services.fast_typist", str(folder), str(first), str(NOTES)]
    said = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            said.append(line.strip())
            if len(said) == death:
                typist.send_signal(signal.SIGKILL)  # between the acknowledgement and whatever comes next
                break
        said += [line.strip() for line in typist.stdout]
    assert typist.returncode == (0 if death is None else -signal.SIGKILL)
    return said


def test_nothing_shown_as_saved_is_lost_when_the_program_is_killed(tmp_path):
    dice, said, saved = random.Random(20261122), [], set()
    for death in [*(dice.randrange(20, 70) for _ in range(DEATHS)), None]:
        said = type_until(tmp_path, len(saved), death)
        saved |= {line for line in said if line.startswith("saved")}
        day = Day(tmp_path)
        record = day.read()
        kept = [note.text.split(":")[0].replace("Note", "saved") for note in record.notes]
        assert set(kept) >= saved
        drafted = said[-1].replace("draft", "Note")
        if said[-1].startswith("draft"):
            assert record.draft.startswith(f"{drafted}:") or f"{drafted}:" in record.notes[-1].text
        saved = set(kept)  # a note on disk that nobody was told of is no loss, but it is not typed again
        assert check(day.store) == ()
        day.store.close()
    assert len(saved) == NOTES
