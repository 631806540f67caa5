"""Clients that others wrote sign in, list, read, command and are pushed to.

They run as programs of their own, in the environment that `scripts/setup clients`
makes; without it the tests are skipped.
"""

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest

from scripts.end_with_parent import tied
from simulator import Simulator

ROOT: Final = Path(__file__).parents[3]
ENVIRONMENT: Final = ROOT / ".venv-clients"
PROGRAMS: Final = "tests.simulator.clients.programs"

EVERY_DEVICE: Final = ["blind", "bulb", "button", "gateway", "infrared"]
OWN_DEVICES: Final = ["blind", "bulb", "button", "gateway"]
BULB_STATUS: Final = {"switch_led": False, "work_mode": "white", "bright_value_v2": 10}
FUNCTIONS: Final = [
    "bright_value_v2",
    "colour_data_v2",
    "pulse",
    "switch_led",
    "work_mode",
]

pytestmark = pytest.mark.skipif(
    not (ENVIRONMENT / ".stamp").exists(),
    reason="the environment of the clients is not made: scripts/setup clients",
)


async def _run(simulator: Simulator, program: str) -> dict[str, Any]:
    """Return what a program has found."""
    process = await asyncio.create_subprocess_exec(
        *tied(ENVIRONMENT / "bin" / "python", "-m", f"{PROGRAMS}.{program}"),
        json.dumps(simulator.ready),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


async def test_tuya_iot_py_sdk_in_a_smart_home(simulator: Simulator) -> None:
    """OpenAPI, hub, device manager and home manager of Tuya's own SDK work."""
    found = await _run(simulator, "iot_sdk_home")
    assert found["sign_in"] is True
    assert found["devices"] == OWN_DEVICES
    specification = found["specifications"]["bulb"]
    assert sorted(specification["function"]) == FUNCTIONS
    brightness = json.loads(specification["function"]["bright_value_v2"])
    assert (brightness["min"], brightness["max"]) == (10, 1000)
    button = found["specifications"]["button"]
    assert button == {"function": {}, "status_range": ["press"]}
    assert found["status"] == BULB_STATUS
    assert found["command"] is True
    assert found["wrong_command"] == [1104, "type is incorrect"]
    assert found["updated"] == ["blind", "bulb"]
    assert found["new_status"] == {"switch_1": True}
    assert found["functions"] is True
    assert found["scenes"] == ["Lights off", "Leave home"]
    assert simulator.device("bulb").status["bright_value_v2"] == 77


async def test_tuya_iot_py_sdk_in_a_custom_project(simulator: Simulator) -> None:
    """The asset tree is walked, and messages are decrypted with their tags checked."""
    found = await _run(simulator, "iot_sdk_custom")
    assert found["sign_in"] is True
    assert found["devices"] == EVERY_DEVICE
    assert sorted(found["specifications"]["bulb"]["function"]) == FUNCTIONS
    assert found["command"] is True
    assert found["wrong_command"] == [1104, "type is incorrect"]
    assert set(found["updated"]) == {"blind", "bulb"}
    assert found["functions"] is True
    assert simulator.device("bulb").status["bright_value_v2"] == 77


async def test_tuya_connector_python(simulator: Simulator) -> None:
    """A project's token reads and commands; the message queue is acknowledged."""
    found = await _run(simulator, "connector")
    assert found["sign_in"] is True
    assert found["devices"] == EVERY_DEVICE
    assert sorted(found["functions"]) == FUNCTIONS
    assert found["status"] == BULB_STATUS
    assert found["command"] is True
    assert found["push"] == ["bulb", True]
    assert found["rename"] is True
    assert simulator.device("bulb").name == "Lamp"


async def test_tinytuya(simulator: Simulator) -> None:
    """Lists, status, commands and logs work; a dead token is renewed."""
    found = await _run(simulator, "tinytuya_cloud")
    assert found["sign_in"] is True
    assert found["devices"] == OWN_DEVICES
    assert found["uuids"] is True
    assert found["linked_devices"] == EVERY_DEVICE
    assert found["status"] == BULB_STATUS
    assert found["functions"] == FUNCTIONS
    assert found["properties"] == sorted([*BULB_STATUS, "colour_data_v2"])
    assert found["numbers"]["switch_led"] == 1
    assert found["command"] is True
    assert "type is incorrect" in found["wrong_command"]
    assert found["online"] is True
    assert found["rename"] is True
    assert [7, "switch_led", "true"] in found["log"]
    assert [5, "switch_led", "true"] in found["log"]
    assert found["after_revocation"] == len(BULB_STATUS)
    assert simulator.device("bulb").status["switch_led"] is True
