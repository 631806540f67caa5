"""Lists of devices and of functions that other clients use, and logs of devices."""

import time
from typing import Any

import pytest

from simulator import Simulator
from simulator.json_types import JsonObject

from .client import Client

_HOME_ID = "16500001"


async def _pages(
    client: Client, path: str, names: tuple[str, str], query: dict[str, str]
) -> list[str]:
    """Return the ids of all pages; `names` are those of the list and of the size."""
    found, key, more = [], "", True
    while more:
        options = {**query, names[1]: "2", **({"last_row_key": key} if key else {})}
        page = await client.result("GET", path, query=options)
        assert page["total"] >= len(page[names[0]]) > 0
        found += [each["id"] for each in page[names[0]]]
        key, more = page["last_row_key"], page["has_more"]
    return found


async def test_linked_devices_come_page_by_page(signed_in: Client) -> None:
    """The devices of all linked accounts have their status."""
    path = "/v1.0/iot-01/associated-users/devices"
    found = await _pages(signed_in, path, ("devices", "size"), {})
    assert set(found) == {"bulb", "blind", "gateway", "button", "infrared"}
    [first] = (await signed_in.result("GET", path, query={"size": "1"}))["devices"]
    assert {"status", "uid", "local_key"} <= first.keys()


@pytest.mark.parametrize(
    ("source", "owner", "expected"),
    [
        ("tuyaUser", "uid", {"bulb", "blind", "gateway", "button", "infrared"}),
        ("product", "bulbproduct00001", {"bulb"}),
        ("asset", "hall", {"bulb", "blind"}),
    ],
)
async def test_devices_of_a_source(
    client: Client, source: str, owner: str, expected: set[str]
) -> None:
    """The newer list takes a user, an asset or a product."""
    tokens = await client.result("GET", "/v1.0/token", query={"grant_type": "1"})
    client.tokens = tokens
    if owner == "uid":
        owner = (await client.result("GET", "/v1.0/devices/bulb"))["uid"]
    if owner == "hall":
        path = "/v1.0/iot-03/devices/bulb"
        owner = (await client.result("GET", path))["asset_id"]
    path = "/v1.3/iot-03/devices"
    query = {"source_type": source, "source_id": owner}
    found = await _pages(client, path, ("list", "page_size"), query)
    assert set(found) == expected


async def test_sources_that_are_refused(signed_in: Client) -> None:
    """A foreign user and an unknown kind of source are refused."""
    path = "/v1.3/iot-03/devices"
    foreign = {"source_type": "tuyaUser", "source_id": "someone else"}
    assert await signed_in.error("GET", path, query=foreign) == 1106
    assert await signed_in.error("GET", path, query={"source_type": "x"}) == 1109
    chosen = await signed_in.result("GET", path, query={"device_ids": "bulb"})
    assert [each["id"] for each in chosen["list"]] == ["bulb"]


async def test_things_of_ids_and_of_spaces(signed_in: Client) -> None:
    """IoT Core lists chosen devices in camel case, those of a home in snake case."""
    batch = "/v2.0/cloud/thing/batch"
    query = {"device_ids": "bulb,blind"}
    found = await signed_in.result("GET", batch, query=query)
    assert [(each["id"], each["isOnline"]) for each in found] == [
        ("bulb", True),
        ("blind", True),
    ]
    path = "/v2.0/cloud/thing/space/device"
    query = {"space_ids": _HOME_ID, "page_size": "3"}
    page = await signed_in.result("GET", path, query=query)
    query["last_id"] = page[-1]["id"]
    page += await signed_in.result("GET", path, query=query)
    assert {each["id"] for each in page} == {"bulb", "blind", "gateway", "button"}
    assert page[0]["custom_name"]
    assert await signed_in.error("GET", path) == 1100
    foreign = {"space_ids": "1"}
    assert await signed_in.error("GET", path, query=foreign) == 40001900
    many = {"space_ids": ",".join([_HOME_ID] * 6)}
    assert await signed_in.error("GET", path, query=many) == 1109


