"""The devices of an account: who is there, what they report, and who is told of it.

There is one way in for devices that are new, known or changed, whether they come from
the store, from a pull, or one by one because they were just bound.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, override

from homeassistant.core import CALLBACK_TYPE

from ..model.device import Device, Update, parse_status_items
from ..model.json_types import JsonObject, JsonValue
from ..model.specification import Specification
from .listeners import PointListeners, ReportListener, ReportListeners, call_safely
from .specifications import UNTOLD, Specifications

type DeviceListener = Callable[[Device], None]

# stands for a device's id where the account itself is meant
ACCOUNT: Final = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What came of taking in a list of devices."""

    # whether every specification could be had
    complete: bool
    # data points whose values were not as known
    changes: int


@dataclass(frozen=True, slots=True)
class _Word:
    """The last that was pushed of a device's being there."""

    # monotonic seconds
    heard_at: float
    # ms since the epoch; 0: not said
    said_at: int


_NEVER: Final = _Word(-math.inf, 0)


class Devices(Mapping[str, Device]):
    """All devices of a config entry, by id."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_id: dict[str, Device] = {}
        self._points = PointListeners()
        self._reports = ReportListeners()
        self._device_listeners: list[DeviceListener] = []
        self._removal_listeners: list[DeviceListener] = []
        # by device id: the specification its points were made from
        self._applied: dict[str, Specification] = {}
        # by device id, of those that have left as well
        self._words: dict[str, _Word] = {}

    @override
    def __getitem__(self, device_id: str) -> Device:
        return self._by_id[device_id]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    @override
    def __len__(self) -> int:
        return len(self._by_id)

    # -- who listens -----------------------------------------------------------------

    def subscribe(
        self, device: Device, codes: frozenset[str], listener: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Have a listener called when one of a device's points changes."""
        return self._points.subscribe(device.id, codes, listener)

    def subscribe_reports(
        self, device: Device, code: str, listener: ReportListener
    ) -> CALLBACK_TYPE:
        """Have a listener called with each report of a point, also of equal values."""
        return self._reports.subscribe(device.id, code, listener)

    def subscribe_account(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Have a listener called when the state of push or of the account changes."""
        return self._points.subscribe(ACCOUNT, frozenset(), listener)

    def on_device(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Have a listener called with each new device, and each that has changed.

        A changed device has another name, other data points, or another gateway.
        """
        self._device_listeners.append(listener)
        return lambda: self._device_listeners.remove(listener)

    def on_removal(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Have a listener called with each device that has left the account."""
        self._removal_listeners.append(listener)
        return lambda: self._removal_listeners.remove(listener)

    def notify_account(self) -> None:
        """Tell those who show the account."""
        self._points.notify_device(ACCOUNT)

    def notify_all(self) -> None:
        """Tell everybody: devices have become available, or are no more."""
        self._points.notify_all()

    # -- who is there ----------------------------------------------------------------

    def restore(
        self, stored: dict[str, JsonObject], specifications: Specifications
    ) -> None:
        """Bring back the devices as they were kept."""
        for device_id, kept in stored.items():
            document = kept.get("document")
            if isinstance(document, dict):
                specification = specifications.of(document) or UNTOLD
                self._by_id[device_id] = Device.from_stored(kept, specification)
                self._applied[device_id] = specification

    async def adopt(
        self,
        documents: list[JsonObject],
        specifications: Specifications,
        requested_at: float,
    ) -> Adoption:
        """Take over devices as listed, asked for at a time (monotonic seconds)."""
        complete = await specifications.ensure(documents)
        changes = 0
        for document in documents:
            device_id = str(document["id"])
            known = self._applied.get(device_id)
            specification = specifications.of(document) or known
            device = self._by_id.get(device_id)
            has_left = device is None and self._is_outdated(device_id, requested_at)
            if specification is None or has_left:
                continue
            if device is None:
                self._add(document, specification, requested_at)
            else:
                changes += self._refresh(device, document, specification, requested_at)
        return Adoption(complete, changes)

    def remove(self, device_id: str) -> None:
        """Let a device go."""
        self._words[device_id] = _Word(time.monotonic(), 0)
        device = self._by_id.pop(device_id)
        self._applied.pop(device_id, None)
        self._tell(self._removal_listeners, device)

    def rename(self, device: Device, name: str) -> None:
        """Take over a device's new name."""
        if device.update_identity({"name": name}):
            self._tell(self._device_listeners, device)

    def _add(
        self, document: JsonObject, specification: Specification, requested_at: float
    ) -> None:
        device = Device.from_json(document, specification, requested_at=requested_at)
        self._by_id[device.id] = device
        self._applied[device.id] = specification
        self._tell(self._device_listeners, device)

    def _refresh(
        self,
        device: Device,
        document: JsonObject,
        specification: Specification,
        requested_at: float,
    ) -> int:
        """Take over what is listed of a known device; return how many points differ."""
        was_online = device.online
        items = parse_status_items(document.get("status"))
        restructured = False
        if specification is not self._applied.get(device.id):
            self._applied[device.id] = specification
            listed = {item.code for item in items}
            update = device.apply_specification(specification, listed=listed)
            restructured = bool(update.changed)
        if not self._is_outdated(device.id, requested_at):
            restructured |= device.update_identity(document)
        update = device.apply_pull(items, requested_at=requested_at)
        if restructured or update.added:
            self._tell(self._device_listeners, device)
        if restructured or device.online is not was_online:
            self._points.notify_device(device.id)
        else:
            self._points.notify(device.id, update.changed)
        return len(update.changed)

    def _is_outdated(self, device_id: str, requested_at: float) -> bool:
        """Tell whether something was pushed of a device after a list was asked for."""
        return self._words.get(device_id, _NEVER).heard_at > requested_at

    # -- what they report ------------------------------------------------------------

    def report(self, device: Device, items: JsonValue) -> Update:
        """Take over a pushed report; whoever reports is online, whatever was said.

        An old report that comes late says nothing of that.
        """
        update = device.apply_report(
            parse_status_items(items),
            received_at=time.monotonic(),
            now_ms=time.time_ns() // 1_000_000,
        )
        if update.reported:
            self.set_online(device, online=True)
        self.updated(device, update)
        self._reports.notify(device.id, update.reports)
        return update

    def pulled(self, device: Device, status: list[JsonObject], asked_at: float) -> None:
        """Take over a status asked for at a time (monotonic seconds)."""
        items = parse_status_items([*status])
        self.updated(device, device.apply_pull(items, requested_at=asked_at))

    def updated(self, device: Device, update: Update) -> None:
        """Tell of an update exactly those whose points have changed."""
        if update.added:
            self._tell(self._device_listeners, device)
        self._points.notify(device.id, update.changed)

    def set_online(
        self, device: Device, *, online: bool, said_at: int | None = None
    ) -> None:
        """Take over whether a device is connected to the cloud.

        ``said_at`` is the time of the message that says so, in ms since the epoch: one
        that is older than the last is ignored.
        """
        last = self._words.get(device.id, _NEVER)
        if said_at is not None and said_at < last.said_at:
            return
        self._words[device.id] = _Word(time.monotonic(), said_at or last.said_at)
        if device.online is not online:
            device.online = online
            self._points.notify_device(device.id)

    @staticmethod
    def _tell(listeners: Iterable[DeviceListener], device: Device) -> None:
        for listener in list(listeners):
            call_safely(listener, device)
