"""The hub: credentials, encryption and messages."""

import asyncio
from contextlib import suppress
from hashlib import md5
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import aiomqtt
import pytest

from simulator import Simulator
from simulator.encryption import Version, encrypt

from .client import CUSTOM_HUB, Client, connection, next_message

PASSWORD = "00112233aabbccddeeff001122334455"


def test_encryption_follows_the_published_examples() -> None:
    """Both versions give the published results."""
    plain = b'{"devId":"dev1"}'
    ecb = encrypt(Version.ECB, PASSWORD, 0, plain)
    assert ecb == "TK3KpBlgJKNedjOlVEtFzo0u3a+u2uyCa/WZXrdodDU="
    gcm = encrypt(Version.GCM, PASSWORD, 1700000000000, plain, iv=bytes(range(12)))
    assert gcm == "AAAADAABAgMEBQYHCAkKC1cPK7PWCPORQ6qOBOedHk1x1/0/Ys4ZbynLweudDKuK"


async def test_a_command_is_reported(signed_in: Client) -> None:
    """A report holds code, value, time and the numeric key with the raw value."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await signed_in.result(
            "POST",
            "/v1.0/devices/bulb/commands",
            json_body={"commands": [{"code": "switch_led", "value": True}]},
        )
        message = await next_message(mqtt, configuration)
    assert message["protocol"] == 4
    assert message["data"]["devId"] == "bulb"
    [item] = message["data"]["status"]
    assert item.pop("t") // 1000 == message["t"]  # the bulb's own format is ms
    assert item == {"code": "switch_led", "value": True, "1": True}


async def test_only_what_a_command_changes_is_reported(signed_in: Client) -> None:
    """Unchanged and write-only data points are not in the report."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await signed_in.result(
            "POST",
            "/v1.0/devices/bulb/commands",
            json_body={
                "commands": [
                    {"code": "switch_led", "value": False},
                    {"code": "bright_value_v2", "value": 500},
                    {"code": "pulse", "value": True},
                ]
            },
        )
        message = await next_message(mqtt, configuration)
    assert [item["code"] for item in message["data"]["status"]] == ["bright_value_v2"]


async def test_custom_projects_get_gcm(client: Client) -> None:
    """GCM covers the outer time: seconds of a report, milliseconds of an event."""
    await client.sign_in_custom()
    configuration = await client.open_hub(path=CUSTOM_HUB, version="2.0")
    async with connection(configuration) as mqtt:
        await client.simulator.report("blind", {"percent_state": 7})
        await client.simulator.rename("blind", "Shade")
        report = await next_message(mqtt, configuration)
        event = await next_message(mqtt, configuration)
    [item] = report["data"]["status"]
    assert (item["value"], item["t"]) == (7, str(report["t"]))
    assert (len(str(report["t"])), len(str(event["t"]))) == (10, 13)


async def test_the_owner_in_a_custom_project_is_an_asset(client: Client) -> None:
    """A custom user's messages about a device that comes or goes carry its asset."""
    await client.sign_in_custom()
    configuration = await client.open_hub(path=CUSTOM_HUB, version="2.0")
    assets = "/v1.0/iot-02/assets/{}/sub-assets"
    [house] = (await client.result("GET", assets.format("-1")))["list"]
    [hall] = (await client.result("GET", assets.format(house["asset_id"])))["list"]
    new = {"category": "kg", "product_id": "new", "product_name": "New", "name": "New"}
    async with connection(configuration) as mqtt:
        await client.simulator.bind("new", new | {"room": "Hall"})
        await client.simulator.unbind("new")
        bound, gone = [await next_message(mqtt, configuration) for _ in range(2)]
    assert (bound["data"]["bizCode"], gone["data"]["bizCode"]) == ("bindUser", "delete")
    for message in (bound, gone):
        assert message["data"]["bizData"]["ownerId"] == hall["asset_id"]
        assert message["data"]["bizData"]["uid"] == client.tokens["uid"]


async def test_reports_of_one_second_have_numbers_of_their_own(
    signed_in: Client,
) -> None:
    """Equal presses within a second differ by `dataId` only, unless one is ordered."""
    configuration = await signed_in.open_hub()
    seen = []
    async with connection(configuration) as mqtt:
        for data_id in ("", "", "again", "again"):
            await signed_in.simulator.report(
                "button", {"press": "click"}, t=1700000000, data_id=data_id
            )
            message = await next_message(mqtt, configuration)
            assert message["t"] == 1700000000
            assert message["data"]["status"][0]["t"] == "1700000000"
            seen.append(message["data"]["dataId"])
    assert len(set(seen)) == 3
    assert seen[2:] == ["again", "again"]


