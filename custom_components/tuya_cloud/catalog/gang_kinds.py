"""What the gangs of a device are called: sockets of a strip, channels of a switch."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .categories import Category


@dataclass(frozen=True, slots=True)
class GangMeaning:
    """What a gang of a device is."""

    # the translation key of its name
    name: str
    # the codes that switch or move it, without the number, the preferred one first
    switches: tuple[str, ...] = ("switch", "switch_led")


_SOCKET: Final = GangMeaning("socket")
_CHANNEL: Final = GangMeaning("channel")
_VALVE: Final = GangMeaning("valve")
_CURTAIN: Final = GangMeaning("curtain", ("control",))

# by the category of the device; a number behind the switches of others tells no gangs
# apart
GANGS: Final[Mapping[str, GangMeaning]] = MappingProxyType(
    {
        Category.SOCKET: _SOCKET,
        Category.POWER_STRIP: _SOCKET,
        Category.SWITCH: _CHANNEL,
        Category.RELAY: _CHANNEL,
        Category.DIMMER_SWITCH: _CHANNEL,
        Category.DIMMER: _CHANNEL,
        Category.THERMOSTAT_SOCKET: _CHANNEL,
        Category.ELECTRIC_BLANKET: GangMeaning("side"),
        Category.IRRIGATOR: _VALVE,
        Category.WATER_VALVE: _VALVE,
        Category.CURTAIN: _CURTAIN,
        Category.CURTAIN_SWITCH: _CURTAIN,
        Category.GARAGE_DOOR_OPENER: GangMeaning("garage_door", ("switch",)),
    }
)
