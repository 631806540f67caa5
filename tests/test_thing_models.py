"""Devices without any standard data point show entities, by their thing model."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonValue

from .conftest import REAL_DEVICES, entity_id_of, let_time_pass, until
from .documents import Document, thing, thing_property
from .homes import documents_in, write_files
from .model.test_thing_model import properties_in, recorded

_SWITCH: Final = thing_property("switch", 1, "bool")
_TEMPERATURE: Final[dict[str, Any]] = {
    "min": 5,
    "max": 35,
    "scale": 0,
    "step": 1,
    "unit": "℃",
}
# by category: the properties of a thing model, and their values
_MADE: Final[dict[str, tuple[list[Document], dict[str, JsonValue]]]] = {
    "dd": (
        [
            thing_property("switch_led", 20, "bool"),
            thing_property("video_mode", 101, "enum", range=["film", "game"]),
            thing_property("sensitivity", 102, "value", min=0, max=100, step=1),
        ],
        {"switch_led": True, "video_mode": "film", "sensitivity": 50},
    ),
    "qn": (
        [
            _SWITCH,
            thing_property("temp_set", 2, "value", **_TEMPERATURE),
            thing_property("temp_current", 3, "value", "ro", **_TEMPERATURE),
            thing_property("fault", 12, "bitmap", "ro", label=["E1", "E2"]),
        ],
        {"switch": True, "temp_set": 21, "temp_current": 19, "fault": 0},
    ),
    "tdq": (
        [
            thing_property("control", 1, "enum", range=["open", "stop", "close"]),
            thing_property("percent_control", 2, "value", min=0, max=100, step=1),
            thing_property("calibration", 3, "bool"),
        ],
        {"control": "open", "percent_control": 100, "calibration": False},
    ),
    "wnykq": (
        [
            thing_property("control", 1, "enum", range=["send_ir", "study"]),
            thing_property("study_code", 2, "raw", "ro"),
            thing_property("ir_code", 3, "string", "wr", maxlen=255),
            thing_property("temp_inside", 101, "value", "ro", **_TEMPERATURE),
        ],
        {"control": "send_ir", "study_code": "AA==", "temp_inside": 23},
    ),
    "ydkt": (
        [
            _SWITCH,
            thing_property("temp_set", 2, "value", **_TEMPERATURE),
            thing_property("mode", 4, "enum", range=["cold", "wind", "wet"]),
            thing_property("countdown_left", 22, "value", "ro", min=0, max=1440),
        ],
        {"switch": False, "temp_set": 24, "mode": "cold", "countdown_left": 0},
    ),
}
# an entity of each, by category
_ENTITIES: Final = {
    "dd": ("select", "video_mode"),
    "qn": ("climate", "temp_set"),
    "tdq": ("cover", "control"),
    "wnykq": ("sensor", "temp_inside"),
    "ydkt": ("climate", "temp_set"),
}

pytestmark = pytest.mark.skipif(
    not REAL_DEVICES.is_dir(), reason="real devices are not part of the repository"
)


def bare_devices() -> dict[str, Document]:
    """Return the real devices without any data point, each with a made thing model."""
    bare: dict[str, Document] = {}
    for device_id, found in documents_in(REAL_DEVICES).items():
        if not (found["function"] or found["status_range"] or found["status"]):
            properties, status = _MADE[found["category"]]
            made = thing(found["category"], properties, status)
            bare[device_id] = made | {"name": found["name"], "product_id": device_id}
    return bare


def recorded_devices() -> dict[str, Document]:
    """Return a device for each recorded thing model."""
    devices: dict[str, Document] = {}
    for name, found in recorded():
        properties = properties_in(found)
        if any(map(is_typed, properties)):
            category = str(found.get("category", "qt"))
            made = thing(category, properties, {})
            devices[name] = made | {"product_id": name, "name": name}
    return devices


def is_typed(property_: Any) -> bool:
    """Return whether a recorded property has a type; parts of some were cut off."""
    return bool((property_.get("typeSpec") or {}).get("type"))


@pytest.fixture(params=[bare_devices, recorded_devices], ids=["made", "recorded"])
def documents(request: pytest.FixtureRequest) -> dict[str, Document]:
    """Return the devices of the home."""
    found: dict[str, Document] = request.param()
    return found


@pytest.fixture
def device_files(tmp_path: Path, documents: dict[str, Document]) -> Path:
    """Return a folder with their files."""
    return write_files(tmp_path, documents)


@pytest.fixture(params=list(ProjectType))
def project_type(request: pytest.FixtureRequest) -> ProjectType:
    """Return each kind of project."""
    kind: ProjectType = request.param
    return kind


async def test_no_device_is_unsupported(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    documents: dict[str, Document],
) -> None:
    """Every property of each thing model feeds an entity."""
    let_time_pass(hass, 6)
    coordinator = loaded.runtime_data
    devices = coordinator.devices
    await until(lambda: all(device.points for device in devices.values()), seconds=30)
    await until(lambda: coordinator.is_idle)
    await hass.async_block_till_done()
    diagnostics = await async_get_config_entry_diagnostics(hass, loaded)
    assert len(devices) == len(documents) >= 5
    for device, shown in zip(devices.values(), diagnostics["devices"], strict=True):
        document: Any = documents[device.id]
        [service] = document["thing_model"]["services"]
        typed = {each["code"] for each in service["properties"] if is_typed(each)}
        assert shown["data_points"].keys() == typed
        for code, point in shown["data_points"].items():
            assert point["entity_ids"], code
            if code in document["status"]:
                assert device.raw(code) == document["status"][code]
        json.dumps(shown)
        if document["product_name"] == "Product" and document["status"]:
            platform, key = _ENTITIES[document["category"]]
            state = hass.states.get(entity_id_of(hass, platform, f"{device.id}_{key}"))
            assert state is not None
            assert state.state not in ("unknown", "unavailable")
