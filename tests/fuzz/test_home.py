"""Broken devices in a real Home Assistant, beside a correct device."""

import logging
import random
from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import EXAMPLES, RUN
from .mutation import listed, report

HOMES = max(2, EXAMPLES // 500)
BROKEN = 25
REPORTS = 4


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a correct device."""
    document = device("cz", {"switch_1": boolean(value=True)})
    return write_files(tmp_path, {"well": document})


@pytest.mark.parametrize("seed", range(HOMES))
async def test_broken_devices_do_not_affect_others(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    seed: int,
) -> None:
    """No exception is raised, and the correct device works."""
    rng = random.Random(seed)
    documents = []
    for number in range(BROKEN):
        document, specification = listed(rng)
        document |= {"id": f"broken{number}", "product_id": f"product{number}"}
        documents.append(document)
        simulator.add_fault(
            f"GET /v1.0/devices/broken{number}/specifications",
            {"result": specification},
        )
    well: JsonValue = {
        "id": "well",
        "name": "Well",
        "online": True,
        "product_id": "well",
        "status": [{"code": "switch_1", "value": True}],
    }
    simulator.add_fault("GET /v1.0/users/*/devices", {"result": [*documents, well]})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    RUN["a broken device is set up"] += BROKEN

    devices = entry.runtime_data.devices
    for device_id, known in devices.items():
        for _ in range(REPORTS if device_id != "well" else 0):
            items = report([*known.points], rng)
            await simulator.publish(4, {"devId": device_id, "status": items})
            RUN["a broken report reaches its entities"] += 1
    await simulator.report("well", {"switch_1": False})
    switch = entity_id_of(hass, "switch", "well_switch_1")
    await until(lambda: hass.states.is_state(switch, "off"))
    await hass.async_block_till_done()
    assert [
        record.getMessage() + (record.exc_text or "")
        for record in caplog.get_records("call")
        if record.levelno >= logging.ERROR
        # a library of Home Assistant that may be missing
        and record.name != "homeassistant.components.camera.img_util"
    ] == []
