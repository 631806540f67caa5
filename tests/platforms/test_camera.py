"""Cameras: streams for one play, WebRTC by the hub, and stills without a stream."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, override

import pytest
from homeassistant.components import camera
from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from simulator import Simulator
from simulator.camera import Camera
from simulator.server import DEMO_PICTURE
from tests.conftest import REAL_DEVICES, entity_id_of, until
from tests.documents import demo
from tests.homes import enable_everything

PLATFORMS = [Platform.CAMERA]
RECORDED = REAL_DEVICES.parent / "reports" / "recorded"
BELL = "front_door_bell"
ALLOCATE = "POST /v1.0/devices/{id}/stream/actions/allocate"
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
DEVICES = {
    BELL: demo("front_door_bell")
    | {"video": demo("front_door_bell")["video"] | {"streams": ["rtsp", "hls"]}},
    "garden": demo("front_door_bell")
    | {
        "name": "Garden",
        "video": {"streams": ["hls"], "stream_types": [2], "ices_as_text": False},
    },
    "battery": demo("front_door_bell")
    | {"name": "Battery", "video": {"low_power": True}},
    "old": demo("front_door_bell")
    | {"name": "Old", "status": {}, "video": {"streams": [], "webrtc": False}},
}


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for cameras and repeat calls after short delays."""
    cloud = "custom_components.tuya_cloud.cloud.timing"
    monkeypatch.setattr(f"{cloud}.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{cloud}.CAMERA_PATIENCE", 0.3)


def camera_id(hass: HomeAssistant, device_id: str, thing: str = "camera") -> str:
    """Return the entity id of a camera."""
    return entity_id_of(hass, Platform.CAMERA, f"{device_id}_{thing}")


def calls(simulator: Simulator, *endpoints: str) -> list[int]:
    """Return how often endpoints were called."""
    counts: Mapping[str, int] = simulator.calls()["by_endpoint"]
    return [counts.get(each, 0) for each in endpoints]


def simulated(simulator: Simulator, device_id: str = BELL) -> Camera:
    """Return the camera of a simulated device."""
    found = simulator.device(device_id).camera
    assert found is not None
    return found


# -- streams ---------------------------------------------------------------------------


async def test_each_play_has_an_address_of_its_own(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A call each, none before, and another type where the camera has no RTSP."""
    assert calls(simulator, ALLOCATE) == [0]
    sources = [
        await camera.async_get_stream_source(hass, camera_id(hass, BELL))
        for _ in range(2)
    ]
    assert len({*sources}) == 2
    assert all(str(each).startswith("rtsps://viewer:") for each in sources)
    assert calls(simulator, ALLOCATE) == [2]
    for total in (4, 5):
        hls = await camera.async_get_stream_source(hass, camera_id(hass, "garden"))
        assert str(hls).startswith("http://viewer:")
        # that there is no RTSP is asked once
        assert calls(simulator, ALLOCATE) == [total]


async def test_a_stream_that_fails_once_is_asked_for_again(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """After an error that may pass, the next play is by RTSP."""
    fault: dict[str, Any] = {"code": 28841999, "msg": "unknown"}
    simulator.add_fault("POST */stream/actions/allocate", fault, times=1)
    for scheme in ("http", "rtsps"):
        source = await camera.async_get_stream_source(hass, camera_id(hass, BELL))
        assert str(source).partition("://")[0] == scheme


async def test_a_start_costs_no_call_of_a_camera(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Home Assistant asks which provider can play a camera: no address is needed."""
    asked: list[str] = []

    class Provider(camera.CameraWebRTCProvider):
        """A provider as the one of go2rtc."""

        @property
        @override
        def domain(self) -> str:
            return "test"

        @override
        def async_is_supported(self, stream_source: str) -> bool:
            asked.append(stream_source)
            return stream_source.startswith("rtsps:")

        @override
        async def async_handle_async_webrtc_offer(self, *_: Any) -> None:
            raise NotImplementedError

        @override
        async def async_on_webrtc_candidate(self, *_: Any) -> None:
            raise NotImplementedError

    remove = camera.async_register_webrtc_provider(hass, Provider())
    await hass.async_block_till_done()
    assert asked
    assert {*asked} == {"rtsps://"}
    assert calls(simulator, ALLOCATE) == [0]
    remove()
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"code": 115001, "msg": "rtc server busy"}, "stream_busy"),
        ({"code": 2001, "msg": "device is offline"}, "device_offline"),
        ({"code": 28841105, "msg": "not authorized"}, "api_not_subscribed"),
        ({"result": {}}, "bad_answer"),
        ({"result": {"url": "file:///etc/passwd"}}, "bad_answer"),
        ({"result": []}, "bad_answer"),
        ({"drop": True}, "network"),
    ],
)
async def test_refused_streams(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    fault: dict[str, Any],
    why: str,
) -> None:
    """The reason is shown, translated, and the next play works."""
    simulator.add_fault("POST */stream/actions/allocate", fault)
    with pytest.raises(HomeAssistantError) as caught:
        await camera.async_get_stream_source(hass, camera_id(hass, BELL))
    assert caught.value.translation_key == why
    simulator.clear_faults()
    assert await camera.async_get_stream_source(hass, camera_id(hass, BELL))


