"""Air conditioners that an infrared hub controls: what they can do, and their state.

The state is that of the last command the cloud knows of, not one that the air
conditioner reports (section 5 of the protocol reference).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from .json_types import JsonObject, JsonValue
from .wire_values import parse_boolean, parse_whole

# the codes by which a change made in the app is pushed for the id of the remote
STATE_CODES: Final = ("power", "mode", "temp", "wind")
# names of the same in the answer for many remotes (recorded)
_OTHER_NAMES: Final = {"powerOpen": "power", "fan": "wind"}

AUTO_WIND: Final = 0


@dataclass(frozen=True, slots=True)
class AirState:
    """The state of an air conditioner; None: not known."""

    power: bool | None = None
    # 0 cool, 1 heat, 2 auto, 3 fan, 4 dry
    mode: int | None = None
    # in °C
    temp: int | None = None
    # 0 auto, 1 low, 2 medium, 3 high
    wind: int | None = None

    @classmethod
    def parse(cls, document: JsonValue) -> Self:
        """Return the state in an answer of the cloud; never raises.

        Its numbers may be text. The answer for many remotes has other names.
        """
        items = document if isinstance(document, dict) else {}
        known = {_OTHER_NAMES.get(name, name): value for name, value in items.items()}
        return cls(
            power=parse_boolean(known.get("power")),
            mode=parse_whole(known.get("mode")),
            temp=parse_whole(known.get("temp")),
            wind=parse_whole(known.get("wind")),
        )

    def updated(self, news: AirState) -> AirState:
        """Return the state with what is known of another one."""
        return AirState(
            power=self.power if news.power is None else news.power,
            mode=self.mode if news.mode is None else news.mode,
            temp=self.temp if news.temp is None else news.temp,
            wind=self.wind if news.wind is None else news.wind,
        )

    @property
    def known(self) -> dict[str, int]:
        """Return what is known, by code, in the numbers that are sent."""
        values = (self.power, self.mode, self.temp, self.wind)
        return {
            code: int(value)
            for code, value in zip(STATE_CODES, values, strict=True)
            if value is not None
        }

    def to_json(self) -> JsonObject:
        """Return what ``parse`` reads."""
        return {**self.known}


@dataclass(frozen=True, slots=True)
class AirRange:
    """The temperatures and speeds of each mode; a mode may have no temperatures."""

    # by mode, and by temperature; the key None stands for a mode without temperatures
    modes: Mapping[int, Mapping[int | None, tuple[int, ...]]] = field(
        default_factory=dict
    )

    @classmethod
    def parse(cls, key_range: JsonValue) -> Self:
        """Return the range of a remote's keys; never raises.

        Fan and dry have one entry without a temperature (recorded).
        """
        modes: dict[int, Mapping[int | None, tuple[int, ...]]] = {}
        for item in _objects(key_range):
            mode = parse_whole(item.get("mode"))
            if mode is None:
                continue
            winds_by_temp: dict[int | None, tuple[int, ...]] = {}
            for entry in _objects(item.get("temp_list")):
                winds = {
                    parse_whole(fan.get("fan"))
                    for fan in _objects(entry.get("fan_list"))
                }
                winds_by_temp[parse_whole(entry.get("temp"))] = tuple(
                    sorted(wind for wind in winds if wind is not None)
                )
            modes[mode] = winds_by_temp
        return cls(modes)

    def temperatures(self, mode: int | None = None) -> list[int]:
        """Return the temperatures of a mode, or those of all modes for None."""
        chosen = self.modes.values() if mode is None else [self.modes.get(mode, {})]
        return sorted({temp for temps in chosen for temp in temps if temp is not None})

    def winds(self, mode: int | None = None, temp: int | None = None) -> list[int]:
        """Return the speeds of a mode at a temperature; None stands for all."""
        chosen = self.modes.values() if mode is None else [self.modes.get(mode, {})]
        winds = {
            wind
            for temps in chosen
            for of_temp, of_winds in temps.items()
            if temp in (None, of_temp) or of_temp is None
            for wind in of_winds
        }
        return sorted(winds)

    def allowed(self, wanted: AirState) -> AirState:
        """Return the state nearest to a wanted one that the air conditioner can take.

        A mode that is not known becomes the first one.
        """
        mode = wanted.mode if wanted.mode in self.modes else min(self.modes, default=0)
        temp = wanted.temp
        if temperatures := self.temperatures(mode) or self.temperatures():
            target = temperatures[len(temperatures) // 2] if temp is None else temp
            temp = min(temperatures, key=lambda known: abs(known - target))
        winds = self.winds(mode, temp if self.temperatures(mode) else None)
        wind = wanted.wind
        if wind not in winds:
            wind = winds[0] if winds else AUTO_WIND
        return AirState(power=wanted.power, mode=mode, temp=temp, wind=wind)

    def to_json(self) -> list[JsonValue]:
        """Return what ``parse`` reads."""
        return [
            {
                "mode": mode,
                "temp_list": [
                    ({} if temp is None else {"temp": temp})
                    | {"fan_list": [{"fan": wind} for wind in winds]}
                    for temp, winds in temps.items()
                ],
            }
            for mode, temps in self.modes.items()
        ]


def _objects(value: JsonValue) -> list[JsonObject]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]
