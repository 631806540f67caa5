"""Data points that corrections have shown otherwise, and that play another's part."""

from typing import Final

import pytest
from homeassistant.components.sensor.const import SensorStateClass
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.descriptions import SensorMeaning
from custom_components.tuya_cloud.catalog.roles import Role
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.points.appearance import UNUSED, Counts
from custom_components.tuya_cloud.model.specification import parse_specification

_PERCENT: Final[JsonObject] = {"min": 0, "max": 100}


def _entry(code: str, type_name: str, values: JsonObject | None = None) -> JsonObject:
    return {"code": code, "type": type_name, "values": values or {}}


def _plans(*corrections: Correction) -> dict[tuple[Platform, str], EntityPlan]:
    """Return the entities of a curtain, by platform and key."""
    document: JsonObject = {
        "category": "cl",
        "functions": [
            _entry("control", "Enum", {"range": ["open", "close"]}),
            _entry("percent_control", "Integer", _PERCENT),
        ],
        "status": [
            _entry("percent_state", "Integer", _PERCENT),
            _entry("own_position", "Integer", _PERCENT),
        ],
    }
    specification = parse_specification(document, corrections)
    device = Device.create({"id": "curtain"}, specification)
    return {(plan.platform, plan.key): plan for plan in discover(device)}


def _position(plans: dict[tuple[Platform, str], EntityPlan]) -> str:
    return plans[Platform.COVER, "control"].roles[Role.POSITION].code


def test_usually_a_data_point_plays_its_own_part() -> None:
    """The position is that of percent_state."""
    assert _position(_plans()) == "percent_state"


def test_the_next_choice_is_used_instead_of_an_unused_one() -> None:
    """The unused data point has an entity of its own."""
    plans = _plans(Correction(code="percent_state", plays=UNUSED))
    assert _position(plans) == "percent_control"
    assert (Platform.SENSOR, "percent_state") in plans


def test_a_data_point_takes_the_place_of_another() -> None:
    """Unique ids stay."""
    plans = _plans(Correction(code="own_position", plays="percent_state"))
    assert _position(plans) == "own_position"
    assert (Platform.SENSOR, "percent_state") in plans
    assert (Platform.SENSOR, "own_position") not in plans


def test_an_anchor_may_have_another_code() -> None:
    """The entity keeps the unique id of its own code."""
    plans = _plans(
        Correction(code="control", plays=UNUSED),
        Correction(
            code="lift",
            type="Enum",
            access="w",
            options=("open", "close"),
            plays="control",
        ),
    )
    assert plans[Platform.COVER, "lift"].main.code == "lift"
    assert (Platform.COVER, "control") not in plans


def test_a_data_point_is_called_and_disabled_as_corrected() -> None:
    """A name and whether it is enabled at first."""
    key = (Platform.SENSOR, "own_position")
    plain = _plans()[key]
    assert plain.description.entity_registry_enabled_default
    plan = _plans(Correction(code="own_position", name="Height", enabled=False))[key]
    assert (plan.name, plan.key) == ("Height", "own_position")
    assert not plan.description.entity_registry_enabled_default


@pytest.mark.parametrize(
    ("counts", "increments"), [(Counts.PIECES, True), (Counts.TOTAL, False)]
)
def test_a_sensor_counts_as_corrected(counts: Counts, *, increments: bool) -> None:
    """Pieces are summed, and the total only grows either way."""
    correction = Correction(code="own_position", counts=counts)
    description = _plans(correction)[Platform.SENSOR, "own_position"].description
    assert isinstance(description, SensorMeaning)
    assert description.increments is increments
    assert description.state_class is SensorStateClass.TOTAL_INCREASING
