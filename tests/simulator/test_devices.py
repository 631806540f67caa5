"""Reading devices, and commands to them."""

import json

import pytest

from simulator.device import FIRST_OWN_DP_ID

from .client import Client, connection, next_message

BULB = "/v1.0/devices/bulb"


async def test_the_device_list_holds_everything(signed_in: Client) -> None:
    """One call returns identity and status; shared devices need a call of their own."""
    path = f"/v1.0/users/{signed_in.tokens['uid']}/devices"
    own = {each["id"]: each for each in await signed_in.result("GET", path)}
    assert set(own) == {"bulb", "blind", "gateway", "button"}
    bulb = own["bulb"]
    assert bulb["status"] == [
        {"code": "switch_led", "value": False},
        {"code": "work_mode", "value": "white"},
        {"code": "bright_value_v2", "value": 10},
    ]
    assert bulb["local_key"] in signed_in.simulator.secrets()
    assert {bulb["lat"], bulb["lon"]} <= set(signed_in.simulator.secrets())
    assert own["button"]["gateway_id"] == "gateway"
    assert own["button"]["sub"] is True
    query = {"from": "sharing"}
    [shared] = await signed_in.result("GET", path, query=query)
    assert shared["id"] == "infrared"
    assert shared["owner_id"] != bulb["owner_id"]
    page = await signed_in.result("GET", path, query={"page_no": "2", "page_size": "3"})
    assert len(page) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/v1.0/devices/",
        "/v1.0/devices",
        "/v1.0/devices/status",
        "/v1.0/devices/factory-infos",
        "/v1.0/iot-03/devices",
        "/v1.0/iot-03/devices/status",
    ],
)
async def test_batches_take_twenty_ids(signed_in: Client, path: str) -> None:
    """More than 20 ids and a foreign id are refused."""
    twenty = {"device_ids": ",".join(["bulb"] * 20)}
    result = await signed_in.result("GET", path, query=twenty)
    rows = (
        result
        if isinstance(result, list)
        else result.get("devices", result.get("list"))
    )
    assert [row["id"] for row in rows] == ["bulb"] * 20
    too_many = {"device_ids": ",".join(["bulb"] * 21)}
    assert await signed_in.error("GET", path, query=too_many) == 1109
    foreign = {"device_ids": "bulb,foreign"}
    assert await signed_in.error("GET", path, query=foreign) == 1106


async def test_specifications(signed_in: Client) -> None:
    """Values are sent as text, broken ones unchanged."""
    result = await signed_in.result("GET", f"{BULB}/specifications")
    assert result["category"] == "dj"
    functions = {each["code"]: each for each in result["functions"]}
    status = {each["code"]: each for each in result["status"]}
    assert json.loads(functions["bright_value_v2"]["values"])["max"] == 1000
    assert status["colour_data_v2"]["values"] == "{broken"
    assert "pulse" in functions
    assert "pulse" not in status
    numbered = await signed_in.result("GET", "/v1.1/devices/bulb/specifications")
    assert [each["dp_id"] for each in numbered["functions"]] == [1, 2, 3, 4, 5]
    custom = "/v1.0/iot-03/devices/bulb/specification"
    assert await signed_in.result("GET", custom) == result
    assert len((await signed_in.result("GET", f"{BULB}/functions"))["functions"]) == 5


async def test_empty_specifications(signed_in: Client) -> None:
    """A device without data points gets an error, or empty lists."""
    hub = "/v1.0/devices/infrared/specifications"
    assert await signed_in.error("GET", hub) == 2009
    gateway = "/v1.0/devices/gateway/specifications"
    nothing = {"category": "wg2", "functions": [], "status": []}
    assert await signed_in.result("GET", gateway) == nothing
    button = await signed_in.result("GET", "/v1.0/devices/button/specifications")
    assert button["functions"] == []
    assert [each["code"] for each in button["status"]] == ["press"]


