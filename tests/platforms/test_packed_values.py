"""Packed values: parts of phases, and decoded lists and records."""

import base64

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import entity_id_of, until

from ..documents import demo, device, integer, packed

BASICS = {"voltage", "current", "power"}
PARTS = BASICS | {"reactive_power", "apparent_power", "power_factor"}
# 230.0 V, 5.000 A, -1100 W, 300 var, 1150 VA, -0.96
SIGNED = bytes.fromhex("020f 08fc 001388 00044c 00012c 00047e 60 0a")


DEVICES = {
    "house_meter": demo("house_meter"),
    "cat_feeder": demo("cat_feeder"),
    "bathroom_radiator": demo("bathroom_radiator"),
    "long_meter": device(
        "zndb", {"phase_a": packed("Raw", base64.b64encode(SIGNED).decode())}
    ),
    "channels": device(
        "dlq",
        {
            "phase_s1": packed("String", "08fc00138800044c"),
            "phase_s2": packed("String", ""),
        },
    ),
    "json_meter": device(
        "zndb",
        {
            "phase_a": packed(
                "Json", '{"electricCurrent": 5.2, "power": 1.1, "voltage": 229.8}'
            ),
            # a number with this code is not packed
            "phase_b": integer(0, 9, 3, "r"),
            "total_power": packed("Json", '{"power": 2.5, "voltage": 0}'),
            "energy_month": packed("Raw", "GAkYCQAAANQ="),
            "alarm_set_2": packed("Raw", "AQEAPAMBAP0="),
        },
    )
    | {"product_id": "jsonmeter"},
}


