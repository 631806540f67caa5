"""Which devices have gangs, and of which kind: sockets, channels, valves and so on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .categories import Category
from .role_codes import MAIN_SWITCHES


@dataclass(frozen=True, slots=True)
class GangKind:
    """A kind of gang."""

    # names the gang
    translation_key: str
    # the codes that switch or move it, without the number, the preferred one first
    switches: tuple[str, ...] = (*MAIN_SWITCHES, "switch_led")


_SOCKET: Final = GangKind("socket")
_SWITCH: Final = GangKind("switch")
_CHANNEL: Final = GangKind("channel")
_VALVE: Final = GangKind("valve")
_CURTAIN: Final = GangKind("curtain", ("control",))

# by category; devices of other categories have no gangs, even if they number switches
GANG_KINDS: Final[Mapping[str, GangKind]] = MappingProxyType(
    {
        Category.SOCKET: _SOCKET,
        Category.POWER_STRIP: _SOCKET,
        Category.SWITCH: _SWITCH,
        Category.RELAY: _SWITCH,
        Category.DIMMER_SWITCH: _CHANNEL,
        Category.DIMMER: _CHANNEL,
        Category.THERMOSTAT_SOCKET: _CHANNEL,
        Category.ELECTRIC_BLANKET: GangKind("side"),
        Category.IRRIGATOR: _VALVE,
        Category.WATER_VALVE: _VALVE,
        Category.CURTAIN: _CURTAIN,
        Category.CURTAIN_SWITCH: _CURTAIN,
        Category.GARAGE_DOOR_OPENER: GangKind("garage_door", MAIN_SWITCHES),
    }
)