async def test_commands_are_applied(signed_in: Client) -> None:
    """An accepted command changes the device; write-only points have no status."""
    for path in (f"{BULB}/commands", "/v1.0/iot-03/devices/bulb/commands"):
        commands = [
            {"code": "switch_led", "value": "iot-03" in path},
            {"code": "colour_data_v2", "value": '{"h": 12, "s": 3.0}'},
            {"code": "pulse", "value": True},
        ]
        body = {"commands": commands}
        assert await signed_in.result("POST", path, json_body=body) is True
    device = signed_in.simulator.device("bulb")
    assert device.status["switch_led"] is True
    assert "pulse" not in device.status
    status = await signed_in.result("GET", f"{BULB}/status")
    assert {"code": "switch_led", "value": True} in status


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ({"code": "switch_led", "value": "true"}, 1104),
        ({"code": "switch_led", "value": 1}, 1104),
        ({"code": "bright_value_v2", "value": 9}, 2008),
        ({"code": "bright_value_v2", "value": 1001}, 2008),
        ({"code": "bright_value_v2", "value": 500.0}, 1104),
        ({"code": "bright_value_v2", "value": True}, 1104),
        ({"code": "work_mode", "value": "scene"}, 2008),
        ({"code": "colour_data_v2", "value": {"h": 1}}, 1104),
        ({"code": "colour_data_v2", "value": '{"h": 361}'}, 2008),
        ({"code": "colour_data_v2", "value": "{"}, 2008),
        ({"code": "unknown", "value": 1}, 2008),
        ({"code": "switch_led"}, 1109),
        ("switch_led", 1109),
    ],
)
async def test_refused_commands(signed_in: Client, command: object, code: int) -> None:
    """One bad command fails the whole call and changes nothing."""
    body = {"commands": [{"code": "switch_led", "value": True}, command]}
    path = f"{BULB}/commands"
    assert await signed_in.error("POST", path, json_body=body) == code
    assert signed_in.simulator.device("bulb").status["switch_led"] is False


async def test_a_device_beyond_its_specification_takes_what_it_reports(
    signed_in: Client,
) -> None:
    """A value beyond the limits is accepted once the device has reported one."""
    commands = {"commands": [{"code": "bright_value_v2", "value": 2000}]}
    path = f"{BULB}/commands"
    assert await signed_in.error("POST", path, json_body=commands) == 2008
    await signed_in.simulator.report("bulb", {"bright_value_v2": 1500})
    assert await signed_in.result("POST", path, json_body=commands) is True
    text = {"commands": [{"code": "bright_value_v2", "value": "2000"}]}
    assert await signed_in.error("POST", path, json_body=text) == 1104


async def test_commands_need_an_online_device(signed_in: Client) -> None:
    """Read-only, offline, foreign and empty each have an error code."""
    body = {"commands": [{"code": "press", "value": "click"}]}
    button = "/v1.0/devices/button/commands"
    assert await signed_in.error("POST", button, json_body=body) == 2008
    await signed_in.simulator.set_online("gateway", online=False)
    assert await signed_in.error("POST", button, json_body=body) == 2001
    assert (await signed_in.result("GET", "/v1.0/devices/button"))["online"] is False
    foreign = "/v1.0/devices/foreign/commands"
    assert await signed_in.error("POST", foreign, json_body=body) == 1106
    path = f"{BULB}/commands"
    assert await signed_in.error("POST", path, json_body={"commands": []}) == 1100


async def test_color_switches_the_work_mode(signed_in: Client) -> None:
    """The last command decides the work mode."""
    configuration = await signed_in.open_hub()
    body = {"commands": [{"code": "colour_data_v2", "value": '{"h": 1}'}]}
    async with connection(configuration) as mqtt:
        await signed_in.result("POST", f"{BULB}/commands", json_body=body)
        codes = []
        while "work_mode" not in codes:
            message = await next_message(mqtt, configuration)
            codes += [item["code"] for item in message["data"]["status"]]
    assert codes == ["colour_data_v2", "work_mode"]
    assert signed_in.simulator.device("bulb").status["work_mode"] == "colour"


async def test_thing_model_and_shadow(signed_in: Client) -> None:
    """IoT Core describes the same data points with their ids."""
    thing = "/v2.0/cloud/thing/bulb"
    answer = await signed_in.result("GET", f"{thing}/model")
    [service] = json.loads(answer["model"])["services"]
    properties = {each["code"]: each for each in service["properties"]}
    assert properties["bright_value_v2"]["typeSpec"]["type"] == "value"
    assert properties["pulse"]["accessMode"] == "wr"
    assert properties["switch_led"]["accessMode"] == "rw"
    path = f"{thing}/shadow/properties"
    body = {"properties": json.dumps({"switch_led": True})}
    assert await signed_in.result("POST", f"{path}/issue", json_body=body) == {}
    shadow = await signed_in.result("GET", path, query={"codes": "switch_led"})
    [found] = shadow["properties"]
    assert found["value"] is True
    assert found["dp_id"] == properties["switch_led"]["abilityId"]
    assert (await signed_in.result("GET", thing))["is_online"] is True
    bad = {"properties": json.dumps({"switch_led": 5})}
    assert await signed_in.error("POST", f"{path}/issue", json_body=bad) == 1104


