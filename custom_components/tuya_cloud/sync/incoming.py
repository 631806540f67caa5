"""Applies the messages of hub and queue to the devices."""

import time
from collections.abc import Callable
from typing import Final

from ..model.device import Device
from ..model.doorbell import ring_item
from ..model.json_types import JsonObject, JsonValue
from .commands import Commands
from .devices import Devices
from .listeners import call_safely
from .push_events import (
    Bound,
    DeviceMessage,
    OnlineChanged,
    Rang,
    Renamed,
    Reported,
    SharingChanged,
    SpaceChanged,
    Unbound,
    parse_hub_message,
)

# ms: the queue keeps messages while nobody takes them. The cloud refuses calls when the
# clocks differ by more than five minutes, so such a difference is no delay
LATE_AFTER: Final = 6 * 60_000
# messages that wait for a pull; more than that are applied as they come
MOST_LATE: Final = 5_000


class IncomingMessages:
    """The messages of hub and queue, held back until the devices are known."""

    def __init__(
        self,
        devices: Devices,
        commands: Commands,
        *,
        on_bound: Callable[[str], None],
        on_unbound: Callable[[str], None],
        on_sharing_changed: Callable[[], None],
        on_space_changed: Callable[[], None],
        on_applied: Callable[[], None],
    ) -> None:
        """Register the callbacks, and hold messages back until ``release``.

        ``on_bound`` and ``on_unbound`` get a device id. ``on_applied`` is called after
        each message that may have changed a device.
        """
        self._devices = devices
        self._commands = commands
        self._on_bound = on_bound
        self._on_unbound = on_unbound
        self._on_sharing_changed = on_sharing_changed
        self._on_space_changed = on_space_changed
        self._on_applied = on_applied
        self._held: list[JsonObject] | None = []
        self._late: list[JsonObject] = []
        # ms since the epoch: when the last pull has ended
        self._pulled_at = 0

    @property
    def is_holding(self) -> bool:
        """Return whether messages are held back."""
        return self._held is not None

    def release(self) -> None:
        """Handle the messages held back, and all others as they arrive."""
        held, self._held = self._held or [], None
        for message in held:
            call_safely([self.handle], message)

    def pulled(self) -> None:
        """Handle the late messages, which waited for a pull."""
        self._pulled_at = _now_ms()
        late, self._late = self._late, []
        for message in late:
            call_safely([self.handle], message)

    def handle(self, message: JsonObject) -> None:
        """Apply a decrypted message.

        A late one waits for a pull: then the states are those of the pull, and the
        message counts without showing a state of the past.
        """
        if self._held is not None:
            self._held.append(message)
            return
        delay_ms = _delay_ms(message)
        if (
            delay_ms
            and _now_ms() - delay_ms > self._pulled_at
            and len(self._late) < MOST_LATE
        ):
            self._late.append(message)
            return
        match parse_hub_message(message):
            case SharingChanged():
                self._on_sharing_changed()
            case SpaceChanged():
                self._on_space_changed()
            case Bound(device_id=device_id):
                # a device of a late message is in the list that was pulled
                if not delay_ms:
                    self._on_bound(device_id)
            case Unbound(device_id=device_id):
                if not delay_ms:
                    self._on_unbound(device_id)
                    self._on_applied()
            case DeviceMessage(device_id=device_id) as event:
                device = self._devices.get(device_id)
                if device is not None:
                    self._apply(event, device, message, delay_ms / 1000)

    def _apply(
        self, event: DeviceMessage, device: Device, message: JsonObject, delay: float
    ) -> None:
        match event:
            case Reported(items=items, message_id=message_id):
                self._report(device, items, message_id or _id(message), delay)
            case Rang(kind=kind, message_id=message_id):
                item = ring_item(device, kind, message.get("t"))
                self._report(device, [item], message_id or _id(message), delay)
            case OnlineChanged(online=online, sent_at=sent_at) if not delay:
                self._devices.set_online(device, online=online, sent_at=sent_at)
            case Renamed(name=name) if not delay:
                self._devices.rename(device, name)
        self._on_applied()

    def _report(
        self, device: Device, items: JsonValue, message_id: str, delay: float
    ) -> None:
        update = self._devices.report(device, items, message_id, delay=delay)
        self._commands.confirm(device, update)


def _id(message: JsonObject) -> str:
    """Return the id that the queue gives a message; "": the hub gives none."""
    return str(message.get("id") or "")


def _delay_ms(message: JsonObject) -> int:
    """Return how long the queue has kept a message; 0: not for long."""
    published_at = message.get("published_at")
    if not isinstance(published_at, int):
        return 0
    delay = _now_ms() - published_at
    return delay if delay > LATE_AFTER else 0


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
