"""Data points with an entity of their own: their states and commands."""

import pytest
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er

from custom_components.tuya_cloud.const import DOMAIN
from tests.conftest import entity_id_of

from ..documents import Point, boolean, device, enum, integer
from .conftest import Driver

FAULT: Point = (
    {"type": "Bitmap", "value": {"label": ["jam", "low_batt"]}},
    "r",
    0,
)
SHORT_TEXT: Point = ({"type": "String", "value": {"maxlen": 8}}, "rw", "Hello")

DEVICES = {
    "feeder": device(
        "cwwsq",
        {
            "switch": boolean(value=False),
            "made_up_push": boolean(None, "w"),
            "calibrate": enum("start", "start"),
            "manual_feed": integer(1, 12, 1),
            "made_up_level": enum("low high", "low"),
            "made_up_share": integer(0, 1000, 505, scale=1, step=5, unit="%"),
            "made_up_fault": FAULT,
            "made_up_contact": boolean(False, "r"),
            "made_up_grade": enum("good bad", "good", "r"),
            "display_text": SHORT_TEXT,
        },
    ),
    "shaken": device(
        "zd", {"shock_state": enum("normal vibration drop tilt", "normal", "r")}
    ),
    "steady": device("zd", {"shock_state": enum("normal vibration", "normal", "r")})
    | {"product_id": "steady"},
    "camera": device("sp", {"ptz_control": enum("0 2 4 6 9", "4")}),
    "breaker": device("dlq", {"switch": boolean(value=True)}),
    "radar": device(
        "hps", {"presence_state": enum("none presence breathe", "none", "r")}
    ),
    "loud": device(
        "zndb",
        {
            "TempUnit": enum("C F", "C"),
            "direction_a": enum("FORWARD REVERSE", "FORWARD", "r"),
            # they differ only in case
            "mode": enum("eco ECO dry", "ECO"),
            # options without a translation
            "made_up_level": enum("LOW HIGH", "LOW"),
        },
    ),
}


async def test_a_switch(driver: Driver) -> None:
    """A readable and writable Boolean is a switch."""
    assert driver.state(Platform.SWITCH, "feeder_switch").state == "off"
    sent = await driver.call(Platform.SWITCH, "feeder_switch", "turn_on")
    assert sent == {"switch": True}
    assert driver.state(Platform.SWITCH, "feeder_switch").state == "on"
    sent = await driver.call(Platform.SWITCH, "feeder_switch", "turn_off")
    assert sent == {"switch": False}
    sent = await driver.call(Platform.SWITCH, "feeder_switch", "toggle")
    assert sent == {"switch": True}
    await driver.report("feeder", switch=False)
    assert driver.state(Platform.SWITCH, "feeder_switch").state == "off"


@pytest.mark.parametrize(
    ("code", "value"), [("made_up_push", True), ("calibrate", "start")]
)
async def test_a_button(driver: Driver, code: str, value: bool | str) -> None:
    """A data point with a single command is a button."""
    sent = await driver.call(Platform.BUTTON, f"feeder_{code}", "press")
    assert sent == {code: value}


async def test_a_select(driver: Driver) -> None:
    """An option that is only reported joins the options, and is sent when chosen."""
    select = "feeder_made_up_level"
    state = driver.state(Platform.SELECT, select)
    assert (state.state, state.attributes["options"]) == ("low", ["low", "high"])
    assert await driver.call(
        Platform.SELECT, select, "select_option", option="high"
    ) == {"made_up_level": "high"}
    assert await driver.call(Platform.SELECT, select, "select_next") == {
        "made_up_level": "low"
    }
    await driver.report("feeder", made_up_level="vast")
    state = driver.state(Platform.SELECT, select)
    assert state.state == "vast"
    await driver.report("feeder", made_up_level="low")
    assert await driver.call(
        Platform.SELECT, select, "select_option", option="vast"
    ) == {"made_up_level": "vast"}
    with pytest.raises(ServiceValidationError):
        await driver.call(Platform.SELECT, select, "select_option", option="huge")


