"""Types notes as fast as they are taken, and says of each when it is shown as saved: FOLDER FIRST LAST."""

import sys
from pathlib import Path

from assessor_app.domain.visit.note_taking import NewNote
from assessor_app.services.saving import utc_now
from tests.services.visit_day import Day


def main(folder: Path, first: int, last: int) -> None:
    day = Day(folder, clock=utc_now)
    for number in range(first, last):
        words = f"Note {number}: they look at books three weeks after a course +"
        day.capture.draft(day.id, words, (), None).result()
        sys.stdout.write(f"draft {number}\n")
        sys.stdout.flush()
        day.capture.keep(day.id, NewNote(words)).result()
        sys.stdout.write(f"saved {number}\n")
        sys.stdout.flush()
    day.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
