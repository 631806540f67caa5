"""What a specification cannot mean, and what must be left alone."""

from collections.abc import Mapping

import pytest

from custom_components.tuya_cloud.model.corrections import Correction, Source
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.plausibility import Past, Plausibility
from custom_components.tuya_cloud.model.specification import parse_specification

from ..documents import Point, boolean, integer


def document(category: str, points: Mapping[str, Point]) -> JsonObject:
    """Return the specification of made points, by code."""

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
    """A device as its specification, its values and the rules make it."""

    def __init__(
        self,
        points: Mapping[str, Point],
        category: str = "cz",
        others: tuple[Correction, ...] = (),
        history: Mapping[str, Past] | None = None,
    ) -> None:
        """Settle what is doubtful, after the corrections of others."""
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
        """The codes that are corrected."""
        return {correction.code for correction in self.corrections}

    def shown(self, *codes: str) -> list[float]:
        """Return what is shown of data points."""
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
    """Return a plug that measures."""
    return {
        "switch_1": boolean(value=True),
        "cur_current": integer(0, 30000, milliamperes, "r", unit="mA"),
        "cur_power": integer(0, most_watts, watts, "r", unit="W", scale=scale),
        "cur_voltage": integer(0, most_volts, volts, "r", unit="V", scale=scale),
    }


@pytest.mark.parametrize("most_volts", [1000, 2500, 3000, 5000])
def test_voltage_of_the_mains_counts_tenths_and_its_power_too(most_volts: int) -> None:
    """2306 V cannot be; 230.6 V and 1.275 A are 294 W."""
    made = Judged(plug(most_volts=most_volts))
    assert made.codes == {"cur_voltage", "cur_power"}
    assert made.shown("cur_voltage", "cur_power", "cur_current") == [230.6, 294.1, 1275]
    assert made.device.warnings == {}
    assert all(each.source is Source.PLAUSIBILITY for each in made.corrections)
    assert all(each.reason.endswith(".") for each in made.corrections)


@pytest.mark.parametrize(
    "points",
    [
        plug(230, 294),
        plug(115, 100, most_volts=1000),
        plug(400, 294),
        plug(12, 24, most_volts=1000),
        plug(600, 24, most_volts=1000),
        plug(2306, scale=1),
        plug(230, 2941, most_volts=500),
        {"battery_voltage": integer(0, 5000, 1260, "r", unit="V")},
        {"pv1_volt": integer(0, 5000, 1260, "r", unit="V")},
        {"cur_voltage": integer(0, 300000, 230600, "r", unit="mV")},
    ],
)
def test_voltage_that_can_be_is_left_alone(points: dict[str, Point]) -> None:
    """Whole volts, batteries, panels, and what has a scale."""
    assert Judged(points).corrections == ()
