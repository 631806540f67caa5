"""Decides which config entry has a device that several accounts see.

The first entry that has it keeps it. Home Assistant's device registry remembers which
one that is, so the order of a start does not matter. The other entries leave the device
out, and one of them takes it over when its owner is removed or disabled, or when the
owner's account loses it. An entry that is enabled again does not get it back.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..cloud.answers import DeviceDocument
from ..const import DOMAIN, LOGGER
from .background import BackgroundTasks
from .breather import Breather
from .corrections import copy_corrections
from .device_options import copy_options
from .listeners import call_safely
from .rehoming import move_device

# seconds: an entry takes over many devices in that time
_RELOAD_DELAY: Final = 10


class Ownership:
    """The devices of one config entry, and those that it leaves to others."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        background: BackgroundTasks,
        on_taken_over: Callable[[], None],
    ) -> None:
        """Prepare; ``on_taken_over`` is called when devices are to be read."""
        # ids of the devices that the account sees and another entry has
        self.left_out: set[str] = set()
        # ids of the devices of this entry; the registry has most of them, too
        self.claimed: set[str] = set()
        self._hass = hass
        self._entry = entry
        self._entry_id = entry.entry_id
        self._background = background
        self._on_taken_over = on_taken_over
        self._disconnect: CALLBACK_TYPE | None = None
        self._cancel_reload: CALLBACK_TYPE | None = None
        self._release_listeners: list[Callable[[str], None]] = []

    @property
    def seen(self) -> set[str]:
        """Return the ids of all devices that the account sees, as far as is known."""
        return self.claimed | self.left_out

    def on_release(self, listener: Callable[[str], None]) -> CALLBACK_TYPE:
        """Call a listener with the id of each device that has left the account."""
        self._release_listeners.append(listener)
        return lambda: self._release_listeners.remove(listener)

    def open(self) -> None:
        """Have other entries respect the claims of this one."""
        _running(self._hass)[self._entry_id] = self
        self._disconnect = async_dispatcher_connect(
            self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed
        )

    def close(self) -> None:
        """Keep only the claims that the registry has; a disabled entry keeps none."""
        _running(self._hass).pop(self._entry_id, None)
        if self._disconnect:
            self._disconnect()
            self._disconnect = None
        if self._cancel_reload:
            self._cancel_reload()
            self._cancel_reload = None

    def claim(self, device_id: str, former: ConfigEntry | None = None) -> bool:
        """Return whether this entry has a device, which it takes if nobody has it.

        ``former`` is the owner if that is being removed.
        """
        registered = _registered(self._hass, device_id)
        if self._owner_among(registered, device_id) != self._entry_id:
            self.left_out.add(device_id)
            return False
        if registered and not any(
            device.config_entry_id == self._entry_id for device in registered
        ):
            self._take(registered[0], device_id, former)
        self.left_out.discard(device_id)
        self.claimed.add(device_id)
        return True

    def sort_out(self, documents: Iterable[DeviceDocument]) -> list[DeviceDocument]:
        """Return the documents of the devices that this entry has."""
        return [document for document in documents if self.claim(document["id"])]

    def release(self, device_id: str) -> None:
        """Give up a device that has left the account."""
        self.claimed.discard(device_id)
        self.left_out.discard(device_id)
        call_safely([*self._release_listeners], device_id)

    async def reclaim(self, former: ConfigEntry | None = None) -> None:
        """Take over the devices left out whose owner has gone."""
        breather = Breather()
        taken = 0
        for device_id in [*self.left_out]:
            await breather.breathe()
            # it may have left the account meanwhile
            if device_id in self.left_out:
                taken += self.claim(device_id, former)
        if taken:
            LOGGER.info("Devices taken over from another account: %d", taken)
            self._on_taken_over()

    def heir_of(self, device_id: str) -> Ownership | None:
        """Return the other entry that takes over a device this one loses."""
        for other in _running(self._hass).values():
            if other is not self and device_id in other.left_out:
                return other
        return None

    def inherit(self, device: dr.DeviceEntry, device_id: str) -> None:
        """Take over a device that its owner's account has lost."""
        self._take(device, device_id)
        self.claim(device_id)
        self._on_taken_over()

    def _take(
        self,
        device: dr.DeviceEntry,
        device_id: str,
        former: ConfigEntry | None = None,
    ) -> None:
        """Take over what is registered of a device, and what the user says of it."""
        former = former or self._hass.config_entries.async_get_entry(
            device.config_entry_id
        )
        move_device(self._hass, device, self._entry_id)
        if former is not None:
            copy_corrections(
                self._hass, former, self._entry, device_id, device.model_id or ""
            )
            if copy_options(self._hass, former, self._entry, device_id):
                self._reload_soon()

    def _reload_soon(self) -> None:
        """Set this entry up again, once for all devices that are taken over now.

        Options are read at the set-up only.
        """
        if self._cancel_reload is None:
            self._cancel_reload = async_call_later(
                self._hass, _RELOAD_DELAY, self._reload
            )

    @callback
    def _reload(self, _now: datetime) -> None:
        self._cancel_reload = None
        self._hass.config_entries.async_schedule_reload(self._entry_id)

    def _owner_among(self, registered: Iterable[dr.DeviceEntry], device_id: str) -> str:
        """Return the id of the entry that has a device, this one if nobody has it."""
        for device in registered:
            if _is_alive(self._hass, device.config_entry_id):
                return device.config_entry_id
        for entry_id, other in _running(self._hass).items():
            # it has not registered the device yet, or has not unloaded it yet
            if device_id in other.claimed:
                return entry_id
        return self._entry_id

    @callback
    def _on_entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN and entry is not self._entry:
            self._background.start(self.reclaim(), "reclaim")


_RUNNING: Final[HassKey[dict[str, Ownership]]] = HassKey(f"{DOMAIN}_ownership")


async def hand_over_devices(hass: HomeAssistant, former: ConfigEntry) -> None:
    """Have the other entries take over from an entry that is being removed.

    Home Assistant clears the registries of an entry after that.
    """
    for ownership in [*_running(hass).values()]:
        await ownership.reclaim(former)


def owned_by_others(hass: HomeAssistant, device_ids: Collection[str]) -> int:
    """Return how many devices of a new account an entry has already."""
    return sum(
        any(
            _is_alive(hass, device.config_entry_id)
            for device in _registered(hass, device_id)
        )
        for device_id in device_ids
    )


def _running(hass: HomeAssistant) -> dict[str, Ownership]:
    """Return the ownerships of the entries that are set up, by entry id."""
    return hass.data.setdefault(_RUNNING, {})


def _is_alive(hass: HomeAssistant, entry_id: str) -> bool:
    """Return whether an entry keeps its devices.

    One that cannot be set up keeps them: Home Assistant tries again.
    """
    entry = hass.config_entries.async_get_entry(entry_id)
    return entry is not None and not entry.disabled_by


def _registered(hass: HomeAssistant, device_id: str) -> list[dr.DeviceEntry]:
    """Return the entries of a device in the registry, the first one first.

    Several are there if two accounts registered it before only one could have it.
    """
    return sorted(
        dr.async_get(hass).async_get_devices(identifiers={(DOMAIN, device_id)}),
        key=lambda device: device.created_at,
    )
