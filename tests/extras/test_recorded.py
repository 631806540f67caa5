"""Answers that were recorded, or that Tuya documents, are understood."""

import json
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import REAL_DEVICES
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import Look

_RECORDED = REAL_DEVICES.parent / "reports" / "recorded"
_NO_SERVICE: JsonObject = {"code": 28841105, "msg": "not authorized"}

pytestmark = pytest.mark.skipif(
    not _RECORDED.is_dir(), reason="recordings are not part of the repository"
)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the file of a strip of three sockets."""
    points = {f"switch_{number}": boolean(value=True) for number in (1, 2, 3)}
    return write_files(tmp_path, {"strip": device("pc", points)})


def answer(name: str) -> Any:
    """Return the answer in a recorded file."""
    [path] = _RECORDED.glob(f"{name}*.json")
    return json.loads(path.read_text(encoding="utf-8"))["answer"]


async def test_names_of_gangs(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Each socket has its name; that of the device is left to the device list."""
    simulator.add_fault(
        "GET */multiple-names", {"result": answer("50_multiple_names")["result"]}
    )
    await look()
    registry = dr.async_get(hass)
    gangs = [
        registry.async_get_child_device_by_identifier(
            (DOMAIN, f"strip_gang_{number}"), loaded.entry_id
        )
        for number in (1, 2, 3)
    ]
    assert [gang and gang.name for gang in gangs] == ["Strip 1", "Strip 2", "Strip 3"]


async def test_scenes_of_a_home(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """A scene of the older list, which leaves private data points out."""
    simulator.add_fault("* /v2.0/cloud/scene/*", _NO_SERVICE)
    result = answer("51_scene_sharing_view")["result"]
    simulator.add_fault("GET /v1.1/homes/*/scenes", {"result": result})
    await look()
    names = {state.name for state in hass.states.async_all("scene")}
    assert names == {"Linden Street High"}


async def test_automations_of_a_home(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """An automation as it is made; the list adds its id."""
    simulator.add_fault("* /v2.0/cloud/scene/*", _NO_SERVICE)
    body = answer("52_automation_body")["body"]
    listed = [body | {"automation_id": "rQdsfxSDO6ON", "enabled": False}]
    simulator.add_fault("GET */automations", {"result": listed})
    await look()
    [automation] = loaded.runtime_data.extras.scenes.automations.values()
    assert (automation.name, automation.is_enabled) == ("Scene automation", False)
