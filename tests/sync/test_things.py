"""Devices with data points beyond the standard ones: thing model and shadow."""

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.sync.corrections import CORRECTION, THING_MODEL
from custom_components.tuya_cloud.sync.stored_entry import parse_stored_entry
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import device, thing, thing_property
from tests.homes import bind, write_files

MODEL: Final = "GET /v2.0/cloud/thing/{id}/model"
SHADOW: Final = "GET /v2.0/cloud/thing/{id}/shadow/properties"
ISSUE: Final = "POST /v2.0/cloud/thing/{id}/shadow/properties/issue"
STANDARD_IDS: Final = "GET /v1.1/devices/{id}/specifications"

_POINTS: Final = [
    thing_property("led_switch", 20, "bool"),
    thing_property("sync_mode", 101, "enum", range=["video", "music"]),
    thing_property(
        "temp_top", 102, "value", "ro", min=-200, max=800, scale=1, unit="℃", step=1
    ),
    thing_property("reset_all", 103, "bool", "wr"),
]
BACKLIGHT: Final = thing(
    "dd", _POINTS, {"led_switch": False, "sync_mode": "video", "temp_top": 215}
) | {"name": "Backlight"}
# the thing model's led_switch is switch_led in the standard specification
_NUMBERED: Final = {"switch_led": {"type": "Boolean", "value": {}, "dp_id": 20}}
STRIP: Final = device("dj", {}) | {
    "name": "Strip",
    "function": _NUMBERED,
    "status_range": _NUMBERED,
    "thing_model": BACKLIGHT["thing_model"],
    "status": {"switch_led": False, "temp_top": 300, "sync_mode": "video"},
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return two of a product without standard data points, and one beside them."""
    files = {"backlight": BACKLIGHT, "second": BACKLIGHT, "strip": STRIP}
    return write_files(tmp_path, files)


@pytest.fixture
async def shown(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> MockConfigEntry:
    """Return the config entry after thing models and shadows were read."""
    await read_things(hass, simulator)
    return loaded


async def read_things(hass: HomeAssistant, simulator: Simulator) -> None:
    """Let the time come to read the things, and wait for the shadows of two."""
    let_time_pass(hass, 40)
    await until(lambda: calls_of(simulator).get(SHADOW, 0) >= 2)
    await settle(hass)


async def settle(hass: HomeAssistant) -> None:
    """Wait until all reads have ended, and all entities are there."""
    [entry] = hass.config_entries.async_loaded_entries(DOMAIN)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


def calls_of(simulator: Simulator) -> dict[str, int]:
    """Return the number of calls by endpoint."""
    calls: dict[str, int] = simulator.calls()["by_endpoint"]
    return calls


def state_of(hass: HomeAssistant, platform: str, unique_id: str) -> str:
    """Return the state of the entity of a unique id."""
    state = hass.states.get(entity_id_of(hass, platform, unique_id))
    assert state is not None
    return state.state


async def test_a_device_is_read_by_its_thing_model(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """It has entities with units and values; its product takes one call."""
    assert state_of(hass, "select", "backlight_sync_mode") == "video"
    assert state_of(hass, "switch", "backlight_led_switch") == "off"
    assert entity_id_of(hass, "button", "backlight_reset_all")
    sensor = hass.states.get(entity_id_of(hass, "sensor", "backlight_temp_top"))
    assert sensor is not None
    assert sensor.state == "21.5"
    assert sensor.attributes["unit_of_measurement"] == "°C"
    calls = calls_of(simulator)
    assert calls[MODEL] == 1
    assert calls[SHADOW] == 2  # not that of the strip
    assert not [
        device for device in shown.runtime_data.devices.values() if not device.points
    ]


async def test_a_report_without_codes_is_understood(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The hub carries numbers instead of codes."""
    await simulator.report("backlight", {"sync_mode": "music", "temp_top": 330})
    await until(lambda: state_of(hass, "select", "backlight_sync_mode") == "music")
    assert state_of(hass, "sensor", "backlight_temp_top") == "33.0"
    assert state_of(hass, "select", "second_sync_mode") == "video"


async def test_commands_go_by_the_thing_model(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The device confirms by number."""
    await call(hass, "select", "backlight_sync_mode", "select_option", option="music")
    assert simulator.device("backlight").status["sync_mode"] == "music"
    await call(hass, "switch", "backlight_led_switch", "turn_on")
    assert simulator.device("backlight").status["led_switch"] is True
    assert calls_of(simulator)[ISSUE] == 2
    await until(lambda: not shown.runtime_data.pending_commands)
    with pytest.raises(ServiceValidationError):
        await call(hass, "select", "backlight_sync_mode", "select_option", option="x")


async def test_a_refused_command_is_explained(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The sentence is that of a standard command."""
    refused: JsonObject = {"code": 28841101, "msg": "No permissions."}
    simulator.add_fault("POST *shadow/properties/issue", refused)
    with pytest.raises(HomeAssistantError) as refusal:
        await call(hass, "switch", "backlight_led_switch", "turn_on")
    assert refusal.value.translation_key == "api_not_subscribed"
    simulator.clear_faults()
    simulator.add_fault("POST *shadow/properties/issue", {"result": False})
    with pytest.raises(HomeAssistantError) as refusal:
        await call(hass, "switch", "backlight_led_switch", "turn_on")
    assert refusal.value.translation_key == "command_rejected"


async def test_an_unconfirmed_command_is_read_back_from_the_shadow(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """A device that does not obey shows its real state again."""
    simulator.add_fault("POST *shadow/properties/issue", {"result": {}})
    await call(hass, "switch", "backlight_led_switch", "turn_on")
    assert state_of(hass, "switch", "backlight_led_switch") == "on"
    let_time_pass(hass, 11)
    await until(lambda: state_of(hass, "switch", "backlight_led_switch") == "off")


async def test_a_restart_takes_three_calls_and_shows_what_was_stored(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """Shadows are read half a minute later, one for each device; no thing model is."""
    assert await hass.config_entries.async_unload(shown.entry_id)
    await simulator.report("backlight", {"sync_mode": "music"}, silent=True)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(shown.entry_id)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] == 3
    assert state_of(hass, "select", "backlight_sync_mode") == "video"
    # a report without codes is understood at once
    await simulator.report("second", {"sync_mode": "music"})
    await until(lambda: state_of(hass, "select", "second_sync_mode") == "music")
    await read_things(hass, simulator)
    assert state_of(hass, "select", "backlight_sync_mode") == "music"
    calls = calls_of(simulator)
    assert calls[SHADOW] == 2
    assert MODEL not in calls


async def test_a_device_without_any_data_point_is_asked_once_a_day(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """It has no thing model and an empty shadow; a restart does not ask again."""
    await simulator.bind("empty", device("bzyd", {}))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await read_things(hass, simulator)
    assert calls_of(simulator)[SHADOW] == 3
    assert await hass.config_entries.async_unload(entry.entry_id)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await read_things(hass, simulator)
    calls = calls_of(simulator)
    assert calls[SHADOW] == 2
    assert MODEL not in calls


async def test_missed_reports_are_read_with_the_next_connection(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """Each connection of the hub reads every shadow again."""
    coordinator: Coordinator = shown.runtime_data
    simulator.drop_hub(0.1)
    await until(lambda: not coordinator.push.is_connected)
    await simulator.report("backlight", {"sync_mode": "music"}, silent=True)
    await until(lambda: coordinator.push.is_connected)
    await until(lambda: state_of(hass, "select", "backlight_sync_mode") == "music")


async def test_a_device_that_is_bound_is_read_with_the_list(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """Its thing model is known from its siblings."""
    await bind(hass, simulator, shown, "third", BACKLIGHT)
    await until(lambda: "third" in shown.runtime_data.devices)
    await settle(hass)
    assert state_of(hass, "select", "third_sync_mode") == "video"
    assert calls_of(simulator)[MODEL] == 1
    await simulator.unbind("third")
    await until(lambda: "third" not in shown.runtime_data.devices)


async def test_a_user_asks_for_all_data_points(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The standard data points keep their codes, and the others join them."""
    assert "strip_temp_top" not in all_unique_ids(hass, shown)
    subentry = say(hass, shown, THING_MODEL, {"scope": "device", "id": "strip"})
    await until(lambda: "strip_temp_top" in all_unique_ids(hass, shown))
    await settle(hass)
    assert state_of(hass, "sensor", "strip_temp_top") == "30.0"
    assert calls_of(simulator)[STANDARD_IDS] == 1
    assert "led_switch" not in shown.runtime_data.devices["strip"].points
    assert state_of(hass, "light", "strip_switch_led") == "off"
    await call(hass, "light", "strip_switch_led", "turn_on")
    await call(hass, "select", "strip_sync_mode", "select_option", option="music")
    calls = calls_of(simulator)
    assert calls["POST /v1.0/devices/{id}/commands"] == calls[ISSUE] == 1
    assert simulator.device("strip").status["sync_mode"] == "music"
    await simulator.report("strip", {"temp_top": 310})
    await until(lambda: state_of(hass, "sensor", "strip_temp_top") == "31.0")

    hass.config_entries.async_remove_subentry(shown, subentry.subentry_id)
    await until(lambda: "temp_top" not in shown.runtime_data.devices["strip"].points)
    await settle(hass)
    assert "strip_switch_led" in all_unique_ids(hass, shown)


async def test_the_newer_set_of_messages_has_the_codes_of_the_thing_model(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The standard code is known by its number, once a report has named both."""
    device = shown.runtime_data.devices["strip"]
    await simulator.report("strip", {"switch_led": True})
    await until(lambda: device.value("switch_led") is True)
    properties: list[JsonValue] = [{"code": "led_switch", "dpId": 20, "value": False}]
    message: JsonObject = {"devId": "strip", "properties": properties}
    data: JsonObject = {"bizCode": "devicePropertyMessage", "bizData": message}
    await simulator.publish(1000, data)
    await until(lambda: device.value("switch_led") is False)
    assert "led_switch" not in device.points


async def test_a_correction_declares_a_code_with_its_number(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """Reports by number have that code, and commands go by the thing model."""
    correction: JsonObject = {
        "code": "fan_level",
        "type": "Integer",
        "access": "rw",
        "minimum": 0,
        "maximum": 10,
        "dp_id": 105,
    }
    data: JsonObject = {"scope": "device", "id": "strip", "correction": correction}
    say(hass, shown, CORRECTION, data)
    device = shown.runtime_data.devices["strip"]
    await settle(hass)
    items: list[JsonValue] = [{"105": 5}]
    await simulator.publish(4, {"devId": "strip", "status": items})
    await until(lambda: device.value("fan_level") == 5)
    await settle(hass)
    simulator.add_fault("POST *shadow/properties/issue", {"result": {}})
    await call(hass, "number", "strip_fan_level", "set_value", value=7)
    assert calls_of(simulator)[ISSUE] == 1
    assert calls_of(simulator)[SHADOW] == 2


@pytest.mark.parametrize("then", [{"http": 502}, {"code": 1106, "msg": "denied"}])
async def test_numbers_of_standard_data_points_refused(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry, then: JsonObject
) -> None:
    """The thing model is read without them, or later if they may come."""
    simulator.add_fault("GET /v1.1/*", then)
    say(hass, shown, THING_MODEL, {"scope": "product", "id": "madedj"})
    device = shown.runtime_data.devices["strip"]
    await until(lambda: calls_of(simulator).get(STANDARD_IDS, 0) >= 1)
    await settle(hass)
    assert ("temp_top" in device.points) is ("code" in then)
    simulator.clear_faults()
    let_time_pass(hass, 70 * 60)
    await until(lambda: "temp_top" in device.points)


async def test_a_thing_model_is_known_before_its_codes_are_asked_for(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A command that is not confirmed in the first seconds reads the shadow."""
    device = loaded.runtime_data.devices["backlight"]
    await simulator.report("backlight", {"sync_mode": "music"})
    await loaded.runtime_data.things.read_back(device)
    assert device.raw_values == {
        "led_switch": False,
        "sync_mode": "music",
        "temp_top": 215,
    }
    await read_things(hass, simulator)
    assert state_of(hass, "select", "backlight_sync_mode") == "music"


async def test_shadows_have_a_pace_of_their_own(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """A connection that is lost again and again does not read them ever more often."""
    things = shown.runtime_data.things
    for _ in range(40):
        things.reports_missed()
        await things.read()
    assert calls_of(simulator)[SHADOW] == 31


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        ({"document": {}, "refusal": "", "asked_at": "soon"}, 1),
        ({"document": {}, "refusal": None}, 0),
        ({"document": [], "refusal": ""}, 0),
        ([], 0),
    ],
)
def test_a_stored_thing_model_that_is_broken_is_dropped(
    kept: JsonValue, count: int
) -> None:
    """The others stay; a broken time is long ago."""
    stored = parse_stored_entry({"thing_models": {"x": kept}, "dp_codes": {"x": []}})
    assert len(stored["thing_models"]) == count
    assert all(not each["asked_at"] for each in stored["thing_models"].values())
    assert stored["dp_codes"] == {}


def say(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, data: JsonObject
) -> ConfigSubentry:
    """Have a user say something of a device or a product."""
    subentry = ConfigSubentry(
        data=MappingProxyType(data),
        subentry_type=kind,
        title="Title",
        unique_id=f"{data['scope']}_{data['id']}_{kind}",
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry


def all_unique_ids(hass: HomeAssistant, entry: MockConfigEntry) -> set[str]:
    """Return the unique ids of all entities."""
    entries = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return {each.unique_id for each in entries}


async def call(
    hass: HomeAssistant, platform: str, unique_id: str, service: str, **data: Any
) -> None:
    """Call a service of an entity."""
    entity_id = entity_id_of(hass, platform, unique_id)
    await hass.services.async_call(
        platform, service, {"entity_id": entity_id, **data}, blocking=True
    )


def _shows(shown: Device, code: str, value: JsonValue) -> bool:
    return shown.value(code) is value


async def test_the_newer_set_of_messages_teaches_the_numbers_once(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Its codes are those of the thing model; the standard data point takes the value.

    Nothing else reads the model of a device with standard data points.
    """
    simulator.change_hub(iot_core=True)
    strip = loaded.runtime_data.devices["strip"]
    simulator.clear_calls()
    for value in (True, False, True):
        await simulator.report("strip", {"switch_led": value})
        await until(partial(_shows, strip, "switch_led", value))
    assert "led_switch" not in strip.points
    assert simulator.calls()["by_endpoint"] == {STANDARD_IDS: 1}


async def test_numbers_that_cannot_be_asked_for(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The code of the message is taken as it is; nobody asks at each message."""
    simulator.change_hub(iot_core=True)
    simulator.add_fault("GET /v1.1/devices/*", {"code": 28841105})
    strip = loaded.runtime_data.devices["strip"]
    simulator.clear_calls()
    for value in (True, False):
        await simulator.report("strip", {"switch_led": value})
        await until(partial(_shows, strip, "led_switch", value))
    assert simulator.calls()["by_endpoint"] == {STANDARD_IDS: 1}