async def test_a_device_that_wakes_sends_its_uptime(signed_in: Client) -> None:
    """For a while the time of a report is a few seconds, then the real one."""
    simulator = signed_in.simulator
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        simulator.restart("button", 0.3)
        await simulator.report("button", {"press": "click"})
        early = await next_message(mqtt, configuration)
        await simulator.report("bulb", {"switch_led": True})
        other = await next_message(mqtt, configuration)
        await asyncio.sleep(0.3)
        await simulator.report("button", {"press": "click"})
        late = await next_message(mqtt, configuration)
    assert (early["t"], early["data"]["status"][0]["t"]) == (0, "0")
    assert other["t"] > 1_600_000_000
    assert late["data"]["status"][0]["t"] == str(late["t"])
    assert late["t"] > 1_600_000_000


async def test_tags_that_do_not_fit(client: Client) -> None:
    """The plain text is intact where the tag of a message is wrong."""
    await client.sign_in_custom()
    configuration = await client.open_hub(path=CUSTOM_HUB, version="2.0")
    async with connection(configuration) as mqtt:
        client.simulator.change_hub(tags_fit=False)
        await client.simulator.rename("bulb", "Lamp")
        with pytest.raises(ValueError, match="MAC check failed"):
            await next_message(mqtt, configuration)
        await client.simulator.rename("bulb", "Lamp")
        message = await next_message(mqtt, configuration, check_tag=False)
        assert message["data"]["bizData"]["name"] == "Lamp"
        client.simulator.change_hub(tags_fit=True)
        await client.simulator.rename("bulb", "Bulb")
        await next_message(mqtt, configuration)


async def test_the_hub_has_the_newer_set_of_messages(signed_in: Client) -> None:
    """A project may get protocols 1000 and 1001 in place of 4 and 20."""
    signed_in.simulator.change_hub(iot_core=True)
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await signed_in.simulator.report("blind", {"percent_state": 5}, t=1700000000)
        await signed_in.simulator.set_online("blind", online=False)
        report, event = [await next_message(mqtt, configuration) for _ in range(2)]
    assert (report["protocol"], event["protocol"]) == (1000, 1001)
    assert report["t"] > 1_600_000_000_000
    detail = report["data"]["bizData"]
    assert detail["devId"] == "blind"
    assert detail["properties"] == [
        {"code": "percent_state", "dpId": 3, "time": 1700000000000, "value": 5}
    ]
    assert event["data"]["bizCode"] == "deviceOffline"
    assert event["data"]["bizData"]["devId"] == "blind"


async def test_one_password_while_it_is_valid(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """A link keeps its password until it expires; then it is cut and gets another."""
    async with Simulator(device_files, hub_life=1.2) as simulator:
        simulator.change_hub(keeps_password=True)
        client = Client(simulator, session)
        await client.sign_in()
        first = await client.open_hub()
        assert (await client.open_hub(link_id="other"))["password"] != first["password"]
        async with connection(first) as mqtt:
            again = await client.open_hub()
            assert again["password"] == first["password"]
            assert again["expire_time"] <= first["expire_time"] == 1
            with pytest.raises(aiomqtt.MqttError):
                await anext(aiter(mqtt.messages))
        renewed = await client.open_hub()
        assert renewed["password"] != first["password"]
        async with connection(renewed):
            pass


@pytest.mark.parametrize("form", ["object", "text", "list"])
async def test_the_topic_has_three_forms(signed_in: Client, form: str) -> None:
    """The source topic is an object, a text or a list."""
    signed_in.simulator.change_hub(source_topic=form)
    configuration = await signed_in.open_hub()
    source = configuration["source_topic"]
    topic = {"object": lambda: source["device"], "text": lambda: source}.get(
        form, lambda: source[0]
    )()
    assert isinstance(source, {"object": dict, "text": str, "list": list}[form])
    async with connection(configuration, topic=topic) as mqtt:
        await signed_in.simulator.report("bulb", {"switch_led": True})
        message = await next_message(mqtt, configuration)
    assert message["data"]["devId"] == "bulb"


async def test_equal_values_are_reported_again(signed_in: Client) -> None:
    """Two equal presses are two reports; a given time is kept."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        for _ in range(2):
            await signed_in.simulator.report(
                "button", [{"code": "press", "value": "click", "t": "1700000000"}]
            )
            message = await next_message(mqtt, configuration)
            assert message["data"]["status"] == [
                {"code": "press", "value": "click", "t": "1700000000", "1": "click"}
            ]


async def test_a_cover_moves_in_steps(signed_in: Client) -> None:
    """The position follows the target in a few reports."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await signed_in.result(
            "POST",
            "/v1.0/devices/blind/commands",
            json_body={"commands": [{"code": "percent_control", "value": 80}]},
        )
        seen = []
        while 80 not in seen:
            message = await next_message(mqtt, configuration)
            seen += [
                item["value"]
                for item in message["data"]["status"]
                if item["code"] == "percent_state"
            ]
    assert seen == [20, 40, 60, 80]


