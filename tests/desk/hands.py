"""Real key presses, pointer movements and clicks (XTest)."""

import time

from Xlib import X, threaded  # noqa: F401  threaded lets one display be used from several threads
from Xlib.display import Display
from Xlib.ext import xtest

from .keyboard import Keyboard, symbol_of

PART = 40
"""Characters whose keys are prepared together; there are only about as many spare keys."""


class Hands:
    """Keys and clicks, sent without waiting for the program."""

    def __init__(self, display_name: str) -> None:
        self.display = Display(display_name)
        self.keyboard = Keyboard(self.display)

    def key(self, combination: str) -> None:
        """Press "ctrl+shift+s", "F5", "Return", "a"."""
        names = combination.split("+") if not combination.endswith("+") else [*combination[:-2].split("+"), "plus"]
        places = [self.keyboard.named(name) for name in names if name]
        codes = [code for code, _ in places]
        if len(places) == 1 and places[0][1]:
            codes.insert(0, self.keyboard.shift)
        for code in codes:
            self._key(code, X.KeyPress)
        for code in reversed(codes):
            self._key(code, X.KeyRelease)
        self.display.sync()

    def type(self, text: str, pause: float = 0.0) -> None:
        """Type a text; `pause` is in seconds, between two keys."""
        for start in range(0, len(text), PART):
            self.keyboard.prepare(text[start : start + PART])
            for character in text[start : start + PART]:
                self._type_one(character)
                if pause:
                    self.display.sync()
                    time.sleep(pause)
        self.display.sync()

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a place on the screen."""
        xtest.fake_input(self.display, X.MotionNotify, x=int(x), y=int(y))
        self.display.sync()

    def click(self, x: float, y: float, button: int = 1, count: int = 1) -> None:
        """Click at a place on the screen."""
        self.move(x, y)
        for _ in range(count):
            xtest.fake_input(self.display, X.ButtonPress, button)
            xtest.fake_input(self.display, X.ButtonRelease, button)
        self.display.sync()

    def close(self) -> None:
        """Leave the screen."""
        self.display.close()

    def _type_one(self, character: str) -> None:
        code, level = self.keyboard.place(symbol_of(character))
        if level:
            self._key(self.keyboard.shift, X.KeyPress)
        self._key(code, X.KeyPress)
        self._key(code, X.KeyRelease)
        if level:
            self._key(self.keyboard.shift, X.KeyRelease)

    def _key(self, code: int, kind: int) -> None:
        xtest.fake_input(self.display, kind, code)
