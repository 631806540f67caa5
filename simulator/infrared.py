"""Infrared hubs of the simulated cloud: remotes, what is emitted, what is learned.

Source: Tuya's pages "IR Control Hub Open Service", and recorded answers where they
differ. README.md describes the part of a device file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .clock import now_ms
from .device import Device
from .errors import (
    CODE_INVALID,
    CODE_MISSING,
    DEVICE_UNSUPPORTED,
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    REMOTE_REMOVED,
    TEMPERATURE_UNSUPPORTED,
    ApiError,
)
from .home import Home
from .json_types import JsonObject, JsonValue

HUB_CATEGORIES = frozenset({"wnykq", "wsdykq", "hwktwkq", "qt"})
AIR_CONDITIONER = 5
OWN = 999
OWN_BRAND = 999999
LEARNING_LIFE_MS = 30_000
# how much a learning time may differ from the time of the answer that it comes from
LEARNING_TOLERANCE_MS = 2_000
MODE_NAMES = ("mode cool", "mode heat", "mode auto", "mode fan", "mode dry")
SPEED_NAMES = ("speed auto", "speed low", "speed middle", "speed high")
AIR_KEYS = ("F", "M", "PowerOff", "PowerOn", "T")
CATEGORIES = {1: "set-top box", 2: "TV", AIR_CONDITIONER: "air conditioner", OWN: "DIY"}
BRANDS = {32: "Gree", 57: "Samsung", 182: "LG"}
STATE_CODES = ("power", "mode", "temp", "wind")

type Modes = dict[int, tuple[list[int], list[int]]]


@dataclass(frozen=True, slots=True)
class Emission:
    """A code that a hub has emitted: a key, the state of an air conditioner, or hex."""

    hub_id: str
    remote_id: str
    what: Any


@dataclass(slots=True)
class Learned:
    """A learned key of a remote."""

    learn_id: int
    key: str
    key_name: str
    code: str
    id: int


@dataclass(slots=True)
class Remote:
    """A remote of a hub: a brand's, or one whose keys a user has learned."""

    device: Device
    category_id: int
    brand_id: int
    brand_name: str = ""
    remote_index: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    # by mode: the temperatures, none for fan and dry, and the speeds
    modes: Modes = field(default_factory=dict)
    learned: list[Learned] = field(default_factory=list)
    state: dict[str, int] = field(default_factory=dict)
    # the cloud accepts commands, and the hub emits nothing: recorded of one brand
    is_silent: bool = False

    def key_list(self) -> list[JsonValue]:
        """Return the keys; those of an air conditioner all have the id 0."""
        named = (
            dict.fromkeys(AIR_KEYS, 0)
            if self.modes
            else self.keys | {each.key: each.id for each in self.learned}
        )
        return [
            {
                "key": key,
                "key_id": key_id,
                "key_name": key.replace("_", " "),
                "standard_key": not self.learned,
            }
            for key, key_id in named.items()
        ]

    def key_range(self) -> list[JsonValue]:
        """Return modes, temperatures and speeds, as recorded of an air conditioner."""
        answer: list[JsonValue] = []
        for mode, (temperatures, speeds) in self.modes.items():
            fans: list[JsonValue] = [
                {"fan": speed, "fan_name": SPEED_NAMES[speed]} for speed in speeds
            ]
            entries: list[JsonValue] = [
                {"temp": temp, "temp_name": f"temperture {temp}", "fan_list": fans}
                for temp in temperatures
            ]
            answer.append(
                {
                    "mode": mode,
                    "mode_name": MODE_NAMES[mode],
                    "temp_list": entries or [{"temp_name": "null", "fan_list": fans}],
                }
            )
        return answer

    def check_state(self, wanted: dict[str, int]) -> None:
        """Raise ApiError unless the air conditioner can take a state."""
        if wanted.get("power") == 0:
            return
        if wanted["mode"] not in self.modes:
            raise ApiError(CODE_INVALID)
        temperatures, speeds = self.modes[wanted["mode"]]
        if temperatures and wanted["temp"] not in temperatures:
            raise ApiError(TEMPERATURE_UNSUPPORTED)
        if wanted["wind"] not in speeds:
            raise ApiError(CODE_INVALID)


