"""Cameras: live views by WebRTC, whose messages go through the hub."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from simulator import Simulator
from tests.conftest import REAL_DEVICES, until
from tests.homes import enable_everything

from .cameras import BELL, CAMERAS, calls, camera_id, shorten_delays, simulated

PLATFORMS = [Platform.CAMERA]
DEVICES = CAMERAS
RECORDED = REAL_DEVICES.parent / "reports" / "recorded"
CONFIGURATION = "GET /v1.0/devices/{id}/webrtc-configs"
HUB = "POST /v1.0/open-hub/access/config"
# patterns of calls that fail
WEBRTC = "GET */webrtc-configs"
ACCESS = "POST */open-hub/access/config"
OFFER = """v=0
m=video 9 UDP/TLS/RTP/SAVPF 96
a=setup:actpass
a=fingerprint:sha-256 AB:CD
a=extmap:1 urn:ietf:params:rtp-hdrext:toffset
a=candidate:1 1 UDP 1 192.0.2.1 1 typ host
a=recvonly
"""


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for cameras and repeat calls after short delays."""
    shorten_delays(monkeypatch)


class Browser:
    """A browser that plays a camera by Home Assistant's WebSocket."""

    def __init__(self, client: Any, entity_id: str) -> None:
        """Take the connection."""
        self._client = client
        self._entity_id = entity_id
        self.session_id = ""
        self.subscription = 0

    async def offer(self) -> None:
        """Offer a stream."""
        await self._client.send_json_auto_id(
            {
                "type": "camera/webrtc/offer",
                "entity_id": self._entity_id,
                "offer": OFFER,
            }
        )
        result = await self._client.receive_json()
        assert result["success"], result
        self.subscription = result["id"]
        session = await self.event()
        assert session["type"] == "session"
        self.session_id = session["session_id"]

    async def event(self) -> dict[str, Any]:
        """Return the next message of the camera."""
        while True:
            message = await asyncio.wait_for(self._client.receive_json(), 10)
            if message["type"] == "event":
                event: dict[str, Any] = message["event"]
                return event

    async def candidate(self, candidate: str) -> None:
        """Send a candidate."""
        await self._client.send_json_auto_id(
            {
                "type": "camera/webrtc/candidate",
                "entity_id": self._entity_id,
                "session_id": self.session_id,
                "candidate": {"candidate": candidate, "sdpMLineIndex": 0},
            }
        )

    async def stop(self) -> None:
        """End the stream."""
        await self._client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": self.subscription}
        )

    async def configuration(self) -> dict[str, Any]:
        """Return the client configuration."""
        await self._client.send_json_auto_id(
            {
                "type": "camera/webrtc/get_client_config",
                "entity_id": self._entity_id,
            }
        )
        result: dict[str, Any] = (await self._client.receive_json())["result"]
        return result


