"""The rooms of the app, which become the areas of new devices."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar, override

from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.places import Place, list_assets_as_places, list_rooms_as_places
from ..model.device import Device
from ..model.identity import shown_name
from ..model.json_types import JsonObject, JsonValue
from ..sync.devices import Devices
from .extra import Extra
from .home_list import HomeList


class Rooms(Extra):
    """The rooms that devices are in, by the app.

    A room becomes a device's area once at most, so that what a user makes of it later
    stays. The document is {"areas": {device id: name}, "seen": [device id], "placed":
    [device id]}.
    """

    name: ClassVar[str] = "rooms"
    interval: ClassVar[timedelta] = timedelta(days=7)

    def __init__(self, api: TuyaApi, home_list: HomeList, devices: Devices) -> None:
        """Read again when a device is new."""
        super().__init__()
        self._api = api
        self._home_list = home_list
        self._devices = devices
        # names by device id
        self._areas: dict[str, str] = {}
        # ids of the devices that were there at the last read
        self._seen: set[str] = set()
        # ids of the devices whose area is no longer ours to choose
        self._placed: set[str] = set()
        devices.on_device(self._on_device)
        devices.on_removal(self._on_removal)

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the account can have rooms."""
        return bool(self._devices) and (self._is_custom or bool(self._api.owner_uid))

    @property
    def _is_custom(self) -> bool:
        return self._api.account.project_type is ProjectType.CUSTOM

    @override
    async def read(self) -> JsonValue:
        """Read which devices are in which rooms."""
        seen = set(self._devices)
        places = (
            await list_assets_as_places(self._api)
            if self._is_custom
            else await list_rooms_as_places(self._api, await self._home_list.read())
        )
        return _document(area_names(places), seen, self._placed & seen)

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the areas, and which devices have got theirs."""
        kept = document if isinstance(document, dict) else {}
        self._areas = _texts_by_key(kept.get("areas"))
        self._seen = _texts(kept.get("seen"))
        self._placed = _texts(kept.get("placed"))

    @property
    def unplaced(self) -> dict[str, str]:
        """Return the areas of the devices that were never given one, by device id."""
        return {
            device_id: name
            for device_id, name in self._areas.items()
            if device_id not in self._placed
        }

    def placed(self, device_ids: Iterable[str]) -> None:
        """Give these devices no area again."""
        new = set(device_ids) - self._placed
        if new:
            self._change(self._seen, self._placed | new)

    def _on_device(self, device: Device) -> None:
        if self.document is not None and device.id not in self._seen:
            self.read_soon()

    def _on_removal(self, device: Device) -> None:
        """Treat the device as a new one when it comes back."""
        if device.id in self._seen:
            self._areas.pop(device.id, None)
            self._change(self._seen - {device.id}, self._placed - {device.id})

    def _change(self, seen: set[str], placed: set[str]) -> None:
        self.change(_document(self._areas, seen, placed))


def area_names(places: Iterable[Place]) -> dict[str, str]:
    """Return the name of the area of each device, by device id.

    Rooms of the same name in several homes become "Home: Room".
    """
    places = [*places]
    homes: dict[str, set[str]] = defaultdict(set)
    for place in places:
        homes[place.name.casefold()].add(place.home)
    areas: dict[str, str] = {}
    for place in places:
        clashes = len(homes[place.name.casefold()]) > 1 and place.home
        name = shown_name(f"{place.home}: {place.name}" if clashes else place.name)
        if name:
            areas |= dict.fromkeys(place.device_ids, name)
    return areas


def _document(areas: dict[str, str], seen: set[str], placed: set[str]) -> JsonObject:
    return {"areas": {**areas}, "seen": [*sorted(seen)], "placed": [*sorted(placed)]}


def _texts(value: JsonValue) -> set[str]:
    items = value if isinstance(value, list) else []
    return {item for item in items if isinstance(item, str)}


def _texts_by_key(value: JsonValue) -> dict[str, str]:
    items = value.items() if isinstance(value, dict) else ()
    return {key: name for key, name in items if isinstance(name, str) and name}