class Infrared:
    """All infrared hubs of a home."""

    def __init__(self, home: Home) -> None:
        """Take the home with hubs and remotes."""
        self._home = home
        self._remotes: dict[str, Remote] = {}
        self._numbers = count(1)
        self.emissions: list[Emission] = []
        # by hub: when learning began, and the code learned since, in ms and hex
        self._learning: dict[str, tuple[int, str]] = {}

    def hub(self, hub_id: str) -> Device:
        """Return a hub; raise ApiError 2009 for any other device."""
        hub = self._home.device(hub_id)
        if hub.sub or hub.category not in HUB_CATEGORIES:
            raise ApiError(DEVICE_UNSUPPORTED)
        return hub

    def remotes(self, hub: Device) -> list[Remote]:
        """Return the remotes of a hub."""
        return [
            self._remote(device)
            for device in self._home.sub_devices(hub)
            if device.infrared
        ]

    def remote(self, hub: Device, remote_id: str) -> Remote:
        """Return a remote of a hub; raise ApiError 2016 for any other id."""
        for remote in self.remotes(hub):
            if remote.device.id == remote_id:
                return remote
        raise ApiError(REMOTE_REMOVED)

    def air_conditioner(self, remote_id: str) -> Remote:
        """Return the air conditioner of an id; raise ApiError 1106 or 2009."""
        device = self._home.device(remote_id)
        remote = self._remote(device) if device.infrared else None
        if remote is None or not remote.modes:
            raise ApiError(DEVICE_UNSUPPORTED)
        return remote

    def _remote(self, device: Device) -> Remote:
        known = self._remotes.get(device.id)
        if known is None or known.device is not device:
            known = self._remotes[device.id] = self._parse(device)
        return known

    def _parse(self, device: Device) -> Remote:
        described: dict[str, Any] = dict(device.infrared)
        modes = described.pop("modes", {})
        learned = described.pop("learned", {})
        remote = Remote(device=device, **described)
        remote.modes = {
            int(mode): (list(each.get("temperatures", ())), list(each["speeds"]))
            for mode, each in modes.items()
        }
        remote.learned = [
            Learned(next(self._numbers), key, key, code, index)
            for index, (key, code) in enumerate(learned.items(), 1)
        ]
        return remote

    # What hubs emit

    def silence(self, device: Device, *, is_silent: bool) -> None:
        """Let a remote accept commands and emit nothing, or emit again."""
        self._remote(device).is_silent = is_silent

    def emit(self, remote: Remote, what: Any) -> None:
        """Note that the hub of a remote emits a code, unless the remote is silent."""
        if not remote.is_silent:
            device = remote.device
            self.emissions.append(Emission(device.gateway, device.id, what))

    def emit_code(self, remote: Remote, code: str) -> None:
        """Emit a raw code; of base64 nothing is emitted, as observed in the field."""
        if is_code(code):
            self.emit(remote, code)

    def press(self, remote: Remote, key: str, key_id: int) -> None:
        """Emit the code of a key; raise ApiError 2050 for one that is not there."""
        own = next((each for each in remote.learned if each.key == key), None)
        if own is not None:
            self.emit(remote, own.code)
        elif remote.keys.get(key) == key_id and key in remote.keys:
            self.emit(remote, key)
        else:
            raise ApiError(CODE_MISSING)

    # What hubs learn

    def learn(self, hub: Device, *, is_on: bool) -> None:
        """Let a hub listen for a code, or no more."""
        if is_on:
            self._learning[hub.id] = now_ms(), ""
        elif hub.id in self._learning:
            began, code = self._learning[hub.id]
            if not code:
                self._learning[hub.id] = began - LEARNING_LIFE_MS, ""

    def receive(self, hub: Device, code: str) -> bool:
        """Point a remote at a hub; return whether it was listening."""
        began, known = self._learning.get(hub.id, (0, ""))
        if known or now_ms() - began > LEARNING_LIFE_MS:
            return False
        self._learning[hub.id] = began, code
        return True

    def learned_code(self, hub: Device, learning_time: int) -> str:
        """Return the code learned since a time, which is that of an answer; or ""."""
        began, code = self._learning.get(hub.id, (0, ""))
        late = learning_time - began
        return code if 0 <= late <= LEARNING_TOLERANCE_MS else ""

    def save(self, remote: Remote, codes: JsonValue) -> None:
        """Add learned codes; an item without a key is not saved, as observed."""
        for item in _items(codes):
            key, code = str(item.get("key") or ""), str(item.get("code") or "")
            if not key:
                continue
            if not code:
                raise ApiError(PARAM_EMPTY)
            remote.learned = [each for each in remote.learned if each.key != key]
            name = str(item.get("key_name") or key)
            number = item.get("id")
            key_id = number if isinstance(number, int) else 0
            remote.learned.append(Learned(next(self._numbers), key, name, code, key_id))

    def forget(self, hub: Device, learn_id: str) -> None:
        """Delete a learned code; raise ApiError 2050 for one that is not there."""
        for remote in self.remotes(hub):
            kept = [each for each in remote.learned if str(each.learn_id) != learn_id]
            if len(kept) < len(remote.learned):
                remote.learned = kept
                return
        raise ApiError(CODE_MISSING)


def is_code(code: str) -> bool:
    """Return whether a text is lower-case hex of durations of 16 bits."""
    return bool(code) and len(code) % 4 == 0 and not set(code) - set("0123456789abcdef")


def _items(codes: JsonValue) -> Iterable[JsonObject]:
    if not isinstance(codes, list) or not codes:
        raise ApiError(PARAM_EMPTY)
    for item in codes:
        if not isinstance(item, dict):
            raise ApiError(PARAM_ILLEGAL)
        yield item