async def test_a_number_reported_beyond_its_range(driver: Driver) -> None:
    """Can be set again: the limits go as far."""
    number = "feeder_made_up_share"
    await driver.report("feeder", made_up_share=1100)
    assert driver.state(Platform.NUMBER, number).attributes["max"] == 110
    await driver.report("feeder", made_up_share=500)
    assert await driver.call(Platform.NUMBER, number, "set_value", value=105) == {
        "made_up_share": 1050
    }


async def test_a_number(driver: Driver) -> None:
    """The value is in display units, with the steps of the specification."""
    number = "feeder_made_up_share"
    state = driver.state(Platform.NUMBER, number)
    assert state.state == "50.5"
    assert (
        state.attributes.items()
        >= {"min": 0, "max": 100, "step": 0.5, "unit_of_measurement": "%"}.items()
    )
    assert await driver.call(Platform.NUMBER, number, "set_value", value=60.7) == {
        "made_up_share": 605
    }
    with pytest.raises(ServiceValidationError):
        await driver.call(Platform.NUMBER, number, "set_value", value=101)
    await driver.report("feeder", made_up_share=1005)
    assert driver.state(Platform.NUMBER, number).state == "100.5"


async def test_read_only_points(driver: Driver) -> None:
    """A Boolean, an enum and a bitmap are sensors; the bitmap is a problem."""
    assert driver.state(Platform.BINARY_SENSOR, "feeder_made_up_contact").state == "off"
    assert driver.state(Platform.SENSOR, "feeder_made_up_grade").state == "good"
    assert driver.state(Platform.BINARY_SENSOR, "feeder_made_up_fault").state == "off"
    await driver.report(
        "feeder", made_up_contact=True, made_up_grade="bad", made_up_fault=2
    )
    assert driver.state(Platform.BINARY_SENSOR, "feeder_made_up_contact").state == "on"
    assert driver.state(Platform.SENSOR, "feeder_made_up_grade").state == "bad"
    fault = driver.state(Platform.BINARY_SENSOR, "feeder_made_up_fault")
    assert fault.state == "on"
    assert fault.attributes["active"] == ["low_batt"]
    await driver.report("feeder", made_up_fault="")
    fault = driver.state(Platform.BINARY_SENSOR, "feeder_made_up_fault")
    assert fault.state == "unknown"


@pytest.mark.parametrize(
    ("platform", "code", "state", "options"),
    [
        (Platform.SELECT, "TempUnit", "c", ["c", "f"]),
        (Platform.SENSOR, "direction_a", "forward", ["forward", "reverse"]),
        (Platform.SELECT, "mode", "ECO", ["eco", "ECO", "dry"]),
        (Platform.SELECT, "made_up_level", "LOW", ["LOW", "HIGH"]),
    ],
)
async def test_options_are_shown_in_lower_case(
    driver: Driver, platform: Platform, code: str, state: str, options: list[str]
) -> None:
    """Keys of translations are in lower case."""
    shown = driver.state(platform, f"loud_{code}")
    assert shown.state == state
    assert shown.attributes["options"] == options


@pytest.mark.parametrize(
    ("code", "option", "sent"),
    [("TempUnit", "f", "F"), ("mode", "ECO", "ECO"), ("mode", "dry", "dry")],
)
async def test_options_are_sent_in_their_own_case(
    driver: Driver, code: str, option: str, sent: str
) -> None:
    """The device accepts only its own spelling."""
    assert await driver.call(
        Platform.SELECT, f"loud_{code}", "select_option", option=option
    ) == {code: sent}


async def test_an_unlisted_option_is_shown_in_lower_case(driver: Driver) -> None:
    """An option out of the specification has a translation, too."""
    await driver.report("loud", direction_a="IDLE")
    shown = driver.state(Platform.SENSOR, "loud_direction_a")
    assert shown.state == "idle"
    assert shown.attributes["options"] == ["forward", "reverse", "idle"]


@pytest.mark.parametrize("happened", ["vibration", "drop", "tilt"])
async def test_kinds_of_vibration_have_their_own_entities(
    driver: Driver, happened: str
) -> None:
    """A fall is not a vibration."""
    await driver.report("shaken", shock_state=happened)
    for option, key in (
        ("vibration", "shock_state"),
        ("drop", "shock_state_drop"),
        ("tilt", "shock_state_tilt"),
    ):
        state = driver.state(Platform.BINARY_SENSOR, f"shaken_{key}").state
        assert state == ("on" if option == happened else "off")


