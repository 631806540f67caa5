"""Simulated devices, and the device files they are read from.

README.md describes the format of a device file.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from .account import fixed_secret
from .camera import Camera
from .clock import DeviceClock, now_ms
from .device_log import DeviceLog, EventType
from .door_lock import DoorLock
from .firmware import modules_of
from .json_types import JsonObject, JsonValue, parse_object
from .limits import accepts
from .thing_model import Property, parse_properties
from .timers import Timers
from .vacuum_map import VacuumMap

# New codes get ids from here on, like the data points a manufacturer adds.
FIRST_OWN_DP_ID = 101

LATITUDE = "52.5163417"
LONGITUDE = "13.3776925"
CREATED = 1_650_000_000  # epoch seconds


class TimeFormat(StrEnum):
    """The format of the time in a device's reports.

    Nearly all real devices send seconds as text; the others are recorded too.
    """

    MILLISECONDS = "ms"
    MILLISECONDS_TEXT = "ms text"
    SECONDS = "s"
    SECONDS_TEXT = "s text"

    def express(self, time_ms: int) -> int | str:
        """Return a time in milliseconds since the epoch in this format."""
        match self:
            case TimeFormat.MILLISECONDS:
                return time_ms
            case TimeFormat.MILLISECONDS_TEXT:
                return str(time_ms)
            case TimeFormat.SECONDS:
                return time_ms // 1000
            case TimeFormat.SECONDS_TEXT:
                return str(time_ms // 1000)


@dataclass(kw_only=True)
class Device:
    """A device as the cloud knows it; `status` holds its current values."""

    id: str
    name: str
    category: str
    product_id: str
    product_name: str
    model: str = ""
    online: bool = True
    sub: bool = False
    time_zone: str = "+01:00"
    function: dict[str, JsonObject] = field(default_factory=dict)
    status_range: dict[str, JsonObject] = field(default_factory=dict)
    status: dict[str, JsonValue] = field(default_factory=dict)
    gateway: str = ""
    home: str = ""
    room: str = ""
    shared: bool = False
    time_format: TimeFormat = TimeFormat.SECONDS_TEXT
    thing_model: JsonObject = field(default_factory=dict)
    lock: JsonObject = field(default_factory=dict)
    infrared: JsonObject = field(default_factory=dict)
    video: JsonObject = field(default_factory=dict)
    map: JsonObject = field(default_factory=dict)
    firmware: list[JsonObject] = field(default_factory=list)
    # by code, kind and hour, as "2026010100"; None: the project has no such service
    statistics: dict[str, dict[str, dict[str, str]]] | None = None
    reported_at: dict[str, int] = field(default_factory=dict)
    point_names: dict[str, str] = field(default_factory=dict)
    updated: int = CREATED

    def __post_init__(self) -> None:
        """Read the thing model; give an id to each data point without one."""
        self.properties: dict[str, Property] = {
            each.code: each
            for each in (parse_properties(self.thing_model) if self.thing_model else ())
        }
        self.door_lock = parse_lock(self.lock)
        self.camera = parse_camera(self.video)
        self.vacuum_map = parse_map(self.map)
        self.firmware_modules = modules_of(self.firmware, is_sub=self.sub)
        self.clock = DeviceClock()
        self.log = DeviceLog()
        self.timers = Timers()
        # codes with a value that the function or the thing model rules out
        self.unspecified: set[str] = set()
        self._note_unspecified(self.status)
        self._assign_dp_ids()

    def _assign_dp_ids(self) -> None:
        """Take the ids of the file and of the model; give others the free numbers.

        A property with the id of a standard data point and a code of its own is that
        data point: `_standard_codes` holds the code in the standard set.
        """
        entries = self.data_points
        self._dp_ids: dict[str, int] = {}
        for code, entry in entries.items():
            declared = entry.get("dp_id")
            if not isinstance(declared, int) and code in self.properties:
                declared = self.properties[code].dp_id
            if isinstance(declared, int):
                self._dp_ids[code] = declared
        standard_codes = {dp_id: code for code, dp_id in self._dp_ids.items()}
        self._standard_codes: dict[str, str] = {}
        for code, each in self.properties.items():
            if code in entries or each.dp_id is None:
                continue
            self._dp_ids[code] = each.dp_id
            if (standard_code := standard_codes.get(each.dp_id)) is not None:
                self._standard_codes[code] = standard_code
        taken = set(self._dp_ids.values())
        free = (number for number in count(1) if number not in taken)
        for code in [*entries, *self.properties]:
            if code not in self._dp_ids:
                self._dp_ids[code] = next(free)

    @classmethod
    def from_json(cls, device_id: str, document: Mapping[str, Any]) -> Device:
        """Return the device a file describes; raise TypeError for unknown keys."""
        values = dict(document)
        values["time_format"] = TimeFormat(
            values.get("time_format") or TimeFormat.SECONDS_TEXT
        )
        return cls(id=device_id, **values)

    @property
    def local_key(self) -> str:
        """Return the key of the device in the local network: 16 characters."""
        return f"LK{fixed_secret(f'local key of {self.id}', 14)}"

    @property
    def uuid(self) -> str:
        """Return the manufacturer's number of the device."""
        return sha256(f"uuid {self.id}".encode()).hexdigest()[:16]

    @property
    def node_id(self) -> str:
        """Return the address of a sub-device at its gateway."""
        return sha256(f"node {self.id}".encode()).hexdigest()[:16] if self.sub else ""

    @property
    def data_points(self) -> dict[str, JsonObject]:
        """Return the entries of all data points; those of `function` take precedence.

        `dp_id` and `name` may stand in either entry of a data point.
        """
        return {
            code: self.status_range.get(code, {}) | self.function.get(code, {})
            for code in self.status_range | self.function
        }

    @property
    def has_data_points(self) -> bool:
        """Return whether the standard instruction set has any data point."""
        return bool(self.function or self.status_range)

    def dp_id(self, code: str) -> int:
        """Return the numeric id of a data point; a new code gets a new id."""
        if code not in self._dp_ids:
            taken = set(self._dp_ids.values())
            self._dp_ids[code] = max(taken | {FIRST_OWN_DP_ID - 1}) + 1
        return self._dp_ids[code]

    def standard_code(self, code: str) -> str:
        """Return the code in `status` of a data point that has another in the model."""
        return self._standard_codes.get(code, code)

    @property
    def model_codes(self) -> dict[int, str]:
        """Return the codes of the thing model by the numeric ids of data points."""
        return {self._dp_ids[code]: code for code in self.properties}

    def is_in_model_only(self, code: str) -> bool:
        """Return whether the standard instruction set lacks a data point."""
        return (
            code in self.properties
            and code not in self.function
            and code not in self.status_range
        )

    def reports(self, code: str) -> bool:
        """Return whether a data point has a status; write-only ones have none."""
        if self.is_in_model_only(code):
            return self.properties[code].access != "wr"
        return code in self.status_range or code in self.status

    def apply(self, changes: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """Set values; return those that have changed."""
        changed = {
            code: value
            for code, value in changes.items()
            if code not in self.status or not is_same_value(self.status[code], value)
        }
        self.status.update(changes)
        self._note_unspecified(changes)
        if self.door_lock is not None:
            self.door_lock.woken_by(changes)
        time = now_ms()
        self.reported_at.update(dict.fromkeys(changes, time))
        self.updated = time // 1000
        for code, value in changes.items():
            if not self.is_in_model_only(code):
                self.log.add(EventType.REPORT, code, value)
        return changed

    def _note_unspecified(self, values: Mapping[str, JsonValue]) -> None:
        for code, value in values.items():
            function = self.function.get(code)
            if function is None and code in self.properties:
                function = self.properties[code].entry
            if function is None or value in ("", None):
                continue
            if not accepts(function, value):
                self.unspecified.add(code)

    def status_list(self) -> list[JsonValue]:
        """Return the status of the standard set: `[{"code", "value"}]`."""
        return [
            {"code": code, "value": value}
            for code, value in self.status.items()
            if not self.is_in_model_only(code)
        ]


def parse_camera(document: Mapping[str, Any]) -> Camera | None:
    """Return the camera that a file describes under `video`, None if it has none."""
    return Camera(**document) if document else None


def parse_map(document: Mapping[str, Any]) -> VacuumMap | None:
    """Return the map that a file describes under `map`, None if it has none."""
    return VacuumMap(**document) if document else None


def parse_lock(document: Mapping[str, Any]) -> DoorLock | None:
    """Return the lock that a file describes under `lock`, None if it has none."""
    return DoorLock(**document) if document else None


def is_same_value(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two values are the same on the wire, where 1 is not true."""
    return type(one) is type(other) and one == other


def load_devices(directory: Path, copies: int = 1) -> list[Device]:
    """Read every `*.json` of a folder; the id of a device is the stem of its file.

    With `copies` N there are N of each device, the others as `STEM-2` to `STEM-N`,
    under the copies of their gateways. Raises ValueError with the path of a file that
    is wrong.
    """
    devices = []
    for path in sorted(directory.glob("*.json")):
        document = parse_object(path.read_bytes())
        if document is None:
            raise ValueError(f"{path}: not a JSON object")
        try:
            devices += [
                _copy(path.stem, document, number) for number in range(1, copies + 1)
            ]
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}: {error}") from error
    return devices


def _copy(stem: str, document: Mapping[str, Any], number: int) -> Device:
    """Return the device of a file, or its `number`th copy."""
    device = Device.from_json(stem, deepcopy(document))
    if number > 1:
        device.id = f"{stem}-{number}"
        device.name = f"{device.name} {number}"
        device.gateway = device.gateway and f"{device.gateway}-{number}"
    return device


def secrets_of(devices: Iterable[Device]) -> list[str]:
    """Return the secrets of these devices: local keys and coordinates."""
    return [LATITUDE, LONGITUDE, *(device.local_key for device in devices)]
