"""The control plane over HTTP, faults, and the program."""

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from scripts.end_with_parent import tied
from simulator import Simulator
from simulator.json_types import JsonObject

from .client import Client, connection, next_message

ROOT = Path(__file__).parents[2]
STATUS = "/v1.0/devices/bulb/status"


class Control:
    """A client of the control plane."""

    def __init__(self, client: Client) -> None:
        """Take a client of the simulator."""
        self.session, self.base = (
            client.session,
            f"{client.simulator.endpoint}/simulator",
        )

    async def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to an order that must succeed."""
        url = self.base + path
        async with self.session.request(method, url, json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def status(self, method: str, path: str, body: Any = None) -> int:
        """Return the HTTP status of an order."""
        url = self.base + path
        async with self.session.request(method, url, json=body) as response:
            return response.status


@pytest.fixture
def control(client: Client) -> Control:
    """Return the control plane of the simulator."""
    return Control(client)


async def test_calls_are_counted_by_template(
    signed_in: Client, control: Control
) -> None:
    """Every OpenAPI call counts under its template; orders do not count."""
    await control("DELETE", "/calls")
    await signed_in.result("GET", STATUS)
    await signed_in.result("GET", "/v1.0/devices/blind/status")
    await signed_in.result("GET", "/v1.0/devices/", query={"device_ids": "bulb"})
    assert await control("GET", "/calls") == {
        "total": 3,
        "by_endpoint": {"GET /v1.0/devices": 1, "GET /v1.0/devices/{id}/status": 2},
    }


async def test_orders_reach_devices_and_hub(
    signed_in: Client, control: Control
) -> None:
    """Reports, online events, binding and raw messages are all pushed."""
    configuration = await signed_in.open_hub()
    item = {"code": "switch_led", "value": True, "t": 1700000000}
    new = {
        "id": "new",
        "name": "New",
        "category": "kg",
        "product_id": "newproduct",
        "product_name": "New",
        "online": True,
        "sub": True,
        "time_zone": "+01:00",
        "gateway": "gateway",
        "function": {"switch_1": {"type": "Boolean", "value": {}}},
        "status_range": {"switch_1": {"type": "Boolean", "value": {}}},
        "status": {"switch_1": False},
    }
    async with connection(configuration) as mqtt:
        await control("POST", "/devices/bulb/report", {"status": [item]})
        quiet = {"status": [{"code": "bright_value_v2", "value": 77}], "silent": True}
        await control("POST", "/devices/bulb/report", quiet)
        await control("POST", "/devices/bulb/online", {"online": False})
        await control("POST", "/devices", new)
        await control("POST", "/devices/new/name", {"name": "Renamed"})
        await control("DELETE", "/devices/new")
        await control("POST", "/hub", {"protocol": 25, "data": {"gid": 1}})
        messages = [await next_message(mqtt, configuration) for _ in range(6)]
        await control("POST", "/hub", {"raw": "ä"})
        await control("POST", "/hub", {"base64": "/w=="})
        raw = [(await anext(aiter(mqtt.messages))).payload for _ in range(2)]
    report, offline, bound, renamed, gone, other = messages
    assert report["data"]["status"] == [item | {"1": True}]
    assert offline["data"]["bizCode"] == "offline"
    assert bound["data"]["bizData"]["parentDevId"] == "gateway"
    assert renamed["data"]["bizCode"] == "nameUpdate"
    assert gone["data"]["bizCode"] == "delete"
    assert (other["protocol"], other["data"]) == (25, {"gid": 1})
    assert raw == ["ä".encode(), b"\xff"]
    assert await control("GET", "/devices/bulb") == {
        "id": "bulb",
        "name": "Bulb",
        "online": False,
        "status": {"switch_led": True, "work_mode": "white", "bright_value_v2": 77},
    }


async def test_wrong_orders_are_refused(control: Control) -> None:
    """An unknown device is a 404, a wrong body a 400."""
    assert await control.status("GET", "/devices/foreign") == 404
    assert await control.status("POST", "/devices/bulb/report", {}) == 400
    assert await control.status("POST", "/devices", {"id": "x", "color": 1}) == 400
    unknown: JsonObject = {"reports": {"foreign": {}}}
    assert await control.status("POST", "/reports", unknown) == 404
    assert await control.status("POST", "/reports", {"reports": []}) == 400
    assert await control.status("POST", "/reports", {"reports": {"bulb": 1}}) == 400
    assert await control.status("POST", "/faults", {"match": "*"}) == 400
    always = {"match": "*", "share": 1.5, "then": {"drop": True}}
    assert await control.status("POST", "/faults", always) == 400
    assert (
        await control.status("POST", "/faults", {"match": "*", "then": {"x": 1}}) == 400
    )
    for period in ({"every": 5}, {"every": 5, "seconds": 6}, {"seconds": "6"}):
        wave = {"match": "*", "then": {"drop": True}} | period
        assert await control.status("POST", "/faults", wave) == 400
    assert await control.status("POST", "/account", {"color": "red"}) == 400
    assert await control.status("POST", "/hub/options", {"color": True}) == 400
    assert await control.status("POST", "/hub/options", {"tags_fit": 1}) == 400
    assert await control.status("POST", "/hub/options", {"source_topic": "x"}) == 400
    assert await control.status("POST", "/tokens/revoke", {"code": 1106}) == 400
    late: JsonObject = {"status": [], "t": "2"}
    assert await control.status("POST", "/devices/bulb/report", late) == 400
    assert await control.status("POST", "/hub", {"protocol": "4", "data": {}}) == 400


async def test_faults_answer_in_place_of_the_cloud(
    signed_in: Client, control: Control
) -> None:
    """Each kind of fault affects matching calls, as often as ordered."""
    url = signed_in.simulator.endpoint + STATUS

    async def order(then: dict[str, Any], times: int | None = 1) -> None:
        body = {"match": "GET /v1.0/devices/*/status", "times": times, "then": then}
        await control("POST", "/faults", body)

    await order({"code": 28841002, "msg": "plan expired"}, times=2)
    for _ in range(2):
        envelope = await signed_in.call("GET", STATUS)
        assert (envelope["code"], envelope["msg"]) == (28841002, "plan expired")
    await signed_in.result("GET", STATUS)
    await order({"result": {"odd": None}})
    assert await signed_in.result("GET", STATUS) == {"odd": None}
    await order({"http": 502})
    async with signed_in.session.get(url) as response:
        assert response.status == 502
        assert (await response.text()).startswith("<html>")
    await order({"body": "not json"})
    async with signed_in.session.get(url) as response:
        assert (response.status, await response.text()) == (200, "not json")
    await order({"drop": True}, times=None)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await signed_in.call("GET", STATUS)
    await signed_in.result("GET", "/v1.0/devices/bulb")
    await control("DELETE", "/faults")
    await signed_in.result("GET", STATUS)


async def test_a_fault_may_affect_a_share_of_the_calls(
    signed_in: Client, control: Control
) -> None:
    """Of a hundred calls some fail and some do not."""
    busy = {"code": 500, "msg": "busy"}
    await control("POST", "/faults", {"match": "GET *", "share": 0.5, "then": busy})
    answers = [await signed_in.call("GET", STATUS) for _ in range(100)]
    assert {answer["success"] for answer in answers} == {True, False}


async def test_answers_leave_members_out(signed_in: Client, control: Control) -> None:
    """An answer can lack members at any depth, and empty values have other texts."""
    specification = "/v1.0/devices/bulb/specifications"
    commands = "/v1.0/devices/bulb/commands"
    then: dict[str, JsonObject] = {
        f"POST {commands}": {"omit": ["result"]},
        "GET /v1.0/devices": {"omit": ["last_row_key", "local_key"]},
        f"GET {specification}": {"omit": ["functions"], "empty_values": "null"},
    }
    for match, change in then.items():
        await control("POST", "/faults", {"match": match, "then": change, "times": 1})
    body = {"commands": [{"code": "switch_led", "value": True}]}
    envelope = await signed_in.call("POST", commands, json_body=body)
    assert envelope.keys() == {"success", "t", "tid"}
    assert signed_in.simulator.device("bulb").status["switch_led"] is True
    found = await signed_in.result("GET", "/v1.0/devices", query={"device_ids": "bulb"})
    assert found.keys() == {"devices", "total", "has_more"}
    assert "local_key" not in found["devices"][0]
    found = await signed_in.result("GET", specification)
    assert found.keys() == {"category", "status"}
    values = {each["code"]: each["values"] for each in found["status"]}
    assert values["switch_led"] == "null"
    assert values["colour_data_v2"] == "{broken"
    assert json.loads(values["bright_value_v2"])["max"] == 1000
    assert await signed_in.result("GET", specification) != found


async def test_faults_come_in_waves(signed_in: Client, control: Control) -> None:
    """Calls fail for some seconds, go through, and fail in the next wave."""
    wave = {"match": f"GET {STATUS}", "seconds": 0.3, "every": 0.6}
    stray = {"code": 1004, "msg": "sign invalid"}
    await control("POST", "/faults", wave | {"then": stray})
    seen: list[bool] = []
    while seen.count(False) < 2:
        success = (await signed_in.call("GET", STATUS))["success"]
        if not seen or seen[-1] is not success:
            seen.append(success)
        await asyncio.sleep(0.01)
    assert seen == [False, True, False]
    await control("DELETE", "/faults")
    once = {"match": f"GET {STATUS}", "seconds": 0.05, "then": stray}
    await control("POST", "/faults", once)
    assert await signed_in.error("GET", STATUS) == 1004
    await asyncio.sleep(0.05)
    await signed_in.result("GET", STATUS)


async def test_many_reports_in_one_order(signed_in: Client, control: Control) -> None:
    """Each device pushes its own report."""
    configuration = await signed_in.open_hub()
    reports: dict[str, JsonObject] = {
        "bulb": {"switch_led": True},
        "blind": {"percent_control": 3},
    }
    async with connection(configuration) as mqtt:
        await control("POST", "/reports", {"reports": reports})
        messages = [await next_message(mqtt, configuration) for _ in reports]
    assert [message["data"]["devId"] for message in messages] == [*reports]
    for device_id, status in reports.items():
        assert signed_in.simulator.device(device_id).status.items() >= status.items()


async def test_a_hanging_call_goes_on_or_ends_with_the_simulator(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """A short hang delays a call; a long one does not delay the end."""
    async with Simulator(device_files) as simulator:
        client = Client(simulator, session)
        await client.sign_in()
        simulator.add_fault("GET *", {"hang": 0.05}, times=1)
        await client.result("GET", STATUS)
        simulator.add_fault("GET *", {"hang": 3600})
        hanging = asyncio.create_task(client.call("GET", STATUS))
        await asyncio.sleep(0.05)
        assert not hanging.done()
    with pytest.raises(aiohttp.ClientError):
        await hanging


async def test_a_fault_may_come_after_the_effect(signed_in: Client) -> None:
    """A command can take effect and still be answered with a failure."""
    path = "/v1.0/devices/bulb/commands"
    signed_in.simulator.add_fault(f"POST {path}", {"after": True, "drop": True})
    body = {"commands": [{"code": "switch_led", "value": True}]}
    with pytest.raises(aiohttp.ClientError):
        await signed_in.call("POST", path, json_body=body)
    assert signed_in.simulator.device("bulb").status["switch_led"] is True


async def test_account_tokens_and_hub_orders(
    signed_in: Client, control: Control
) -> None:
    """The account changes, tokens are revoked, the hub drops."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        assert await control("GET", "/hub") == {"connected": 1}
        await control("POST", "/hub/drop", {"seconds": 0, "refuse": False})
        assert await control("GET", "/hub") == {"connected": 0}
        with pytest.raises(Exception, match=r"[Dd]isconnected"):
            await anext(aiter(mqtt.messages))
    await control("POST", "/tokens/revoke")
    assert await signed_in.error("GET", STATUS) == 1010
    await control("POST", "/account", {"country_code": "1", "password": "changed"})
    assert signed_in.simulator.ready["password"] == "changed"
    await signed_in.sign_in()


