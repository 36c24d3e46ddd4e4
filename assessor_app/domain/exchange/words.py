"""What an exchange did, in the same words on the screen and on the command line."""

from collections import Counter
from collections.abc import Sequence

from assessor_app.domain.exchange.contents import (
    Act,
    Clearable,
    FileResult,
    LogEntry,
    Outcome,
    ReceiptTaken,
    TakenInBundle,
)
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words, moment_words


def taken_words(taken: TakenInBundle) -> str:
    """What an import did, in words."""
    if taken.already:
        return "You already have this bundle. Nothing to do."
    if not taken.operations and not taken.files:
        return "No new changes. It confirms what others hold." if taken.receipts else "No new changes."
    words = f"Imported: {counted(taken.operations, 'change')} and {counted(taken.files, 'file')}."
    if taken.conflicts:
        clashes = counted(taken.conflicts, "change clashes", "changes clash")
        words += f" {clashes} with what is here: both versions are kept until you choose."
    if taken.missing_files:
        words += f" {counted(taken.missing_files, 'file')} still to come in another bundle."
    return words


def receipt_words(taken: ReceiptTaken) -> str:
    """What a receipt confirms, in words."""
    if taken.already:
        return "You already have this receipt. Nothing to do."
    whose = f"{taken.signer}, for the office," if taken.office else taken.signer
    if not taken.chains:
        return f"Receipt of {whose} kept. It confirms nothing that is on this computer."
    files = counted(taken.files, "file")
    return f"{whose} confirms to hold your changes up to {moment_words(taken.made)} UTC, and {files}."


def results_words(results: Sequence[FileResult]) -> str:
    """One line over an import of many files."""
    outcomes = Counter(result.outcome for result in results)
    parts = [f"{outcomes[outcome]} {outcome.value}" for outcome in Outcome if outcomes[outcome]]
    changes = sum(result.taken.operations for result in results if result.taken)
    files = sum(result.taken.files for result in results if result.taken)
    stored = f"{counted(changes, 'change')} and {counted(files, 'evidence file')} came in, and as many are stored."
    return f"{counted(len(results), 'file')}: {', '.join(parts)}. {stored}"


def clearable_words(found: Clearable, size: str) -> str:
    """What may go from this computer, and why. size: of the files, in words."""
    when = f" on {day_words(found.confirmed_at)}" if found.confirmed_at else ""
    return (
        f"{counted(found.files, 'evidence file')} ({size}); {found.signer} confirmed{when} that the office holds them."
    )


_ACTS = {
    Act.EXPORT: "Made a bundle",
    Act.IMPORT: "Imported",
    Act.RECEIPT_MADE: "Signed a receipt",
    Act.RECEIPT_TAKEN: "Took in a receipt",
    Act.CLEARED: "Removed evidence",
}


def entry_words(entry: LogEntry) -> str:
    """One entry of the log, without its time and file."""
    facts = entry.facts
    if not entry.finished:
        return "A bundle was begun and interrupted; what was left of it is removed when its place is there again."
    counts = [
        counted(int(str(facts[name])), one, f"{one}es" if one == "clash" else "")
        for name, one in (("operations", "change"), ("files", "file"), ("conflicts", "clash"), ("receipts", "receipt"))
        if facts.get(name)
    ]
    names = " and ".join(entry.people)
    who = {Act.EXPORT: f" for {names}", Act.CLEARED: f" that {names} had confirmed"}.get(entry.act, f" from {names}")
    if entry.act is Act.RECEIPT_MADE or not names:
        who = ""
    return f"{_ACTS[entry.act]}{who}: {', '.join(counts) or 'nothing new'}."
