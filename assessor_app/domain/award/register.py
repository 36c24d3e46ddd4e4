"""The register of an office's awards: which hold, which were replaced, which were withdrawn. Signed as a whole."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, Final

from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.errors import Refused

FORMAT: Final = "assay-award-register"
VERSION: Final = 1


class AwardStatus(Enum):
    """What became of an award. It is never taken out of the register."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RegisteredAward:
    """One award. credential: its id; sha256: of the credential as issued; subject: id of the holder in it; days in ISO
    form, "" where there is none;
    changed_on and reason say when and why it was replaced or withdrawn; replaced_by: the number of the next one."""

    number: str
    credential: str
    sha256: str
    subject: str
    holder: str
    mark: str
    award: str
    given_on: str
    until_on: str
    status: AwardStatus = AwardStatus.VALID
    changed_on: str = ""
    reason: str = ""
    replaced_by: str = ""

    def sentence(self, today: date) -> str:
        """What became of it, for people."""
        if self.status is AwardStatus.WITHDRAWN:
            return f"It was withdrawn on {self.changed_on}{f': {self.reason}' if self.reason else ''}."
        if self.status is AwardStatus.SUPERSEDED:
            return f"It was replaced by number {self.replaced_by} on {self.changed_on}."
        if self.until_on and self.until_on < today.isoformat():
            return f"It ran out on {self.until_on}."
        if self.given_on > today.isoformat():
            return f"It does not hold before {self.given_on}."
        return f"It holds{f' until {self.until_on}' if self.until_on else ''}."

    def holds(self, today: date) -> bool:
        """True for an award that is in force on this day."""
        day = today.isoformat()
        return self.status is AwardStatus.VALID and self.given_on <= day and (not self.until_on or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class ReplacedReport:
    """A signed report that a later version has replaced, by the SHA-256 of its file, so that the register tells nobody
    whose it is. replaced_by: number of that version; replaced_on: the day on which it was signed, in ISO form."""

    sha256: str
    replaced_by: int
    replaced_on: str


@dataclass(frozen=True, slots=True)
class AwardRegister:
    """office: its name; realm: as on its card; number only ever rises; made_at: ISO 8601 UTC; keys: the did:keys that
    its credentials are signed with, newest first; reports: those that were replaced, by their hash."""

    office: str
    realm: str
    number: int
    made_at: str
    keys: tuple[str, ...]
    awards: tuple[RegisteredAward, ...]
    reports: tuple[ReplacedReport, ...] = ()

    def replaced_report(self, hashes: Collection[str]) -> ReplacedReport | None:
        """The entry of a report, by the hashes of what its file was at each signature; None for one that is not said
        to be replaced."""
        return next((each for each in self.reports if each.sha256 in hashes), None)

    def with_reports(self, replaced: Iterable[ReplacedReport]) -> "AwardRegister":
        """With reports that were replaced since, or once more. None is ever taken out."""
        known = {each.sha256: each for each in self.reports}
        for each in replaced:
            if each.sha256 not in known or known[each.sha256].replaced_by < each.replaced_by:
                known[each.sha256] = each
        return replace(self, reports=tuple(known[sha256] for sha256 in sorted(known)))

    def find(self, number: str) -> RegisteredAward | None:
        """The award with this certificate number."""
        return next((each for each in self.awards if each.number == number), None)

    def goes_on_from(self, earlier: "AwardRegister") -> bool:
        """Whether this can be what the same register became: nothing is missing, and what was over is over still.

        An office's folder that is used in two copies signs two registers, neither of which goes on from the other.
        """
        now = {(each.number, each.credential, each.subject): each.status for each in self.awards}
        of_then = (((each.number, each.credential, each.subject), each.status) for each in earlier.awards)
        return all(award in now and _may_become(status, now[award]) for award, status in of_then)

    def of_credential(self, credential: str) -> RegisteredAward | None:
        """The award that a credential is of, by the credential's id."""
        return next((each for each in self.awards if each.credential == credential), None)

    def replaced_by(self, newer: RegisteredAward) -> tuple[str, ...]:
        """Numbers of the awards of the same mark to the same holder that a new one takes the place of."""
        return tuple(
            each.number
            for each in self.awards
            if (each.subject, each.mark, each.status) == (newer.subject, newer.mark, AwardStatus.VALID)
            and each.given_on <= newer.given_on
        )

    def with_award(self, newer: RegisteredAward, on: date) -> "AwardRegister":
        """With a new award, by which others are replaced on that day; the same when it is in it already."""
        there = self.find(newer.number)
        if there is not None and there.sha256 == newer.sha256:
            return self
        gone = self.replaced_by(newer)
        kept = tuple(
            replace(each, status=AwardStatus.SUPERSEDED, changed_on=on.isoformat(), replaced_by=newer.number)
            if each.number in gone
            else each
            for each in self.awards
            if each.number != newer.number
        )
        return replace(self, awards=(*kept, newer))

    def with_changed(self, award: RegisteredAward) -> "AwardRegister":
        """With what became of an award that is in it."""
        return replace(self, awards=tuple(award if each.number == award.number else each for each in self.awards))


def _may_become(before: AwardStatus, after: AwardStatus) -> bool:
    order = (AwardStatus.VALID, AwardStatus.SUPERSEDED, AwardStatus.WITHDRAWN)
    return order.index(before) <= order.index(after)


def forked(one: AwardRegister, other: AwardRegister) -> bool:
    """True for two registers of one office that cannot both be its own: two with one number, or a later one that does
    not go on from the earlier one."""
    if one.realm != other.realm or one == other:
        return False
    earlier, later = sorted((one, other), key=lambda each: each.number)
    return earlier.number == later.number or not later.goes_on_from(earlier)


def fork_words(one: AwardRegister, other: AwardRegister) -> str:
    """What a person is told of two registers that are forked."""
    signed = " and ".join(f"number {each.number}, made {each.made_at}" for each in (one, other))
    return (
        f"{one.office} has signed two registers that do not go on from one another: {signed}. Its folder is used in "
        "two copies, so an award may stand in one and be withdrawn in the other. Ask the office which holds; there it "
        "gives and withdraws again what only the other one lists."
    )


def register_bytes(register: AwardRegister) -> bytes:
    """The register as the one spelling that is signed."""
    awards: list[Json] = [{**_texts(each), "status": each.status.value} for each in register.awards]
    reports: list[Json] = [asdict(each) for each in register.reports]
    return canonical_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "office": register.office,
            "realm": register.realm,
            "number": register.number,
            "made_at": register.made_at,
            "keys": list(register.keys),
            "awards": awards,
            **({"reports": reports} if reports else {}),
        }
    )


