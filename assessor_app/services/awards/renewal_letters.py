"""Letters about renewal for chosen institutions. Nothing is sent: the office posts or attaches them itself."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assessor_app.domain.assessment.documents import DocumentKind, Told
from assessor_app.domain.cycle.facts import award_of
from assessor_app.errors import AssayError, Refused, WrongUse
from assessor_app.files import refuse_own_files, write_whole
from assessor_app.services.awards.awards import Awards
from assessor_app.services.awards.files import file_stem, make_folder
from assessor_app.services.documents.documents import Documents
from assessor_app.services.visits import Visits


def _untold(_done: int, _all: int) -> None:
    """Nobody waits."""


class RenewalLetters:
    """Made from the record as it stands. It takes time: call it from a worker."""

    def __init__(self, visits: Visits, documents: Documents, awards: Awards) -> None:
        self._visits = visits
        self._documents = documents
        self._awards = awards

    def write(
        self,
        assessments: Sequence[str],
        folder: Path,
        told: Told = _untold,
        stopped: Callable[[], bool] = lambda: False,
    ) -> tuple[Path, ...]:
        """One letter an award into `folder`, and the day it was made into the record; the files that were written.

        told: hears how many are made; stopped: True once somebody wants no more, what is made stays.
        Raises WrongUse for no assessment, Refused for one without an award or with a letter in `folder` already; the
        letters before it stay.
        """
        if not assessments:
            raise WrongUse("Choose at least one institution to write to. Nothing was made.", "empty")
        refuse_own_files(folder)
        letters = []
        for place, assessment in enumerate(assessments):
            if stopped():
                break
            letters.append(self._write(assessment, folder))
            told(place + 1, len(assessments))
        return tuple(letters)

    def _write(self, assessment: str, folder: Path) -> Path:
        record = self._visits.open(assessment)
        award = award_of(record)
        words = f"{award.number if award else ''} {record.institution.name} renewal"  # schools may share a name
        target = folder / f"{file_stem(words)}.pdf"
        if target.exists():
            raise Refused(f"{target} is there already. It was left as it is; choose another folder.", "exists")
        letter = self._documents.make(DocumentKind.RENEWAL, assessment)
        make_folder(folder)
        write_whole(target, letter)
        try:
            self._awards.note_letter(assessment).result()
        except AssayError:
            target.unlink(missing_ok=True)  # a letter that the record does not know would be sent twice
            raise
        return target
