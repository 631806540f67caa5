"""A device after the plausibility rules."""

from collections.abc import Mapping

from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.plausibility import Past, Plausibility
from custom_components.tuya_cloud.model.points import ValuePoint
from custom_components.tuya_cloud.model.specification import parse_specification
from tests.documents import Point, boolean, integer


def document(category: str, points: Mapping[str, Point]) -> JsonObject:
    """Return a specification of points, by code."""

    def entries(letter: str) -> list[JsonValue]:
        return [
            {"code": code, "type": made["type"], "values": made["value"]}
            for code, (made, access, _) in points.items()
            if letter in access
        ]

    return {
        "category": category,
        "functions": entries("w"),
        "status": entries("r"),
    }


class Judged:
    """A device after the plausibility rules, with its specification and values."""

    def __init__(
        self,
        points: Mapping[str, Point],
        category: str = "cz",
        others: tuple[Correction, ...] = (),
        history: Mapping[str, Past] | None = None,
    ) -> None:
        """Apply the rules after other corrections."""
        described = document(category, points)
        values: dict[str, JsonValue] = {
            code: value for code, (_, _, value) in points.items()
        }
        plausibility = Plausibility(parse_specification(described, others, values))
        self.depends_on = plausibility.depends_on
        self.watched = plausibility.watched
        self.corrections = plausibility.corrections(values, history or {})
        self.specification = parse_specification(
            described, (*others, *self.corrections), values
        )
        self.device = Device.create({"id": "device-1"}, self.specification, values)

    @property
    def codes(self) -> set[str]:
        """The corrected codes."""
        return {correction.code for correction in self.corrections}

    def shown(self, *codes: str) -> list[float]:
        """Return the values of data points."""
        return [self.device.value(code) for code in codes]


def plug(
    volts: JsonValue = 2306,
    watts: JsonValue = 2941,
    milliamperes: JsonValue = 1275,
    *,
    most_volts: int = 2500,
    most_watts: int = 50000,
    scale: int = 0,
) -> dict[str, Point]:
    """Return a plug with measurements."""
    return {
        "switch_1": boolean(value=True),
        "cur_current": integer(0, 30000, milliamperes, "r", unit="mA"),
        "cur_power": integer(0, most_watts, watts, "r", unit="W", scale=scale),
        "cur_voltage": integer(0, most_volts, volts, "r", unit="V", scale=scale),
    }


def air_conditioner(
    raw: JsonValue, scale: int = 1, unit: str = "℃", twin: JsonValue = 61
) -> dict[str, Point]:
    """Return an air conditioner with a set-point in °C and °F."""
    power = 10**scale
    limits = (16 * power, 88 * power)
    return {
        "switch": boolean(value=True),
        "temp_set": integer(*limits, raw, unit=unit, scale=scale, step=5),
        "temp_set_f": integer(61, 88, twin, unit="℉"),
        "temp_current": integer(-20, 100, 22, "r", unit="℃"),
    }


def described(made: Judged, code: str = "temp_set") -> tuple[object, ...]:
    """Return value, unit, limits and step of a set-point."""
    point = made.specification.points[code]
    assert isinstance(point, ValuePoint)
    value = made.device.value(code)
    return value, point.unit, point.minimum, point.maximum, point.step


def energy(raw: JsonValue, maximum: int = 50000) -> dict[str, Point]:
    """Return a plug with an energy counter."""
    return {"add_ele": integer(0, maximum, raw, "r", unit="kwh", scale=3, step=100)}