async def test_devices_come_and_go(signed_in: Client) -> None:
    """Each event has a message; sub-devices go offline with their gateway."""
    simulator = signed_in.simulator
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await simulator.set_online("gateway", online=False)
        await simulator.bind(
            "new",
            {
                "name": "New",
                "category": "kg",
                "product_id": "newproduct",
                "product_name": "New",
            },
        )
        await simulator.rename("new", "Newer")
        await simulator.unbind("new")
        messages = [await next_message(mqtt, configuration) for _ in range(5)]
    assert {message["protocol"] for message in messages} == {20}
    events = [message["data"] for message in messages]
    assert [(each["bizCode"], each["devId"]) for each in events] == [
        ("offline", "gateway"),
        ("offline", "button"),
        ("bindUser", "new"),
        ("nameUpdate", "new"),
        ("delete", "new"),
    ]
    assert events[0]["ts"] == 0
    assert "uuid" not in events[0]
    assert events[2]["bizData"]["uid"] == signed_in.tokens["uid"]
    assert events[3]["bizData"]["name"] == "Newer"


async def test_messages_without_a_client_are_lost(signed_in: Client) -> None:
    """Messages are not kept for later, and silent changes are not pushed."""
    configuration = await signed_in.open_hub()
    await signed_in.simulator.report("bulb", {"switch_led": True})
    async with connection(configuration) as mqtt:
        await signed_in.simulator.report("bulb", {"bright_value_v2": 11}, silent=True)
        await signed_in.simulator.report("bulb", {"work_mode": "colour"})
        message = await next_message(mqtt, configuration)
    assert message["data"]["status"][0]["code"] == "work_mode"
    assert signed_in.simulator.device("bulb").status["bright_value_v2"] == 11


async def test_raw_bytes_are_published_as_they_are(signed_in: Client) -> None:
    """Any bytes can be pushed."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        await signed_in.simulator.publish_raw(b"\xff not json")
        message = await anext(aiter(mqtt.messages))
    assert message.payload == b"\xff not json"


async def test_a_burst_arrives_complete_and_in_order(signed_in: Client) -> None:
    """No message is lost, and their order is kept."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        for value in range(500):
            await signed_in.simulator.report("bulb", {"bright_value_v2": value})
        seen = [
            (await next_message(mqtt, configuration))["data"]["status"][0]["value"]
            for _ in range(500)
        ]
    assert seen == list(range(500))


@pytest.mark.parametrize("what", ["username", "password", "client_id"])
async def test_unknown_credentials_are_refused(signed_in: Client, what: str) -> None:
    """Each part of the credentials is checked."""
    configuration = await signed_in.open_hub()
    with pytest.raises(aiomqtt.MqttCodeError) as refused:
        async with connection(configuration | {what: "other"}):
            pass
    assert refused.value.rc == 135  # CONNACK 5 in paho's words