async def test_all_secrets_are_listed(signed_in: Client, control: Control) -> None:
    """The list has everything issued so far."""
    old = signed_in.tokens
    await signed_in.sign_in()
    configuration = await signed_in.open_hub()
    ready = signed_in.simulator.ready
    secrets = set(await control("GET", "/secrets"))
    expected = {
        ready["access_secret"],
        ready["password"],
        signed_in.credentials()["password"],
        old["access_token"],
        old["refresh_token"],
        signed_in.tokens["access_token"],
        configuration["client_id"],
        configuration["username"],
        configuration["password"],
    }
    assert expected <= secrets


async def test_answers_take_the_round_trip_time(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """OpenAPI calls are delayed."""
    async with Simulator(device_files, rtt_ms=50) as simulator:
        client = Client(simulator, session)
        loop = asyncio.get_running_loop()
        before = loop.time()
        await client.sign_in()
        assert loop.time() - before >= 0.05


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_serves_until_a_signal(
    session: aiohttp.ClientSession, device_files: Path, end: signal.Signals
) -> None:
    """It prints one line when ready, serves the copies, and exits without errors."""
    ready_file = device_files / "ready.txt"
    process = await asyncio.create_subprocess_exec(
        *tied(sys.executable, "-m", "simulator", "--devices", device_files),
        *("--copies", "2", "--ready-file", str(ready_file)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    ready = json.loads(line)
    assert set(ready) == {
        "endpoint",
        "mqtt",
        "access_id",
        "access_secret",
        "username",
        "password",
        "country_code",
        "schema",
    }
    assert ready_file.read_bytes() == line
    async with session.get(f"{ready['endpoint']}/simulator/devices/bulb-2") as response:
        assert (await response.json())["name"] == "Bulb 2"
    process.send_signal(end)
    rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")
