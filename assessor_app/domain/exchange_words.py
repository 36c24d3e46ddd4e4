"""What an import did, in the same words on the screen and on the command line."""

from assessor_app.domain.counting import counted
from assessor_app.domain.exchange import TakenInBundle


def taken_words(taken: TakenInBundle) -> str:
    """What an import did, in words."""
    if taken.already:
        return "You already have this bundle. Nothing to do."
    words = f"Imported: {counted(taken.operations, 'change')} and {counted(taken.files, 'file')}."
    if taken.conflicts:
        clashes = counted(taken.conflicts, "change clashes", "changes clash")
        words += f" {clashes} with what is here: both versions are kept until you choose."
    if taken.missing_files:
        words += f" {counted(taken.missing_files, 'file')} still to come in another bundle."
    return words
