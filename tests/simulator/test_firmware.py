"""The simulated cloud lists firmware, updates it, and pushes how far it is."""

import asyncio
from typing import Any

import pytest

from simulator import Simulator
from simulator.json_types import JsonValue

from .client import Client

THING = "/v2.0/cloud/thing/bulb/firmware"


async def test_a_device_has_one_module_unless_its_file_says_otherwise(
    signed_in: Client,
) -> None:
    """A sub-device has a Zigbee module."""
    [wifi] = await signed_in.result("GET", THING)
    assert (wifi["type"], wifi["upgrade_status"]) == (0, 0)
    assert "version" not in wifi
    [zigbee] = await signed_in.result("GET", "/v2.0/cloud/thing/button/firmware")
    assert (zigbee["type"], zigbee["type_desc"]) == (3, "ZigBee Module")


@pytest.mark.parametrize(
    ("path", "method", "confirm", "body"),
    [
        ("/v1.0/devices/bulb", "PUT", "confirm-upgrade", {"module_type": 0}),
        ("/v1.0/iot-03/devices/bulb", "POST", "confirm-upgrade", {"module_type": 0}),
        ("/v2.0/cloud/thing/bulb", "POST", "firmware/0", None),
    ],
)
async def test_an_update_runs_to_its_end(
    signed_in: Client,
    simulator: Simulator,
    path: str,
    method: str,
    confirm: str,
    body: Any,
) -> None:
    """Three services start one, and two of them list it by other names."""
    simulator.offer_firmware("bulb", version="1.1.0", desc="Dims lower", step=0.001)
    assert await signed_in.result(method, f"{path}/{confirm}", json_body=body) is True
    module = simulator.device("bulb").firmware_modules[0]
    while module.is_running:
        await asyncio.sleep(0.005)
    progress = await signed_in.result("GET", f"{THING}/0/progress")
    assert progress == {"upgrade_status": 3, "progress": 100}
    [info] = await signed_in.result("GET", "/v1.0/devices/bulb/upgrade-infos")
    assert info["current_version"] == "1.1.0"
    assert "upgrade_version" not in info


async def test_an_update_may_fail(signed_in: Client, simulator: Simulator) -> None:
    """It stops half way, and can be started again."""
    simulator.offer_firmware("bulb", version="1.1.0", outcome="FAILED", step=0.001)
    await signed_in.result("POST", f"{THING}/0")
    module = simulator.device("bulb").firmware_modules[0]
    while module.is_running:
        await asyncio.sleep(0.005)
    progress = await signed_in.result("GET", f"{THING}/0/progress")
    assert progress == {"upgrade_status": 4, "progress": 50}
    assert module.version == "1.0.0"
    simulator.offer_firmware("bulb", version="1.1.0")
    await signed_in.result("POST", f"{THING}/0")


async def test_each_refusal_has_its_number(
    signed_in: Client, simulator: Simulator
) -> None:
    """There is nothing new, it runs already, it is offline, or it is not ours."""
    assert await signed_in.error("POST", f"{THING}/0") == 2064
    assert await signed_in.error("POST", f"{THING}/7") == 1109
    simulator.offer_firmware("bulb", version="1.1.0", step=10)
    await signed_in.result("POST", f"{THING}/0")
    assert await signed_in.error("POST", f"{THING}/0") == 2063
    simulator.offer_firmware("bulb", version="1.1.0")
    await simulator.set_online("bulb", online=False)
    assert await signed_in.error("POST", f"{THING}/0") == 2001
    simulator.device("bulb").shared = True
    assert await signed_in.error("POST", f"{THING}/0") == 1106
    path = "/v1.0/devices/bulb/confirm-upgrade"
    assert await signed_in.error("PUT", path, json_body={}) == 1100


@pytest.mark.parametrize("offer", [{"type": 5}, {"type": "0"}, {"outcome": "odd"}])
def test_a_wrong_offer_is_refused(
    simulator: Simulator, offer: dict[str, JsonValue]
) -> None:
    """A test that misspells something fails."""
    with pytest.raises((KeyError, ValueError)):
        simulator.offer_firmware("bulb", **offer)
