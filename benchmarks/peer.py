"""Set-up and reports, compared with Home Assistant's own integration.

    python -m benchmarks.peer --devices DIR [--copies N] [--rounds 3]

This needs a separate environment, which README.md describes. Both integrations have
the same devices. The peer gets its devices from memory instead of its cloud.
"""

import argparse
import asyncio
import importlib
import importlib.util
import json
import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from homeassistant.const import EVENT_STATE_CHANGED, Platform
from homeassistant.core import Event, HomeAssistant, callback

from benchmarks.core import running_core, set_up
from benchmarks.hub_input import Message, kept_hub_input
from benchmarks.setup import Order, SetUp, best_of, measure
from benchmarks.simulated_account import simulated_account
from custom_components.tuya_cloud.const import DOMAIN, PLATFORMS

PEER: Final = "tuya"
# how often each data point reports in a round
SWEEPS: Final = 10
# warnings of values out of range, and of missing system programs
for name in (
    "tuya_device_handlers",
    "haffmpeg",
    "homeassistant.components.camera.img_util",
):
    logging.getLogger(name).setLevel(logging.CRITICAL)
# the platforms of both integrations
ALL_PLATFORMS: Final = [*PLATFORMS, Platform.CAMERA, Platform.SCENE]


def peer_data(devices: Path, copies: int) -> dict[str, Any]:
    """Return the data of the peer's config entry, with the devices to load."""
    return {
        "user_code": "code",
        "terminal_id": "terminal",
        "endpoint": "http://127.0.0.1",
        "token_info": {},
        "device_files": str(devices),
        "copies": copies,
    }


