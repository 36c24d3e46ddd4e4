"""Checking an award: a credential as JSON or inside a picture, a QR code's text, a register of awards."""

import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assessor_app.credentials.baking import PNG, baked_in
from assessor_app.credentials.compact import PREFIX, check_compact
from assessor_app.credentials.open_badge import number_of
from assessor_app.credentials.proof import check_proof
from assessor_app.domain.award.register import AwardRegister, RegisteredAward
from assessor_app.domain.verdict import Verdict
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import Refused
from assessor_app.files import read_small
from assessor_app.services.awards.known_registers import LARGEST as LARGEST_REGISTER
from assessor_app.services.awards.known_registers import KnownRegisters
from assessor_app.services.office.roster import Standing
from assessor_app.sync.register_file import read_register

KIND = "credential"
LARGEST = 4 << 20
"""Bytes of a credential or of a picture that carries one."""


def looks_like_credential(head: bytes) -> bool:
    """Whether a file that begins like this may hold an award: JSON, a PNG or SVG, or the text of a QR code."""
    start = head.lstrip()
    return head.startswith(PNG) or start.startswith((b"{", b"<svg", b"<?xml", PREFIX.encode()))


class AwardChecks:
    """Awards against what this profile knows: the office's card, and a register when there is one at hand.

    register: a register file to go by; without one the office's own, where this profile has it, or else the latest
    that was checked here. A later one that is known here takes the place of an older one.
    """

    def __init__(self, profile: Path, now: datetime, register: Path | None = None) -> None:
        self._standing = Standing(profile)
        self._today = now.astimezone(UTC).date()
        self._profile = profile
        self._named = register

    def file(self, file: Path) -> Verdict:
        """A credential, a picture with one, or a QR code's text in a file. Raises Refused for one that is not sound."""
        content = read_small(file, "The file", LARGEST)
        if content.lstrip().startswith(PREFIX.encode()):
            return self.code(content.decode("ascii", "replace"))
        text = baked_in(content) if not content.lstrip().startswith(b"{") else content.decode("utf-8", "replace")
        if not text:
            raise Refused(f"{file.name} carries no award. Nothing was changed.", "unknown-kind")
        return self.credential(text)

    def credential(self, text: str) -> Verdict:
        """A credential as JSON text."""
        credential = _read(text)
        did = check_proof(credential)
        listed = self._known(did)
        register = self._register()
        found = register.of_credential(str(credential.get("id"))) if register else None
        holder, name = _holder(credential), str(credential.get("name", ""))
        words = f"An award: {name}, to {holder}, number {number_of(credential) or 'unknown'}, whole and signed."
        start, end = (str(credential.get(name, ""))[:10] for name in ("validFrom", "validUntil"))
        dates = _dates(start, end, self._today)
        good = bool(listed) and not dates and self._holds(register, found)
        who = listed or _stranger(credential)
        return Verdict(KIND, good, (words, who, *([dates] if dates else []), *self._standing_words(register, found)))

    def code(self, text: str) -> Verdict:
        """The text of a certificate's QR code."""
        award, did = check_compact(text, self._dids())
        register = self._register()
        found = register.find(award.number) if register else None
        until = f" until {award.until_on}" if award.until_on else ""
        words = (
            f"A certificate's QR code: {award.mark}, {award.award}, to {award.holder}, number {award.number}, valid "
            f"from {award.given_on}{until}, whole and signed."
        )
        dates = _dates(award.given_on.isoformat(), award.until_on.isoformat() if award.until_on else "", self._today)
        good = not dates and self._holds(register, found)
        said = (words, self._known(did), *([dates] if dates else []), *self._standing_words(register, found))
        return Verdict(KIND, good, said)

    def register(self, file: Path) -> Verdict:
        """A register of awards."""
        register, fork = self._checked(file)
        later = self._known_registers.later(register)
        holding = sum(each.holds(self._today) for each in register.awards)
        words = (
            f"The register of awards of {register.office}, number {register.number}, made {register.made_at}: "
            f"{counted(len(register.awards), 'award')}, of which {holding} hold today. Whole, signed by the office."
        )
        newer = f"Number {later} of it is known here; ask for the newest." if later else ""
        return Verdict("register", not fork, (words, *filter(None, (fork or newer,))))

    def replaced_words(self, hashes: Collection[str]) -> str:
        """What the latest register that is known here says of a report, by the hashes of what its file was at each
        signature; "" where it says nothing."""
        register = self._known_registers.latest()
        found = register.replaced_report(hashes) if register else None
        if register is None or found is None:
            return ""
        so_says = f"So says the register of {register.office} as of {register.made_at}."
        signed = date.fromisoformat(found.replaced_on)
        return f"Version {found.replaced_by} of it, signed on {day_words(signed)}, has replaced this one. {so_says}"

    @property
    def _known_registers(self) -> KnownRegisters:
        return KnownRegisters(self._profile, self._roots())

    def _checked(self, file: Path) -> tuple[AwardRegister, str]:
        """A register that the office signed, and what speaks against it beside what is known here, which remembers it
        from now on. Raises Refused for one that it did not sign."""
        raw = read_small(file, "The register", LARGEST_REGISTER)
        found, known = read_register(raw, self._roots()), self._known_registers
        fork = known.fork(found)
        known.remember(raw, found)
        return found, fork

    def _holds(self, register: AwardRegister | None, found: RegisteredAward | None) -> bool:
        return register is None or (found is not None and found.holds(self._today) and not self._fork)

    def _standing_words(self, register: AwardRegister | None, found: RegisteredAward | None) -> tuple[str, ...]:
        if register is None:
            return ("No register is at hand, so whether it was withdrawn or replaced since is not known.",)
        fork = (self._fork,) if self._fork else ()
        if found is None:
            return (f"The register of {register.office} as of {register.made_at} does not list it.", *fork)
        return (f"{found.sentence(self._today)} So says the register as of {register.made_at}.", *fork)

    @cached_property
    def _at_hand(self) -> tuple[AwardRegister | None, str]:
        """The register that counts, and what speaks against it."""
        known = self._known_registers
        file = self._named or (known.own_file if known.own_file.is_file() else None)
        if file is None:
            return known.latest(), ""
        found, fork = self._checked(file)
        return (known.latest() if known.later(found) and not fork else found), fork

    @property
    def _fork(self) -> str:
        return self._at_hand[1]

    def _register(self) -> AwardRegister | None:
        return self._at_hand[0]

    def _roots(self) -> tuple[bytes, ...]:
        return self._standing.card().roots if self._standing.has_card else ()

    def _dids(self) -> tuple[str, ...]:
        card = self._standing.card().award_keys if self._standing.has_card else ()
        register = self._register()
        return (*card, *(register.keys if register else ()))

    def _known(self, did: str) -> str:
        """Who vouches for the key; empty when nobody does."""
        if self._standing.has_card and did in self._standing.card().award_keys:
            return f"The card of {self._standing.card().office} lists the key that signed it."
        register = self._register()
        listed = register is not None and did in register.keys
        return f"The register of {register.office} lists the key that signed it." if register and listed else ""


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
        if isinstance(found, dict) and "OpenBadgeCredential" in found.get("type", ()):
            return found
    except (ValueError, RecursionError, TypeError):
        pass
    raise Refused("This is not an award that Assay can read. Nothing was changed.", "unknown-kind")


def _holder(credential: dict[str, Any]) -> str:
    names = {}
    subject = credential.get("credentialSubject", {})
    for each in subject.get("identifier", ()) if isinstance(subject, dict) else ():
        if isinstance(each, dict):
            names[each.get("identityType")] = str(each.get("identityHash", ""))
    return names.get("name") or names.get("ext:organizationName") or "a holder that it does not name"


def _dates(start: str, end: str, today: date) -> str:
    """What is wrong with the dates (ISO form); empty when it holds today."""
    if start and start > today.isoformat():
        return f"It does not hold before {start}."
    return f"It ran out on {end}." if end and end < today.isoformat() else ""


def _stranger(credential: dict[str, Any]) -> str:
    issuer = credential.get("issuer")
    name = issuer.get("name", "somebody") if isinstance(issuer, dict) else "somebody"
    return (
        f"It says that {name} issued it, but neither the office's card nor a register here lists the key. Anybody can "
        "write a name: ask the office for its newest card."
    )
