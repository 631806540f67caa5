"""Scenes, automations and groups: both versions, and what the cloud refuses."""

from typing import Any

import pytest

from simulator.home import HOME_ID

from .client import Client

RULE = "/v2.0/cloud/scene/rule"
HOME = f"/v1.0/homes/{HOME_ID}"
GROUPS = "/v2.1/cloud/thing/group"
SPACE = {"space_id": str(HOME_ID)}
PAGE = {"page_no": "1", "page_size": "50"}


async def test_both_versions_list_and_switch_the_same(signed_in: Client) -> None:
    """Automations are apart in the older version, and in the newer by their type."""
    rules = (await signed_in.result("GET", RULE, query=SPACE))["list"]
    scenes = await signed_in.result("GET", f"{HOME}/scenes")
    [automation] = await signed_in.result("GET", f"{HOME}/automations")
    key = automation["automation_id"]
    assert {rule["id"] for rule in rules} == {
        *(scene["scene_id"] for scene in scenes),
        key,
    }
    only = SPACE | {"type": "automation"}
    [rule] = (await signed_in.result("GET", RULE, query=only))["list"]
    assert (rule["id"], rule["status"]) == (key, "enable")
    off = {"ids": key, "is_enable": False}
    assert await signed_in.result("PUT", f"{RULE}/state", json_body=off) is True
    [automation] = await signed_in.result("GET", f"{HOME}/automations")
    assert automation["enabled"] is False
    assert await signed_in.result("PUT", f"{HOME}/automations/{key}/actions/enable")
    [rule] = (await signed_in.result("GET", RULE, query=only))["list"]
    assert rule["status"] == "enable"
    assert await signed_in.result("PUT", f"{HOME}/automations/{key}/actions/disable")
    assert signed_in.simulator.cloud.home.scenes[key].enabled is False


async def test_rules_come_page_by_page(signed_in: Client) -> None:
    """The last page has no more."""
    first = await signed_in.result(
        "GET", RULE, query=SPACE | {"page_no": "1", "page_size": "2"}
    )
    last = await signed_in.result(
        "GET", RULE, query=SPACE | {"page_no": "2", "page_size": "2"}
    )
    assert (len(first["list"]), first["has_more"]) == (2, True)
    assert (len(last["list"]), last["has_more"]) == (1, False)


@pytest.mark.parametrize(
    ("method", "path", "options", "code"),
    [
        ("POST", f"{RULE}/AutoNightfall03/actions/trigger", {}, 2505),
        ("POST", f"{HOME}/scenes/AutoNightfall03/trigger", {}, 2505),
        ("GET", RULE, {}, 40001900),
        ("GET", RULE, {"query": {"space_id": "1"}}, 40001900),
        ("GET", RULE, {"query": SPACE | {"type": "other"}}, 1109),
        ("PUT", f"{RULE}/state", {"json_body": {"ids": "AutoNightfall03"}}, 1109),
        ("PUT", f"{RULE}/state", {"json_body": {"ids": "x", "is_enable": True}}, 2505),
        ("PUT", f"{HOME}/automations/SceneLightsOff1/actions/enable", {}, 2505),
        ("GET", "/v1.0/homes/1/automations", {}, 1106),
        ("GET", GROUPS, {"query": PAGE}, 1100),
        ("GET", GROUPS, {"query": SPACE}, 1100),
        ("GET", GROUPS, {"query": PAGE | {"space_id": "1"}}, 40001900),
        ("GET", GROUPS, {"query": SPACE | PAGE | {"page_size": "51"}}, 1109),
        ("GET", f"{GROUPS}/1/devices", {"query": PAGE}, 2508),
        (
            "POST",
            f"{GROUPS}/14000001/properties",
            {"json_body": {"properties": "x"}},
            1109,
        ),
    ],
)
async def test_what_the_cloud_refuses(
    signed_in: Client, method: str, path: str, options: Any, code: int
) -> None:
    """A client that asks wrongly gets an error."""
    assert await signed_in.error(method, path, **options) == code


async def test_a_group_commands_its_members(signed_in: Client) -> None:
    """Members obey what they can; what none can is refused."""
    signed_in.simulator.put_group("5", name="Hall", devices=["bulb", "blind"])
    query = SPACE | PAGE
    listed = await signed_in.result("GET", GROUPS, query=query)
    older = await signed_in.result("GET", "/v2.0/cloud/thing/group", query=query)
    assert {each["group_name"] for each in listed["data_list"]} == {
        each["name"] for each in older["dataList"]
    }
    assert older["dataList"][-1]["local_key"] in signed_in.simulator.secrets()
    members = await signed_in.result("GET", f"{GROUPS}/5/devices", query=PAGE)
    assert [each["device_id"] for each in members["data_list"]] == ["bulb", "blind"]
    path = f"{GROUPS}/5/properties"
    on = {"properties": '{"switch_led": true}'}
    assert await signed_in.result("POST", path, json_body=on) == {"result": True}
    assert signed_in.simulator.device("bulb").status["switch_led"] is True
    wrong = {"properties": '{"nothing": true}'}
    assert await signed_in.error("POST", path, json_body=wrong) == 2008


async def test_homes_have_rooms_of_their_own(signed_in: Client) -> None:
    """A second home with a room of the same name."""
    await signed_in.simulator.bind(
        "far",
        {
            "name": "Far",
            "category": "dj",
            "product_id": "farproduct000001",
            "product_name": "Far",
            "home": "Cottage",
            "room": "Hall",
        },
    )
    path = f"/v1.0/users/{signed_in.tokens['uid']}/homes"
    first, second = await signed_in.result("GET", path)
    assert second["name"] == "Cottage"
    base = f"/v1.0/homes/{second['home_id']}"
    [room] = (await signed_in.result("GET", f"{base}/rooms"))["rooms"]
    found = await signed_in.result("GET", f"{base}/rooms/{room['room_id']}/devices")
    assert [(each["id"], each["owner_id"]) for each in found] == [
        ("far", str(second["home_id"]))
    ]
    other = f"/v1.0/homes/{first['home_id']}/rooms/{room['room_id']}/devices"
    assert await signed_in.error("GET", other) == 1106
