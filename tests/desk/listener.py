"""Hears what the programs on the desk say by themselves: what begins to show, and where the keyboard goes.

Menus of buttons hang in no tree and cannot be found otherwise.
"""

import collections
import contextlib
import socket
import threading

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from .bus import Reference
from .waiting import PATIENCE


class Listener(threading.Thread):
    """shown: the last objects that began to show, oldest first; focus_changes: how often the keyboard moved."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True, name="listener")
        self.shown: collections.deque[Reference] = collections.deque(maxlen=50)
        self.focus_changes = 0
        self._connection = open_dbus_connection(address)
        name = "org.a11y.atspi.Registry"
        registry = DBusAddress("/org/a11y/atspi/registry", bus_name=name, interface=name)
        kinds = [f"object:state-changed:{state}" for state in ("showing", "focused")]
        wanted = [new_method_call(registry, "RegisterEvent", "s", (kind,)) for kind in kinds]
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged")
        for message in (*wanted, message_bus.AddMatch(rule)):
            self._connection.send_and_get_reply(message, timeout=PATIENCE)
        self.start()

    def run(self) -> None:
        with contextlib.suppress(OSError, ConnectionError, EOFError):  # closed
            while True:
                self._hear(self._connection.receive())

    def close(self) -> None:
        """Hang up, which wakes the thread and ends it."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(60)
        self._connection.close()

    def _hear(self, message: Message) -> None:
        if message.header.message_type is not MessageType.signal or not message.body:
            return
        state, on = message.body[:2]
        if state == "showing":
            self._note_shown((message.header.fields[HeaderFields.sender], message.header.fields[HeaderFields.path]), on)
        elif state == "focused" and on:
            self.focus_changes += 1

    def _note_shown(self, reference: Reference, on: int) -> None:
        if reference in self.shown:
            self.shown.remove(reference)
        if on:
            self.shown.append(reference)
