"""Infrared hubs: remotes, keys, air conditioners, codes that are sent and learned."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from simulator import Simulator
from tests.conftest import REAL_DEVICES

from .client import Client, connection, next_message

HUB: Final = "/v2.0/infrareds/living_room_remote_hub"
AIR: Final = "living_room_air_conditioner"
TELEVISION: Final = "living_room_television"
PROJECTOR: Final = "living_room_projector"
CODE: Final = "c42230112602f401"
RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"


@pytest.fixture
def device_files() -> Path | None:
    """Return None: the demo home has an infrared hub."""
    return None


def shape(value: Any) -> Any:
    """Return the names and types in an answer; a list has those of its first item."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value)


async def test_the_remotes_of_a_hub(signed_in: Client) -> None:
    """Each is a sub-device; ids of kinds and brands are numbers."""
    remotes = await signed_in.result("GET", f"{HUB}/remotes")
    assert {remote["remote_id"]: remote["category_id"] for remote in remotes} == {
        AIR: 5,
        TELEVISION: 2,
        PROJECTOR: 999,
    }
    assert all(isinstance(remote["brand_id"], int) for remote in remotes)


async def test_what_is_no_hub_or_no_remote(signed_in: Client) -> None:
    """Each has its error, and so has a hub of somebody else."""
    other = "/v2.0/infrareds/reading_lamp/remotes"
    assert await signed_in.error("GET", other) == 2009
    assert await signed_in.error("GET", f"{HUB}x/remotes") == 1106
    assert await signed_in.error("GET", f"{HUB}/remotes/reading_lamp/keys") == 2016
    assert await signed_in.error("GET", f"{HUB}/remotes/{TELEVISION}/ac/status") == 2009


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
async def test_answers_have_the_shape_of_recorded_ones(
    signed_in: Client, simulator: Simulator
) -> None:
    """Names and types of keys, of the state, and of the states of several."""
    for name, path, query in (
        ("26_ir_keys_ac", f"{HUB}/remotes/{AIR}/keys", None),
        (
            "23_ir_ac_status_tuya-home-assistant440",
            f"{HUB}/remotes/{AIR}/ac/status",
            None,
        ),
        (
            "24_ir_ac_status_batch",
            "/v1.0/cloud/rc/infrared/ac/status/batch",
            {"device_ids": AIR},
        ),
    ):
        recorded = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
        answer = await signed_in.result("GET", path, query=query)
        assert shape(answer) == shape(recorded["answer"]["result"]), name


async def test_modes_without_temperatures(signed_in: Client) -> None:
    """Fan and dry have one entry without a temperature."""
    keys = await signed_in.result("GET", f"{HUB}/remotes/{AIR}/keys")
    by_mode = {each["mode"]: each["temp_list"] for each in keys["key_range"]}
    assert len(by_mode[0]) == 13
    for mode in (3, 4):
        (entry,) = by_mode[mode]
        assert "temp" not in entry
        assert entry["temp_name"] == "null"
    assert {each["key_id"] for each in keys["key_list"]} == {0}


async def test_an_air_conditioner_takes_what_its_range_allows(
    signed_in: Client, simulator: Simulator
) -> None:
    """All four values, or off alone; anything else is refused."""
    path = f"{HUB}/air-conditioners/{AIR}/scenes/command"
    wanted = {"power": 1, "mode": 1, "temp": 21, "wind": 2}
    assert await signed_in.result("POST", path, json_body=wanted) is True
    for changes, code in (
        ({"temp": 40}, 2052),
        ({"mode": 9}, 2053),
        ({"wind": 7}, 2053),
        ({"temp": "warm"}, 1109),
    ):
        assert await signed_in.error("POST", path, json_body=wanted | changes) == code
    for missing in wanted:
        body = {name: value for name, value in wanted.items() if name != missing}
        assert await signed_in.error("POST", path, json_body=body) == 1100
    status = await signed_in.result("GET", f"{HUB}/remotes/{AIR}/ac/status")
    assert status == {"power": "1", "mode": "1", "temp": "21", "wind": "2"}
    assert await signed_in.result("POST", path, json_body={"power": 0}) is True
    assert [emission.what for emission in simulator.emissions] == [wanted, {"power": 0}]


async def test_one_value_of_an_air_conditioner(signed_in: Client) -> None:
    """The value may be text; the code has to be one of four."""
    path = f"{HUB}/air-conditioners/{AIR}/command"
    assert await signed_in.result(
        "POST", path, json_body={"code": "temp", "value": "20"}
    )
    answer = await signed_in.call("POST", path, json_body={"code": "swing", "value": 1})
    assert answer["msg"] == "command not found"
    assert await signed_in.error("POST", path, json_body={"code": "temp"}) == 1100


async def test_keys_are_pressed(signed_in: Client, simulator: Simulator) -> None:
    """By name and id with the kind of remote, or by name alone."""
    path = f"{HUB}/remotes/{TELEVISION}/raw/command"
    body = {"category_id": 2, "key_id": 50, "key": "volume_up"}
    assert await signed_in.result("POST", path, json_body=body) is True
    assert await signed_in.result(
        "POST", f"{HUB}/remotes/{PROJECTOR}/command", json_body={"key": "power"}
    )
    assert simulator.emissions[0].what == "volume_up"
    assert len(simulator.emissions) == 2
    for changes, code in (
        ({"key": "unknown"}, 2050),
        ({"key_id": 51}, 2050),
        ({"category_id": 5}, 1109),
        ({"category_id": None}, 1100),
        ({"key": ""}, 1100),
    ):
        assert await signed_in.error("POST", path, json_body=body | changes) == code


