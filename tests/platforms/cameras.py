"""What tests of cameras share: the devices, their endpoints and the delays."""

from collections.abc import Mapping

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from simulator import Simulator
from simulator.camera import Camera
from tests.conftest import entity_id_of
from tests.documents import demo

BELL = "front_door_bell"
CAMERAS = {
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


def shorten_delays(monkeypatch: pytest.MonkeyPatch) -> None:
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
