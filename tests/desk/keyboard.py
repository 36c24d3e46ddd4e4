"""Which key gives which character; characters that no key has are put on spare keys."""

import time

from Xlib import XK
from Xlib.display import Display

NAMED = {
    "ctrl": "Control_L",
    "shift": "Shift_L",
    "alt": "Alt_L",
    "enter": "Return",
    "esc": "Escape",
    "pgup": "Prior",
    "pgdn": "Next",
    "del": "Delete",
}
WRITTEN = {"\n": XK.XK_Return, "\t": XK.XK_Tab}


def symbol_of(character: str) -> int:
    """X's number (keysym) of a character."""
    number = ord(character)
    if character in WRITTEN:
        return int(WRITTEN[character])
    return number if 0x20 <= number < 0x7F or 0xA0 <= number < 0x100 else 0x1000000 + number


class Keyboard:
    """The key map of a display, as it was found and as changed here."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._places: dict[int, tuple[int, int]] = {}  # symbol -> key code, level (1: with Shift)
        self._borrowed: dict[int, int] = {}  # symbol -> key code lent to it
        lowest, highest = display.display.info.min_keycode, display.display.info.max_keycode
        mapping = display.get_keyboard_mapping(lowest, highest - lowest + 1)
        self._spare = [lowest + at for at, symbols in enumerate(mapping) if not any(symbols)]
        for level in (0, 1):  # a key that needs no Shift comes first
            for at, symbols in enumerate(mapping):
                if level < len(symbols) and symbols[level]:
                    self._places.setdefault(symbols[level], (lowest + at, level))
        self.shift = self._places[XK.XK_Shift_L][0]

    def prepare(self, text: str) -> None:
        """Lend a spare key to each character that has none, before the first is typed."""
        lacking = [s for s in dict.fromkeys(map(symbol_of, text)) if s not in self._places and s not in self._borrowed]
        for symbol in lacking:
            if not self._spare:
                self._spare.append(self._borrowed.pop(next(iter(self._borrowed))))
            code = self._borrowed[symbol] = self._spare.pop()
            self._display.change_keyboard_mapping(code, [(symbol,) * 4])
        if lacking:
            self._display.sync()
            time.sleep(0.2)  # programs read the new map in their own time and say nothing when they have

    def place(self, symbol: int) -> tuple[int, int]:
        """Key code and level of a symbol."""
        return self._places.get(symbol) or (self._borrowed[symbol], 0)

    def named(self, name: str) -> tuple[int, int]:
        """Key code and level of a key by its name ("Return", "pgdn", "F5") or of one character."""
        symbol = XK.string_to_keysym(NAMED.get(name.lower(), name))
        if not symbol:
            symbol = symbol_of(name)
            self.prepare(name)
        return self.place(symbol)