async def test_names_sub_devices_and_removal(signed_in: Client) -> None:
    """Devices and gangs are renamed, sub-devices listed, devices removed."""
    assert await signed_in.result("PUT", BULB, json_body={"name": "Lamp"}) is True
    gang = {"identifier": "switch_led", "name": "Shade"}
    await signed_in.result("PUT", f"{BULB}/multiple-name", json_body=gang)
    names = await signed_in.result("GET", f"{BULB}/multiple-names")
    assert names == [gang, {"identifier": "main", "name": "Lamp"}]
    [sub] = await signed_in.result("GET", "/v1.0/devices/gateway/sub-devices")
    assert sub["id"] == "button"
    assert await signed_in.result("DELETE", "/v1.0/devices/button") is True
    assert await signed_in.error("GET", "/v1.0/devices/button") == 1106


async def test_homes_rooms_and_scenes(signed_in: Client) -> None:
    """The home has rooms with devices, and scenes that set devices."""
    path = f"/v1.0/users/{signed_in.tokens['uid']}/homes"
    [home] = await signed_in.result("GET", path)
    base = f"/v1.0/homes/{home['home_id']}"
    [room] = (await signed_in.result("GET", f"{base}/rooms"))["rooms"]
    assert room["name"] == "Hall"
    found = await signed_in.result("GET", f"{base}/rooms/{room['room_id']}/devices")
    assert {each["id"] for each in found} == {"bulb", "blind"}
    assert len(await signed_in.result("GET", f"{base}/devices")) == 4
    signed_in.simulator.device("bulb").status["switch_led"] = True
    scene, *_ = await signed_in.result("GET", f"{base}/scenes")
    assert [action["entity_id"] for action in scene["actions"]] == ["bulb"]
    await signed_in.result("POST", f"{base}/scenes/{scene['scene_id']}/trigger")
    assert signed_in.simulator.device("bulb").status["switch_led"] is False
    assert await signed_in.error("POST", f"{base}/scenes/other/trigger") == 2505
    assert await signed_in.error("GET", "/v1.0/homes/1/rooms") == 1106


async def test_assets_come_page_by_page(client: Client) -> None:
    """The row keys lead to every asset and every device once."""
    await client.sign_in_custom()

    async def everything(asset: str, kind: str) -> list[dict[str, str]]:
        found, key, more = [], "", True
        while more:
            page = await client.result(
                "GET",
                f"/v1.0/iot-02/assets/{asset}/{kind}",
                query={"page_size": "1"} | ({"last_row_key": key} if key else {}),
            )
            found += page["list"]
            key, more = page["last_row_key"], page["has_next"]
        return found

    [house] = await everything("-1", "sub-assets")
    [hall] = await everything(house["asset_id"], "sub-assets")
    assert hall["asset_name"] == "Hall"
    in_house = await everything(house["asset_id"], "devices")
    in_hall = await everything(hall["asset_id"], "devices")
    assert {each["device_id"] for each in in_house} == {"gateway", "button", "infrared"}
    assert {each["device_id"] for each in in_hall} == {"bulb", "blind"}
    assert await client.error("GET", "/v1.0/iot-02/assets/7/devices") == 1106
    query = {"last_row_key": "made up"}
    path = f"/v1.0/iot-02/assets/{house['asset_id']}/devices"
    assert await client.error("GET", path, query=query) == 1109


async def test_a_new_code_gets_a_data_point_id_of_its_own(signed_in: Client) -> None:
    """A code outside the specification gets an id like a manufacturer's code."""
    device = signed_in.simulator.device("bulb")
    assert device.dp_id("own") == FIRST_OWN_DP_ID
    assert device.dp_id("another") == FIRST_OWN_DP_ID + 1
    assert device.dp_id("own") == FIRST_OWN_DP_ID