async def test_names_in_specifications_and_functions_of_categories(
    signed_in: Client,
) -> None:
    """The newer specification has names; a category has its devices' functions."""
    path = "/v1.2/iot-03/devices/bulb/specification"
    named = await signed_in.result("GET", path)
    first = named["functions"][0]
    assert first.keys() == {"code", "type", "values", "name", "lang_config"}
    for path in ("/v1.0/functions/{}", "/v1.0/iot-03/categories/{}/functions"):
        found = await signed_in.result("GET", path.format("dj"))
        assert found["category"] == "dj"
        codes = [each["code"] for each in found["functions"]]
        assert codes == [each["code"] for each in named["functions"]]
        assert await signed_in.error("GET", path.format("unknown")) == 2015


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/v1.0/devices/bulb/logs", "type"),
        ("/v2.0/cloud/thing/bulb/logs", "type"),
        ("/v1.0/iot-03/devices/bulb/logs", "event_types"),
    ],
)
async def test_logs(signed_in: Client, path: str, types: str) -> None:
    """A log has reports, commands, online and offline, newest first, as text."""
    simulator = signed_in.simulator
    start = int(time.time() * 1000)
    await simulator.report("bulb", {"switch_led": True})
    await simulator.report("bulb", {"bright_value_v2": 20}, silent=True)
    await simulator.set_online("bulb", online=False)
    await simulator.set_online("bulb", online=True)
    body = {"commands": [{"code": "work_mode", "value": "colour"}]}
    await signed_in.result("POST", "/v1.0/devices/bulb/commands", json_body=body)

    async def logs(**query: str) -> list[dict[str, Any]]:
        found, key = [], ""
        while True:
            more = {"start_row_key": key} if key else {}
            page = await signed_in.result(
                "GET", path, query={"size": "2"} | query | more
            )
            found += page["logs"]
            if not page["has_next"]:
                return found
            key = page["next_row_key"]

    everything = await logs(**{types: "1,2,5,7"})
    assert [(each["event_id"], each["code"], each["value"]) for each in everything] == [
        (7, "work_mode", "colour"),
        (5, "work_mode", "colour"),
        (1, "", ""),
        (2, "", ""),
        (7, "bright_value_v2", "20"),
        (7, "switch_led", "true"),
    ]
    times = [each["event_time"] for each in everything]
    assert start <= times[-1]
    assert times == sorted(times, reverse=True)
    chosen = await logs(**{types: "7"}, codes="switch_led")
    assert [each["value"] for each in chosen] == ["true"]
    later = str(times[0] // 1000 + 60)  # seconds are accepted
    assert await logs(**{types: "7"}, start_time=later) == []
    assert await logs(**{types: "7"}, end_time=str(start - 1)) == []
    assert await signed_in.error("GET", path) == 1100
    assert await signed_in.error("GET", path, query={types: "x"}) == 1109
    assert await signed_in.error("GET", path, query={types: "7", "size": "101"}) == 1109


async def test_reports_come_page_by_page(
    signed_in: Client, simulator: Simulator
) -> None:
    """The newest comes first; a code that the product lacks fails the call."""
    for on in (True, False, True):
        await simulator.report("bulb", {"switch_led": on}, silent=True)
    path = "/v2.1/cloud/thing/bulb/report-logs"
    query = {"codes": "switch_led", "size": "2"}
    page = await signed_in.result("GET", path, query=query)
    assert (page["total"], page["has_more"]) == (3, True)
    assert [each["value"] for each in page["logs"]] == ["true", "false"]
    query["last_row_key"] = page["last_row_key"]
    rest = await signed_in.result("GET", path, query=query)
    assert (len(rest["logs"]), rest["has_more"]) == (1, False)
    assert await signed_in.error("GET", path, query={"codes": "switch_led,x"}) == 1109
    assert await signed_in.error("GET", path) == 1100


async def test_past_reports_are_in_their_order(signed_in: Client) -> None:
    """They come page by page, newest first."""
    reports: list[JsonObject] = [
        {"code": "bright_value_v2", "value": str(time), "t": time}
        for time in (1_700_000_003_000, 1_700_000_001_000, 1_700_000_002_000)
    ]
    signed_in.simulator.log_past("bulb", reports)
    path = "/v2.1/cloud/thing/bulb/report-logs"
    query = {"codes": "bright_value_v2", "size": "2"}
    page = await signed_in.result("GET", path, query=query)
    assert (page["total"], page["has_more"]) == (3, True)
    query["last_row_key"] = page["last_row_key"]
    last = await signed_in.result("GET", path, query=query)
    assert last["has_more"] is False
    times = [each["event_time"] % 10_000 for each in (*page["logs"], *last["logs"])]
    assert times == [3000, 2000, 1000]


async def test_statistics(signed_in: Client) -> None:
    """A project without the service is refused, and so is what is not counted."""
    kinds, hours = (
        f"/v1.0/devices/bulb/{name}"
        for name in ("all-statistic-type", "statistics/hours")
    )
    assert await signed_in.error("GET", kinds) == 28841106
    counted = {"2026010100": "0.5", "2026010109": "1"}
    signed_in.simulator.device("bulb").statistics = {"add_ele": {"sum": counted}}
    expected = [{"code": "add_ele", "stat_type": "sum"}]
    assert await signed_in.result("GET", kinds) == expected
    query = {"code": "add_ele", "start_hour": "2026010100", "end_hour": "2026010105"}
    found = await signed_in.result("GET", hours, query=query)
    assert found == {"hours": {"2026010100": "0.5"}}
    other = query | {"stat_type": "avg"}
    assert await signed_in.error("GET", hours, query=other) == 1109
    assert await signed_in.error("GET", hours) == 1100