async def test_only_the_own_topic_can_be_read(signed_in: Client) -> None:
    """Wildcards and other topics are refused."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        for topic in ("#", "cloud/token/in/other"):
            answer = await mqtt.subscribe(topic)
            assert [getattr(code, "value", code) for code in answer] == [128]


async def test_a_link_keeps_its_client_id_and_its_newest_client(
    signed_in: Client,
) -> None:
    """A second client of one link disconnects the first, and no other client."""
    first = await signed_in.open_hub(link_id="one")
    again = await signed_in.open_hub(link_id="one")
    other = await signed_in.open_hub(link_id="two")
    assert first["client_id"] == again["client_id"] != other["client_id"]
    assert first["password"] != again["password"]
    assert first["source_topic"] == again["source_topic"] != other["source_topic"]
    link = first["username"].removeprefix("cloud_")
    assert first["source_topic"]["device"] == f"cloud/token/in/{link}"
    client = first["client_id"].removeprefix("cloud_")
    assert client != link
    assert len(client) == len(link) == len(md5(b"").hexdigest())
    async with (
        connection(other) as bystander,
        connection(first) as thrown_out,
        connection(again) as mqtt,
    ):
        with pytest.raises(aiomqtt.MqttError):
            await anext(aiter(thrown_out.messages))
        await signed_in.simulator.report("bulb", {"switch_led": True})
        assert (await next_message(mqtt, again))["data"]["devId"] == "bulb"
        assert (await next_message(bystander, other))["data"]["devId"] == "bulb"


async def test_credentials_expire(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """At their expiry the connection is cut, and a new one is refused."""
    async with Simulator(device_files, hub_life=0.4) as simulator:
        client = Client(simulator, session)
        await client.sign_in()
        configuration = await client.open_hub()
        async with connection(configuration) as mqtt:
            with pytest.raises(aiomqtt.MqttError):
                await anext(aiter(mqtt.messages))
        with pytest.raises(aiomqtt.MqttCodeError) as refused:
            async with connection(configuration):
                pass
        assert refused.value.rc == 135


@pytest.mark.parametrize("refuse", [False, True])
async def test_the_hub_drops_and_comes_back(signed_in: Client, refuse: bool) -> None:
    """While it is down it closes or refuses connections; then it accepts them."""
    configuration = await signed_in.open_hub()
    async with connection(configuration) as mqtt:
        signed_in.simulator.drop_hub(0.5, refuse=refuse)
        with pytest.raises(aiomqtt.MqttError):
            await anext(aiter(mqtt.messages))
    if refuse:
        with pytest.raises(aiomqtt.MqttCodeError) as refused:
            async with connection(configuration):
                pass
        assert refused.value.rc == 135
    else:
        port = urlsplit(configuration["url"]).port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
    await asyncio.sleep(0.5)
    async with connection(configuration) as mqtt:
        await signed_in.simulator.report("bulb", {"switch_led": True})
        message = await next_message(mqtt, configuration)
    assert message["data"]["devId"] == "bulb"


async def test_the_hub_is_for_users_with_their_own_uid(signed_in: Client) -> None:
    """The configuration call checks every field."""
    body = {
        "uid": "someone else",
        "link_id": "link",
        "link_type": "mqtt",
        "topics": "device",
        "msg_encrypted_version": "1.0",
    }
    path = "/v1.0/open-hub/access/config"
    assert await signed_in.error("POST", path, json_body=body) == 1106
    body |= {"uid": signed_in.tokens["uid"], "link_type": "http"}
    assert await signed_in.error("POST", path, json_body=body) == 1109
    assert await signed_in.error("POST", path, json_body=body | {"topics": ""}) == 1100


async def test_a_client_that_leaves_during_its_handshake_is_gone(
    signed_in: Client,
) -> None:
    """A connection may end while it replaces another; `stop` waits for neither."""
    configuration = await signed_in.open_hub()
    address = urlsplit(configuration["url"])
    fields = [configuration[name] for name in ("client_id", "username", "password")]
    # MQTT 3.1.1, with user name and password, a clean session, kept alive for 60 s
    body = b"\x00\x04MQTT\x04\xc2\x00\x3c" + b"".join(
        len(field).to_bytes(2) + field.encode() for field in fields
    )
    connect = bytes((0x10, len(body) & 0x7F | 0x80, len(body) >> 7)) + body
    accepted, disconnect = b"\x20\x02\x00\x00", b"\xe0\x00"
    reader, earlier = await asyncio.open_connection(address.hostname, address.port)
    earlier.write(connect)
    assert await reader.readexactly(len(accepted)) == accepted
    earlier.write(disconnect)
    earlier.close()
    _, later = await asyncio.open_connection(address.hostname, address.port)
    later.write(connect)
    later.close()
    async with asyncio.timeout(10):
        await signed_in.simulator.stop()
    assert signed_in.simulator.cloud.hub.connected == 0


async def test_nothing_is_left_behind(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """No task is left after `stop`."""
    before = asyncio.all_tasks()
    simulator = Simulator(device_files)
    await simulator.start()
    client = Client(simulator, session)
    await client.sign_in()
    configuration = await client.open_hub()
    async with connection(configuration) as mqtt:
        await client.result(
            "POST",
            "/v1.0/devices/blind/commands",
            json_body={"commands": [{"code": "control", "value": "close"}]},
        )
        await simulator.stop()
        with pytest.raises(aiomqtt.MqttError):
            await anext(aiter(mqtt.messages))
    await asyncio.sleep(0)  # the client's own last task ends
    assert asyncio.all_tasks() == before
