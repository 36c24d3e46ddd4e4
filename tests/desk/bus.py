"""The accessibility bus (AT-SPI over D-Bus), with many questions sent before the first answer is read."""

import time
from collections.abc import Sequence
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from .waiting import PATIENCE, ProgramEnded

Reference = tuple[str, str]
"""One accessible object: the bus name of its program, and its path there."""

INTERFACES = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT_PATH = "/org/a11y/atspi/accessible/root"
REGISTRY: Reference = ("org.a11y.atspi.Registry", ROOT_PATH)
AT_ONCE = 200
"""Questions on their way at the same time; more could fill both sides' buffers and stop."""


def question(node: Reference, interface: str, member: str, signature: str = "", body: Sequence[Any] = ()) -> Message:
    """A method call to an accessible object."""
    address = DBusAddress(node[1], bus_name=node[0], interface=INTERFACES + interface)
    return new_method_call(address, member, signature or None, tuple(body))


def property_question(node: Reference, name: str, interface: str = "Accessible") -> Message:
    """A call that reads a property of an accessible object."""
    address = DBusAddress(node[1], bus_name=node[0], interface=PROPERTIES)
    return new_method_call(address, "Get", "ss", (INTERFACES + interface, name))


def owner_question(bus_name: str) -> Message:
    """A call that asks for the process behind a bus name."""
    bus = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
    return new_method_call(bus, "GetConnectionUnixProcessID", "s", (bus_name,))


def first(body: Any) -> Any:
    """The answer of a method call, None when it failed."""
    return body[0] if body else None


def plain(body: Any) -> Any:
    """The value of a property, None when it could not be read."""
    return body[0][1] if body else None


class AccessibilityBus:
    """A connection to the accessibility bus of the desk whose session bus is at the address `session`."""

    def __init__(self, session: str) -> None:
        connection = open_dbus_connection(session)
        launcher = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
        answer = connection.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=PATIENCE)
        self.address: str = answer.body[0]
        connection.close()
        self._connection = open_dbus_connection(self.address)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, message: Message) -> Any:
        """The answer to one method call, None when it failed."""
        return first(self.ask_all([message])[0])

    def ask_all(self, messages: Sequence[Message], timeout: float = PATIENCE) -> list[Any]:
        """The answers' bodies in the order of the questions; None for each that failed."""
        answers: list[Any] = []
        for start in range(0, len(messages), AT_ONCE):
            answers += self._ask_some(messages[start : start + AT_ONCE], timeout)
        return answers

    def tell(self, message: Message) -> None:
        """Send without waiting: an action that opens a modal dialog is answered only when that closes."""
        message.header.flags |= MessageFlag.no_reply_expected
        self._connection.send_message(message, serial=next(self._connection.outgoing_serial))

    def _ask_some(self, messages: Sequence[Message], timeout: float) -> list[Any]:
        open_questions = {}
        for at, message in enumerate(messages):
            serial = next(self._connection.outgoing_serial)
            self._connection.send_message(message, serial=serial)
            open_questions[serial] = at
        answers: list[Any] = [None] * len(messages)
        end = time.monotonic() + timeout
        while open_questions:
            answer = self._receive(end, timeout)
            at = open_questions.pop(answer.header.fields.get(HeaderFields.reply_serial), None)
            if at is not None and answer.header.message_type is MessageType.method_return:
                answers[at] = answer.body
        return answers

    def _receive(self, end: float, timeout: float) -> Message:
        try:
            return self._connection.receive(timeout=max(end - time.monotonic(), 0.001))
        except TimeoutError:
            raise ProgramEnded(f"no answer on the accessibility bus within {timeout:g} s") from None