@pytest.fixture
def everything_enabled(
    hass: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enable the entities that are disabled by default."""
    monkeypatch.setattr(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True
    )


def parts_of(
    hass: HomeAssistant, device_id: str, code: str, *, enabled: bool = True
) -> set[str]:
    """Return the parts of a data point with an enabled or a disabled sensor."""
    registry = er.async_get(hass)
    found = set()
    for part in PARTS:
        unique_id = f"{device_id}_{code}_{part}"
        if entity_id := registry.async_get_entity_id("sensor", DOMAIN, unique_id):
            entity = registry.async_get(entity_id)
            assert entity is not None
            if (entity.disabled_by is None) is enabled:
                found.add(part)
    return found


def value_of(hass: HomeAssistant, unique_id: str) -> float:
    """Return the number of a sensor."""
    state = hass.states.get(entity_id_of(hass, "sensor", unique_id))
    assert state is not None
    return float(state.state)


async def test_each_phase_has_all_parts(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Voltage, current and power are enabled; other parts once they are reported."""
    for code in ("phase_a", "phase_b", "phase_c"):
        assert parts_of(hass, "house_meter", code) == BASICS
        assert parts_of(hass, "house_meter", code, enabled=False) == PARTS - BASICS
    assert parts_of(hass, "long_meter", "phase_a") == PARTS
    assert parts_of(hass, "channels", "phase_s1") == BASICS
    assert parts_of(hass, "channels", "phase_s2") == BASICS
    assert parts_of(hass, "json_meter", "phase_a") == BASICS
    assert parts_of(hass, "json_meter", "phase_b") == set()
    # no voltage and no current belong to all phases
    assert parts_of(hass, "json_meter", "total_power") == {"power"}
    # eight bytes are not always a phase
    assert parts_of(hass, "json_meter", "energy_month") == set()


async def test_a_phase_that_grows_keeps_its_sensors(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The sensors of new parts exist before and after a rename."""
    device = loaded.runtime_data.devices["channels"]
    grown = base64.b64encode(SIGNED).decode()
    await simulator.report("channels", {"phase_s1": grown})
    await until(lambda: device.raw("phase_s1") == grown)
    await simulator.rename("channels", "Renamed")
    await until(lambda: device.name == "Renamed")
    await hass.async_block_till_done()
    assert parts_of(hass, "channels", "phase_s1") == BASICS
    assert parts_of(hass, "channels", "phase_s1", enabled=False) == PARTS - BASICS
    assert value_of(hass, "channels_phase_s1_power") == -1100


@pytest.mark.parametrize(
    ("part", "value", "unit", "device_class"),
    [
        ("voltage", "230.0", "V", "voltage"),
        ("current", "5.0", "A", "current"),
        ("power", "-1100.0", "W", "power"),
        ("reactive_power", "300.0", "var", "reactive_power"),
        ("apparent_power", "1150.0", "VA", "apparent_power"),
        ("power_factor", "-0.96", None, "power_factor"),
    ],
)
async def test_each_part(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    part: str,
    value: str,
    unit: str | None,
    device_class: str,
) -> None:
    """Each part has its unit and a state class."""
    sensor = entity_id_of(hass, "sensor", f"long_meter_phase_a_{part}")
    state = hass.states.get(sensor)
    assert state is not None
    assert state.state == value
    assert state.attributes.get("unit_of_measurement") == unit
    assert state.attributes["device_class"] == device_class
    assert state.attributes["state_class"] == "measurement"
    assert state.name == f"Device Phase A {part.replace('_', ' ')}"


async def test_phases_follow_reports(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Every layout is decoded, and other values are unknown."""
    assert value_of(hass, "json_meter_phase_a_power") == 1100
    assert value_of(hass, "json_meter_total_power_power") == 2500
    assert value_of(hass, "channels_phase_s1_current") == 5
    unread = entity_id_of(hass, "sensor", "channels_phase_s2_voltage")
    assert hass.states.is_state(unread, "unknown")
    state = hass.states.get(unread)
    assert state is not None
    assert state.name == "Device Channel 2 voltage"
    voltage = entity_id_of(hass, "sensor", "house_meter_phase_a_voltage")
    await simulator.report("house_meter", {"phase_a": "CKMAAn0AAGw="})
    await until(lambda: hass.states.is_state(voltage, "221.1"))
    assert value_of(hass, "house_meter_phase_a_current") == 0.637
    assert value_of(hass, "house_meter_phase_a_power") == 108
    await simulator.report("house_meter", {"phase_a": "AAAA"})
    await until(lambda: hass.states.is_state(voltage, "unknown"))


async def test_raw_reading_has_a_disabled_entity(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It helps to analyze an unknown layout."""
    reading = entity_id_of(hass, "sensor", "house_meter_phase_a")
    registered = er.async_get(hass).async_get(reading)
    assert registered is not None
    assert registered.disabled


@pytest.mark.usefixtures("everything_enabled")
async def test_records_are_decoded_in_an_attribute(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The attribute belongs to the entity with the bytes."""
    for platform, unique_id, contents in (
        (
            "sensor",
            "json_meter_energy_month",
            {"first": "2024-09", "last": "2024-09", "energy": 2.12},
        ),
        (
            "sensor",
            "json_meter_alarm_set_2",
            [
                {"alarm": "overcurrent", "action": True, "threshold": 60},
                {"alarm": "overvoltage", "action": True, "threshold": 253},
            ],
        ),
        (
            "text",
            "house_meter_alarm_set_1",
            [{"alarm": "short_circuit", "action": True, "threshold": 60}],
        ),
        (
            "text",
            "bathroom_radiator_week_program_13_1",
            {
                "day": "monday",
                "periods": [
                    {"time": "06:00", "temperature": 21.0},
                    {"time": "08:00", "temperature": 17.0},
                    {"time": "17:00", "temperature": 21.5},
                    {"time": "22:00", "temperature": 16.0},
                ],
            },
        ),
    ):
        state = hass.states.get(entity_id_of(hass, platform, unique_id))
        assert state is not None
        assert state.attributes["contents"] == contents


@pytest.mark.usefixtures("everything_enabled")
async def test_meal_plan_is_read_and_written(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It is written as base64 or as JSON, and shown as both."""
    plan = entity_id_of(hass, "text", "cat_feeder_meal_plan")
    held = simulator.device("cat_feeder").status

    async def write(value: str) -> None:
        await hass.services.async_call(
            "text", "set_value", {"entity_id": plan, "value": value}, blocking=True
        )

    state = hass.states.get(plan)
    assert state is not None
    assert state.state == "fwcAAwF/EgACAQ=="
    assert [meal["time"] for meal in state.attributes["contents"]] == ["07:00", "18:00"]
    await write('[{"time": "08:30", "portion": 2, "days": ["sunday"]}]')
    assert held["meal_plan"] == base64.b64encode(bytes.fromhex("01081e0201")).decode()
    state = hass.states.get(plan)
    assert state is not None
    assert state.attributes["contents"] == [
        {"days": ["sunday"], "time": "08:30", "portion": 2, "enabled": True}
    ]
    await write("fwcAAwE=")
    assert held["meal_plan"] == "fwcAAwE="
    for nonsense in ('[{"time": "soon"}]', "[", "not base64!"):
        with pytest.raises(ServiceValidationError):
            await write(nonsense)
    assert held["meal_plan"] == "fwcAAwE="
