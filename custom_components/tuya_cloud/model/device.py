"""A device: its identity, its data points, and the values it last reported."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, override

from .corrections import WHOLE_DEVICE
from .identity import TEXTS, Identity, parse_identity, shown_name
from .json_types import JsonObject, JsonValue
from .learned import Learned
from .points import Access, DataPoint, EnumPoint
from .reading import Reading, Update, stored_time
from .specification import Specification, infer_point
from .status import StatusItem

# ids of messages that are known again when the hub repeats them, also after a restart
_KNOWN_MESSAGES: Final = 64
_STORED_MESSAGES: Final = 8
_NO_STATUS: Final[Mapping[str, JsonValue]] = MappingProxyType({})
_NO_TIMES: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Device:
    """A device of the account.

    Data points come from the product's specification and are shared with its other
    devices; codes that only this device reports are added to its own ``points``.
    """

    id: str
    points: dict[str, DataPoint]
    name: str = ""
    category: str = ""
    product_id: str = ""
    product_name: str = ""
    model: str = ""
    time_zone: str = ""
    # the maker's number of the device
    serial_number: str = ""
    online: bool = False
    is_sub_device: bool = False
    # id of the gateway of a sub-device
    gateway_id: str | None = None
    readings: dict[str, Reading] = field(default_factory=dict)
    # by code: short English sentences about odd values
    warnings: dict[str, str] = field(default_factory=dict)
    # the specification that the data points come from
    specification: Specification
    learned: Learned = field(default_factory=Learned)
    # by code: the names that a user gave data points in the app
    names: dict[str, str] = field(default_factory=dict)
    # ids of the last messages with reports, the oldest first
    messages: dict[str, None] = field(default_factory=dict)

    @classmethod
    def create(
        cls,
        identity: Identity,
        specification: Specification,
        status: Mapping[str, JsonValue] = _NO_STATUS,
        *,
        requested_at: float = -math.inf,
    ) -> Device:
        """Return a device with the data points of its specification.

        ``status`` holds its raw values by code, pulled at ``requested_at`` (monotonic
        seconds; by default every later pull replaces them). Codes that the
        specification lacks get the data points that corrections declare, or data
        points inferred from their values.
        """
        device = cls(
            id=identity.get("id", ""),
            category=specification.category,
            points=dict(specification.points),
            specification=specification,
        )
        device.update_identity(identity)
        device.name = device.name or device.product_name or device.id
        device.apply_pull(status, requested_at=requested_at)
        return device

    @classmethod
    def from_stored(cls, stored: JsonObject, specification: Specification) -> Device:
        """Return the device that ``to_json`` stored; never raises.

        Every later pull or report replaces its readings, except reports older than
        the readings.
        """
        document = stored.get("document")
        identity = parse_identity(document if isinstance(document, dict) else {})
        device = cls.create(identity, specification)
        device.learned = Learned.from_json(stored.get("learned"))
        names = stored.get("names")
        device.name_points(names if isinstance(names, dict) else {})
        known = stored.get("messages")
        known = known[-_STORED_MESSAGES:] if isinstance(known, list) else []
        device.messages = dict.fromkeys(map(str, known))
        device.restore_readings(stored.get("readings"))
        return device

    @override
    def __repr__(self) -> str:
        """Return the ids of the device, and nothing that it reports."""
        return f"Device({self.id!r}, {self.category!r}, {self.product_id!r})"

    def to_json(self) -> JsonObject:
        """Return what ``from_stored`` takes.

        {"document", "readings", "learned"?, "names"?, "messages"?}
        """
        document: JsonObject = {key: getattr(self, key) for key in TEXTS}
        document["id"] = self.id
        document["online"] = self.online
        document["sub"] = self.is_sub_device
        document["gateway_id"] = self.gateway_id or ""
        stored: JsonObject = {"document": document, "readings": self.readings_to_json()}
        if learned := self.learned.to_json():
            stored["learned"] = learned
        if self.names:
            stored["names"] = {**self.names}
        if self.messages:
            messages: list[JsonValue] = [*self.messages]
            stored["messages"] = messages[-_STORED_MESSAGES:]
        return stored

    def readings_to_json(self) -> JsonObject:
        """Return the readings as {code: {"raw", "reported_at"}}."""
        return {
            code: {"raw": reading.raw, "reported_at": reading.reported_at}
            for code, reading in self.readings.items()
        }

    def restore_readings(self, stored: JsonValue) -> None:
        """Restore the readings of ``readings_to_json`` that are not known yet."""
        for code, entry in stored.items() if isinstance(stored, dict) else ():
            if not code or not isinstance(entry, dict):
                continue
            reported_at = stored_time(entry.get("reported_at"))
            reading = self.readings.get(code)
            if reading is None:
                self._accept(Update(), code, entry.get("raw"), reported_at, -math.inf)
            elif reading.reported_at is None:
                reading.reported_at = reading.device_time = reported_at

    def value(self, code: str) -> Any:
        """Return the decoded value of a data point; None: unknown."""
        reading = self.readings.get(code)
        return None if reading is None else reading.value

    def raw(self, code: str) -> JsonValue:
        """Return the raw value of a data point; None: never reported."""
        reading = self.readings.get(code)
        return None if reading is None else reading.raw

    def unpacked[T](self, code: str, decode: Callable[[Any], T]) -> T | None:
        """Return what a data point's value packs, decoded once per reading.

        ``decode`` is a function of a module. It receives the decoded value, or the
        raw one where the data point cannot decode it.
        """
        reading = self.readings.get(code)
        if reading is None:
            return None
        if reading.decoder is not decode:
            value = reading.raw if reading.value is None else reading.value
            reading.unpacked = decode(value)
            reading.decoder = decode
        unpacked: T = reading.unpacked
        return unpacked

    @property
    def raw_values(self) -> dict[str, JsonValue]:
        """The raw values by code."""
        return {code: reading.raw for code, reading in self.readings.items()}

    @property
    def reported_at(self) -> int | None:
        """Time of the last report, in ms since the epoch; None: unknown."""
        times = (reading.reported_at for reading in self.readings.values())
        return max((time for time in times if time is not None), default=None)

    def options(self, code: str) -> tuple[str, ...]:
        """Return an enum's options; those seen only in reports come last."""
        point = self.points.get(code)
        if not isinstance(point, EnumPoint):
            return ()
        learned = self.learned.options_of(point)
        return tuple(dict.fromkeys((*point.known_options, *learned)))

    def settable_options(self, code: str) -> tuple[str, ...]:
        """Return the options of an enum that ``encode`` takes.

        One that the specification names for reports alone joins once it is reported.
        """
        point = self.points.get(code)
        if not isinstance(point, EnumPoint):
            return ()
        return (*point.options, *self.learned.options_of(point))

    def encode(self, code: str, value: object) -> JsonValue:
        """Return the wire value of a command that sets a data point to a decoded value.

        Raises InvalidCommandError for what neither the specification allows nor the
        device has reported.
        """
        return self.learned.widened(self.points[code]).encode(value)

    def update_identity(self, identity: Identity) -> bool:
        """Update name, online flag and so on; return whether any of them changed.

        Empty text never replaces a known one.
        """
        before = self._identity()
        for key in TEXTS:
            if key == "category" and WHOLE_DEVICE in self.specification.corrections:
                continue
            if text := shown_name(str(identity.get(key, ""))):
                setattr(self, key, text)
        self.online = identity.get("online", self.online)
        self.is_sub_device = identity.get("sub", self.is_sub_device)
        self.gateway_id = identity.get("gateway_id", self.gateway_id) or None
        return self._identity() != before

    def name_points(self, names: Mapping[str, JsonValue]) -> bool:
        """Set the names of data points; return whether any of them changed.

        An empty one takes the name away.
        """
        before = dict(self.names)
        for code, text in names.items():
            if name := shown_name(text) if isinstance(text, str) else "":
                self.names[code] = name
            else:
                self.names.pop(code, None)
        return self.names != before

    def apply_report(
        self,
        items: Sequence[StatusItem],
        *,
        received_at: float,
        now_ms: int,
        message_id: str = "",
    ) -> Update:
        """Update the readings from a report; return the changes.

        ``received_at`` is in monotonic seconds, ``now_ms`` the local time in ms since
        the epoch. Reports arrive twice and out of order: an item older than the last
        report of its data point is ignored, and a message with a known id repeats that
        message. Times are often in whole seconds, so only in a message without an id
        ("") does an item with the same time and value repeat the same report. A time
        in the future counts as now, for the item and for the last report, so that a
        wrong clock never blocks a data point.

        A late item counts as a report, but its value is of the past and does not
        replace a known one.
        """
        update = Update()
        if message_id:
            if message_id in self.messages:
                return update
            self.messages[message_id] = None
            if len(self.messages) > _KNOWN_MESSAGES:
                del self.messages[next(iter(self.messages))]
        for item in items:
            code, raw, time = item.code, item.raw, item.time
            reading = self.readings.get(code)
            last = None if reading is None else reading.reported_at
            reported_at = last if time is None else min(time, now_ms)
            if (
                last is not None
                and reported_at is not None
                and (reported_at < last <= now_ms)
            ):
                continue
            is_repeated = (
                (not message_id or code in update.reported)
                and reading is not None
                and time is not None
                and time == reading.device_time
                and raw == reading.raw
            )
            is_past = item.is_late and reading is not None
            is_known = is_past or self._accept(
                update, code, raw, reported_at, received_at, time
            )
            if is_known and not is_repeated:
                update.reports.append(item)
        return update

    def apply_pull(
        self,
        status: Mapping[str, JsonValue],
        *,
        requested_at: float,
        times: Mapping[str, int] = _NO_TIMES,
    ) -> Update:
        """Update the readings from a pulled status; return the changes.

        ``status`` holds raw values by code, ``requested_at`` is in monotonic seconds.
        A reading that arrived after the request may be newer than the answer, so it
        stays. Most answers have no times, so the devices' clocks play no part; where
        they have, ``times`` holds those of the last reports, in ms since the epoch.
        """
        update = Update()
        for code, raw in status.items():
            reading = self.readings.get(code)
            reported_at = times.get(code)
            if reading is None:
                self._accept(update, code, raw, reported_at, requested_at)
            elif reading.received_at <= requested_at:
                known = reading.reported_at
                self._accept(update, code, raw, reported_at or known, requested_at)
        return update

    def apply_specification(
        self, specification: Specification, *, listed: Collection[str]
    ) -> Update:
        """Replace the data points and decode the known values with the new ones.

        ``listed`` are the codes in the device list: a code that the specification
        does not name is kept only if it is one of them. ``changed`` holds the codes
        of data points that differ or are gone.
        """
        before, readings = self.points, self.readings
        self.points = dict(specification.points)
        if {WHOLE_DEVICE} & {
            *specification.corrections,
            *self.specification.corrections,
        }:
            self.category = specification.category
        self.specification = specification
        self.readings, self.warnings = {}, {}
        for code, known in readings.items():
            if code in self.points or code in listed:
                self._accept(
                    Update(), code, known.raw, known.reported_at, known.received_at
                )
        codes = before.keys() | self.points.keys()
        return Update(
            changed={
                code for code in codes if before.get(code) != self.points.get(code)
            },
            added=self.points.keys() - before.keys(),
        )

    def _accept(
        self,
        update: Update,
        code: str,
        raw: JsonValue,
        reported_at: int | None,
        received_at: float,
        device_time: int | None = None,
    ) -> bool:
        """Store a raw value, add the data point it needs, and note the changes.

        Returns False for null under an unknown code: it has no type to infer.
        """
        point = self.points.get(code)
        if point is None or not point.readable:
            if raw is None:
                return False
            point = (
                self.specification.declared.get(code) or infer_point(code, raw)
                if point is None
                else replace(point, access=Access.READ_WRITE)
            )
            self.points[code] = point
            update.added.add(code)
        decoded = point.decode(raw)
        known = self.readings.get(code)
        if known is None or known.raw != raw:
            update.changed.add(code)
        update.reported.add(code)
        if device_time is None:
            device_time = reported_at if known is None else known.device_time
        value = decoded.value
        self.readings[code] = Reading(raw, value, reported_at, received_at, device_time)
        if decoded.warning is None:
            self.warnings.pop(code, None)
        else:
            self.warnings[code] = decoded.warning
        self.learned.note(point, raw, value)
        return True

    def _identity(self) -> tuple[object, ...]:
        return (
            *(getattr(self, key) for key in TEXTS),
            self.online,
            self.is_sub_device,
            self.gateway_id,
        )
