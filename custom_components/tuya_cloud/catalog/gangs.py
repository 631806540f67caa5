"""What the gangs of a device are called: sockets of a strip, channels of a switch."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# what switches a gang, without the number
GANG_SWITCHES: Final = ("switch", "switch_led")

# the translation key of a gang's name, by the category of its device; a number behind
# the switches of others tells no gangs apart
GANG_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cz": "socket",
        "pc": "socket",
        "kg": "channel",
        "tdq": "channel",
        "tgkg": "channel",
        "tgq": "channel",
        "wkcz": "channel",
        "dr": "side",
        "ggq": "valve",
        "sfkzq": "valve",
    }
)
