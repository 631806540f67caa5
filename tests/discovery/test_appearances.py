"""Data points that corrections have shown otherwise, and that play another's part."""

from typing import Final

import pytest
from homeassistant.components.sensor.const import SensorStateClass
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.descriptions import SensorMeaning
from custom_components.tuya_cloud.catalog.roles import Role
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.discovery.plans import DevicePlans
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


_WATTS: Final[JsonObject] = {"min": 0, "max": 5000, "unit": "W"}


def _device(*corrections: Correction) -> Device:
    """Return a plug with a switch, a lock, a power and a mode."""
    document: JsonObject = {
        "category": "cz",
        "functions": [
            _entry("switch_1", "Boolean"),
            _entry("child_lock", "Boolean"),
            _entry("mode", "Enum", {"range": ["low", "high"]}),
        ],
        "status": [
            _entry("switch_1", "Boolean"),
            _entry("child_lock", "Boolean"),
            _entry("mode", "Enum", {"range": ["low", "high"]}),
            _entry("cur_power", "Integer", _WATTS),
            _entry("made_up", "Integer", {"min": 0, "max": 10}),
        ],
    }
    return Device.create({"id": "plug"}, parse_specification(document, corrections))


def _shown(*corrections: Correction) -> dict[str, EntityPlan]:
    """Return the entities of the plug by code."""
    return {plan.key: plan for plan in discover(_device(*corrections))}


@pytest.mark.parametrize(
    ("code", "platform"),
    [
        ("switch_1", Platform.LIGHT),
        ("switch_1", Platform.FAN),
        ("switch_1", Platform.VALVE),
        ("switch_1", Platform.SIREN),
        ("switch_1", Platform.BINARY_SENSOR),
        ("child_lock", Platform.BUTTON),
        ("mode", Platform.SENSOR),
    ],
)
def test_a_data_point_is_shown_on_another_platform(
    code: str, platform: Platform
) -> None:
    """Its key stays, and with it the unique id."""
    device = _device(Correction(code=code, platform=platform))
    plans = DevicePlans(device)
    assert [plan.platform for plan in plans.all if plan.key == code] == [platform]
    assert plans.warnings == ()


@pytest.mark.parametrize(
    ("correction", "warning"),
    [
        (
            Correction(code="cur_power", platform="number"),
            "cur_power: it cannot be shown as number",
        ),
        (
            Correction(code="mode", platform="binary_sensor"),
            "mode: it cannot be shown as binary_sensor",
        ),
        (
            Correction(code="cur_power", device_class="voltage"),
            "cur_power: it cannot have the device class voltage",
        ),
        (
            Correction(code="cur_power", device_class="enum"),
            "cur_power: it cannot have the device class enum",
        ),
        (
            Correction(code="mode", state_class="measurement"),
            "mode: it cannot have the state class measurement",
        ),
        (
            Correction(code="cur_power", state_class="measurement_angle"),
            "cur_power: it cannot have the state class measurement_angle",
        ),
    ],
)
def test_what_does_not_fit_is_refused(correction: Correction, warning: str) -> None:
    """With a warning; all else stays as it is."""
    plans = DevicePlans(_device(correction))
    assert plans.warnings == (warning,)
    usual = {plan.key: plan for plan in discover(_device())}
    for plan in plans.all:
        same = usual[plan.key]
        assert (plan.platform, plan.description) == (same.platform, same.description)


def test_classes_are_corrected() -> None:
    """A class brings a state class that fits; "" is none."""
    energy = _shown(Correction(code="cur_power", unit="kWh", device_class="energy"))
    description = energy["cur_power"].description
    assert isinstance(description, SensorMeaning)
    assert description.device_class == "energy"
    assert description.state_class == "total_increasing"

    plain = Correction(code="cur_power", device_class="", state_class="")
    description = _shown(plain)["cur_power"].description
    assert isinstance(description, SensorMeaning)
    assert (description.device_class, description.state_class) == (None, None)
    # it was named by its class
    assert description.translation_key is not None

    measured = Correction(code="made_up", state_class="measurement")
    description = _shown(measured)["made_up"].description
    assert isinstance(description, SensorMeaning)
    assert description.state_class == "measurement"


@pytest.mark.parametrize(("scale", "unit"), [("c", "°C"), ("f", "°F")])
def test_a_temperature_is_in_the_scale_that_is_said(scale: str, unit: str) -> None:
    """Also where the specification names none."""
    correction = Correction(code="made_up", temperature_scale=scale)
    description = _shown(correction)["made_up"].description
    assert isinstance(description, SensorMeaning)
    assert description.native_unit_of_measurement == unit
    assert description.device_class == "temperature"


def test_the_gangs_of_a_device_follow_the_parts() -> None:
    """What plays switch_2 is the second switch."""
    correction = Correction(code="child_lock", plays="switch_2")
    plans = DevicePlans(_device(correction))
    assert plans.gangs.keys() == {"1", "2"}
    (second,) = (plan for plan in plans.all if plan.key == "child_lock")
    assert second.gang == plans.gangs["2"]


def test_a_command_is_a_select_again_where_a_correction_says_so() -> None:
    """The buttons of its options go."""
    document: JsonObject = {
        "category": "sp",
        "functions": [_entry("ptz_control", "Enum", {"range": ["0", "4"]})],
    }
    correction = Correction(code="ptz_control", platform="select")
    for corrections, platform in (((), Platform.BUTTON), ((correction,), "select")):
        specification = parse_specification(document, corrections)
        device = Device.create({"id": "camera"}, specification)
        assert {plan.platform for plan in discover(device)} == {platform}
