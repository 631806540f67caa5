"""Sirens: each service with each parameter, and each report."""

from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

PLATFORMS = [Platform.NUMBER, Platform.SELECT, Platform.SIREN]
DEVICES = {
    # switched by a Boolean, with tones, volumes and minutes
    "garage_siren": demo("garage_siren"),
    "signals": device(
        "sgbj",
        {
            "alarm_state": enum(
                "alarm_sound alarm_light alarm_sound_light normal", "normal"
            ),
            "alarm_volume": integer(0, 10, 5),
            "alarm_time": integer(10, 180, 60, unit="s", step=10),
        },
    ),
    "plain": device("sp", {"siren_switch": boolean(value=False)}),
    "vague": device(
        "sgbj",
        {
            "alarm_switch": boolean(value=False),
            "alarm_volume": enum("loud deafening", "loud"),
            # without a unit, like a real siren
            "alarm_time": integer(1, 60, 10),
        },
    ),
    # sirens of other alarm devices
    **{
        category: device(
            category,
            {
                "alarm_switch": boolean(value=False),
                "alarm_ringtone": enum("chime bark", "chime"),
                "alarm_volume": integer(0, 100, 50),
                "alarm_time": integer(1, 60, 10, unit="s"),
            },
        )
        for category in ("dgnbj", "co2bj")
    },
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def turn(hass: HomeAssistant, service: str, entity_id: str, **data: Any) -> None:
    """Turn a siren on or off."""
    await hass.services.async_call(
        "siren", f"turn_{service}", {"entity_id": entity_id, **data}, blocking=True
    )


async def test_features_follow_from_the_points(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """On and off are 3, tones 4, a volume 8, a duration 16."""
    offered = {
        "garage_siren_alarm_switch": (31, [1, 2, 3, 4]),
        "signals_alarm_state": (
            31,
            ["alarm_sound", "alarm_light", "alarm_sound_light"],
        ),
        "plain_siren_switch": (3, None),
        "vague_alarm_switch": (3, None),
    }
    for unique_id, (features, tones) in offered.items():
        state = hass.states.get(entity_id_of(hass, "siren", unique_id))
        assert state is not None
        assert state.state == "off"
        assert state.attributes["supported_features"] == features, unique_id
        assert state.attributes.get("available_tones") == tones


async def test_siren_switched_by_a_boolean(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Tone, volume and duration are sent in the same request."""
    siren = entity_id_of(hass, "siren", "garage_siren_alarm_switch")
    held = simulator.device("garage_siren").status
    simulator.clear_calls()
    await turn(hass, "on", siren, tone=2, volume_level=1.0, duration=90)
    assert held["alarm_switch"] is True
    assert held["alarm_ringtone"] == "2"
    assert held["alarm_volume"] == "high"
    # a minute and a half is rounded up
    assert held["alarm_time"] == 2
    commands = simulator.calls()["by_endpoint"]["POST /v1.0/devices/{id}/commands"]
    assert commands == 1
    assert hass.states.is_state(siren, "on")
    await turn(hass, "off", siren)
    assert held["alarm_switch"] is False
    assert hass.states.is_state(siren, "off")
    await hass.services.async_call(
        "siren", "toggle", {"entity_id": siren}, blocking=True
    )
    assert held["alarm_switch"] is True
    await turn(hass, "on", siren, volume_level=0.0)
    assert held["alarm_volume"] == "mute"


async def test_siren_shows_what_is_reported(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The siren can also start by itself."""
    siren = entity_id_of(hass, "siren", "garage_siren_alarm_switch")
    await simulator.report("garage_siren", {"alarm_switch": True})
    await until(lambda: hass.states.is_state(siren, "on"))
    await simulator.report("garage_siren", {"alarm_switch": False})
    await until(lambda: hass.states.is_state(siren, "off"))


async def test_siren_of_signals(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Its tones are its signals; without a tone, it sounds and flashes."""
    siren = entity_id_of(hass, "siren", "signals_alarm_state")
    held = simulator.device("signals").status
    await turn(hass, "on", siren)
    assert held["alarm_state"] == "alarm_sound_light"
    assert hass.states.is_state(siren, "on")
    await turn(hass, "on", siren, tone="alarm_light", volume_level=0.7, duration=1)
    assert held["alarm_state"] == "alarm_light"
    assert held["alarm_volume"] == 7
    assert held["alarm_time"] == 10
    await turn(hass, "off", siren)
    assert held["alarm_state"] == "normal"
    assert hass.states.is_state(siren, "off")
    await simulator.report("signals", {"alarm_state": "alarm_sound"})
    await until(lambda: hass.states.is_state(siren, "on"))


@pytest.mark.parametrize(
    ("unique_id", "data", "sent"),
    [
        ("garage_siren_alarm_switch", {}, {"alarm_switch": True}),
        (
            "garage_siren_alarm_switch",
            {"tone": 4},
            {"alarm_switch": True, "alarm_ringtone": "4"},
        ),
        (
            "garage_siren_alarm_switch",
            {"volume_level": 0.5},
            {"alarm_switch": True, "alarm_volume": "middle"},
        ),
        (
            "garage_siren_alarm_switch",
            {"duration": 1},
            {"alarm_switch": True, "alarm_time": 1},
        ),
        (
            "signals_alarm_state",
            {"tone": "alarm_sound"},
            {"alarm_state": "alarm_sound"},
        ),
        # unsupported parameters are ignored
        (
            "plain_siren_switch",
            {"tone": 1, "volume_level": 1, "duration": 5},
            {"siren_switch": True},
        ),
        (
            "vague_alarm_switch",
            {"tone": 1, "volume_level": 1, "duration": 5},
            {"alarm_switch": True},
        ),
        *(
            (
                f"{category}_alarm_switch",
                {"tone": "bark", "volume_level": 0.25, "duration": 5},
                {
                    "alarm_switch": True,
                    "alarm_ringtone": "bark",
                    "alarm_volume": 25,
                    "alarm_time": 5,
                },
            )
            for category in ("dgnbj", "co2bj")
        ),
    ],
)
async def test_parameters_of_a_siren(
    driver: Driver, unique_id: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """All parameters are sent in one request."""
    assert await driver.call(Platform.SIREN, unique_id, "turn_on", **data) == sent
    assert driver.state(Platform.SIREN, unique_id).state == "on"


@pytest.mark.parametrize(
    ("device_id", "code", "on", "off"),
    [
        ("garage_siren", "alarm_switch", True, False),
        ("signals", "alarm_state", "alarm_sound_light", "normal"),
        ("plain", "siren_switch", True, False),
        ("dgnbj", "alarm_switch", True, False),
        ("co2bj", "alarm_switch", True, False),
    ],
)
async def test_a_siren_is_toggled_and_silenced(
    driver: Driver, device_id: str, code: str, on: JsonValue, off: JsonValue
) -> None:
    """This works after the siren started by itself, too."""
    siren = f"{device_id}_{code}"
    assert await driver.call(Platform.SIREN, siren, "toggle") == {code: on}
    assert await driver.call(Platform.SIREN, siren, "turn_off") == {code: off}
    await driver.report(device_id, **{code: on})
    assert driver.state(Platform.SIREN, siren).state == "on"
    assert await driver.call(Platform.SIREN, siren, "toggle") == {code: off}
    assert driver.state(Platform.SIREN, siren).state == "off"
    await driver.report(device_id, **{code: ""})
    assert driver.state(Platform.SIREN, siren).state == "unknown"


async def test_duration_beyond_the_specification_is_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The error has the reason, and nothing is sent."""
    siren = entity_id_of(hass, "siren", "signals_alarm_state")
    with pytest.raises(ServiceValidationError):
        await turn(hass, "on", siren, duration=3600)
    assert simulator.device("signals").status["alarm_state"] == "normal"


async def test_settings_keep_their_own_entities(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Volume, tone and duration are settings of every alarm."""
    for platform, code in (
        (Platform.SELECT, "alarm_volume"),
        (Platform.SELECT, "alarm_ringtone"),
        (Platform.SELECT, "alarm_state"),
        (Platform.NUMBER, "alarm_time"),
    ):
        assert entity_id_of(hass, platform, f"garage_siren_{code}")
