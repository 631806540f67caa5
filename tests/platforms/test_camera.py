"""Cameras: streams for one play, and stills without a stream."""

from collections.abc import Callable, Mapping
from typing import Any, override

import pytest
from homeassistant.components import camera
from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.server import DEMO_PICTURE
from tests.conftest import until

from .cameras import BELL, CAMERAS, calls, camera_id, shorten_delays

PLATFORMS = [Platform.CAMERA]
DEVICES = CAMERAS
ALLOCATE = "POST /v1.0/devices/{id}/stream/actions/allocate"
CONFIGURATION = "GET /v1.0/devices/{id}/webrtc-configs"
HUB = "POST /v1.0/open-hub/access/config"


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for cameras and repeat calls after short delays."""
    shorten_delays(monkeypatch)


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
