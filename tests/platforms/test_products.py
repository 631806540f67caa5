"""Products with a wrong specification are correct in Home Assistant."""

from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulator.json_types import JsonValue

from ..documents import Document, boolean, device, enum, integer
from .conftest import Driver

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.LIGHT,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.VALVE,
]

CONTROL = enum("open stop close", "stop")
TARGET = integer(0, 100, 100, unit="%")


def _product(product_id: str, document: Document, **unlisted: JsonValue) -> Document:
    """Return a device of a product, with values of codes that the cloud lacks."""
    document["product_id"] = product_id
    document["status"] |= unlisted
    return document


def _plug(scale: int) -> Document:
    voltage = integer(0, 2500, 2306, "r", unit="V", scale=scale)
    return device("cz", {"switch_1": boolean(True), "cur_voltage": voltage})


DEVICES = {
    "plug": _product("eyEYwtdx9VhexxLW", _plug(scale=0)),
    # the cloud has corrected the scale
    "mended_plug": _product("QH3oyDNHKw9c1irH", _plug(scale=1)),
    "curtain": _product(
        "cf1sl3tj",
        device(
            "cl",
            {
                "control": CONTROL,
                "percent_control": TARGET,
                "percent_state": integer(0, 100, 52, "r", unit="%"),
            },
        ),
    ),
    "blind": _product(
        "b9oa3zocv4qq47iy",
        device(
            "cl",
            {
                "control": CONTROL,
                "percent_control": integer(0, 100, 30, unit="%"),
                "percent_state": integer(0, 100, 0, "r", unit="%"),
            },
        ),
    ),
    "split": _product(
        "hw50w7qvxluhslkk",
        device(
            "kt",
            {
                "switch": boolean(True),
                "mode": enum("cold hot", "cold"),
                "temp_set": integer(160, 880, 715, unit="℃", scale=1, step=5),
                "temp_set_f": integer(61, 88, 61, unit="℉"),
            },
        ),
    ),
    "bulb": _product(
        "ewxuxtzrwf4zxyqj",
        device(
            "dj",
            {"switch_led": boolean(True), "temp_value_v2": integer(0, 1000, 500)},
        ),
    ),
    "fan": _product(
        "zjqqpvhra3ep0fpk",
        device("fsd", {"light": boolean(True), "temp_value": integer(0, 1000, 0)}),
    ),
    "door": _product("a9fn0xcsckjoqpnd", device("tdq", {}), doorcontact_state=True),
    "kettle": _product(
        "dft4ebatvon3ha5s", device("bh", {"temp_setting_quick_c": enum("85 90", "100")})
    ),
    "valve": _product("gbm9ata1zrzaez4a", device("kg", {"switch_1": boolean(True)})),
    "dryer": _product(
        "ma3oq4onxxwg91ky",
        device(
            "cs",
            {"fault": ({"type": "Bitmap", "value": {"label": ["E1", "E2"]}}, "r", 4)},
        ),
    ),
    "purifier": _product(
        "6bspwvsqhl4vuanj",
        device("kj", {"countdown_set": enum("1 2 3 4", "cancle")}),
    ),
    "feeder": _product(
        "wfkzyy0evslzsmoi", device("cwwsq", {"feed_report": integer(0, 12, 2, "r")})
    ),
    "floor": _product(
        "IAYz2WK1th0cMLmL",
        device(
            "wk",
            {
                "switch": boolean(True),
                "temp_set": integer(10, 70, 41, unit="℃", scale=1, step=5),
                "upper_temp": integer(10, 70, 38, unit="℃", step=5),
            },
        ),
    ),
    "chiller": _product(
        "urzivdhumrwfakie",
        device(
            "ktkzq",
            {
                "power_switch": boolean(False),
                "temp_set": integer(3, 40, 10, unit="℃"),
                "temp_current": integer(0, 60, 12, "r", unit="℃"),
            },
        ),
    ),
}


@pytest.mark.parametrize("plug", ["plug", "mended_plug"])
async def test_a_plug_shows_its_voltage(driver: Driver, plug: str) -> None:
    """The value is in tenths of a volt, before and after the cloud corrects it."""
    state = driver.state(Platform.SENSOR, f"{plug}_cur_voltage")
    assert (state.state, state.attributes["unit_of_measurement"]) == ("230.6", "V")


async def test_positions_of_a_curtain_are_inverted(driver: Driver) -> None:
    """Positions are shown and sent in the direction of the motor."""
    state = driver.state(Platform.COVER, "curtain_control")
    assert state.attributes["current_position"] == 52
    sent = await driver.call(
        Platform.COVER, "curtain_control", "set_cover_position", position=70
    )
    assert sent == {"percent_control": 70}


async def test_a_position_that_never_moves_is_not_used(driver: Driver) -> None:
    """The position is that of the last command."""
    state = driver.state(Platform.COVER, "blind_control")
    assert state.attributes["current_position"] == 70


