"""Data points and properties are sent, and a device is read anew."""

from typing import Any, Final

import probatio
import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import until
from tests.documents import (
    boolean,
    device,
    enum,
    integer,
    packed,
    thing,
    thing_property,
)

from .conftest import Act, refused

COMMANDS: Final = "POST /v1.0/devices/{id}/commands"
ISSUE: Final = "POST /v2.0/cloud/thing/{id}/shadow/properties/issue"
STATUS: Final = "GET /v1.0/devices/{id}/status"
SHADOW: Final = "GET /v2.0/cloud/thing/{id}/shadow/properties"

HEATER: Final = device(
    "rs",
    {
        "switch": boolean(value=False),
        "temp_set": integer(50, 350, 215, scale=1, unit="℃"),
        "mode": enum("eco boost", "eco"),
        "record": packed("Raw", "AQI=", "r"),
    },
) | {
    "name": "Boiler",
    "thing_model": thing(
        "rs", [thing_property("child_lock", 101, "bool")], {"child_lock": False}
    )["thing_model"],
}
BACKLIGHT: Final = thing(
    "dd",
    [thing_property("sync_mode", 101, "enum", range=["video", "music"])],
    {"sync_mode": "video"},
)
DEVICES: Final = {"boiler": HEATER, "backlight": BACKLIGHT}


def calls_of(simulator: Simulator) -> dict[str, int]:
    """Return the number of calls by endpoint."""
    calls: dict[str, int] = simulator.calls()["by_endpoint"]
    return calls


async def test_data_points_are_sent_in_one_command(
    act: Act, simulator: Simulator
) -> None:
    """Values are those that entities show."""
    simulator.clear_calls()
    await act("send_data_points", "boiler", values={"switch": True, "temp_set": 30.5})
    assert simulator.device("boiler").status["temp_set"] == 305
    assert simulator.device("boiler").status["switch"] is True
    assert calls_of(simulator) == {COMMANDS: 1}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"temp_set": 99}, "out_of_range"),
        ({"mode": "solar"}, "not_an_option"),
        ({"switch": "on"}, "wrong_type"),
        ({"record": "AQI="}, "not_writable"),
        ({"nothing": 1}, "unknown_data_point"),
        ({"switch": True, "nothing": 1}, "unknown_data_point"),
    ],
)
async def test_what_the_specification_refuses_takes_no_call(
    act: Act, simulator: Simulator, values: dict[str, Any], why: str
) -> None:
    """Nothing is sent when one value is refused."""
    simulator.clear_calls()
    await refused(act, why, "send_data_points", "boiler", values=values)
    assert calls_of(simulator) == {}


async def test_what_the_cloud_refuses_is_shown(act: Act, simulator: Simulator) -> None:
    """The device is offline, and the sentence says so."""
    simulator.add_fault("POST *", {"code": 2001, "msg": "device is offline"})
    sentence = await refused(
        act, "device_offline", "send_data_points", "boiler", values={"switch": True}
    )
    assert sentence.startswith("The device is offline. Check its power")


async def test_properties_are_sent_by_the_thing_model(
    act: Act, simulator: Simulator
) -> None:
    """The standard specification does not have them."""
    simulator.clear_calls()
    await act("send_properties", "boiler", properties={"child_lock": True})
    assert simulator.device("boiler").status["child_lock"] is True
    assert calls_of(simulator) == {ISSUE: 1}


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ({"code": 2008, "msg": "command or value not support"}, "command_rejected"),
        ({"result": False}, "command_rejected"),
        ({"code": 28841105, "msg": "no permission"}, "api_not_subscribed"),
        ({"drop": True}, "network"),
        ({"body": "{"}, "bad_answer"),
    ],
)
async def test_refused_properties_are_shown(
    act: Act, simulator: Simulator, then: dict[str, Any], why: str
) -> None:
    """Each refusal is an error of the action."""
    simulator.add_fault("POST */shadow/properties/issue", then)
    await refused(act, why, "send_properties", "boiler", properties={"child_lock": 1})


async def test_a_device_is_read_anew(
    hass: HomeAssistant, act: Act, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The response has what nobody pushed."""
    await simulator.report("boiler", {"temp_set": 180}, silent=True)
    simulator.clear_calls()
    response = await act("read_device", "boiler", respond=True)
    assert response["name"] == "Boiler"
    assert response["online"] is True
    assert response["data_points"]["temp_set"] == {
        "value": 18,
        "raw": 180,
        "writable": True,
    }
    assert response["data_points"]["record"]["value"] == "AQI="
    assert loaded.runtime_data.devices["boiler"].value("temp_set") == 18
    assert calls_of(simulator) == {STATUS: 1}
    await hass.async_block_till_done()


async def test_a_device_without_standard_values_is_read_by_its_shadow(
    act: Act, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A silent change shows in the response."""
    await simulator.report("backlight", {"sync_mode": "music"}, silent=True)
    simulator.clear_calls()
    response = await act("read_device", "backlight", respond=True)
    assert response["data_points"]["sync_mode"]["value"] == "music"
    assert calls_of(simulator) == {SHADOW: 1}
    await until(lambda: loaded.runtime_data.is_idle)


async def test_a_read_that_fails_is_shown(act: Act, simulator: Simulator) -> None:
    """The response never shows old values as new ones."""
    simulator.add_fault("GET */status", {"code": 1106, "msg": "permission deny"})
    await refused(act, "permission_denied", "read_device", "boiler")


async def test_other_devices_are_refused(
    hass: HomeAssistant, act: Act, loaded: MockConfigEntry
) -> None:
    """These are an unknown id, and the account itself."""
    account = dr.async_get(hass).async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={(DOMAIN, loaded.entry_id)}
    )
    for registry_id in ("unknown", account.id):
        with pytest.raises(ServiceValidationError) as refusal:
            await hass.services.async_call(
                DOMAIN, "read_device", {"device_id": registry_id}, blocking=True
            )
        assert refusal.value.translation_key == "no_such_device"


async def test_a_device_of_an_unloaded_account_is_refused(
    hass: HomeAssistant, act: Act, loaded: MockConfigEntry
) -> None:
    """The action exists all the same."""
    await hass.config_entries.async_unload(loaded.entry_id)
    await refused(act, "no_such_device", "read_device", "boiler")


async def test_an_action_needs_values(act: Act) -> None:
    """Home Assistant checks the fields."""
    with pytest.raises(probatio.Invalid):
        await act("send_data_points", "boiler", values={})