async def test_a_hub_that_is_offline_emits_nothing(
    signed_in: Client, simulator: Simulator
) -> None:
    """Its remotes are offline with it."""
    await simulator.set_online("living_room_remote_hub", online=False)
    body = {"category_id": 2, "key_id": 50, "key": "volume_up"}
    path = f"{HUB}/remotes/{TELEVISION}/raw/command"
    assert await signed_in.error("POST", path, json_body=body) == 2001
    path = f"{HUB}/learning-state"
    assert await signed_in.error("PUT", path, json_body={"state": True}) == 2001
    assert simulator.emissions == []


async def test_codes_that_are_sent(signed_in: Client, simulator: Simulator) -> None:
    """Hex is emitted; base64, and codes of a silent remote, are accepted only."""
    path = f"{HUB}/remotes/{TELEVISION}/learning-codes"
    assert await signed_in.result("POST", path, json_body={"code": CODE}) is True
    assert await signed_in.result("POST", path, json_body={"code": "xCIwESYC9AE="})
    simulator.silence_remote(TELEVISION, is_silent=True)
    assert await signed_in.result("POST", path, json_body={"code": CODE}) is True
    assert [each.what for each in simulator.emissions] == [CODE]


async def test_a_code_is_learned(signed_in: Client, simulator: Simulator) -> None:
    """It is asked for by the time of the answer, and only while the hub listens."""
    hub = "living_room_remote_hub"
    assert simulator.receive_code(hub, CODE) is False
    answer = await signed_in.call(
        "PUT", f"{HUB}/learning-state", json_body={"state": True}
    )
    query = {"learning_time": str(answer["t"])}
    path = f"{HUB}/learning-codes"
    assert await signed_in.result("GET", path, query=query) == {"success": False}
    assert simulator.receive_code(hub, CODE) is True
    other = {"learning_time": str(answer["t"] + 60_000)}
    assert await signed_in.result("GET", path, query=other) == {"success": False}
    assert await signed_in.result("GET", path, query=query) == {
        "success": True,
        "code": CODE,
    }
    await signed_in.result("PUT", f"{HUB}/learning-state", query={"state": "false"})
    assert simulator.receive_code(hub, CODE) is False
    assert await signed_in.error("GET", path) == 1100
    assert await signed_in.error("PUT", f"{HUB}/learning-state", json_body={}) == 1100


async def test_a_remote_of_ones_own(
    signed_in: Client,
) -> None:
    """Codes are saved as a new remote, which is pushed, added, listed and deleted."""
    codes = [{"key": "power", "key_name": "Power", "code": CODE, "id": 1}]
    body = {"category_id": 999, "remote_name": "Stereo", "codes": codes}
    opened = await signed_in.open_hub()
    async with connection(opened) as mqtt:
        remote_id = await signed_in.result(
            "POST", f"{HUB}/learning-codes", json_body=body
        )
        bound = (await next_message(mqtt, opened))["data"]
    assert isinstance(remote_id, str)
    assert (bound["bizCode"], bound["devId"]) == ("bindUser", remote_id)
    assert bound["bizData"]["parentDevId"] == "living_room_remote_hub"
    path = f"{HUB}/remotes/{remote_id}/learning-codes"
    more = [
        {"key": "mute", "key_name": "Mute", "code": CODE, "id": 106},
        {"code": CODE},
    ]
    assert await signed_in.result("PUT", path, json_body=body | {"codes": more})
    listed = await signed_in.result("GET", path)
    assert [(each["key"], each["id"]) for each in listed] == [
        ("power", 1),
        ("mute", 106),
    ]
    assert {each["remote_id"] for each in listed} == {remote_id}
    learn_id = listed[0]["learn_id"]
    assert await signed_in.result("DELETE", f"{HUB}/learning-codes/{learn_id}") is True
    assert await signed_in.error("DELETE", f"{HUB}/learning-codes/{learn_id}") == 2050
    for changes, code in (
        ({"remote_name": ""}, 1100),
        ({"codes": []}, 1100),
        ({"codes": ["x"]}, 1109),
        ({"codes": [{"key": "power"}]}, 1100),
        ({"category_id": None}, 1100),
    ):
        assert await signed_in.error("PUT", path, json_body=body | changes) == code


async def test_a_remote_of_a_brand(signed_in: Client) -> None:
    """Kinds and brands are listed, and a remote of one is bound as a device."""
    kinds = await signed_in.result("GET", f"{HUB}/categories")
    assert {"category_id": 2, "category_name": "TV"} in kinds
    brands = await signed_in.result("GET", f"{HUB}/categories/2/brands")
    body = {"category_id": 2, "remote_name": "Old set", "remote_index": 7, **brands[0]}
    remote_id = await signed_in.result("POST", f"{HUB}/remotes", json_body=body)
    device = await signed_in.result("GET", f"/v1.0/devices/{remote_id}")
    assert device["gateway_id"] == "living_room_remote_hub"
    assert device["category"] == "infrared_tv"
    assert await signed_in.error("GET", f"{HUB}/categories/x/brands") == 1109
    bad = body | {"brand_id": 1}
    assert await signed_in.error("POST", f"{HUB}/remotes", json_body=bad) == 1109


async def test_a_change_in_the_app_is_pushed(
    signed_in: Client, simulator: Simulator
) -> None:
    """The message names the remote, with the codes of the state."""
    opened = await signed_in.open_hub()
    async with connection(opened) as mqtt:
        await simulator.set_air_state(AIR, power=1, temp=19)
        message = (await next_message(mqtt, opened))["data"]
    assert message["devId"] == AIR
    assert {item["code"]: item["value"] for item in message["status"]} == {
        "power": 1,
        "temp": 19,
    }
    status = await signed_in.result("GET", f"{HUB}/remotes/{AIR}/ac/status")
    assert status["temp"] == "19"
