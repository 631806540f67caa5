"""The maps of vacuums: pictures on demand, and the rooms that can be cleaned alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final, override

from homeassistant.core import HomeAssistant

from ..cloud.api import TuyaApi
from ..cloud.errors import (
    BadAnswerError,
    CloudError,
    DeviceNotFoundError,
    DeviceOfflineError,
    HttpStatusError,
    NotSupportedError,
)
from ..cloud.maps import LAYOUT, PATH, download_map, get_map_addresses
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.vacuum_map.layout import UnknownLayoutError, parse_layout
from ..model.vacuum_map.path import parse_path
from ..sync.devices import Devices
from ..sync.service_errors import command_failed
from .extra import Extra
from .map_drawing import draw_map

# causes that are one vacuum's, not the project's
_OF_ONE_VACUUM: Final = (
    BadAnswerError,
    DeviceNotFoundError,
    DeviceOfflineError,
    HttpStatusError,
    NotSupportedError,
)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was made of the files of a map."""

    # b"": there is no map
    picture: bytes
    # names by id, without those that have none
    rooms: dict[str, str]
    # the first bytes of a layout that is not known
    unknown: str = ""

    @property
    def document(self) -> JsonObject:
        """Return what is stored of it."""
        return {"rooms": {**self.rooms}, "unknown": self.unknown}


class Maps(Extra):
    """The maps of vacuums that share them with the cloud.

    The document is {device id: {"rooms": {room id: name}, "unknown": hex}}.
    """

    name: ClassVar[str] = "maps"
    interval: ClassVar[timedelta] = timedelta(days=7)

    def __init__(
        self,
        hass: HomeAssistant,
        api: TuyaApi,
        devices: Devices,
        cleans_rooms: Callable[[Device], bool],
    ) -> None:
        """Note which vacuums clean single rooms: theirs are read."""
        super().__init__()
        self._hass = hass
        self._api = api
        self._devices = devices
        self._cleans_rooms = cleans_rooms
        # by device id
        self._rooms: dict[str, dict[str, str]] = {}
        self._unknown: dict[str, str] = {}

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether a vacuum cleans single rooms."""
        return any(self._vacuums())

    @override
    async def read(self) -> JsonValue:
        """Read the rooms of all vacuums that clean single rooms."""
        found: JsonObject = {}
        for device in [*self._vacuums()]:
            try:
                drawn = await self._draw(device.id)
            except _OF_ONE_VACUUM as error:
                LOGGER.debug("A vacuum has no map: %r", error)
                found[device.id] = self._document_of(device.id)
            else:
                found[device.id] = drawn.document
        return found

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the rooms, and what is said of unknown layouts."""
        self._rooms.clear()
        self._unknown.clear()
        for device_id, kept in (document if isinstance(document, dict) else {}).items():
            if not isinstance(kept, dict):
                continue
            rooms, unknown = kept.get("rooms"), kept.get("unknown")
            if isinstance(rooms, dict):
                self._rooms[device_id] = {
                    room_id: name
                    for room_id, name in rooms.items()
                    if isinstance(name, str) and name and room_id.isdecimal()
                }
            if isinstance(unknown, str) and unknown:
                self._unknown[device_id] = unknown

    def rooms_of(self, device_id: str) -> dict[str, str]:
        """Return the names of a vacuum's rooms by id; empty: it names none."""
        return self._rooms.get(device_id, {})

    def unknown_layout_of(self, device_id: str) -> str:
        """Return the first bytes of a map whose layout is not known, as hex."""
        return self._unknown.get(device_id, "")

    async def picture(self, device_id: str) -> bytes:
        """Return a PNG of a vacuum's map as it is now; b"": it has none.

        It takes a call. Raises HomeAssistantError.
        """
        try:
            drawn = await self._draw(device_id)
        except CloudError as error:
            raise command_failed(error) from None
        if drawn.document != self._document_of(device_id):
            kept = self.document if isinstance(self.document, dict) else {}
            self.change(kept | {device_id: drawn.document})
        return drawn.picture

    def _vacuums(self) -> Iterator[Device]:
        return (each for each in self._devices.values() if self._cleans_rooms(each))

    def _document_of(self, device_id: str) -> JsonObject:
        return _Drawn(
            b"", self.rooms_of(device_id), self.unknown_layout_of(device_id)
        ).document

    async def _draw(self, device_id: str) -> _Drawn:
        """Download the files of a map, and draw it in a thread."""
        addresses = await get_map_addresses(self._api, device_id)
        if LAYOUT not in addresses:
            return _Drawn(b"", {})
        layout = await download_map(self._api, addresses[LAYOUT])
        path = b""
        if PATH in addresses:
            try:
                path = await download_map(self._api, addresses[PATH])
            except (BadAnswerError, HttpStatusError) as error:
                LOGGER.debug("A map has no path: %r", error)
        return await self._hass.async_add_executor_job(_drawn, layout, path)


def _drawn(layout_file: bytes, path_file: bytes) -> _Drawn:
    """Return what the files of a map hold; a path that cannot be read is left out."""
    try:
        layout = parse_layout(layout_file)
    except UnknownLayoutError as error:
        return _Drawn(b"", {}, error.beginning)
    if layout is None:
        return _Drawn(b"", {})
    try:
        path = parse_path(path_file, layout)
    except ValueError:
        path = []
    rooms = {str(room.id): room.name for room in layout.rooms if room.name}
    return _Drawn(draw_map(layout, path), rooms)
