"""Commands arrive at the device, and what is shown afterwards is true."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.tuya_cloud.coordinator import Coordinator
from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until

from .conftest import enable_everything

COMMANDS: Final = "POST /v1.0/devices/{id}/commands"
STATUS: Final = "GET /v1.0/devices/{id}/status"
PLUG: Final = "washing_machine_plug"


@dataclass(frozen=True)
class Order:
    """A service call on an entity of the demo home, and what its device then holds."""

    platform: Platform
    device_id: str
    code: str
    service: str
    held: dict[str, JsonValue]
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
        {"filter_reset": True},
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
        {"switch_led": True, "work_mode": "colour"},
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
    Order(Platform.SWITCH, PLUG, "switch_1", "turn_off", {"switch_1": False}),
    Order(
        Platform.TEXT,
        "workshop_controller",
        "settings",
        "set_value",
        {},
        {"value": '{"a":1}'},
    ),
    Order(
        Platform.VACUUM, "robot_vacuum", "power_go", "start", {"power_go": True}
    ),
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
    """In one request, and its report confirms it: no status is read."""
    await enable_everything(hass, loaded)
    simulator.clear_calls()
    for order in ORDERS:
        try:
            await hass.services.async_call(
            order.platform,
            order.service,
            {
                "entity_id": entity_id_of(
                    hass, order.platform, f"{order.device_id}_{order.code}"
                ),
                **order.data,
            },
            blocking=True,
            )
        except Exception as err:
            print(order, repr(err))
        status = simulator.device(order.device_id).status
        print(order, {c: status.get(c) for c in order.held})
    print(simulator.calls())
    print(simulator.device("reading_lamp").status)
    assert False