async def test_an_air_conditioner_has_the_scale_of_its_set_point(
    driver: Driver,
) -> None:
    """The product exists in °C and in °F."""

    def target() -> Any:
        state = driver.state(Platform.CLIMATE, "split_temp_set")
        return state.attributes["temperature"]

    assert target() == pytest.approx(21.9, abs=0.1)
    await driver.report("split", temp_set=215)
    assert target() == 21.5
    sent = await driver.call(
        Platform.CLIMATE, "split_temp_set", "set_temperature", temperature=23
    )
    assert sent == {"temp_set": 230}


async def test_a_bulb_has_its_own_color_temperatures(driver: Driver) -> None:
    """The range is 1600 to 4000 K, linear in kelvin."""
    state = driver.state(Platform.LIGHT, "bulb_switch_led")
    assert state.attributes["color_temp_kelvin"] == 2800
    assert state.attributes["min_color_temp_kelvin"] == 1600
    sent = await driver.call(
        Platform.LIGHT, "bulb_switch_led", "turn_on", color_temp_kelvin=4000
    )
    assert sent["temp_value_v2"] == 1000


async def test_a_lamp_has_inverted_color_temperatures(driver: Driver) -> None:
    """It has three steps, from cold to warm."""
    state = driver.state(Platform.LIGHT, "fan_light")
    assert state.attributes["color_temp_kelvin"] == 6500
    for kelvin, value in ((2700, 1000), (4000, 500), (6500, 0)):
        sent = await driver.call(
            Platform.LIGHT, "fan_light", "turn_on", color_temp_kelvin=kelvin
        )
        assert sent["temp_value"] == value


async def test_a_door_contact_that_is_listed_as_a_breaker(
    hass: HomeAssistant, driver: Driver
) -> None:
    """It has the entities of reported codes, and others once they are reported."""
    state = driver.state(Platform.BINARY_SENSOR, "door_doorcontact_state")
    assert (state.state, state.attributes["device_class"]) == ("on", "door")
    registry = er.async_get(hass)
    battery = (Platform.SENSOR, "tuya_cloud", "door_battery_state")
    assert registry.async_get_entity_id(*battery) is None
    await driver.report("door", battery_state="low")
    await hass.async_block_till_done()
    assert registry.async_get_entity_id(*battery) is not None


async def test_a_kettle_has_all_its_temperatures(driver: Driver) -> None:
    """Temperatures out of the specification are options, too."""
    unique_id = "kettle_temp_setting_quick_c"
    state = driver.state(Platform.SELECT, unique_id)
    assert state.state == "100"
    assert state.attributes["options"] == ["85", "90", "80", "95", "100"]
    sent = await driver.call(Platform.SELECT, unique_id, "select_option", option="90")
    assert sent == {"temp_setting_quick_c": "90"}


async def test_a_valve_that_is_listed_as_a_switch(driver: Driver) -> None:
    """The valve opens and closes."""
    assert driver.state(Platform.VALVE, "valve_switch_1").state == "open"
    sent = await driver.call(Platform.VALVE, "valve_switch_1", "close_valve")
    assert sent == {"switch_1": False}


async def test_a_full_tank_has_a_name(hass: HomeAssistant, driver: Driver) -> None:
    """The specification has labels for two of three bits."""
    state = driver.state(Platform.BINARY_SENSOR, "dryer_fault")
    assert state.state == "on"
    label = (Platform.BINARY_SENSOR, "tuya_cloud", "dryer_fault_tankfull")
    assert er.async_get(hass).async_get_entity_id(*label) is not None


async def test_a_thermostat_counts_half_degrees(driver: Driver) -> None:
    """The temperature has the code of a limit."""
    state = driver.state(Platform.CLIMATE, "floor_temp_set")
    assert state.attributes["temperature"] == 20.5
    assert state.attributes["current_temperature"] == 19
    sent = await driver.call(
        Platform.CLIMATE, "floor_temp_set", "set_temperature", temperature=21.5
    )
    assert sent == {"temp_set": 43}


async def test_a_chiller_is_a_thermostat(driver: Driver) -> None:
    """Its switch has a code of its own."""
    state = driver.state(Platform.CLIMATE, "chiller_temp_set")
    assert state.state == "off"
    sent = await driver.call(Platform.CLIMATE, "chiller_temp_set", "turn_on")
    assert sent == {"power_switch": True}


async def test_a_timer_is_called_by_its_hours(driver: Driver) -> None:
    """The product numbers the steps, and misspells the word for none."""
    unique_id = "purifier_countdown_set"
    state = driver.state(Platform.SELECT, unique_id)
    assert state.state == "cancel"
    assert state.attributes["options"] == ["1h", "2h", "4h", "8h", "cancel"]
    sent = await driver.call(Platform.SELECT, unique_id, "select_option", option="4h")
    assert sent == {"countdown_set": "3"}


async def test_a_feeder_sums_its_meals(hass: HomeAssistant, driver: Driver) -> None:
    """Each report is the portions of one meal."""
    assert driver.state(Platform.SENSOR, "feeder_feed_report").state == "2"
    await driver.report("feeder", feed_report=3)
    await hass.async_block_till_done()
    state = driver.state(Platform.SENSOR, "feeder_feed_report")
    assert (state.state, state.attributes["state_class"]) == ("5", "total_increasing")
