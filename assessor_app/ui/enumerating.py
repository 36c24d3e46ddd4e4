"""Names and things one after the other in a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication


def in_words(things: Sequence[str]) -> str:
    """ "Grace Adebayo", "Grace Adebayo and Martin Holt", "Grace Adebayo, Martin Holt and Huw Rees"; "" for none."""
    if len(things) < 2:
        return "".join(things)
    words = QCoreApplication.translate("enumerating", "{others} and {last}")
    return words.format(others=", ".join(things[:-1]), last=things[-1])