def test_missing_kinds_of_vibration_have_no_entity(
    hass: HomeAssistant, driver: Driver
) -> None:
    """Not every product detects a fall."""
    assert driver.state(Platform.BINARY_SENSOR, "steady_shock_state").state == "off"
    registry = er.async_get(hass)
    assert not registry.async_get_entity_id(
        Platform.BINARY_SENSOR, DOMAIN, "steady_shock_state_drop"
    )


async def test_breathing_counts_as_presence(driver: Driver) -> None:
    """A person asleep hardly moves."""
    presence = "radar_presence_state"
    assert driver.state(Platform.BINARY_SENSOR, presence).state == "off"
    await driver.report("radar", presence_state="breathe")
    assert driver.state(Platform.BINARY_SENSOR, presence).state == "on"


async def test_a_text_that_is_too_long(driver: Driver) -> None:
    """The text is shown, but a command must fit the length."""
    text = "feeder_display_text"
    assert driver.state(Platform.TEXT, text).attributes["max"] == 8
    sent = await driver.call(Platform.TEXT, text, "set_value", value="Good day")
    assert sent == {"display_text": "Good day"}
    await driver.report("feeder", display_text="Good morning")
    assert driver.state(Platform.TEXT, text).state == "Good morning"
    with pytest.raises(ServiceValidationError):
        await driver.call(Platform.TEXT, text, "set_value", value="Good night")
    await driver.report("feeder", display_text="Hello")
    assert driver.state(Platform.TEXT, text).attributes["max"] == 8


async def test_a_main_breaker_is_a_setting(driver: Driver, hass: HomeAssistant) -> None:
    """Commands to a whole area leave settings out, so it stays closed."""
    entity_id = entity_id_of(hass, Platform.SWITCH, "breaker_switch")
    entry = er.async_get(hass).async_get(entity_id)
    assert entry is not None
    assert entry.original_name == "Main breaker"
    assert entry.entity_category is EntityCategory.CONFIG
    assert entry.original_device_class is None
    area = ar.async_get(hass).async_create("Cellar")
    dr.async_get(hass).async_update_device(str(entry.device_id), area_id=area.id)
    await hass.services.async_call(
        Platform.SWITCH, "turn_off", target={"area_id": area.id}, blocking=True
    )
    assert driver.state(Platform.SWITCH, "breaker_switch").state == "on"
    sent = await driver.call(Platform.SWITCH, "breaker_switch", "turn_off")
    assert sent == {"switch": False}


@pytest.mark.parametrize(
    ("option", "name"),
    [("0", "Move up"), ("6", "Move left"), ("9", "Ptz control: 9")],
)
async def test_each_option_of_a_command_is_a_button(
    driver: Driver, hass: HomeAssistant, option: str, name: str
) -> None:
    """The direction that a camera turned to last is no state."""
    key = f"camera_ptz_control_{option}"
    assert driver.state(Platform.BUTTON, key).name == f"Device {name}"
    assert await driver.call(Platform.BUTTON, key, "press") == {"ptz_control": option}
    select = er.async_get(hass).async_get_entity_id(
        Platform.SELECT, DOMAIN, "camera_ptz_control"
    )
    assert select is None


async def test_a_problem_says_which(driver: Driver) -> None:
    """The first one is the state, which history keeps; all are an attribute."""
    key = "feeder_made_up_fault_active"
    state = driver.state(Platform.SENSOR, key)
    assert (state.name, state.state) == ("Device Active problem", "none")
    assert state.attributes["options"] == ["none", "jam", "low_battery"]
    await driver.report("feeder", made_up_fault=3)
    state = driver.state(Platform.SENSOR, key)
    assert state.state == "jam"
    assert state.attributes["active"] == ["jam", "low_battery"]
    await driver.report("feeder", made_up_fault=2)
    assert driver.state(Platform.SENSOR, key).state == "low_battery"
    # a bit that the specification does not name
    await driver.report("feeder", made_up_fault=4)
    assert driver.state(Platform.SENSOR, key).state == "bit_2"
    await driver.report("feeder", made_up_fault="")
    assert driver.state(Platform.SENSOR, key).state == "unknown"
