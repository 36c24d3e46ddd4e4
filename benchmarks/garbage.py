"""Garbage in a probe as in the program: searched for on the window's thread, and never among what is there to stay."""

import gc

from PySide6.QtWidgets import QWidget

from assessor_app.ui.garbage import GarbageSearch


def search_as_the_program_does(shown: QWidget) -> None:
    """From now on, as long as this window is there."""
    GarbageSearch(shown.windowHandle())
    gc.freeze()
