"""Faults of streams, pictures and maps, while somebody looks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.components import camera, image
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, until
from tests.documents import demo
from tests.homes import enable_everything, write_files

from .conftest import CLOUD

BELL: Final = "front_door_bell"
OFFER: Final = "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=recvonly\r\n"
PICTURE: Final = "GET /v1.0/devices/{id}/movement-configs"
MAP: Final = "GET /v1.0/users/sweepers/file/{id}/realtime-map"


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of a doorbell and a vacuum."""
    files = {BELL: demo(BELL), "robot_vacuum": demo("robot_vacuum")}
    return write_files(tmp_path, files)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for cameras and uploads for a short time."""
    monkeypatch.setattr(f"{CLOUD}.timing.CAMERA_PATIENCE", 0.1)
    pauses = "custom_components.tuya_cloud.extras.pictures.UPLOAD_PAUSES"
    monkeypatch.setattr(pauses, (0.02, 0.02))


def calls(simulator: Simulator, endpoint: str) -> int:
    """Return how often an endpoint was called."""
    counts: Mapping[str, int] = simulator.calls()["by_endpoint"]
    return counts.get(endpoint, 0)


def view(hass: HomeAssistant, thing: str = "camera") -> Any:
    """Return the entity of a live view."""
    entity_id = entity_id_of(hass, Platform.CAMERA, f"{BELL}_{thing}")
    return hass.data[camera.DATA_COMPONENT].get_entity(entity_id)


async def looks(hass: HomeAssistant, unique_id: str) -> image.Image:
    """Look at an image."""
    entity_id = entity_id_of(hass, Platform.IMAGE, unique_id)
    return await image.async_get_image(hass, entity_id)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"code": 115001, "msg": "rtc server busy"}, "stream_busy"),
        ({"code": 28841105, "msg": "not authorized"}, "api_not_subscribed"),
        ({"hang": 3}, "timeout"),
    ],
)
async def test_stream_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
    why: str,
) -> None:
    """The next play asks again; an address that was given is shown nowhere."""
    assert await view(hass).stream_source()
    monkeypatch.setattr(f"{CLOUD}.timing.REQUEST_TIMEOUT", 0.2)
    simulator.add_fault("POST */stream/actions/allocate", fault)
    with pytest.raises(HomeAssistantError) as caught:
        await view(hass).stream_source()
    assert caught.value.translation_key == why
    simulator.clear_faults()
    assert await view(hass).stream_source()


async def test_camera_silent(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The hub connection for it is closed then."""
    await enable_everything(hass, loaded)
    await until(lambda: simulator.cloud.hub.connected == 1)
    played = simulator.device(BELL).camera
    assert played is not None
    messages: list[Any] = []
    live = view(hass, "webrtc")
    await live.async_handle_async_webrtc_offer(OFFER, "first", messages.append)
    assert isinstance(messages[0], camera.WebRTCAnswer)
    live.close_webrtc_session("first")
    played.stream_types = []
    with pytest.raises(HomeAssistantError) as caught:
        await live.async_handle_async_webrtc_offer(OFFER, "second", messages.append)
    assert caught.value.translation_key == "camera_silent"
    await until(lambda: simulator.cloud.hub.connected == 1)


async def test_camera_asleep(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It is woken and offered each type of stream twice, and then the viewer hears."""
    await enable_everything(hass, loaded)
    played = simulator.device(BELL).camera
    assert played is not None
    played.low_power = played.is_asleep = True
    key: JsonObject = {"result": {"local_key": "outdated"}}
    simulator.add_fault(f"GET /v1.0/devices/{BELL}", key)
    live = view(hass, "webrtc")
    with pytest.raises(HomeAssistantError) as caught:
        await live.async_handle_async_webrtc_offer(OFFER, "first", [].append)
    assert caught.value.translation_key == "camera_silent"
    await until(lambda: played.ignored == ["wake", *["asleep"] * 4, "asleep"])
    played.is_asleep = False
    messages: list[Any] = []
    await live.async_handle_async_webrtc_offer(OFFER, "second", messages.append)
    assert isinstance(messages[0], camera.WebRTCAnswer)


async def test_hub_lost_during_a_play(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Ending the play of a lost connection does no harm; the reports come back."""
    await enable_everything(hass, loaded)
    live = view(hass, "webrtc")
    messages: list[Any] = []
    await live.async_handle_async_webrtc_offer(OFFER, "first", messages.append)
    simulator.drop_hub(0)
    candidate = camera.webrtc.RTCIceCandidateInit("candidate:1")
    await live.async_on_webrtc_candidate("first", candidate)
    live.close_webrtc_session("first")
    await until(lambda: loaded.runtime_data.push.is_connected)
    await until(lambda: simulator.cloud.hub.connected == 1)


async def test_unload_during_a_play(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Nothing is left connected."""
    await enable_everything(hass, loaded)
    messages: list[Any] = []
    live = view(hass, "webrtc")
    await live.async_handle_async_webrtc_offer(OFFER, "first", messages.append)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await until(lambda: simulator.cloud.hub.connected == 0)


async def test_picture_missing(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Somebody who goes on looking costs no further call."""
    simulator.cloud.storage.files.clear()
    for _ in range(3):
        with pytest.raises(HomeAssistantError):
            await looks(hass, f"{BELL}_last_picture")
    assert calls(simulator, PICTURE) == 1


async def test_picture_damaged(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """What cannot be decrypted is not shown."""
    simulator.add_fault("GET /storage/*", {"body": "half a picture"})
    with pytest.raises(HomeAssistantError) as caught:
        await looks(hass, f"{BELL}_last_picture")
    assert caught.value.translation_key == "bad_answer"


@pytest.mark.parametrize(
    ("match", "fault"),
    [
        ("GET */realtime-map", {"code": 28841107, "msg": "suspended"}),
        ("GET */realtime-map", {"result": []}),
        ("GET /storage/*", {"drop": True}),
        ("GET /storage/*", {"http": 403}),
    ],
)
async def test_map_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    match: str,
    fault: dict[str, Any],
) -> None:
    """Somebody who goes on looking costs no further call."""
    simulator.add_fault(match, fault)
    for _ in range(3):
        with pytest.raises(HomeAssistantError):
            await looks(hass, "robot_vacuum_map")
    assert calls(simulator, MAP) == 1


async def test_map_unknown(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Half a map counts as an unknown one."""
    simulator.add_fault("GET /storage/*", {"body": '{"infoType": 20002}'})
    with pytest.raises(HomeAssistantError):
        await looks(hass, "robot_vacuum_map")
    dump = await async_get_config_entry_diagnostics(hass, loaded)
    warnings = [warning for each in dump["devices"] for warning in each["warnings"]]
    beginning = b'{"infoType": 20002}'.hex()
    assert f"its map has an unknown layout: {beginning}" in warnings