@contextmanager
def devices_from_files(data: Mapping[str, Any]) -> Iterator[list[Callable[..., None]]]:
    """Load devices from files into the peer's manager; yield its message callbacks."""
    sharing = importlib.import_module("tuya_sharing")
    device_module = importlib.import_module("tuya_sharing.device")
    listeners: list[Callable[..., None]] = []

    def fill(manager: Any) -> None:
        listeners.append(manager.on_message)
        for path in sorted(Path(data["device_files"]).glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            for copy in range(1, data["copies"] + 1):
                device_id = path.stem if copy == 1 else f"{path.stem}-{copy}"
                manager.device_map[device_id] = _device(
                    device_module, device_id, document
                )

    with (
        patch.object(sharing.Manager, "update_device_cache", fill),
        patch.object(sharing.Manager, "refresh_mq", lambda _manager: None),
        patch.object(sharing.Manager, "query_scenes", lambda _manager: []),
    ):
        yield listeners


def _device(module: Any, device_id: str, document: Mapping[str, Any]) -> Any:
    """Return a device in the form of the peer's manager."""

    def points(kind: Any, described: Mapping[str, Any]) -> dict[str, Any]:
        return {
            code: kind(code=code, type=each["type"], values=json.dumps(each["value"]))
            for code, each in described.items()
        }

    return module.CustomerDevice(
        id=device_id,
        name=document["name"],
        local_key="",
        category=document["category"],
        product_id=document["product_id"],
        product_name=document["product_name"],
        sub=bool(document.get("sub")),
        uuid=device_id,
        asset_id="",
        online=document["online"],
        icon="",
        ip="",
        time_zone="+01:00",
        active_time=0,
        create_time=0,
        update_time=0,
        # objects and lists are reported as their JSON text
        status={
            code: json.dumps(value) if isinstance(value, dict | list) else value
            for code, value in document["status"].items()
        },
        function=points(module.DeviceFunction, document["function"]),
        status_range=points(module.DeviceStatusRange, document["status_range"]),
    )


async def measure_peer(order: Order) -> SetUp:
    """Measure the set-up of the peer."""
    with devices_from_files(order.data):
        return await measure(order)


def compare_set_ups(
    folder: Path, data: Mapping[str, str], theirs: Mapping[str, Any], rounds: int
) -> None:
    """Measure and print both set-ups."""
    our_order = Order(DOMAIN, folder / "ours", data, ALL_PLATFORMS)
    peer_order = Order(PEER, folder / "peer", theirs, ALL_PLATFORMS)
    ours = best_of(rounds, our_order)
    peer = best_of(rounds, peer_order, measure_peer)
    for name, each in (("Tuya Cloud", ours), ("peer", peer)):
        print(
            f"{name:12}{each.registered:6} entities{each.states:6} states"
            f"{each.cpu:7.2f} s{each.cpu / each.registered * 1e6:7.0f} μs an entity"
        )
    ratio = ours.cpu / ours.registered / (peer.cpu / peer.registered)
    print(f"set-up: {ratio:.2f} of the peer's CPU an entity")


@dataclass(slots=True)
class Side:
    """One of the two integrations in the same Home Assistant."""

    name: str
    listen: Callable[[Message], None]
    # the CPU time of a report, by round (microseconds)
    costs: list[float] = field(default_factory=list)
    # the number of states that the reports of a round changed
    changed: int = 0


async def compare_reports(
    folder: Path, data: Mapping[str, str], theirs: Mapping[str, Any], rounds: int
) -> None:
    """Send both the same reports, and print their CPU times."""
    with kept_hub_input() as hub, devices_from_files(theirs) as peer_listeners:
        async with running_core(folder, ALL_PLATFORMS) as hass:
            await set_up(hass, DOMAIN, data)
            await set_up(hass, PEER, theirs)
            ours = Side("Tuya Cloud", hub.listeners[-1])
            peer = Side("peer", peer_listeners[-1])
            makers = [*_reports(Path(theirs["device_files"]), theirs["copies"])]
            # the effect of a first report depends on the previous values
            for number in range(2):
                counts = [
                    [
                        await _states_changed(hass, side.listen, make(number))
                        for side in (ours, peer)
                    ]
                    for make in makers
                ]
            shown = [
                make for make, each in zip(makers, counts, strict=True) if all(each)
            ]
            ours.changed, peer.changed = (
                sum(each) for each in zip(*filter(all, counts), strict=True)
            )
            for first in range(2, 2 + rounds * SWEEPS, SWEEPS):
                sweeps = [
                    [make(number) for make in shown]
                    for number in range(first, first + SWEEPS)
                ]
                for side in (ours, peer):
                    side.costs.append(await _cost(hass, side.listen, sweeps))
    print(f"{len(shown)} of {len(makers)} reports change states of both")
    for side in (ours, peer):
        changed = side.changed / len(shown)
        print(
            f"{side.name:12}{min(side.costs):6.1f} μs a report{changed:6.2f} states "
            "changed"
        )
    print(f"report: {min(ours.costs) / min(peer.costs):.2f} of the peer's CPU")


async def _cost(
    hass: HomeAssistant,
    listen: Callable[[Message], None],
    sweeps: list[list[Message]],
) -> float:
    """Return the microseconds of CPU that a message takes."""
    await hass.async_block_till_done()
    started = time.thread_time()
    for messages in sweeps:
        for message in messages:
            listen(message)
        # the peer hands reports to the event loop as if from a thread
        await asyncio.sleep(0)
    await hass.async_block_till_done()
    return (time.thread_time() - started) / sum(map(len, sweeps)) * 1e6


async def _states_changed(
    hass: HomeAssistant, listen: Callable[[Message], None], message: Message
) -> int:
    """Return the number of states that a message changes."""
    changed = 0

    @callback
    def count(_event: Event[Any]) -> None:
        nonlocal changed
        changed += 1

    stop = hass.bus.async_listen(EVENT_STATE_CHANGED, count)
    listen(message)
    await asyncio.sleep(0)
    await hass.async_block_till_done()
    stop()
    return changed


def _reports(files: Path, copies: int) -> Iterator[Callable[[int], Message]]:
    """Yield a builder of reports for each data point with two values."""
    for path in sorted(files.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for code, described in document["status_range"].items():
            values = _two_values(described["type"], described["value"])
            for copy in range(1, copies + 1 if values else 1):
                device_id = path.stem if copy == 1 else f"{path.stem}-{copy}"
                yield _maker(device_id, code, values)


def _maker(device_id: str, code: str, values: list[Any]) -> Callable[[int], Message]:
    """Return a builder of numbered reports, each with another value than the last."""

    def make(number: int) -> Message:
        told_at = time.time_ns() // 1_000_000
        item = {"code": code, "value": values[number % 2], "t": told_at}
        data = {"devId": device_id, "status": [item]}
        return {"protocol": 4, "t": told_at, "data": data}

    return make


def _two_values(kind: str, values: Mapping[str, Any]) -> list[Any]:
    """Return two values of a data point, or none."""
    found: list[Any]
    match kind:
        case "Boolean":
            found = [True, False]
        case "Integer":
            low, high = int(values["min"]), int(values["max"])
            found = [low + (high - low) // 3, low + (high - low) // 2]
        case "Enum":
            found = values["range"][:2]
        case _:
            found = []
    return found if len({*found}) > 1 else []


async def run(devices: Path, copies: int, rounds: int) -> None:
    """Compare against a simulated cloud."""
    theirs = peer_data(devices, copies)
    async with simulated_account(devices, copies) as data:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "both").mkdir()
            await asyncio.to_thread(compare_set_ups, folder, data, theirs, rounds)
            await compare_reports(folder / "both", data, theirs, rounds)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if importlib.util.find_spec("tuya_sharing") is None:
        parser.error("the peer is not installed: see benchmarks/README.md")
    asyncio.run(run(options.devices.absolute(), options.copies, options.rounds))


if __name__ == "__main__":
    main()