def parse_register(content: bytes) -> AwardRegister:
    """Read a register whose signature has been checked. Raises Refused for any spelling but its own."""
    try:
        found = json.loads(content)
        if (found["format"], found["version"]) != (FORMAT, VERSION):
            raise ValueError("another format")
        register = AwardRegister(
            found["office"],
            found["realm"],
            found["number"],
            found["made_at"],
            tuple(found["keys"]),
            tuple(_award(each) for each in found["awards"]),
            tuple(_report(each) for each in found.get("reports", [])),
        )
        if register_bytes(register) != content:
            raise ValueError("another spelling")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused(
            "This register of awards is not one that this Assay can read. Nothing was changed; ask for it again.",
            "bad-register",
        ) from None
    return register


def _texts(award: RegisteredAward) -> dict[str, Json]:
    return {field.name: str(getattr(award, field.name)) for field in fields(award) if field.name != "status"}


def _report(found: dict[str, Any]) -> ReplacedReport:
    report = ReplacedReport(**found)
    kinds = (type(report.sha256), type(report.replaced_by), type(report.replaced_on))
    if kinds != (str, int, str):
        raise TypeError("report")
    date.fromisoformat(report.replaced_on)
    return report


def _award(found: dict[str, Any]) -> RegisteredAward:
    if not all(isinstance(value, str) for value in found.values()):
        raise TypeError("text")
    return RegisteredAward(**{**found, "status": AwardStatus(found["status"])})
