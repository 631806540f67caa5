"""The CPU time of setting up an account that is already stored.

    python -m benchmarks.setup [--devices DIR] [--copies N] [--points N] [--rounds 3]

With --points, the account has a single device of that many data points.

Each round starts a Home Assistant with the files of an earlier one: its registries and
the integration's devices. The lower limit, measured in the same way, are bare sensors
with the same number of devices, entities and states.
"""

import argparse
import asyncio
import gc
import json
import multiprocessing
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.loader import async_get_integration

from benchmarks import bare
from benchmarks.core import running_core, set_up
from benchmarks.loop_watch import LoopWatch, watched_loop
from benchmarks.simulated_account import simulated_account
from custom_components.tuya_cloud.const import DOMAIN, PLATFORMS
from custom_components.tuya_cloud.discovery.discover import discover_in_steps
from simulator.server import DEMO_HOME


@dataclass(frozen=True, slots=True)
class Order:
    """An integration to set up in a separate process."""

    domain: str
    # the folder of Home Assistant's configuration
    config: Path
    # the data of its entry, if the folder has none yet
    data: Mapping[str, Any]
    # the platforms whose components are set up before
    platforms: Sequence[Platform] = tuple(PLATFORMS)


@dataclass(frozen=True, slots=True)
class SetUp:
    """The measurements of a set-up."""

    # the CPU time of the whole process (seconds)
    cpu: float
    # seconds
    duration: float
    # the growth of the process (megabytes)
    grown: float
    devices: int
    registered: int
    states: int


@asynccontextmanager
async def prepared(order: Order) -> AsyncIterator[HomeAssistant]:
    """Run a Home Assistant with all imports done and no entry set up."""
    async with running_core(order.config, order.platforms) as hass:
        integration = await async_get_integration(hass, order.domain)
        await integration.async_get_component()
        platforms = integration.platforms_exists([*order.platforms, "config_flow"])
        await integration.async_get_platforms(platforms)
        gc.collect()
        yield hass


async def measure(order: Order) -> SetUp:
    """Measure the set-up of an integration."""
    async with prepared(order) as hass:
        resident = resident_memory()
        states = len(hass.states.async_all())
        started, cpu = time.perf_counter(), time.process_time()
        await set_up(hass, order.domain, order.data)
        cpu = time.process_time() - cpu
        duration = time.perf_counter() - started
        gc.collect()
        entry = hass.config_entries.async_entries(order.domain)[0]
        registered = er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        return SetUp(
            cpu=cpu,
            duration=duration,
            grown=resident_memory() - resident,
            devices=len({each.device_id for each in registered}),
            registered=len(registered),
            states=len(hass.states.async_all()) - states,
        )


async def watch(order: Order) -> LoopWatch:
    """Watch the event loop during the set-up of an integration."""
    async with prepared(order) as hass:
        with watched_loop() as loop_watch:
            await set_up(hass, order.domain, order.data)
        return loop_watch


async def count_plans(order: Order) -> int:
    """Return the number of plans computed during a set-up."""
    monitoring = sys.monitoring
    tool, started = monitoring.PROFILER_ID, monitoring.events.PY_START
    count = 0

    def planned(_code: CodeType, _offset: int) -> None:
        nonlocal count
        count += 1

    async with prepared(order) as hass:
        monitoring.use_tool_id(tool, "plans")
        monitoring.register_callback(tool, started, planned)
        monitoring.set_local_events(tool, discover_in_steps.__code__, started)
        await set_up(hass, order.domain, order.data)
        monitoring.free_tool_id(tool)
    return count


def in_new_process[T](
    job: Callable[[Order], Coroutine[Any, Any, T]], order: Order
) -> T:
    """Run a job in a separate process, and return its result."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(_run, job, order).result()


def _run[T](job: Callable[[Order], Coroutine[Any, Any, T]], order: Order) -> T:
    return asyncio.run(job(order))


def resident_memory() -> float:
    """Return the resident memory of this process (megabytes)."""
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def best_of(
    rounds: int,
    order: Order,
    job: Callable[[Order], Coroutine[Any, Any, SetUp]] = measure,
) -> SetUp:
    """Return the fastest of some rounds, after one that fills the folder."""
    order.config.mkdir()
    in_new_process(job, order)
    return min(
        (in_new_process(job, order) for _ in range(rounds)),
        key=lambda set_up: set_up.cpu,
    )


def compare(data: Mapping[str, str], folder: Path, rounds: int) -> None:
    """Measure and print the integration and the bare sensors."""
    order = Order(DOMAIN, folder / "ours", data)
    ours = best_of(rounds, order)
    bare_order = Order(
        bare.DOMAIN,
        folder / "bare",
        {
            "devices": ours.devices,
            "registered": ours.registered,
            "enabled": ours.states,
        },
    )
    floor = best_of(rounds, bare_order)
    print(
        f"{ours.devices} devices, gangs among them; {ours.registered} entities, "
        f"{ours.states} states; bare: {floor.registered} and {floor.states}"
    )
    print(f"{'':14}{'CPU':>10}{'an entity':>12}{'duration':>11}{'memory':>11}")
    for name, each in (("Tuya Cloud", ours), ("bare sensors", floor)):
        print(
            f"{name:14}{each.cpu:8.2f} s{each.cpu / each.registered * 1e6:9.0f} μs"
            f"{each.duration:9.2f} s{each.grown:+8.1f} MB"
        )
    print(f"{'ratio':14}{ours.cpu / floor.cpu:10.2f}")
    for name, watched in (("Tuya Cloud", order), ("bare sensors", bare_order)):
        blocks = in_new_process(watch, watched)
        print(
            f"{name}: longest block {blocks.longest_block * 1e3:.0f} ms, of our own "
            f"code {blocks.longest_own * 1e3:.0f} ms (in all {blocks.own:.2f} s), of "
            f"the garbage collector {blocks.longest_collection * 1e3:.0f} ms"
        )
    print(f"plans computed: {in_new_process(count_plans, order)}")


def write_large_device(folder: Path, points: int) -> None:
    """Write the file of a device with many data points, of four types in turn."""
    specifications = (
        {"type": "Boolean", "value": {}},
        {"type": "Integer", "value": {"min": 0, "max": 1000, "scale": 1, "step": 1}},
        {"type": "Enum", "value": {"range": ["low", "high"]}},
        {"type": "Integer", "value": {"min": 0, "max": 100, "unit": "%"}},
    )
    values = (True, 5, "low", 50)
    specified, status = {}, {}
    for number in range(points):
        specified[f"point_{number}x"] = specifications[number % 4]
        status[f"point_{number}x"] = values[number % 4]
    document = {
        "name": "Large",
        "category": "cz",
        "product_id": "large",
        "product_name": "Large",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
        "function": {
            code: each
            for code, each in specified.items()
            if code.endswith(("0x", "5x"))
        },
        "status_range": specified,
        "status": status,
    }
    (folder / "large.json").write_text(json.dumps(document), encoding="utf-8")


async def run(devices: Path, copies: int, rounds: int) -> None:
    """Compare against a simulated cloud."""
    async with simulated_account(devices, copies) as data:
        with tempfile.TemporaryDirectory() as folder:
            await asyncio.to_thread(compare, data, Path(folder), rounds)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=Path, default=DEMO_HOME)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--points", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        devices = options.devices
        if options.points:
            devices = Path(folder)
            write_large_device(devices, options.points)
        asyncio.run(run(devices, options.copies, options.rounds))


if __name__ == "__main__":
    main()
