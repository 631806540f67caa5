"""The home of the account, with its devices, rooms and scenes.

Custom projects see the home as a tree of assets: the house at the top, one asset per
room below it.
"""

from collections.abc import Iterable
from zlib import crc32

from .device import LATITUDE, LONGITUDE, Device
from .errors import PERMISSION_DENIED, ApiError
from .groups import Groups
from .json_types import JsonObject
from .scenes import Scenes

HOME_ID = 16_500_001
HOME_NAME = "Linden Street"
FOREIGN_HOME_ID = 16_500_999  # the home that shared devices belong to
ROOT_ASSET = "-1"
HOUSE_ASSET = "1650000100000000001"


class Home:
    """All devices by id, their rooms and gateways, and the scenes and groups."""

    def __init__(self, devices: Iterable[Device]) -> None:
        """Take the devices that are bound at the start."""
        self.devices = {device.id: device for device in devices}
        self.scenes = Scenes()
        self.groups = Groups()

    def device(self, device_id: str) -> Device:
        """Return a device; raise ApiError 1106 for an id that is not of this home."""
        try:
            return self.devices[device_id]
        except KeyError:
            raise ApiError(PERMISSION_DENIED) from None

    def is_online(self, device: Device) -> bool:
        """Return whether a device is online, and its gateway if it has one."""
        gateway = self.devices.get(device.gateway)
        return device.online and (gateway is None or gateway.online)

    def sub_devices(self, gateway: Device) -> list[Device]:
        """Return the sub-devices of a gateway."""
        return [each for each in self.devices.values() if each.gateway == gateway.id]

    @property
    def homes(self) -> dict[int, str]:
        """Return the homes of the account: id -> name."""
        others = {each.home for each in self.devices.values() if each.home}
        return {HOME_ID: HOME_NAME} | {home_id(name): name for name in sorted(others)}

    def devices_in_home(self, home: int) -> list[Device]:
        """Return the devices of a home, without those that others share."""
        return [
            each
            for each in self.devices.values()
            if home_id(each.home) == home and not each.shared
        ]

    def rooms(self, home: int = HOME_ID) -> dict[int, str]:
        """Return the rooms of a home that have a device: id -> name."""
        devices = self.devices_in_home(home)
        names = sorted({each.room for each in devices if each.room})
        above = "" if home == HOME_ID else self.homes[home]
        return {room_id(name, above): name for name in names}

    def devices_in_room(self, home: int, room: int) -> list[Device]:
        """Return the devices of a room; raise ApiError 1106 for an unknown room."""
        name = self.rooms(home).get(room)
        if name is None:
            raise ApiError(PERMISSION_DENIED)
        return [each for each in self.devices_in_home(home) if each.room == name]

    @property
    def assets(self) -> list[JsonObject]:
        """Return the asset tree, parents first."""
        found: list[JsonObject] = []
        for home, home_name in self.homes.items():
            house = house_asset(home)
            found.append(
                {
                    "asset_id": house,
                    "parent_asset_id": ROOT_ASSET,
                    "asset_name": home_name,
                    "asset_full_name": home_name,
                }
            )
            found += (
                {
                    "asset_id": str(room),
                    "parent_asset_id": house,
                    "asset_name": name,
                    "asset_full_name": f"{home_name}/{name}",
                }
                for room, name in self.rooms(home).items()
            )
        return found

    def sub_assets(self, asset_id: str) -> list[JsonObject]:
        """Return the children of an asset; raise ApiError 1106 if it is unknown."""
        self._check_asset(asset_id)
        return [each for each in self.assets if each["parent_asset_id"] == asset_id]

    def devices_of_asset(self, asset_id: str) -> list[Device]:
        """Return the devices of an asset without those of its children."""
        self._check_asset(asset_id)
        return [each for each in self.devices.values() if asset_id_of(each) == asset_id]

    def _check_asset(self, asset_id: str) -> None:
        if asset_id not in {ROOT_ASSET, *(each["asset_id"] for each in self.assets)}:
            raise ApiError(PERMISSION_DENIED)


def home_id(name: str) -> int:
    """Return the id of a home; "" is the first home."""
    if name in ("", HOME_NAME):
        return HOME_ID
    return 17_000_000 + crc32(name.encode()) % 1_000_000


def room_id(name: str, home: str = "") -> int:
    """Return the id of a room of a home; "" is the first home."""
    return 10_000_000 + crc32(f"{home}{name}".encode()) % 10_000_000


def house_asset(home: int) -> str:
    """Return the id of the asset that stands for a home."""
    return HOUSE_ASSET if home == HOME_ID else f"{home}0000000001"


def asset_id_of(device: Device) -> str:
    """Return the id of the asset a device is in."""
    if device.room:
        return str(room_id(device.room, device.home))
    return house_asset(home_id(device.home))


def home_id_of(device: Device) -> str:
    """Return the id of the home a device belongs to."""
    return str(FOREIGN_HOME_ID if device.shared else home_id(device.home))


def home_json(home: int, name: str) -> JsonObject:
    """Return a home as an item of the list of homes."""
    return {
        "home_id": home,
        "name": name,
        "geo_name": "Berlin",
        "lat": float(LATITUDE),
        "lon": float(LONGITUDE),
        "role": "OWNER",
    }
