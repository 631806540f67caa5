"""The names that users give the switches of a device in the app."""

from collections.abc import Callable
from typing import ClassVar, override

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.names import get_point_names
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonValue
from ..sync.devices import Devices
from .extra import Extra


class PointNames(Extra):
    """The names of the gangs of devices that have several.

    They are read once for each device, and later changes are pushed. The devices
    themselves keep them; the document is a list of the ids of the devices read.
    """

    name: ClassVar[str] = "point_names"

    def __init__(
        self, api: TuyaApi, devices: Devices, has_gangs: Callable[[Device], bool]
    ) -> None:
        """Read the names of the devices of which ``has_gangs`` is true."""
        super().__init__()
        self._api = api
        self._devices = devices
        self._has_gangs = has_gangs
        # ids of the devices that were read
        self._read: set[str] = set()
        devices.on_device(self._on_device)
        devices.on_removal(self._on_removal)

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the names of any device were never read."""
        return bool(self._missing())

    @override
    async def read(self) -> JsonValue:
        """Read the names of the devices that are missing.

        A device that the cloud refuses has none. After another failure the next read
        goes on with the rest.
        """
        read = {*self._read}
        for device in self._missing():
            try:
                names = await get_point_names(self._api, device.id)
            except CloudError as error:
                LOGGER.debug("No names of the gangs of %s: %r", device.name, error)
                if error.advice is Advice.DEVICE:
                    names = {}
                elif read == self._read:
                    raise
                else:
                    break
            read.add(device.id)
            if self._devices.get(device.id) is device:
                self._devices.name_points(device, names)
        return [*sorted(read)]

    @override
    def take(self, document: JsonValue) -> None:
        """Keep which devices were read."""
        items = document if isinstance(document, list) else []
        self._read = {item for item in items if isinstance(item, str)}

    @override
    def forget(self) -> None:
        """Read the names of all devices again."""
        super().forget()
        self._read = set()

    def read_again(self, device: Device) -> None:
        """Read the names of a device again, because one of them has changed."""
        if device.id in self._read and self._has_gangs(device):
            self.change([*sorted(self._read - {device.id})])
            self.read_soon()

    def _missing(self) -> list[Device]:
        return [
            device
            for device in self._devices.values()
            if device.id not in self._read and self._has_gangs(device)
        ]

    def _on_device(self, device: Device) -> None:
        is_new = self.document is not None and device.id not in self._read
        if is_new and self._has_gangs(device):
            self.read_soon()

    def _on_removal(self, device: Device) -> None:
        if device.id in self._read:
            self.change([*sorted(self._read - {device.id})])
