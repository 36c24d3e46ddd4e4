"""Hears which objects begin to show: menus of buttons hang in no tree and cannot be found otherwise."""

import collections
import contextlib
import socket
import threading

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from .bus import Reference


class ShownObjects(threading.Thread):
    """The last objects that began to show, oldest first, in `references`."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True, name="shown-objects")
        self.references: collections.deque[Reference] = collections.deque(maxlen=50)
        self._connection = open_dbus_connection(address)
        name = "org.a11y.atspi.Registry"
        registry = DBusAddress("/org/a11y/atspi/registry", bus_name=name, interface=name)
        wanted = new_method_call(registry, "RegisterEvent", "s", ("object:state-changed:showing",))
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged")
        for message in (wanted, message_bus.AddMatch(rule)):
            self._connection.send_and_get_reply(message, timeout=5)
        self.start()

    def run(self) -> None:
        with contextlib.suppress(OSError, ConnectionError, EOFError):  # closed
            while True:
                self._hear(self._connection.receive())

    def close(self) -> None:
        """Hang up, which wakes the thread and ends it."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(5)
        self._connection.close()

    def _hear(self, message: Message) -> None:
        if message.header.message_type is not MessageType.signal or not message.body or message.body[0] != "showing":
            return
        reference = (message.header.fields[HeaderFields.sender], message.header.fields[HeaderFields.path])
        if reference in self.references:
            self.references.remove(reference)
        if message.body[1]:
            self.references.append(reference)
