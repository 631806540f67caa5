"""The devices of an account: adds, updates and removes them, and notifies listeners.

New, known and changed devices take the same path, whether they come from a pull or were
just bound.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, override

from homeassistant.core import CALLBACK_TYPE

from ..cloud.answers import DeviceDocument
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.reading import Update
from ..model.specification import declared_codes
from ..model.status import parse_status_items
from ..model.variants import Variants
from .breather import Breather
from .corrections import Corrections
from .dp_codes import DpCodes
from .flood import FloodGate
from .listeners import PointListeners, ReportListener, ReportListeners, call_safely
from .specifications import UNKNOWN, Specifications

type DeviceListener = Callable[[Device], None]

# the device id under which listeners to the account itself are kept
ACCOUNT: Final = ""
_NO_TIMES: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Adoption:
    """The outcome of adding or updating listed devices."""

    # whether every specification that can be fetched is there
    is_complete: bool
    # data points whose values differ from those known
    changes: int


class Devices(Mapping[str, Device]):
    """All devices of a config entry, by id."""

    def __init__(
        self,
        corrections: Corrections,
        prepare: Callable[[Device], Iterable[None]] = lambda _device: (),
    ) -> None:
        """Start empty; some corrections declare codes with their numbers.

        ``prepare`` does in steps what listeners to a large device would do in one go.
        """
        self._prepare = prepare
        self.dp_codes = DpCodes(corrections)
        self._by_id: dict[str, Device] = {}
        self._points = PointListeners()
        self._flood_gate = FloodGate(self._points.notify)
        self._reports = ReportListeners()
        self._device_listeners: list[DeviceListener] = []
        self._removal_listeners: list[DeviceListener] = []
        # by device id: the specification of its product, as corrected for each device
        self._variants: dict[str, Variants] = {}
        # by device id, also of devices that have left: when the last message that tells
        # whether it is online was pushed, in monotonic seconds
        self._pushed_at: dict[str, float] = {}
        # by device id: the time of the last such message that has one, ms since the
        # epoch
        self._sent_at: dict[str, int] = {}

    @override
    def __getitem__(self, device_id: str) -> Device:
        return self._by_id[device_id]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    @override
    def __len__(self) -> int:
        return len(self._by_id)

    # -- listeners -------------------------------------------------------------------

    def subscribe(
        self, device: Device, codes: frozenset[str], listener: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Call a listener when one of a device's points changes."""
        return self._points.subscribe(device.id, codes, listener)

    def subscribe_reports(
        self, device: Device, code: str, listener: ReportListener
    ) -> CALLBACK_TYPE:
        """Call a listener with each report of a point, even if the value repeats."""
        return self._reports.subscribe(device.id, code, listener)

    def subscribe_account(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call a listener when the state of push or of the account changes."""
        return self._points.subscribe(ACCOUNT, frozenset(), listener)

    def on_device(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Call a listener with each new or changed device.

        A changed device has another name, other data points or names of data points, or
        another gateway.
        """
        self._device_listeners.append(listener)
        return lambda: self._device_listeners.remove(listener)

    def on_removal(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Call a listener with each device that has left the account."""
        self._removal_listeners.append(listener)
        return lambda: self._removal_listeners.remove(listener)

    def notify_account(self) -> None:
        """Notify the listeners to the account."""
        self._points.notify_device(ACCOUNT)

    def notify_device(self, device: Device) -> None:
        """Notify those who follow devices that a device has changed."""
        call_safely([*self._device_listeners], device)

    def notify_all(self) -> None:
        """Notify all listeners, because the availability of all devices has changed."""
        self._points.notify_all()

    def stop(self) -> None:
        """Notify of what waits, and cancel the timer."""
        self._flood_gate.stop()

    # -- the devices -----------------------------------------------------------------

    async def restore(
        self, stored: dict[str, JsonObject], specifications: Specifications
    ) -> None:
        """Restore the devices that ``to_stored`` returned."""
        breather = Breather()
        for device_id, kept in stored.items():
            await breather.breathe()
            document = kept.get("document")
            if isinstance(document, dict):
                product_id = str(document.get("product_id") or "")
                variants = specifications.of(device_id, product_id) or UNKNOWN
                specification = variants.of({}, {})
                await breather.breathe()
                device = Device.from_stored(kept, specification)
                self._by_id[device_id] = device
                self._variants[device_id] = variants
                await breather.breathe()
                self._correct(device)
                await breather.run(self._prepare(device))

    def to_stored(self) -> dict[str, JsonObject]:
        """Return the devices by id, as the model writes them."""
        return {device_id: device.to_json() for device_id, device in self.items()}

    async def adopt(
        self,
        documents: list[DeviceDocument],
        specifications: Specifications,
        requested_at: float,
    ) -> Adoption:
        """Add or update listed devices.

        ``requested_at`` is when the list was asked for, in monotonic seconds.
        """
        is_complete = await specifications.ensure(documents)
        changes = 0
        breather = Breather()
        # gateways come first: the devices behind them are registered below them
        for document in sorted(documents, key=lambda each: bool(each["gateway_id"])):
            await breather.breathe()
            device_id, product_id = document["id"], document["product_id"]
            known = self._variants.get(device_id)
            variants = specifications.of(device_id, product_id) or known
            device = self._by_id.get(device_id)
            has_left = device is None and self._is_outdated(device_id, requested_at)
            if variants is None or has_left:
                continue
            self._variants[device_id] = variants
            if device is None:
                await self._add(document, requested_at, breather)
            else:
                changes += self._refresh(device, document, requested_at)
                await breather.run(self._prepare(device))
        return Adoption(is_complete, changes)

    def remove(self, device_id: str) -> None:
        """Remove a device and notify the removal listeners."""
        self._pushed_at[device_id] = time.monotonic()
        self._sent_at.pop(device_id, None)
        device = self._by_id.pop(device_id)
        self._variants.pop(device_id, None)
        call_safely([*self._removal_listeners], device)

    def rename(self, device: Device, name: str) -> None:
        """Set a device's new name."""
        if device.update_identity({"name": name}):
            call_safely([*self._device_listeners], device)

    def name_points(self, device: Device, names: Mapping[str, str]) -> None:
        """Set the names that a user gave some of a device's data points, by code."""
        if device.name_points(names):
            call_safely([*self._device_listeners], device)

    def name_point(self, device: Device, dp_id: int, name: str) -> bool:
        """Set the name of a data point by its number; return whether that is known."""
        code = self.dp_codes.of(device.id, device.product_id, dp_id)
        if code:
            self.name_points(device, {code: name})
        return bool(code)

    async def follow(self, specifications: Specifications) -> None:
        """Have each device follow its specification, which may be another now.

        A code that the specification no longer describes is dropped.
        """
        breather = Breather()
        for device in [*self.values()]:
            await breather.breathe()
            variants = specifications.of(device.id, device.product_id)
            if variants is None or device.id not in self:
                continue
            before = self._variants_of(device)
            self._variants[device.id] = variants
            gone = declared_codes(before.document) - declared_codes(variants.document)
            if self._correct(device, listed=device.points.keys() - gone):
                call_safely([*self._device_listeners], device)
                self._points.notify_device(device.id)

    def document_of(self, device: Device) -> JsonObject:
        """Return the specification of a device as the cloud has it, uncorrected."""
        return self._variants_of(device).document

    async def _add(
        self, document: DeviceDocument, requested_at: float, breather: Breather
    ) -> None:
        status = document["status"]
        specification = self._variants[document["id"]].of(status, {})
        await breather.breathe()
        if self._is_outdated(document["id"], requested_at):
            return
        device = Device.create(
            document, specification, status, requested_at=requested_at
        )
        self._by_id[device.id] = device
        await breather.run(self._prepare(device))
        if self._by_id.get(device.id) is device:
            call_safely([*self._device_listeners], device)

    def _refresh(
        self, device: Device, document: DeviceDocument, requested_at: float
    ) -> int:
        """Update a known device as listed; return how many points have changed."""
        was_online = device.online
        status = document["status"]
        update = device.apply_pull(status, requested_at=requested_at)
        restructured = self._correct(device, listed=status.keys())
        if not self._is_outdated(device.id, requested_at):
            restructured |= device.update_identity(document)
        if restructured or update.added:
            call_safely([*self._device_listeners], device)
        if device.online is not was_online:
            _log_online(device)
        if restructured or device.online is not was_online:
            self._points.notify_device(device.id)
        else:
            self._points.notify(device.id, update.changed)
        return len(update.changed)

    def _correct(
        self, device: Device, *, listed: Collection[str] | None = None
    ) -> bool:
        """Have a device follow its corrections; return whether its points changed.

        ``listed`` are the codes to keep although no specification describes them; None:
        all that are known.
        """
        variants = self._variants_of(device)
        specification = variants.of(device.raw_values, device.learned.history)
        if specification is device.specification:
            return False
        update = device.apply_specification(
            specification, listed=device.points.keys() if listed is None else listed
        )
        return bool(update.changed)

    def _variants_of(self, device: Device) -> Variants:
        return self._variants.get(device.id, UNKNOWN)

    def _is_outdated(self, device_id: str, requested_at: float) -> bool:
        """Return whether a message was pushed after a list was asked for."""
        pushed_at = self._pushed_at.get(device_id)
        return pushed_at is not None and pushed_at > requested_at

    # -- their states ----------------------------------------------------------------

    def report(
        self,
        device: Device,
        items: JsonValue,
        message_id: str = "",
        *,
        is_late: bool = False,
    ) -> Update:
        """Apply a pushed report.

        ``message_id`` is the id of its message, ``is_late`` whether it was kept for
        long. A report proves that the device is online, unless it is old or a
        repetition.
        """
        received_at = time.monotonic()
        parsed = parse_status_items(
            items,
            lambda dp_id: self.dp_codes.of(device.id, device.product_id, dp_id),
        )
        if is_late:
            parsed = [replace(item, is_late=True) for item in parsed]
        update = device.apply_report(
            parsed,
            received_at=received_at,
            now_ms=time.time_ns() // 1_000_000,
            message_id=message_id,
        )
        watched = self._variants_of(device).watched
        has_evidence = bool(watched) and device.learned.remember(
            update.reports, watched
        )
        if update.reported:
            self._pushed_at[device.id] = received_at
            if not device.online:
                self._show_online(device, online=True)
        self._follow_values(device, update, received_at, has_evidence)
        self._reports.notify(device.id, update.reports)
        return update

    def pulled(
        self,
        device: Device,
        status: Mapping[str, JsonValue],
        requested_at: float,
        times: Mapping[str, int] = _NO_TIMES,
    ) -> None:
        """Apply a status that was asked for at a time (monotonic seconds).

        ``times`` are those of the last reports, if known, in ms since the epoch.
        """
        update = device.apply_pull(status, requested_at=requested_at, times=times)
        self.updated(device, update)

    def updated(self, device: Device, update: Update) -> None:
        """Correct a device by its new values, and notify the listeners."""
        self._follow_values(device, update, time.monotonic(), False)

    def _follow_values(
        self, device: Device, update: Update, now: float, has_evidence: bool
    ) -> None:
        """Correct and notify; ``has_evidence``: the history has changed, too."""
        depends_on = self._variants_of(device).depends_on
        is_doubtful = has_evidence or not depends_on.isdisjoint(update.changed)
        is_corrected = is_doubtful and self._correct(device)
        if is_corrected or update.added:
            call_safely([*self._device_listeners], device)
        if is_corrected:
            self._points.notify_device(device.id)
        elif update.changed:
            self._flood_gate.pass_on(device.id, update.changed, now)

    def set_online(
        self, device: Device, *, online: bool, sent_at: int | None = None
    ) -> None:
        """Set whether a device is connected to the cloud.

        ``sent_at`` is the time of the message about it, in ms since the epoch. A
        message older than the last one is ignored.
        """
        if sent_at is not None:
            if sent_at < self._sent_at.get(device.id, sent_at):
                return
            self._sent_at[device.id] = sent_at
        self._pushed_at[device.id] = time.monotonic()
        self._show_online(device, online=online)

    def _show_online(self, device: Device, *, online: bool) -> None:
        if device.online is not online:
            device.online = online
            _log_online(device)
            self._points.notify_device(device.id)


def _log_online(device: Device) -> None:
    LOGGER.info("%s is %s", device.name, "online again" if device.online else "offline")
