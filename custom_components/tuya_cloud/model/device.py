"""A device: who it is, its data points, and what it last reported."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, override

from .json_types import JsonObject, JsonValue
from .points import Access, DataPoint, EnumPoint
from .specification import Specification, infer_point
from .status import StatusItem, parse_status_items
from .wire_values import parse_boolean, parse_text, parse_whole

__all__ = ["Device", "Reading", "StatusItem", "Update", "parse_status_items"]

# attributes that the document holds as text under the same key
_TEXTS = (
    "name",
    "category",
    "product_id",
    "product_name",
    "model",
    "icon",
    "time_zone",
    "uuid",
    "owner_id",
)
# ms since the epoch: the last moment of the year 9999, where Python's calendar ends
_LATEST = 253_402_300_799_999


@dataclass(slots=True)
class Reading:
    """What a data point last held."""

    raw: JsonValue
    # decoded by the data point
    value: Any
    # time of the last report that told its time, ms since the epoch
    reported_at: int | None
    # monotonic seconds: when the report arrived, or when the pull was asked for
    received_at: float
    # time that report told by the device's own clock, which may be wrong
    told_at: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """What a report, a pull or a new specification brought, by data point code."""

    # carried and accepted: not older than what was known
    reported: frozenset[str] = frozenset()
    # the raw value differs from before, or the data point itself
    changed: frozenset[str] = frozenset()
    # a data point that was not known, or not known to be readable, before
    added: frozenset[str] = frozenset()
    # [reports only] each accepted item that repeats no earlier one, in their order:
    # for what counts every report, also one of the same value as before
    reports: tuple[StatusItem, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Device:
    """A device of the account.

    Data points come from the product's specification and are shared with its other
    devices; what only this device reports is added to its own ``points``.
    """

    id: str
    points: dict[str, DataPoint]
    name: str = ""
    category: str = ""
    product_id: str = ""
    product_name: str = ""
    model: str = ""
    icon: str = ""
    time_zone: str = ""
    uuid: str = ""
    # id of the home, or of the asset in a custom project
    owner_id: str = ""
    online: bool = False
    is_sub_device: bool = False
    # id of the gateway that a sub-device hangs on
    gateway_id: str | None = None
    readings: dict[str, Reading] = field(default_factory=dict)
    # by code: what was odd about the value it holds now
    warnings: dict[str, str] = field(default_factory=dict)
    # what was odd about the specification
    specification_warnings: tuple[str, ...] = ()
    # by code: enum values that were reported but are not in the range
    extra_options: dict[str, list[str]] = field(default_factory=dict)
    # by code: the number the device itself uses, learned from reports
    dp_ids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def from_json(
        cls,
        document: JsonObject,
        specification: Specification,
        *,
        requested_at: float = -math.inf,
    ) -> Device:
        """Return the device that an entry of the device list describes.

        ``document`` holds id, name, category, product_id, product_name, model, icon,
        time_zone, uuid, online, sub, gateway_id, owner_id or asset_id, and status:
        [{code, value}], pulled at ``requested_at`` (monotonic seconds; the default
        lets every later pull replace it). Codes the specification lacks get data
        points inferred from their values.
        """
        device = cls(
            id=parse_text(document.get("id")) or "",
            category=specification.category,
            points=dict(specification.points),
            specification_warnings=specification.warnings,
        )
        device.update_identity(document)
        device.name = device.name or device.product_name or device.id
        device.apply_pull(
            parse_status_items(document.get("status")), requested_at=requested_at
        )
        return device

    @classmethod
    def from_stored(cls, stored: JsonObject, specification: Specification) -> Device:
        """Return the device that ``to_json`` stored; never raises.

        Whatever is pulled or reported from now on replaces its readings, but for
        reports older than those it holds.
        """
        document = stored.get("document")
        device = cls.from_json(
            document if isinstance(document, dict) else {}, specification
        )
        device.restore_readings(stored.get("readings"))
        return device

    @override
    def __repr__(self) -> str:
        """Name the device without anything it reports."""
        return f"Device({self.id!r}, {self.category!r}, {self.product_id!r})"

    def to_json(self) -> JsonObject:
        """Return what ``from_stored`` takes: {"document": {...}, "readings": {...}}."""
        document: JsonObject = {key: getattr(self, key) for key in _TEXTS}
        document["id"] = self.id
        document["online"] = self.online
        document["sub"] = self.is_sub_device
        document["gateway_id"] = self.gateway_id or ""
        return {"document": document, "readings": self.readings_to_json()}

    def readings_to_json(self) -> JsonObject:
        """Return the readings as {code: {"raw", "reported_at"}}."""
        return {
            code: {"raw": reading.raw, "reported_at": reading.reported_at}
            for code, reading in self.readings.items()
        }

    def restore_readings(self, stored: JsonValue) -> None:
        """Fill in what ``readings_to_json`` stored and nothing newer is known of."""
        for code, entry in stored.items() if isinstance(stored, dict) else ():
            if not code or not isinstance(entry, dict):
                continue
            reported_at = _stored_time(entry.get("reported_at"))
            reading = self.readings.get(code)
            if reading is None:
                item = StatusItem(code, entry.get("raw"))
                self._accept(item, reported_at, -math.inf, _Changes())
            elif reading.reported_at is None:
                reading.reported_at = reading.told_at = reported_at

    def value(self, code: str) -> Any:
        """Return the decoded value of a data point; None: unknown."""
        reading = self.readings.get(code)
        return None if reading is None else reading.value

    def raw(self, code: str) -> JsonValue:
        """Return the value of a data point as it was reported; None: never."""
        reading = self.readings.get(code)
        return None if reading is None else reading.raw

    @property
    def reported_at(self) -> int | None:
        """When it last reported anything, in ms since the epoch; None: never known."""
        times = (reading.reported_at for reading in self.readings.values())
        return max((time for time in times if time is not None), default=None)

    def options(self, code: str) -> tuple[str, ...]:
        """Return an enum's options, those last that were only seen in reports."""
        point = self.points.get(code)
        if not isinstance(point, EnumPoint):
            return ()
        return (*point.known_options, *self.extra_options.get(code, ()))

    def update_identity(self, document: JsonObject) -> bool:
        """Take over name, online and so on; return whether any of them changed.

        ``document`` is as for ``from_json``, and needs only hold what is new. Empty
        text never replaces what is known.
        """
        before = self._identity()
        for key in _TEXTS:
            # people type spaces that nobody sees
            if text := " ".join((parse_text(document.get(key)) or "").split()):
                setattr(self, key, text)
        if not document.get("owner_id"):
            self.owner_id = parse_text(document.get("asset_id")) or self.owner_id
        online = parse_boolean(document.get("online"))
        self.online = self.online if online is None else online
        is_sub_device = parse_boolean(document.get("sub"))
        self.is_sub_device = (
            self.is_sub_device if is_sub_device is None else is_sub_device
        )
        if "gateway_id" in document:
            self.gateway_id = parse_text(document["gateway_id"]) or None
        return self._identity() != before

    def apply_report(
        self, items: Sequence[StatusItem], *, received_at: float, now_ms: int
    ) -> Update:
        """Take over what the device reported; return what that changed.

        ``received_at`` is in monotonic seconds, ``now_ms`` the local time in ms since
        the epoch. Reports come doubled and out of order: an item older than the last
        report of its data point is ignored, one with the time and the value of the
        last is no new report. A time later than now counts as now, on either side, so
        that no wrong clock ever freezes a data point.
        """
        changes = _Changes()
        for item in items:
            reading = self.readings.get(item.code)
            last = None if reading is None else reading.reported_at
            time = last if item.time is None else min(item.time, now_ms)
            if time is not None and last is not None and time < last <= now_ms:
                continue
            repeated = (
                reading is not None
                and item.time is not None
                and (item.time, item.raw) == (reading.told_at, reading.raw)
            )
            self._accept(item, time, received_at, changes)
            if item.code in changes.reported and not repeated:
                changes.reports.append(item)
        return changes.update()

    def apply_pull(self, items: Sequence[StatusItem], *, requested_at: float) -> Update:
        """Take over the answer to a call for the status; return what that changed.

        ``requested_at`` is in monotonic seconds. What arrived after the call was made
        is newer than its answer may be, and stays. The devices' own clocks are not
        asked: the cloud's answer tells no times.
        """
        changes = _Changes()
        for item in items:
            reading = self.readings.get(item.code)
            if reading is None:
                self._accept(item, None, requested_at, changes)
            elif reading.received_at <= requested_at:
                self._accept(item, reading.reported_at, requested_at, changes)
        return changes.update()

    def apply_specification(
        self, specification: Specification, *, listed: Collection[str]
    ) -> Update:
        """Replace the data points and decode what is known by the new ones.

        A code that the specification does not name stays while the device list gives
        it: ``listed`` are those codes. ``changed`` holds the codes whose data point
        differs from before or is gone.
        """
        before, readings = self.points, self.readings
        self.points = dict(specification.points)
        self.specification_warnings = specification.warnings
        self.readings, self.warnings, self.extra_options = {}, {}, {}
        for code, known in readings.items():
            if code not in self.points and code not in listed:
                continue
            item = StatusItem(code, known.raw)
            self._accept(item, known.reported_at, known.received_at, _Changes())
        codes = before.keys() | self.points.keys()
        return Update(
            changed=frozenset(
                code for code in codes if before.get(code) != self.points.get(code)
            ),
            added=frozenset(self.points.keys() - before.keys()),
        )

    def _accept(
        self,
        item: StatusItem,
        reported_at: int | None,
        received_at: float,
        changes: _Changes,
    ) -> None:
        """Store an item's value, with the data point it needs."""
        code, raw = item.code, item.raw
        if item.dp_id is not None:
            self.dp_ids[code] = item.dp_id
        point = self.points.get(code)
        if point is None or not point.readable:
            if raw is None:
                return  # nothing to tell a type from, and nothing to show
            point = (
                infer_point(code, raw)
                if point is None
                else replace(point, access=Access.READ_WRITE)
            )
            self.points[code] = point
            changes.added.add(code)
        decoded = point.decode(raw)
        known = self.readings.get(code)
        if known is None or known.raw != raw:
            changes.changed.add(code)
        changes.reported.add(code)
        told_at = item.time
        if told_at is None:
            told_at = reported_at if known is None else known.told_at
        self.readings[code] = Reading(
            raw, decoded.value, reported_at, received_at, told_at
        )
        if decoded.warning is None:
            self.warnings.pop(code, None)
            return
        self.warnings[code] = decoded.warning
        if isinstance(point, EnumPoint) and isinstance(decoded.value, str):
            extra = self.extra_options.setdefault(code, [])
            if decoded.value not in self.options(code):
                extra.append(decoded.value)

    def _identity(self) -> tuple[object, ...]:
        return (
            *(getattr(self, key) for key in _TEXTS),
            self.online,
            self.is_sub_device,
            self.gateway_id,
        )


def _stored_time(value: JsonValue) -> int | None:
    """Return a stored time, in ms; None where it is none that can be shown."""
    time = parse_whole(value)
    return None if time is None or not 0 <= time <= _LATEST else time


@dataclass(slots=True)
class _Changes:
    """An update while it is being gathered."""

    reported: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    reports: list[StatusItem] = field(default_factory=list)

    def update(self) -> Update:
        """Return it finished."""
        return Update(
            frozenset(self.reported),
            frozenset(self.changed),
            frozenset(self.added),
            tuple(self.reports),
        )
