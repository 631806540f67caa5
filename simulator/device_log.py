"""The log that the cloud keeps of a device: reports, commands, online and offline.

Source: Tuya's page "Query device operation logs", and a recorded answer. The newest
thousand events are kept; the real cloud keeps those of seven days.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import count

from .clock import now_ms
from .json_types import JsonObject, JsonValue


class EventType(IntEnum):
    """The number of a type of event."""

    ONLINE = 1
    OFFLINE = 2
    COMMAND = 5
    FIRMWARE = 6
    REPORT = 7


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event; numbers grow with time."""

    number: int
    type: EventType
    time: int  # milliseconds since the epoch
    code: str
    value: str

    @property
    def json(self) -> JsonObject:
        """Return the event as the cloud lists it; `event_id` is its type."""
        return {
            "code": self.code,
            "event_from": "4" if self.type is EventType.COMMAND else "1",
            "event_id": int(self.type),
            "event_time": self.time,
            "status": "1",
            "value": self.value,
        }


class DeviceLog:
    """The events of one device."""

    def __init__(self) -> None:
        """Start without an event."""
        self._entries: deque[LogEntry] = deque(maxlen=1000)
        self._numbers = count(1)

    def add(self, event: EventType, code: str = "", value: JsonValue = "") -> None:
        """Add an event that happens now; values are logged as text."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        self._entries.append(LogEntry(next(self._numbers), event, now_ms(), code, text))

    def add_past(self, code: str, value: str, time: int) -> None:
        """Add a report of the past; the time is in milliseconds since the epoch."""
        number = next(self._numbers)
        entries = [
            *self._entries,
            LogEntry(number, EventType.REPORT, time, code, value),
        ]
        entries.sort(key=lambda entry: entry.time)
        self._entries.clear()
        self._entries.extend(entries)

    def newest_first(self) -> Iterator[LogEntry]:
        """Return all events."""
        return reversed(self._entries)
