"""Applies the messages of the push hub to the devices."""

from collections.abc import Callable

from ..model.device import Device
from ..model.json_types import JsonObject
from .commands import Commands
from .devices import Devices
from .listeners import call_safely
from .push_events import (
    Bound,
    DeviceMessage,
    OnlineChanged,
    Renamed,
    Reported,
    SharingChanged,
    Unbound,
    parse_hub_message,
)


class IncomingMessages:
    """The messages of the hub, held back until the devices are known."""

    def __init__(
        self,
        devices: Devices,
        commands: Commands,
        *,
        on_bound: Callable[[str], None],
        on_unbound: Callable[[str], None],
        on_sharing_changed: Callable[[], None],
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
        self._on_applied = on_applied
        self._held: list[JsonObject] | None = []

    @property
    def is_holding(self) -> bool:
        """Return whether messages are held back."""
        return self._held is not None

    def release(self) -> None:
        """Handle the messages held back, and all others as they arrive."""
        held, self._held = self._held or [], None
        for message in held:
            call_safely([self.handle], message)

    def handle(self, message: JsonObject) -> None:
        """Apply a decrypted message."""
        if self._held is not None:
            self._held.append(message)
            return
        match parse_hub_message(message):
            case SharingChanged():
                self._on_sharing_changed()
            case Bound(device_id=device_id):
                self._on_bound(device_id)
            case Unbound(device_id=device_id):
                self._on_unbound(device_id)
                self._on_applied()
            case DeviceMessage(device_id=device_id) as event:
                device = self._devices.get(device_id)
                if device is not None:
                    self._apply(event, device)

    def _apply(self, event: DeviceMessage, device: Device) -> None:
        match event:
            case Reported(items=items, message_id=message_id):
                update = self._devices.report(device, items, message_id)
                self._commands.confirm(device, update)
            case OnlineChanged(online=online, sent_at=sent_at):
                self._devices.set_online(device, online=online, sent_at=sent_at)
            case Renamed(name=name):
                self._devices.rename(device, name)
        self._on_applied()