async def test_a_busy_camera_and_one_without_streams(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The simulated cloud refuses as the real one does."""
    simulator.occupy_camera(BELL, is_busy=True)
    for device_id, why in ((BELL, "stream_busy"), ("old", "not_supported")):
        with pytest.raises(HomeAssistantError) as caught:
            await camera.async_get_stream_source(hass, camera_id(hass, device_id))
        assert caught.value.translation_key == why


class FakeStream:
    """A stream of Home Assistant, of which only the address matters."""

    def __init__(self, _: HomeAssistant, source: str, **__: Any) -> None:
        """Start with somebody who watches."""
        self.sources = [source]
        self.viewers = {"hls": object()}
        self.available = True
        self.is_stopped = False
        self.changed: Callable[[], None]

    def outputs(self) -> Mapping[str, object]:
        """Return what is watched."""
        return self.viewers

    def set_update_callback(self, callback: Callable[[], None]) -> None:
        """Take what is called when the stream is lost or back."""
        self.changed = callback

    def update_source(self, source: str) -> None:
        """Take another address."""
        self.sources.append(source)

    async def stop(self) -> None:
        """End."""
        self.is_stopped = True


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> list[FakeStream]:
    """Return the streams that are made."""
    made: list[FakeStream] = []

    def create(*args: Any, **kwargs: Any) -> FakeStream:
        made.append(FakeStream(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr("homeassistant.components.camera.create_stream", create)
    return made


async def test_a_stream_is_not_played_twice_by_one_address(
    hass: HomeAssistant, loaded: MockConfigEntry, streams: list[FakeStream]
) -> None:
    """It is shared while somebody watches, and then another one is made."""
    entity = hass.data[camera.DATA_COMPONENT].get_entity(camera_id(hass, BELL))
    assert entity is not None
    first = await entity.async_create_stream()
    assert await entity.async_create_stream() is first
    streams[0].viewers.clear()
    assert await entity.async_create_stream() is not first
    assert streams[0].is_stopped
    assert streams[0].sources != streams[1].sources


async def test_a_lost_stream_gets_another_address(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    streams: list[FakeStream],
) -> None:
    """Once a minute at most; the camera is unavailable as long as it is lost."""
    entity_id = camera_id(hass, BELL)
    entity = hass.data[camera.DATA_COMPONENT].get_entity(entity_id)
    assert entity is not None
    await entity.async_create_stream()
    (stream,) = streams
    stream.changed()
    assert len(stream.sources) == 1
    stream.available = False
    for _ in range(3):
        stream.changed()
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == STATE_UNAVAILABLE
    await until(lambda: len(stream.sources) == 2)
    assert calls(simulator, ALLOCATE) == [2]
    assert len({*stream.sources}) == 2


async def test_availability(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A camera that is offline is unavailable."""
    entity_id = camera_id(hass, BELL)

    def state() -> str:
        found = hass.states.get(entity_id)
        assert found is not None
        return found.state

    assert state() == "idle"
    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.set_online(BELL, online=False)
    await until(lambda: state() == STATE_UNAVAILABLE)


# -- stills ----------------------------------------------------------------------------


async def test_a_still_is_the_last_picture(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It costs one call, however often it is shown, and never a stream."""
    for _ in range(3):
        image = await camera.async_get_image(hass, camera_id(hass, BELL))
        assert image.content == DEMO_PICTURE.read_bytes()
    picture = "GET /v1.0/devices/{id}/movement-configs"
    assert calls(simulator, picture, ALLOCATE) == [1, 0]
    with pytest.raises(HomeAssistantError):
        await camera.async_get_image(hass, camera_id(hass, "old"))
    assert calls(simulator, picture, ALLOCATE) == [1, 0]


# -- WebRTC ----------------------------------------------------------------------------


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
