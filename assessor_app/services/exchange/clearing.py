"""Taking evidence away from this computer, once the office has confirmed by a signed receipt that it holds it."""

from datetime import datetime

from assessor_app.domain.exchange.contents import Act, Clearable
from assessor_app.domain.journal.record import shared_lanes
from assessor_app.errors import Refused
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal import exchanged
from assessor_app.models.queries import queries
from assessor_app.services.exchange.acknowledging import OFFICE, Held, held_by
from assessor_app.services.exchange.sending import Facts
from assessor_app.services.exchange.sync_log import PEOPLE
from assessor_app.services.office.roster import Standing
from assessor_app.services.visits import Visits


class Clearing:
    """The use case of freeing a laptop of what is safe elsewhere. Records stay; only files of evidence go."""

    def __init__(self, store: Store, blobs: Blobs, visits: Visits, standing: Standing) -> None:
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._standing = standing

    def clearable(self) -> tuple[Clearable, ...]:
        """The visits of which evidence may go from here, and how much."""
        if not self._standing.has_card or self._store.files is not None:
            return ()
        found = (self._facts(row.id, row.institution)[0] for row in self._visits.list())
        return tuple(each for each in found if each.files)

    def clear(self, assessment: str) -> Clearable:
        """Remove the confirmed evidence of a visit from this computer, and say what that was.

        Raises Refused when no receipt of the office lists any of it; nothing was removed then.
        """
        if self._store.files is not None:
            raise Refused(
                "The evidence lies in the folder that the office shares, not on this computer. Nothing was removed.",
                "shared-files",
            )
        record = self._visits.open(assessment)
        found, files = self._facts(assessment, record.institution.name)
        if not files:
            raise Refused(
                "The office has not confirmed by a receipt that it holds evidence of this visit, or none is left here. "
                "Nothing was removed; import the office's receipt first.",
                "not-confirmed",
            )
        facts: Facts = {PEOPLE: [found.signer], "files": found.files, "size": found.size}
        self._store.write(
            lambda writing: exchanged.note(writing, Act.CLEARED.value, record.institution.name, facts)
        ).result()
        for sha256 in files:
            self._blobs.remove(sha256)
        return found

    def _facts(self, assessment: str, institution: str) -> tuple[Clearable, list[str]]:
        with self._store.read() as reading:
            every = exchanged.evidence_files(reading)
            lanes = shared_lanes(assessment, queries.institution_of(reading, assessment))
            held = held_by(reading, self._standing.card(), OFFICE)
        elsewhere = {sha256 for other, files in every.items() if other != assessment for sha256 in files}
        here = {sha256: size for sha256, size in every.get(assessment, {}).items() if self._blobs.has(sha256)}
        safe = [sha for sha in here if sha not in elsewhere and any(held.has_file(lane, sha) for lane in lanes)]
        signer, at = _confirmed_by(held, lanes)
        size = sum(here[sha256] for sha256 in safe)
        kept = len(here) - len(safe)
        return Clearable(assessment, institution, len(safe), size, signer, at, kept), safe


def _confirmed_by(held: Held, lanes: tuple[str, ...]) -> tuple[str, datetime | None]:
    found = [held.by_lane[lane] for lane in lanes if lane in held.by_lane]
    newest = max(found, key=lambda each: each.receipt.made, default=None)
    return (newest.signer_name, newest.receipt.made) if newest else ("", None)
