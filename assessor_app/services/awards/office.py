"""The office's awards as a whole: the register as people read it, issuing, and withdrawing with a second person."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import AssessmentSummary
from assessor_app.domain.award.lines import AwardLine, AwardPlan, AwardState, WithdrawalStep, is_signed, state_of
from assessor_app.domain.award.register import AwardStatus, RegisteredAward
from assessor_app.domain.award.withdrawing import same_name
from assessor_app.domain.cycle.cycle import DECLINED, DEFERRED, Withdrawal
from assessor_app.domain.journal.clock import today
from assessor_app.domain.people import Person, Role
from assessor_app.errors import AssayError, Refused, WrongUse
from assessor_app.files import refuse_own_files
from assessor_app.models.database.store import Store
from assessor_app.models.queries.award_rows import Decided, HeldAward, all_awards, latest_decisions
from assessor_app.models.queries.queries import list_assessments
from assessor_app.services.awards.awards import Awards
from assessor_app.services.awards.credentials import Credentials, IssuedAward
from assessor_app.services.awards.statements import AwardRequest
from assessor_app.services.schemes.shelf import SchemeShelf


class OfficeAwards:
    """What an administrator sees and does about all awards. Reading takes time: call it from a worker."""

    def __init__(
        self,
        store: Store,
        awards: Awards,
        credentials: Credentials,
        shelf: SchemeShelf,
        person: Person,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._awards = awards
        self._credentials = credentials
        self._shelf = shelf
        self._person = person
        self._clock = clock

    @property
    def signs_here(self) -> bool:
        """True where the office's root key is: only there an award is issued and the register signed."""
        return self._credentials.signs_here

    def list(self) -> tuple[AwardLine, ...]:
        """Every award, those still to be issued first. Raises Refused for somebody who is no administrator."""
        refuse_others(self._person)
        with self._store.read() as reading:
            held, decided = all_awards(reading), latest_decisions(reading)
            summaries = {each.id: each for each in list_assessments(reading)}
        listed = self._listed()
        given = {each.award.assessment for each in held}
        waiting = [
            self._waiting(each)
            for each in decided
            if each.assessment.id not in given and each.decision.outcome not in (DEFERRED, DECLINED)
        ]
        return (*waiting, *(self._line(each, summaries, listed) for each in held))

    def plan(self, assessment: str, number: str = "") -> AwardPlan:
        """What `issue` would do, and how the certificate will look."""
        refuse_others(self._person)
        return self._credentials.plan(assessment, AwardRequest(number=number))

    def issue(self, assessment: str, number: str, target: Path, passphrase: str) -> IssuedAward:
        """Give what the panel decided, or make the files of an award again: the record, the signed register and the
        files in `target`, in one step. Raises what `Credentials.issue` raises."""
        refuse_others(self._person)
        refuse_own_files(target)
        return self._credentials.issue(assessment, AwardRequest(number=number), target, passphrase)

    def find(self, number: str) -> AwardLine:
        """The award with this certificate number. Raises WrongUse for none or several."""
        found = [each for each in self.list() if each.award and each.number == number.strip()]
        if len(found) != 1:
            words = "No award" if not found else f"{len(found)} awards"
            raise WrongUse(f"{words} in the record here have the number {number}. Nothing was changed.", "not-known")
        return found[0]

    def needs_passphrase(self, award: str) -> bool:
        """True when the next step of a withdrawal signs the register here."""
        line = self._of(award)
        others = any(not self._is_mine(each) for each in line.withdrawals)
        complete = line.state is AwardState.WITHDRAWN
        return self.signs_here and (others or complete) and self._in_register(line)

    def withdraw(self, award: str, reason: str, passphrase: str | None = None) -> WithdrawalStep:
        """Withdraw an award: the first administrator asks, a second one agrees; then it is withdrawn, and where the
        office's key is the signed register says so in the same step.

        passphrase: of the root key, where `needs_passphrase`. Raises WrongUse for a first word without a reason,
        Refused ("gone", "second-person", "wrong-passphrase"); then nothing was changed.
        """
        line = self._of(award)
        mine = any(map(self._is_mine, line.withdrawals))
        self._refuse(line, mine, reason)
        signs = self.needs_passphrase(award)
        if signs:
            self._credentials.check(passphrase or "")
        if not mine and line.state is not AwardState.WITHDRAWN:
            self._awards.say_withdraw(line.institution, line.award, reason).result()
        after = self._of(award)
        if signs and after.state is AwardState.WITHDRAWN:  # the other word may have been taken back meanwhile
            since = after.withdrawals[1].said_on if len(after.withdrawals) > 1 else ""
            self._credentials.withdraw(after.number, after.reason, passphrase or "", since)
        return self._step(self._of(award))

    def keep(self, award: str) -> WithdrawalStep:
        """Take back this administrator's word on a withdrawal. Raises Refused when they gave none, or it is done."""
        line = self._of(award)
        if line.state is AwardState.WITHDRAWN:
            raise Refused("This award is withdrawn already. Nothing was changed; give a new one instead.", "gone")
        if self._person.id not in {each.person for each in line.withdrawals}:
            raise Refused("You have not asked to withdraw this award. Nothing was changed.", "not-asked")
        self._awards.take_back_word(line.institution, line.award).result()
        return self._step(self._of(award))

    def _is_mine(self, said: Withdrawal) -> bool:
        """A word of this administrator, also one under another id that the office gave them."""
        return said.person == self._person.id or same_name(said.name, self._person.name)

    def _refuse(self, line: AwardLine, mine: bool, reason: str) -> None:
        if line.state is AwardState.WITHDRAWN and line.signed:
            raise Refused(f"Number {line.number} is withdrawn already. Nothing was changed.", "gone")
        if line.state is AwardState.WITHDRAWN:
            return
        if mine:
            raise Refused(
                f"{line.withdrawals[0].name} has asked for this already. A second administrator must agree, who is "
                "somebody else and has another name; nothing was changed.",
                "second-person",
            )
        if not line.withdrawals and not reason.strip():
            raise WrongUse("Say why the award is withdrawn. Nothing was changed.", "no-reason")

    def _step(self, line: AwardLine) -> WithdrawalStep:
        complete = line.state is AwardState.WITHDRAWN
        names = tuple(each.name for each in line.withdrawals)
        signed = None if self.signs_here and not self._in_register(line) else complete and line.signed
        return WithdrawalStep(line.number, line.holder, complete, signed, names)

    def _of(self, award: str) -> AwardLine:
        found = next((each for each in self.list() if each.award == award), None)
        if found is None:
            raise WrongUse("This award is not in the record here. Nothing was changed.", "not-known")
        return found

    def _in_register(self, line: AwardLine) -> bool:
        return line.number in self._listed()

    def _listed(self) -> Mapping[str, RegisteredAward]:
        """The signed register by number; empty where there is none."""
        if not self.signs_here:
            return {}
        return {each.number: each for each in self._credentials.register().awards}

    def _line(
        self, held: HeldAward, summaries: Mapping[str, AssessmentSummary], listed: Mapping[str, RegisteredAward]
    ) -> AwardLine:
        award, entry, day = held.award, listed.get(held.award.number), today(self._clock)
        summary = summaries.get(award.assessment)
        state = state_of(award, entry, day)
        return AwardLine(
            assessment=award.assessment,
            institution=held.institution,
            holder=held.holder,
            mark=summary.scheme_title if summary else self._title(award.scheme),
            award=award.id,
            outcome=award.outcome,
            outcome_name=award.outcome_name,
            number=award.number,
            given_on=award.given_on,
            until_on=award.until_on,
            state=state,
            withdrawals=award.withdrawals,
            replaced_by=entry.replaced_by if entry and entry.status is AwardStatus.SUPERSEDED else "",
            renewal_asked_on=award.renewal_asked_on,
            followed_by=held.followed_by,
            signed=is_signed(state, entry) if self.signs_here else state is not AwardState.WITHDRAWN,
            can_rise=self._can_rise(award.scheme, award.outcome),
        )

    def _waiting(self, decided: Decided) -> AwardLine:
        summary, decision = decided.assessment, decided.decision
        return AwardLine(
            assessment=summary.id,
            institution=decided.institution,
            holder=summary.institution,
            mark=summary.scheme_title,
            award="",
            outcome=decision.outcome,
            outcome_name=self._outcome_name(summary.scheme, decision.outcome),
            number="",
            given_on="",
            until_on="",
            state=AwardState.TO_ISSUE,
        )

    def _title(self, scheme: str) -> str:
        try:
            return self._shelf.get(scheme).short_title
        except AssayError:  # a mark that this computer does not know is told by its id
            return scheme

    def _outcome_name(self, scheme: str, outcome: str) -> str:
        try:
            return next((each.name for each in self._shelf.get(scheme).outcomes if each.id == outcome), outcome)
        except AssayError:
            return outcome

    def _can_rise(self, scheme: str, outcome: str) -> bool:
        try:
            mark = self._shelf.get(scheme)
        except AssayError:
            return False
        return any(not each.mark for each in mark.upgrades) and mark.outcomes[-1].id != outcome


def refuse_others(person: Person) -> None:
    """Raise Refused for somebody who is no administrator."""
    if Role.ADMINISTRATOR not in person.roles:
        raise Refused("Only an administrator works with awards. Nothing was changed.", "role")
