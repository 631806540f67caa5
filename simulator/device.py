"""One simulated device, and reading device files.

A device file is a JSON object with the keys name, category, product_id,
product_name, online, sub, time_zone, function, status_range and status; function
and status_range map a code to `{"type", "value"}`, where `value` is the object
Tuya calls `values`, or a string that is served as it is. Optional: `model`,
`gateway` (id of the gateway it hangs on), `room` (a name), `shared` (true: shared
by another home), `time_format` (see TimeFormat), and `dp_id` and `name` in an entry
of function or status_range.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from .account import made_up
from .clock import now_ms
from .json_types import JsonObject, JsonValue

# Data points that no file numbers get ids from here on, as makers' own ones do.
FIRST_OWN_DP_ID = 101

LATITUDE = "52.5163417"
LONGITUDE = "13.3776925"
CREATED = 1_650_000_000  # epoch seconds


class TimeFormat(StrEnum):
    """How a device's reports state the time: all four are seen in the wild."""

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
    """A device as the cloud and its maker know it; `status` is its present state."""

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
    room: str = ""
    shared: bool = False
    time_format: TimeFormat = TimeFormat.MILLISECONDS
    reported_at: dict[str, int] = field(default_factory=dict)
    point_names: dict[str, str] = field(default_factory=dict)
    updated: int = CREATED

    def __post_init__(self) -> None:
        """Give every data point its id."""
        entries = self.status_range | self.function
        self._dp_ids: dict[str, int] = {}
        for code, entry in entries.items():
            declared = entry.get("dp_id")
            if isinstance(declared, int):
                self._dp_ids[code] = declared
        taken = set(self._dp_ids.values())
        free = (number for number in count(1) if number not in taken)
        for code in entries:
            if code not in self._dp_ids:
                self._dp_ids[code] = next(free)

    @classmethod
    def from_json(cls, device_id: str, document: Mapping[str, Any]) -> Device:
        """Return the device a file describes; raise TypeError for unknown keys."""
        values = dict(document)
        values["time_format"] = TimeFormat(values.get("time_format") or "ms")
        return cls(id=device_id, **values)

    @property
    def local_key(self) -> str:
        """The 16 characters that open the device in the local network."""
        return f"LK{made_up(f'local key of {self.id}', 14)}"

    @property
    def uuid(self) -> str:
        """The maker's own number of the device."""
        return sha256(f"uuid {self.id}".encode()).hexdigest()[:16]

    @property
    def node_id(self) -> str:
        """The address of a sub-device at its gateway."""
        return sha256(f"node {self.id}".encode()).hexdigest()[:16] if self.sub else ""

    @property
    def has_data_points(self) -> bool:
        """Tell whether the standard instruction set knows any data point."""
        return bool(self.function or self.status_range)

    def dp_id(self, code: str) -> int:
        """Return the numeric id of a data point; a new code gets a new id."""
        if code not in self._dp_ids:
            taken = set(self._dp_ids.values())
            self._dp_ids[code] = max(taken | {FIRST_OWN_DP_ID - 1}) + 1
        return self._dp_ids[code]

    def reports(self, code: str) -> bool:
        """Tell whether a data point has a status, so is not for writing only."""
        return code in self.status_range or code in self.status

    def apply(self, changes: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """Take over new values; return those that differ from what was held."""
        changed = {
            code: value
            for code, value in changes.items()
            if code not in self.status or not same(self.status[code], value)
        }
        self.status.update(changes)
        time = now_ms()
        self.reported_at.update(dict.fromkeys(changes, time))
        self.updated = time // 1000
        return changed

    def status_list(self) -> list[JsonValue]:
        """Return the status as the cloud lists it: `[{"code", "value"}]`."""
        return [{"code": code, "value": value} for code, value in self.status.items()]


def same(one: JsonValue, other: JsonValue) -> bool:
    """Tell whether two values are the same on the wire, where 1 is not true."""
    return type(one) is type(other) and one == other


def load_devices(directory: Path, copies: int = 1) -> list[Device]:
    """Read every `*.json` of a folder; the id of a device is its file's stem.

    With `copies` N, each device comes N times, the others as `STEM-2` to `STEM-N`;
    a copy hangs on the copy of its gateway. Devices without a time format take the
    four in turn.
    """
    devices = []
    for index, path in enumerate(sorted(directory.glob("*.json"))):
        document = json.loads(path.read_text(encoding="utf-8"))
        document.setdefault("time_format", list(TimeFormat)[index % 4])
        devices += [
            _copy(path.stem, document, number) for number in range(1, copies + 1)
        ]
    return devices


def _copy(stem: str, document: Mapping[str, Any], number: int) -> Device:
    """Return the device of a file, or its `number`th copy."""
    device = Device.from_json(stem, json.loads(json.dumps(document)))
    if number > 1:
        device.id = f"{stem}-{number}"
        device.name = f"{device.name} {number}"
        device.gateway = device.gateway and f"{device.gateway}-{number}"
    return device


def secrets_of(devices: Iterable[Device]) -> list[str]:
    """Return what of these devices nobody may see: local keys and where they are."""
    return [LATITUDE, LONGITUDE, *(device.local_key for device in devices)]
