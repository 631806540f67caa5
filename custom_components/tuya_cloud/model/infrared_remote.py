"""Remotes of an infrared hub: what they are, and their keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from .device import Device
from .infrared_air import AirRange
from .json_types import JsonObject, JsonValue
from .wire_values import parse_boolean, parse_text, parse_whole

AIR_CONDITIONER: Final = 5
OWN: Final = 999
# the brand of remotes whose keys a user has learned (observed by a client's author)
OWN_BRAND: Final = 999_999

# categories of the remotes of brands, for example infrared_ac, infrared_tv
_CATEGORY: Final = "infrared_"
# categories of hubs; the first one is also that of remotes with learned keys, which are
# sub-devices (recorded), and the last one is an air conditioner itself
OLD_HUB: Final = "qt"
AIR_CONDITIONING_HUB: Final = "hwktwkq"
_HUBS: Final = frozenset({OLD_HUB, "wnykq", "wsdykq", AIR_CONDITIONING_HUB})


def is_hub(device: Device) -> bool:
    """Return whether a device is an infrared hub by its category."""
    return device.category in _HUBS and not device.is_sub_device


def is_remote(category: str) -> bool:
    """Return whether devices of a category are remotes of brands."""
    return category.startswith(_CATEGORY)


def is_any_remote(device: Device, devices: Mapping[str, Device]) -> bool:
    """Return whether a device is a remote, of a brand or with learned keys."""
    hub = devices.get(device.gateway_id or "")
    return is_remote(device.category) or (hub is not None and is_hub(hub))


@dataclass(frozen=True, slots=True)
class RemoteKey:
    """A key of a remote."""

    # what the cloud calls it, for example "volume_up"
    key: str
    name: str
    id: int = 0
    # [learned keys] the infrared code, and the number to delete it by
    code: str = ""
    learn_id: str = ""

    @classmethod
    def parse(cls, document: JsonObject) -> Self | None:
        """Return the key in a document; None: it has no name.

        The id of a learned key is that of the list of keys.
        """
        name = parse_text(document.get("key_name")) or ""
        key = parse_text(document.get("key")) or name
        if not key:
            return None
        number = document.get("key_id", document.get("id"))
        return cls(
            key=key,
            name=name or key,
            id=parse_whole(number) or 0,
            code=parse_text(document.get("code")) or "",
            learn_id=parse_text(document.get("learn_id")) or "",
        )

    def to_json(self) -> JsonObject:
        """Return what ``parse`` reads."""
        document: JsonObject = {"key": self.key, "key_name": self.name}
        document["key_id"] = self.id
        if self.code:
            document |= {"code": self.code, "learn_id": self.learn_id}
        return document


@dataclass(frozen=True, slots=True)
class Remote:
    """A remote, which is also a device of its own under the hub."""

    id: str
    hub_id: str
    name: str = ""
    category_id: int = 0
    brand_id: int = 0
    index: int = 0
    keys: tuple[RemoteKey, ...] = ()
    air: AirRange = field(default_factory=AirRange)
    # [air conditioners] whether one key turns it on and off
    is_toggled: bool = False

    @classmethod
    def parse(cls, document: JsonValue, hub_id: str = "") -> Self | None:
        """Return the remote in a document, stored or of the cloud; None: it has no id.

        The ids of categories and brands are numbers or text.
        """
        known = document if isinstance(document, dict) else {}
        remote_id = parse_text(known.get("remote_id"))
        hub_id = hub_id or parse_text(known.get("hub_id")) or ""
        if not remote_id or not hub_id:
            return None
        return cls(
            id=remote_id,
            hub_id=hub_id,
            name=parse_text(known.get("remote_name")) or "",
            category_id=parse_whole(known.get("category_id")) or 0,
            brand_id=parse_whole(known.get("brand_id")) or 0,
            index=parse_whole(known.get("remote_index")) or 0,
            keys=parse_keys(known.get("key_list")),
            air=AirRange.parse(known.get("key_range")),
            is_toggled=parse_boolean(known.get("duplicate_power")) or False,
        )

    @property
    def is_own(self) -> bool:
        """Return whether a user has learned its keys."""
        return self.category_id == OWN or self.brand_id == OWN_BRAND

    @property
    def is_air_conditioner(self) -> bool:
        """Return whether it has modes and temperatures instead of keys."""
        return self.category_id == AIR_CONDITIONER and bool(self.air.modes)

    @property
    def kind(self) -> tuple[int, int, int]:
        """Return what decides the keys of a remote that nobody has learned."""
        return self.category_id, self.brand_id, self.index

    @property
    def has_keys(self) -> bool:
        """Return whether its keys, or the range of its modes, are known."""
        return bool(self.keys or self.air.modes)

    def with_keys(self, keys: tuple[RemoteKey, ...]) -> Remote:
        """Return the remote with other keys."""
        return replace(self, keys=keys)

    def renamed(self, name: str) -> Remote:
        """Return the remote with another name."""
        return replace(self, name=name)

    def find(self, command: str) -> RemoteKey | None:
        """Return the key of a name or id, the exact name first; None: it has none."""
        folded = command.casefold()
        found = [
            *(key for key in self.keys if key.key == command),
            *(key for key in self.keys if key.name == command),
            *(key for key in self.keys if folded in _folded(key)),
            # the keys of some remotes all have the id 0
            *(key for key in self.keys if key.id > 0 and str(key.id) == command),
        ]
        return found[0] if found else None

    def to_json(self) -> JsonObject:
        """Return what ``parse`` reads."""
        return {
            "remote_id": self.id,
            "hub_id": self.hub_id,
            "remote_name": self.name,
            "category_id": self.category_id,
            "brand_id": self.brand_id,
            "remote_index": self.index,
            "key_list": [key.to_json() for key in self.keys],
            "key_range": self.air.to_json(),
            "duplicate_power": self.is_toggled,
        }


def _folded(key: RemoteKey) -> tuple[str, str]:
    return key.key.casefold(), key.name.casefold()


def parse_keys(documents: JsonValue) -> tuple[RemoteKey, ...]:
    """Return the keys in a list, the first of each name."""
    keys: dict[str, RemoteKey] = {}
    for document in documents if isinstance(documents, list) else ():
        if isinstance(document, dict) and (key := RemoteKey.parse(document)):
            keys.setdefault(key.key, key)
    return tuple(keys.values())
