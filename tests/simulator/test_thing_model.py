"""Devices with a thing model: alone, and beside the standard instruction set."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject
from tests.homes import write_files

from .client import Client, connection, next_message

_PLAIN: Final = {"type": "Boolean", "value": {}}

# The form of a recorded model: several services, a null typeSpec, no abilityId.
_BACKLIGHT_MODEL: Final = {
    "modelId": "000004d15o",
    "services": [
        {
            "code": "",
            "properties": [
                {
                    "abilityId": 20,
                    "accessMode": "rw",
                    "code": "led_switch",
                    "name": "Power",
                    "typeSpec": {"type": "bool"},
                },
                {
                    "abilityId": 101,
                    "accessMode": "rw",
                    "code": "sync_mode",
                    "typeSpec": {"type": "enum", "range": ["video", "music"]},
                },
                {
                    "abilityId": 102,
                    "accessMode": "ro",
                    "code": "frame_rate",
                    "typeSpec": {"type": "value", "min": 0, "max": 60, "step": 1},
                },
            ],
        },
        {
            "code": "more",
            "properties": [
                {
                    "abilityId": 103,
                    "accessMode": "wr",
                    "code": "reset",
                    "typeSpec": None,
                },
                {"accessMode": "ro", "code": "note", "typeSpec": {"type": "string"}},
            ],
        },
        {"code": "empty"},
    ],
}

_BACKLIGHT: Final = {
    "name": "Backlight",
    "category": "dd",
    "product_id": "backlightproduct",
    "product_name": "Backlight",
    "time_format": "s text",
    "thing_model": _BACKLIGHT_MODEL,
    "status": {"led_switch": False, "sync_mode": "video", "frame_rate": 30},
}

# The same model beside a standard set that knows data point 20 by another code.
_STRIP: Final = _BACKLIGHT | {
    "name": "Strip",
    "function": {"switch_led": _PLAIN | {"dp_id": 20}},
    "status_range": {"switch_led": _PLAIN | {"dp_id": 20}},
    "status": {"switch_led": False, "sync_mode": "video", "own": 1},
}


@pytest.fixture
async def client(
    tmp_path: Path, session: aiohttp.ClientSession
) -> AsyncIterator[Client]:
    """Return a client of a home whose devices have thing models."""
    files = {
        "backlight": _BACKLIGHT,
        "remote": _BACKLIGHT | {"category": "wnykq"},
        "strip": _STRIP,
    }
    async with Simulator(write_files(tmp_path, files)) as simulator:
        signed_in = Client(simulator, session)
        await signed_in.sign_in()
        yield signed_in


async def _shadow(client: Client, device_id: str) -> dict[str, dict[str, Any]]:
    path = f"/v2.0/cloud/thing/{device_id}/shadow/properties"
    answer = await client.result("GET", path)
    return {each["code"]: each for each in answer["properties"]}


async def _issue(client: Client, device_id: str, values: dict[str, Any]) -> Any:
    path = f"/v2.0/cloud/thing/{device_id}/shadow/properties/issue"
    body = {"properties": json.dumps(values)}
    return await client.call("POST", path, json_body=body)


async def test_the_standard_set_of_a_model_only_device_is_empty(
    client: Client,
) -> None:
    """Status and specification are empty, or refused in some categories."""
    for base in ("/v1.0/devices/", "/v1.0/iot-03/devices/"):
        assert await client.result("GET", f"{base}backlight/status") == []
        assert await client.error("GET", f"{base}remote/status") == 2003
    path = "/v1.0/devices/{}/specifications"
    found = await client.result("GET", path.format("backlight"))
    assert found == {"category": "dd", "functions": [], "status": []}
    assert await client.error("GET", path.format("remote")) == 2009
    device = await client.result("GET", "/v1.0/devices/backlight")
    assert device["status"] == []
    body = {"commands": [{"code": "led_switch", "value": True}]}
    commands = "/v1.0/devices/backlight/commands"
    assert await client.error("POST", commands, json_body=body) == 2008


async def test_the_model_is_sent_as_the_file_has_it(client: Client) -> None:
    """The model is JSON in a text."""
    answer = await client.result("GET", "/v2.0/cloud/thing/backlight/model")
    assert json.loads(answer["model"]) == _BACKLIGHT_MODEL


async def test_the_shadow_has_the_values(client: Client) -> None:
    """A property that never reported has no value, a write-only one is left out."""
    shadow = await _shadow(client, "backlight")
    assert list(shadow) == ["led_switch", "sync_mode", "frame_rate", "note"]
    rate = shadow["frame_rate"]
    assert (rate["dp_id"], rate["type"], rate["value"]) == (102, "value", 30)
    assert rate["time"] > 1_600_000_000_000
    assert shadow["note"].keys() == {"code", "custom_name", "dp_id", "type"}
    path = "/v2.0/cloud/thing/backlight/shadow/properties"
    chosen = await client.result("GET", path, query={"codes": "sync_mode,note"})
    assert [each["code"] for each in chosen["properties"]] == ["sync_mode", "note"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"led_switch": True, "sync_mode": "music"}, None),
        ({"reset": "anything"}, None),
        ({"led_switch": 1}, 1104),
        ({"sync_mode": "game"}, 2008),
        ({"frame_rate": 5}, 2008),
        ({"unknown": 5}, 2008),
        ({}, 1100),
    ],
)
async def test_properties_are_set_by_the_model(
    client: Client, values: dict[str, Any], code: int | None
) -> None:
    """The model decides which properties can be set, and to which values."""
    answer = await _issue(client, "backlight", values)
    assert answer.get("code") == code
    status = client.simulator.device("backlight").status
    if code is None:
        assert answer["result"] == {}
        readable = values.keys() - {"reset"}
        assert {code: status[code] for code in readable} == {
            code: values[code] for code in readable
        }
    assert "reset" not in status


async def test_an_option_that_was_reported_can_be_set(client: Client) -> None:
    """A device beyond its model takes the options it reports."""
    await client.simulator.report("backlight", {"sync_mode": "game"})
    assert (await _issue(client, "backlight", {"sync_mode": "film"}))["success"] is True


async def test_the_hub_carries_numeric_ids(client: Client) -> None:
    """Reports and confirmations have no code, and a time only if one is ordered."""
    configuration = await client.open_hub()
    async with connection(configuration) as mqtt:
        await _issue(client, "backlight", {"sync_mode": "music"})
        confirmed = await next_message(mqtt, configuration)
        item: JsonObject = {"code": "frame_rate", "value": 25, "t": "1700000000"}
        await client.simulator.report("backlight", [item])
        reported = await next_message(mqtt, configuration)
    assert confirmed["data"]["status"] == [{"101": "music"}]
    assert reported["data"]["status"] == [{"t": "1700000000", "102": 25}]


async def test_a_data_point_may_have_two_codes(client: Client) -> None:
    """The standard code is used by status and hub, the other one by the shadow."""
    status = await client.result("GET", "/v1.0/devices/strip/status")
    assert status == [
        {"code": "switch_led", "value": False},
        {"code": "own", "value": 1},
    ]
    configuration = await client.open_hub()
    async with connection(configuration) as mqtt:
        await _issue(client, "strip", {"led_switch": True})
        message = await next_message(mqtt, configuration)
    [item] = message["data"]["status"]
    assert (item["code"], item["20"], item["value"]) == ("switch_led", True, True)
    shadow = await _shadow(client, "strip")
    assert list(shadow) == ["led_switch", "sync_mode", "frame_rate", "note", "own"]
    assert shadow["led_switch"]["value"] is True
    assert shadow["own"]["type"] == "string"


async def test_the_newer_set_of_messages_has_the_codes_of_the_model(
    client: Client,
) -> None:
    """In protocol 1000 a data point has its code in the model, also a standard one."""
    client.simulator.change_hub(iot_core=True)
    configuration = await client.open_hub()
    status: JsonObject = {"switch_led": True, "sync_mode": "music", "own": 2}
    async with connection(configuration) as mqtt:
        await client.simulator.report("strip", status, t=1700000000)
        message = await next_message(mqtt, configuration)
    found = message["data"]["bizData"]["properties"]
    number = client.simulator.device("strip").dp_id("own")
    assert [(each["dpId"], each["code"], each["value"]) for each in found] == [
        (20, "led_switch", True),
        (101, "sync_mode", "music"),
        (number, "own", 2),
    ]


@pytest.mark.parametrize(
    "model",
    [
        {"modelId": "1"},
        {"services": [1]},
        {"services": [{"properties": 1}]},
        {"services": [{"properties": [{"abilityId": 1}]}]},
    ],
)
def test_a_wrong_model_is_refused(model: dict[str, Any]) -> None:
    """A model needs services, and each property a code."""
    with pytest.raises(TypeError, match=r"thing_model|service"):
        Device.from_json("wrong", _BACKLIGHT | {"thing_model": model})