@pytest.fixture
async def browser(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> Callable[..., Browser]:
    """Return what makes a browser for a camera."""
    await enable_everything(hass, loaded)
    assert await async_setup_component(hass, "web_rtc", {})
    client = await hass_ws_client(hass)
    return lambda device_id=BELL: Browser(client, camera_id(hass, device_id, "webrtc"))


def types(received: list[Any]) -> list[str]:
    """Return the types of messages."""
    return [each["data"]["header"]["type"] for each in received]


async def test_a_camera_is_played_by_webrtc(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """Offer, answer, candidates both ways, and the end: two calls in all."""
    before = calls(simulator, CONFIGURATION, HUB)
    mine = browser()
    await mine.offer()
    answer = await mine.event()
    assert answer["type"] == "answer"
    lines = answer["answer"].splitlines()
    assert "a=fingerprint:sha-256 AB:CD:EF:01" in lines
    assert "a=sendonly" in lines
    assert "a=setup:active" in lines
    candidate = await mine.event()
    assert candidate["candidate"]["candidate"].startswith("candidate:1 1 UDP")
    await mine.candidate("candidate:2 1 UDP 2 192.0.2.2 2 typ host")
    found = simulated(simulator)
    await until(lambda: types(found.received) == ["offer", "candidate"])
    sent = json.loads(json.dumps(found.received[1]))["data"]["msg"]
    assert sent == {
        "mode": "webrtc",
        "candidate": "a=candidate:2 1 UDP 2 192.0.2.2 2 typ host\r\n",
    }
    await mine.stop()
    await until(lambda: types(found.received)[2:] == ["disconnect"])
    assert found.ignored == []
    after = calls(simulator, CONFIGURATION, HUB)
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1]


@pytest.mark.parametrize("has_key", [False, True])
async def test_a_sleeping_camera_is_woken(
    simulator: Simulator, browser: Callable[..., Browser], has_key: bool
) -> None:
    """By its local key, which is asked for where the configuration lacks it."""
    found = simulated(simulator, "battery")
    device = simulator.device("battery")
    if has_key:
        answer = found.webrtc_configuration(device.id)
        assert isinstance(answer, dict)
        result = answer | {"local_key": device.local_key}
        simulator.add_fault(WEBRTC, {"result": result})
    assert found.is_asleep
    mine = browser("battery")
    await mine.offer()
    assert (await mine.event())["type"] == "answer"
    assert not found.is_asleep
    assert found.ignored == []
    assert calls(simulator, "GET /v1.0/devices/{id}") == [0 if has_key else 1]


async def test_a_sleeping_camera_takes_its_time(
    simulator: Simulator,
    browser: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is offered while it wakes up is offered again."""
    found = simulated(simulator, "battery")
    wake = found.wake

    def wake_slowly(*args: Any) -> None:
        asyncio.get_running_loop().call_later(0.45, wake, *args)

    monkeypatch.setattr(found, "wake", wake_slowly)
    mine = browser("battery")
    await mine.offer()
    assert (await mine.event())["type"] == "answer"
    assert found.ignored == ["asleep"] * 2


@pytest.mark.parametrize("then", [{"code": 1106, "msg": "no"}, {"result": {}}])
async def test_a_sleeping_camera_without_a_key(
    simulator: Simulator, browser: Callable[..., Browser], then: Any
) -> None:
    """The browser gets the reason, and nothing is offered."""
    mine = browser("battery")
    simulator.add_fault("GET /v1.0/devices/battery", then)
    await mine.offer()
    assert (await mine.event())["type"] == "error"
    assert simulated(simulator, "battery").ignored == []


@pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recordings are not beside the checkout"
)
async def test_an_offer_is_as_recorded(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """It has what a working client sends (15), for the newer answers (14), too."""
    found = simulated(simulator)
    recorded = [
        json.loads(path.read_text("utf-8"))
        for number in (12, 14, 15)
        for path in RECORDED.glob(f"{number}_*.json")
    ]
    old, newer, frame = recorded[0]["answer"], recorded[1]["answer"], recorded[2]
    result = old["result"] | newer["fields_seen_newer"]
    result |= {"auth": found.auth}
    simulator.add_fault(WEBRTC, {"result": result})
    mine = browser()
    await mine.offer()
    assert (await mine.event())["type"] == "answer"
    assert found.ignored == []
    [sent] = json.loads(json.dumps(found.received))
    expected = frame["message"]

    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(each) for key, each in value.items()}
        return type(value)

    assert shape(sent) == shape(expected)
    assert (sent["protocol"], sent["pv"]) == (expected["protocol"], expected["pv"])
    header, wanted = sent["data"]["header"], expected["data"]["header"]
    assert header["moto_id"] == wanted["moto_id"]
    assert (header["type"], header["to"]) == ("offer", BELL)
    message, wanted = sent["data"]["msg"], expected["data"]["msg"]
    for name in ("mode", "stream_type", "datachannel_enable"):
        assert message[name] == wanted[name]
    assert message["token"] == json.loads(old["result"]["p2p_config"]["ices"])
    # the sender is the fourth part of the topic that the answers come to
    topic = f"/av/u/{header['from']}"
    assert topic in [each.topic for each in simulator.cloud.hub.issued]


async def test_another_type_of_stream_is_tried(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """The type of the skill after the one that a client in the field sends."""
    skill = {"videos": [{"streamType": 2, "width": 640, "height": 360}]}
    simulated(simulator, "garden").skill = skill
    mine = browser("garden")
    await mine.offer()
    await mine.candidate("candidate:early")
    messages = [await mine.event() for _ in range(1)]
    while messages[-1].get("type") != "answer":
        messages.append(await mine.event())
    found = simulated(simulator, "garden")
    await until(lambda: types(found.received) == ["offer", "offer", "candidate"])
    offered = json.loads(json.dumps(found.received))
    assert [each["data"]["msg"]["stream_type"] for each in offered[:2]] == [0, 2]
    assert found.ignored == ["stream_type"]


async def test_ice_servers_are_those_of_the_last_play(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """They expire; before the first play there are none of the camera."""
    mine = browser()

    async def urls() -> list[str]:
        servers = (await mine.configuration())["configuration"].get("iceServers", [])
        return [each["urls"] for each in servers if "127.0.0.1" in str(each["urls"])]

    assert await urls() == []
    await mine.offer()
    while (await mine.event())["type"] != "candidate":
        pass
    assert await urls() == ["stun:127.0.0.1:3478", "turn:127.0.0.1:3478"]


@pytest.mark.parametrize(
    ("device_id", "fault", "message"),
    [
        ("old", {}, "does not support"),
        (
            BELL,
            {"match": "GET */webrtc-configs", "then": {"code": 1106, "msg": "no"}},
            "",
        ),
        (BELL, {"match": WEBRTC, "then": {"result": []}}, "unreadable"),
        (
            BELL,
            {"match": "POST */open-hub/access/config", "then": {"result": {}}},
            "unreadable",
        ),
        (
            BELL,
            {
                "match": "POST */open-hub/access/config",
                "then": {"omit": ["sink_topic"]},
            },
            "unreadable",
        ),
    ],
)
async def test_refused_offers(
    simulator: Simulator,
    browser: Callable[..., Browser],
    device_id: str,
    fault: dict[str, Any],
    message: str,
) -> None:
    """The browser gets the reason."""
    if fault:
        simulator.add_fault(fault["match"], fault["then"])
    mine = browser(device_id)
    await mine.offer()
    error = await mine.event()
    assert error["type"] == "error"
    assert message in error["message"]


async def test_a_silent_camera(
    hass: HomeAssistant, simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """After two tries the browser hears that it does not answer."""
    found = simulated(simulator)
    found.stream_types = []
    mine = browser()
    await mine.offer()
    error = await mine.event()
    assert error["type"] == "error"
    assert "does not answer" in error["message"]
    await until(lambda: types(found.received) == ["offer", "offer", "disconnect"])


async def test_the_hub_refuses_a_viewer(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """The connection for cameras fails; that of the reports is another one."""
    mine = browser()
    simulator.drop_hub(20, refuse=True)
    await mine.offer()
    error = await mine.event()
    assert error["type"] == "error"


async def test_a_viewer_who_has_gone(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """Closing before the answer ends everything; later candidates are for nobody."""
    found = simulated(simulator)
    found.stream_types = []
    mine = browser()
    await mine.offer()
    await until(lambda: types(found.received) == ["offer"])
    await mine.stop()
    await until(lambda: types(found.received)[-1] == "disconnect")
    await mine.candidate("candidate:late")


async def test_a_viewer_who_goes_at_once(
    simulator: Simulator, browser: Callable[..., Browser]
) -> None:
    """A session that is closed before it is connected offers nothing."""
    found = simulated(simulator)
    simulator.add_fault("POST */open-hub/access/config", {"hang": 0.3})
    mine = browser()
    await mine.offer()
    await mine.stop()
    await until(lambda: types(found.received) == ["disconnect"])


async def test_foreign_messages(
    simulator: Simulator,
    browser: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only messages of the own session count; nonsense is skipped."""
    found = simulated(simulator)
    usual = found.answer

    def answer(*args: Any) -> list[Any]:
        right = usual(*args)
        if not right:
            return right
        foreign = json.loads(json.dumps(right[0]))
        foreign["header"]["sessionid"] = "another"
        foreign["msg"]["sdp"] = "foreign"
        goodbye = json.loads(json.dumps(right[0]))
        goodbye["header"]["type"] = "disconnect"
        return ["text", {"header": 1}, foreign, "x" * 2**18, *right, right[0], goodbye]

    monkeypatch.setattr(found, "answer", answer)
    mine = browser()
    await mine.offer()
    event = await mine.event()
    assert event["type"] == "answer"
    assert "foreign" not in event["answer"]
    assert (await mine.event())["type"] == "candidate"
