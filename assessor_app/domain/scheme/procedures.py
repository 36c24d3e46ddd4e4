"""Fees, complaints and appeals as a scheme states them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fee:
    """What a mark costs. `amount` is a decimal number as text ("575.00"), "" when it is agreed on enquiry;
    `currency` is its ISO 4217 code; payer: who pays this line ("members"); stage: the stage it is due in."""

    title: str
    amount: str = ""
    currency: str = ""
    source: str = ""
    payer: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """One step of a procedure. due_days: working days after receipt, 0 when the owner names no time; letter: it ends
    with a letter to who complained."""

    text: str
    id: str = ""
    due_days: int = 0
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """How the owner deals with a complaint or an appeal: steps in order, and what may be brought forward.

    not_by: who may not handle it, of "assessor", "verifier", "adviser" and "panel";
    sealed_evidence: only evidence that was in the ledger when the visit ended is admitted.
    """

    steps: tuple[ProcedureStep, ...]
    admissible: str = ""
    source: str = ""
    not_by: tuple[str, ...] = ()
    sealed_evidence: bool = False
    handled_by: str = ""
