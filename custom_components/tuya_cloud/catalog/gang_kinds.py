"""What the gangs of a device are called: sockets of a strip, channels of a switch."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


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
        "cz": _SOCKET,
        "pc": _SOCKET,
        "kg": _CHANNEL,
        "tdq": _CHANNEL,
        "tgkg": _CHANNEL,
        "tgq": _CHANNEL,
        "wkcz": _CHANNEL,
        "dr": GangMeaning("side"),
        "ggq": _VALVE,
        "sfkzq": _VALVE,
        "cl": _CURTAIN,
        "clkg": _CURTAIN,
        "ckmkzq": GangMeaning("garage_door", ("switch",)),
    }
)
