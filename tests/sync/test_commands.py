"""Commands reach the device, and the state is correct afterwards."""

from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonValue
from simulator.server import DEMO_HOME
from tests.conftest import let_time_pass, until
from tests.platforms.conftest import Driver

from ..homes import documents_in, enable_everything

COMMANDS: Final = "POST /v1.0/devices/{id}/commands"
# platforms that set no data point: they show, or have calls of their own
WITHOUT_COMMANDS: Final = {
    Platform.BINARY_SENSOR,
    Platform.CAMERA,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.INFRARED,
    Platform.LOCK,
    Platform.REMOTE,
    Platform.SCENE,
    Platform.SENSOR,
    Platform.UPDATE,
}


@dataclass(frozen=True)
class Order:
    """A service call on an entity of the demo home, with the command it sends."""

    platform: Platform
    device_id: str
    code: str
    service: str
    sent: dict[str, JsonValue]
    data: dict[str, Any] = field(default_factory=dict)


ORDERS: Final = [
    Order(
        Platform.ALARM_CONTROL_PANEL,
        "zigbee_gateway",
        "master_mode",
        "alarm_arm_away",
        {"master_mode": "arm"},
    ),
    Order(
        Platform.BUTTON,
        "cat_fountain",
        "filter_reset",
        "press",
        {"filter_reset": "reset"},
    ),
    Order(
        Platform.CLIMATE,
        "hallway_thermostat",
        "temp_set",
        "set_temperature",
        {"temp_set": 235},
        {"temperature": 23.5},
    ),
    Order(
        Platform.COVER,
        "office_roller_blind",
        "control",
        "set_cover_position",
        {"percent_control": 60},
        {"position": 40},
    ),
    Order(
        Platform.FAN,
        "living_room_fan",
        "switch",
        "turn_off",
        {"switch": False},
    ),
    Order(
        Platform.HUMIDIFIER,
        "cellar_dehumidifier",
        "switch",
        "set_humidity",
        {"dehumidify_set_value": 55},
        {"humidity": 55},
    ),
    Order(
        Platform.LAWN_MOWER,
        "lawn_mower",
        "MachineControlCmd",
        "start_mowing",
        {"MachineControlCmd": "StartMowing"},
    ),
    Order(
        Platform.LIGHT,
        "reading_lamp",
        "switch_led",
        "turn_on",
        {
            "switch_led": True,
            "colour_data": '{"h":240,"s":255,"v":255}',
        },
        {"hs_color": [240, 100], "brightness": 255},
    ),
    Order(
        Platform.NUMBER,
        "nursery_climate",
        "maxtemp_set",
        "set_value",
        {"maxtemp_set": 275},
        {"value": 27.5},
    ),
    Order(
        Platform.SELECT,
        "stairs_motion",
        "pir_sensitivity",
        "select_option",
        {"pir_sensitivity": "high"},
        {"option": "high"},
    ),
    Order(
        Platform.SIREN,
        "garage_siren",
        "alarm_switch",
        "turn_on",
        {"alarm_switch": True},
    ),
    Order(
        Platform.SWITCH,
        "washing_machine_plug",
        "switch_1",
        "turn_off",
        {"switch_1": False},
    ),
    Order(
        Platform.TEXT,
        "workshop_controller",
        "settings",
        "set_value",
        {"settings": '{"a":1}'},
        {"value": '{"a": 1}'},
    ),
    Order(
        Platform.TIME,
        "cat_litter_box",
        "sleep_start_time",
        "set_value",
        {"sleep_start_time": 1260},
        {"time": "21:00:00"},
    ),
    Order(Platform.VACUUM, "robot_vacuum", "power_go", "start", {"power_go": True}),
    Order(Platform.VALVE, "garden_valve", "switch", "open_valve", {"switch": True}),
    Order(
        Platform.WATER_HEATER,
        "utility_boiler",
        "temp_set",
        "set_temperature",
        {"temp_set": 50},
        {"temperature": 50},
    ),
]


async def test_a_service_of_each_platform_reaches_the_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """One request is sent, its report confirms it, and no status is read."""
    await enable_everything(hass, loaded)
    driver = Driver(hass, simulator, loaded)
    entities = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    commanded = {Platform(entity.domain) for entity in entities} - WITHOUT_COMMANDS
    assert {order.platform for order in ORDERS} == commanded

    simulator.clear_calls()
    for order in ORDERS:
        device = simulator.device(order.device_id)
        held = {code: device.status.get(code) for code in order.sent}
        assert held != order.sent
        unique_id = f"{order.device_id}_{order.code}"
        sent = await driver.call(order.platform, unique_id, order.service, **order.data)
        assert sent == order.sent
        reported = {code for code in sent if device.reports(code)}
        assert {code: device.status[code] for code in reported} == {
            code: sent[code] for code in reported
        }
    await until_confirmed(loaded)
    let_time_pass(hass, 11)
    await hass.async_block_till_done()
    assert simulator.calls()["by_endpoint"] == {COMMANDS: len(ORDERS)}


async def test_numbers_are_sent_in_the_scale_of_the_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The value sent is the value shown, multiplied by ten to the scale."""
    driver = Driver(hass, simulator, loaded)
    checked = 0
    for device_id, document in documents_in(DEMO_HOME).items():
        for code, described in document["function"].items():
            values = described["value"]
            scale = isinstance(values, dict) and int(values.get("scale") or 0)
            number = er.async_get(hass).async_get_entity_id(
                Platform.NUMBER, loaded.domain, f"{device_id}_{code}"
            )
            if not scale or number is None or not document["online"]:
                continue
            raw = int(values["min"]) + 3 * int(values["step"])
            sent = await driver.call(
                Platform.NUMBER,
                f"{device_id}_{code}",
                "set_value",
                value=raw / 10**scale,
            )
            assert sent == {code: raw}
            checked += 1
    assert checked > 5


async def until_confirmed(entry: MockConfigEntry) -> None:
    """Wait until every command is confirmed."""
    await until(lambda: not entry.runtime_data.pending_commands)
