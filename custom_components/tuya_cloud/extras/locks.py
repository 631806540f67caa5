"""What door locks let the cloud do, the ways that worked, and who opens them.

Whether a lock may be unlocked from afar is asked once, without a ticket, and then only
on demand: a user asks, or a lock refuses what it let be done before.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final, override

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError, NetworkError
from ..cloud.locks import get_remote_unlocks
from ..const import LOGGER
from ..model.ability import Ability
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..sync.devices import Devices
from .extra import Extra

WITHOUT_CODE: Final = "remoteUnlockWithoutPwd"
WITH_CODE: Final = "remoteUnlockWithPwd"
_NOTHING: Final[frozenset[Ability]] = frozenset()
_UNLOCK: Final = frozenset({Ability.UNLOCK})

# by data point code and number on the lock
type Names = dict[str, dict[str, str]]


class Locks(Extra):
    """What is known of the door locks of an account, by device id."""

    name: ClassVar[str] = "locks"
    # it is asked once
    interval: ClassVar[timedelta] = timedelta(days=3650)

    def __init__(
        self, api: TuyaApi, devices: Devices, is_lock: Callable[[Device], bool]
    ) -> None:
        """Prepare; ``is_lock`` tells whether only a call can unlock a device."""
        super().__init__()
        self._api = api
        self._devices = devices
        self._is_lock = is_lock
        # the kinds of unlocking from afar that are open
        self._unlocks: dict[str, list[str]] = {}
        # by device id and order
        self._ways: dict[str, dict[str, str]] = {}
        self._names: dict[str, Names] = {}
        # who opened a lock last
        self._opened_by: dict[str, str] = {}
        devices.on_device(self._on_device)

    def _on_device(self, device: Device) -> None:
        if device.id not in self._unlocks and self._is_lock(device):
            self.read_soon()

    # -- what is known ---------------------------------------------------------------

    def abilities_of(self, device: Device) -> frozenset[Ability]:
        """Return what the cloud can do with a device."""
        is_open = self._unlocks.get(device.id) and self._is_lock(device)
        return _UNLOCK if is_open else _NOTHING

    def needs_code(self, device: Device) -> bool:
        """Return whether a lock opens only to those who know its code."""
        kinds = self._unlocks.get(device.id, ())
        return WITH_CODE in kinds and WITHOUT_CODE not in kinds

    def summary_of(self, device: Device) -> JsonObject | None:
        """Return what diagnostics show of a lock; None: it was not asked."""
        if (kinds := self._unlocks.get(device.id)) is None:
            return None
        ways: JsonObject = {**self._ways.get(device.id, {})}
        return {"remote_unlocks": [*kinds], "ways": ways}

    def way_of(self, device: Device, order: str) -> str:
        """Return the way that worked last for an order; "": none yet."""
        return self._ways.get(device.id, {}).get(order, "")

    def note_way(self, device: Device, order: str, way: str) -> None:
        """Remember the way that worked for an order."""
        if self.way_of(device, order) != way:
            self._ways.setdefault(device.id, {})[order] = way
            self.change(self._document())

    def names_of(self, device: Device) -> Names:
        """Return the names of the people who open a lock."""
        return self._names.get(device.id, {})

    def note_names(self, device: Device, names: Names) -> None:
        """Remember names, beside those that are known."""
        known = self._names.setdefault(device.id, {})
        for code, by_number in names.items():
            known.setdefault(code, {}).update(by_number)
        self.change(self._document())

    def opened_by(self, device: Device) -> str | None:
        """Return who opened a lock last, or with what; None: not seen."""
        return self._opened_by.get(device.id)

    def note_opening(self, device: Device, who: str) -> None:
        """Remember who opened a lock, until the next start."""
        self._opened_by[device.id] = who
        self.notify()

    # -- the document ----------------------------------------------------------------

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether there is a lock."""
        return any(map(self._is_lock, self._devices.values()))

    @override
    async def read(self) -> JsonValue:
        """Ask what locks let be done: those not asked yet, or else all of them.

        Raises CloudError when the cloud answers for none of them.
        """
        locks = [*filter(self._is_lock, self._devices.values())]
        asked = [each for each in locks if each.id not in self._unlocks] or locks
        answers: dict[str, list[str]] = {}
        refusal: CloudError | None = None
        for device in asked:
            try:
                answers[device.id] = await get_remote_unlocks(self._api, device.id)
            except NetworkError:
                raise
            except CloudError as error:
                LOGGER.debug("A lock does not say what it can do: %r", error)
                refusal = error
        if refusal is not None and not answers:
            raise refusal
        nothing: dict[str, list[str]] = {device.id: [] for device in asked}
        return self._document(self._unlocks | nothing | answers)

    @override
    def take(self, document: JsonValue) -> None:
        """Use a document, and have the entities of changed locks planned anew."""
        before = {device.id: self.abilities_of(device) for device in self._locks()}
        known = document if isinstance(document, dict) else {}
        self._unlocks = {
            device_id: [kind for kind in kinds if isinstance(kind, str)]
            for device_id, kinds in _items(known.get("unlocks"))
            if isinstance(kinds, list)
        }
        self._ways = {
            device_id: dict(_texts(ways))
            for device_id, ways in _items(known.get("ways"))
        }
        self._names = {
            device_id: {code: dict(_texts(names)) for code, names in _items(codes)}
            for device_id, codes in _items(known.get("names"))
        }
        for device in [*self._locks()]:
            if before[device.id] != self.abilities_of(device):
                self._devices.notify_device(device)

    def _locks(self) -> Iterator[Device]:
        return filter(self._is_lock, self._devices.values())

    def _document(self, unlocks: Mapping[str, list[str]] | None = None) -> JsonObject:
        """Return what ``take`` takes, of the devices that are still there."""
        parts: dict[str, Mapping[str, Any]] = {
            "unlocks": self._unlocks if unlocks is None else unlocks,
            "ways": self._ways,
            "names": self._names,
        }
        return {
            name: {key: each for key, each in part.items() if key in self._devices}
            for name, part in parts.items()
        }


def _items(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    yield from value.items() if isinstance(value, dict) else ()


def _texts(value: JsonValue) -> Iterator[tuple[str, str]]:
    for key, text in _items(value):
        if isinstance(text, str):
            yield key, text
