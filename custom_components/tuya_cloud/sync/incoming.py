"""Applies the messages of hub and queue to the devices."""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

from ..model.device import Device
from ..model.doorbell import ring_item
from ..model.json_types import JsonObject, JsonValue
from .breather import Breather
from .commands import Commands
from .devices import Devices
from .listeners import call_safely
from .push_events import (
    Bound,
    DeviceMessage,
    OnlineChanged,
    PointRenamed,
    Rang,
    Renamed,
    Reported,
    SharingChanged,
    SpaceChanged,
    Unbound,
    UpdateReported,
    parse_hub_message,
)

# ms: the queue keeps messages while nobody takes them. The cloud refuses calls when the
# clocks differ by more than five minutes, so such a difference is no delay
LATE_AFTER: Final = 6 * 60_000


class IncomingMessages:
    """The messages of hub and queue, held back until the entities are there."""

    def __init__(
        self,
        devices: Devices,
        commands: Commands,
        *,
        on_bound: Callable[[], None],
        on_unbound: Callable[[str], None],
        on_sharing_changed: Callable[[], None],
        on_space_changed: Callable[[], None],
        on_applied: Callable[[], None],
        on_outdated: Callable[[], None],
        on_name_unclear: Callable[[Device], None],
        on_number_unclear: Callable[[Device, Callable[[], None]], None],
        on_update: Callable[[UpdateReported], None],
    ) -> None:
        """Register the callbacks, and hold messages back until ``release``.

        ``on_unbound`` gets a device id. ``on_applied`` is called after each message
        that may have changed a device, ``on_outdated`` when states have changed since
        the last pull without being shown. ``on_name_unclear`` gets a device of which an
        unknown data point was renamed. ``on_number_unclear`` gets a device that has
        named a data point by a number of unknown meaning, and what applies its report
        again once the numbers of the device are known. ``on_update`` gets the messages
        of firmware updates.
        """
        self._devices = devices
        self._commands = commands
        self._on_bound = on_bound
        self._on_unbound = on_unbound
        self._on_sharing_changed = on_sharing_changed
        self._on_space_changed = on_space_changed
        self._on_applied = on_applied
        self._on_outdated = on_outdated
        self._on_number_unclear = on_number_unclear
        self._on_name_unclear = on_name_unclear
        self._on_update = on_update
        self._held: deque[JsonObject] | None = deque()
        # ms since the epoch: when the last pull has ended
        self._pulled_at = 0

    @property
    def is_holding(self) -> bool:
        """Return whether messages are held back."""
        return self._held is not None

    async def release(self) -> None:
        """Handle the messages held back, and all others as they arrive."""
        held = self._held or deque()
        breather = Breather()
        while held:
            call_safely([self._handle], held.popleft())
            await breather.breathe()
        self._held = None

    def pulled(self) -> None:
        """Note that the states are those of a pull that has just ended."""
        self._pulled_at = _now_ms()

    def handle(self, message: JsonObject) -> None:
        """Apply a decrypted message, or hold it back."""
        if self._held is None:
            self._handle(message)
        else:
            self._held.append(message)

    def _handle(self, message: JsonObject) -> None:
        """Apply a message.

        A late one counts as a report, but shows no state of the past: pulls show the
        states, and one is asked for if the last one was before the message.
        """
        published_at = _late_since(message)
        is_late = published_at is not None
        if published_at is not None and published_at > self._pulled_at:
            self._on_outdated()
        match parse_hub_message(message):
            # most messages are reports
            case Reported() as report:
                if (device := self._devices.get(report.device_id)) is not None:
                    message_id = report.message_id or _id(message)
                    self._report(device, report.items, message_id, is_late)
            case SharingChanged():
                self._on_sharing_changed()
            case SpaceChanged():
                self._on_space_changed()
            case Bound() if not is_late:
                self._on_bound()
            case Unbound(device_id=device_id) if not is_late:
                self._on_unbound(device_id)
                self._on_applied()
            case DeviceMessage(device_id=device_id) as event:
                device = self._devices.get(device_id)
                if device is not None:
                    self._apply(event, device, message, is_late=is_late)

    def _apply(
        self,
        event: DeviceMessage,
        device: Device,
        message: JsonObject,
        *,
        is_late: bool,
    ) -> None:
        match event:
            case Rang(kind=kind, message_id=message_id):
                item = ring_item(device, kind, message.get("t"))
                self._report(device, [item], message_id or _id(message), is_late)
            case OnlineChanged(online=online, sent_at=sent_at) if not is_late:
                self._devices.set_online(device, online=online, sent_at=sent_at)
            case Renamed(name=name) if not is_late:
                self._devices.rename(device, name)
            case UpdateReported() if not is_late:
                self._on_update(event)
            case PointRenamed(dp_id=dp_id, name=name) if not is_late:
                if not self._devices.name_point(device, dp_id, name):
                    self._on_name_unclear(device)
            case _:
                return
        self._on_applied()

    def _report(
        self, device: Device, items: JsonValue, message_id: str, is_late: bool
    ) -> None:
        if not self._devices.dp_codes.learn_reported(device, items):
            report_again = partial(self._report, device, items, message_id, is_late)
            self._on_number_unclear(device, report_again)
            return
        update = self._devices.report(device, items, message_id, is_late=is_late)
        self._commands.confirm(device, update)
        self._on_applied()


def _id(message: JsonObject) -> str:
    """Return the id that the queue gives a message; "": the hub gives none."""
    return str(message.get("id") or "")


def _late_since(message: JsonObject) -> int | None:
    """Return when a late message was sent, in ms since the epoch; None: it is not."""
    published_at = message.get("published_at")
    if not isinstance(published_at, int) or published_at > _now_ms() - LATE_AFTER:
        return None
    return published_at


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
