"""A load test of a real Home Assistant: lost states, calls, and leaks.

    python -m benchmarks.soak [--minutes 10] [--reports-per-second 500]

Devices report constantly, some with their uptime in place of the time. The hub is
dropped every 20 seconds, tokens expire every 10, one call in fifty fails, and
signatures are refused in waves. At the end, every state is compared with the value of
the simulated device.
"""

import argparse
import asyncio
import json
import random
import re
import socket
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from scripts.home_assistant_process import HomeAssistantProcess, SimulatorProcess
from tests.end_to_end.running_home import RunningHome

DEVICES: Final = 60
BATCHES_PER_SECOND: Final = 5
DROP_EVERY: Final = 20.0
DROP_LASTS: Final = 1.0
TOKEN_LIFE: Final = 10
RESTART_EVERY: Final = 1.0
# one call in fifty fails, signatures are refused in waves, empty members are left out
FAULTS: Final[list[dict[str, Any]]] = [
    {"match": "*", "then": {"http": 502}, "share": 0.02},
    {
        "match": "GET *",
        "then": {"code": 1004, "msg": "sign invalid"},
        "seconds": 1,
        "every": 30,
    },
    {"match": "GET *", "then": {"omit": ["last_row_key", "has_more", "total"]}},
]
SETTLE_SECONDS: Final = 90.0

_UNHANDLED: Final = re.compile(r"Traceback|ERROR \(|Task exception|never retrieved")

SWITCH: Final = {"type": "Boolean", "value": {}}
POWER: Final[dict[str, Any]] = {
    "type": "Integer",
    "value": {"unit": "W", "min": 0, "max": 50000, "scale": 1, "step": 1},
}
# the same in a thing model
PROPERTIES: Final = [
    {
        "abilityId": 1,
        "accessMode": "rw",
        "code": "switch_1",
        "typeSpec": {"type": "bool"},
    },
    {
        "abilityId": 19,
        "accessMode": "ro",
        "code": "cur_power",
        "typeSpec": {"type": "value", **POWER["value"]},
    },
]


@dataclass
class Measure:
    """The resources of Home Assistant at a moment."""

    minute: float
    resident: int  # kilobytes
    threads: int
    sockets: int


@dataclass
class Load:
    """A running load test, with the reports it has sent."""

    home: RunningHome
    reports_per_second: int
    sent: int = 0
    drops: int = 0
    measures: list[Measure] = field(default_factory=list)

    async def run(self, seconds: float) -> None:
        """Send reports and cause faults for so many seconds."""
        started = time.monotonic()
        for fault in FAULTS:
            await self.home.control("POST", "/faults", fault)
        await self.home.control("POST", "/hub/options", {"keeps_password": True})
        async with asyncio.TaskGroup() as group:
            group.create_task(self._report(started + seconds))
            group.create_task(self._drop(started + seconds))
            group.create_task(self._restart_devices(started + seconds))
            group.create_task(self._measure(started, started + seconds))

    async def _report(self, until: float) -> None:
        per_batch = self.reports_per_second // BATCHES_PER_SECOND
        due = time.monotonic()
        while due < until:
            chosen = random.choices(range(DEVICES), k=per_batch)
            # one report per device in a call, so a batch has several
            while chosen:
                batch = set(chosen)
                for device in batch:
                    chosen.remove(device)
                await self.home.control(
                    "POST", "/reports", {"reports": {name(d): values() for d in batch}}
                )
                self.sent += len(batch)
            due += 1 / BATCHES_PER_SECOND
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _drop(self, until: float) -> None:
        while time.monotonic() + DROP_EVERY < until:
            await asyncio.sleep(DROP_EVERY)
            await self.home.control("POST", "/hub/drop", {"seconds": DROP_LASTS})
            self.drops += 1

    async def _restart_devices(self, until: float) -> None:
        """Have devices report their uptime in place of the time now and then."""
        while time.monotonic() + RESTART_EVERY < until:
            await asyncio.sleep(RESTART_EVERY)
            device = name(random.randrange(DEVICES))
            await self.home.control(
                "POST", f"/devices/{device}/restart", {"seconds": 1}
            )

    async def _measure(self, started: float, until: float) -> None:
        while time.monotonic() < until:
            await asyncio.sleep(60)
            self.measure((time.monotonic() - started) / 60)

    def measure(self, minute: float) -> None:
        """Record and print the current resources of Home Assistant."""
        status = Path(f"/proc/{self.home.home_assistant.pid}/status").read_text("utf-8")
        resident = re.search(r"VmRSS:\s+(\d+)", status)
        threads, sockets = self.home.threads_and_sockets()
        measure = Measure(minute, int(resident[1]) if resident else 0, threads, sockets)
        self.measures.append(measure)
        print(
            f"minute {minute:5.1f}: {measure.resident / 1024:6.1f} MB resident, "
            f"{threads} threads, {sockets} sockets, {self.sent} reports sent",
            flush=True,
        )


def name(number: int) -> str:
    """Return the id of a device."""
    return f"plug{number:02}"


def values() -> dict[str, Any]:
    """Return random values of a plug."""
    return {
        "switch_1": random.random() < 0.5,
        "cur_power": random.randrange(50_000),
    }


def document(number: int) -> dict[str, Any]:
    """Return the device file of a plug; some have a thing model alone or are shared."""
    plug: dict[str, Any] = {
        "name": f"Plug {number}",
        "category": "cz",
        "product_id": f"plug{number % 5}",
        "product_name": "Plug",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
        "function": {"switch_1": SWITCH},
        "status_range": {"switch_1": SWITCH, "cur_power": POWER},
        "status": {"switch_1": False, "cur_power": 0},
        "shared": number % 10 == 7,
    }
    if number % 10 == 5:
        plug |= {
            "product_id": "model",
            "function": {},
            "status_range": {},
            "thing_model": {"services": [{"properties": PROPERTIES}]},
        }
    return plug


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def wrong_states(home: RunningHome, entry_id: str) -> list[str]:
    """Return the states that differ from the values of their devices."""
    diagnostics = await home.diagnostics(entry_id)
    states = await home.states()
    wrong = []
    for diagnosed in diagnostics["devices"]:
        number = int(diagnosed["device"]["name"].removeprefix("Plug "))
        held = (await home.control("GET", f"/devices/{name(number)}"))["status"]
        for code, point in diagnosed["data_points"].items():
            wanted = expected(code, held)
            for entity_id in point["entity_ids"]:
                shown = states[entity_id]["state"]
                if shown != wanted:
                    wrong.append(f"{entity_id}: {shown} instead of {wanted}")
    return wrong


def expected(code: str, held: Mapping[str, Any]) -> str:
    """Return the expected state of a data point, from the value of the device."""
    if code == "switch_1":
        return "on" if held[code] else "off"
    return str(held[code] / 10)


async def soak(folder: Path, minutes: float, reports_per_second: int) -> bool:
    """Run the load test in a folder, and return whether it succeeded."""
    devices = folder / "devices"
    devices.mkdir()
    for number in range(DEVICES):
        text = json.dumps(document(number))
        (devices / f"{name(number)}.json").write_text(text, encoding="utf-8")
    simulator = SimulatorProcess(
        *("--devices", str(devices)),
        *("--http-port", str(free_port())),
        *("--mqtt-port", str(free_port())),
        *("--token-life", str(TOKEN_LIFE)),
    )
    # the recorder's page cache of 16 MB would hide the growth of the integration
    process = HomeAssistantProcess(
        folder / "config", free_port(), frontend=False, recorder=False, level="warning"
    )
    home = RunningHome(process, simulator, folder / "log")
    try:
        await simulator.start()
        await home.start_home_assistant()
        entry_id = await home.set_up()
        await home.control("DELETE", "/calls")
        load = Load(home, reports_per_second)
        print(f"{DEVICES} devices, {minutes} minutes at {reports_per_second} reports/s")
        await load.run(minutes * 60)
        calls = await home.control("GET", "/calls")
        await home.control("DELETE", "/faults")
        wrong = await settled(home, entry_id)
        load.measure(minutes + SETTLE_SECONDS / 60)
        hub = (await home.diagnostics(entry_id))["hub"]
        print(f"hub dropped {load.drops} times, reconnected {hub['reconnects']} times")
        return report(load, wrong, calls, home.log.read_text("utf-8"))
    finally:
        await process.stop()
        await simulator.stop()


async def settled(home: RunningHome, entry_id: str) -> list[str]:
    """Wait for every state to be correct, up to a time-out; return the wrong ones."""
    give_up_at = time.monotonic() + SETTLE_SECONDS
    while wrong := await wrong_states(home, entry_id):
        if time.monotonic() > give_up_at:
            break
        await asyncio.sleep(1)
    return wrong


def report(load: Load, wrong: list[str], calls: dict[str, Any], log: str) -> bool:
    """Print the results, and return whether the load test succeeded."""
    unhandled = [
        line
        for line in log.splitlines()
        if _UNHANDLED.search(line) and "homeassistant.bootstrap" not in line
    ]
    first, last = load.measures[0], load.measures[-1]
    growth = 100 * (last.resident - first.resident) / first.resident
    print(f"reports sent: {load.sent}")
    print(f"calls made: {calls['total']}")
    for endpoint, count in calls["by_endpoint"].items():
        print(f"  {count:6} {endpoint}")
    print(f"states wrong after settling: {len(wrong)}")
    for line in wrong[:10]:
        print(f"  {line}")
    print(f"errors and tracebacks in the log: {len(unhandled)}")
    for line in unhandled[:10]:
        print(f"  {line}")
    print(f"resident memory after the first minute: {growth:+.1f} %")
    print(f"threads {first.threads} -> {last.threads}")
    print(f"sockets {first.sockets} -> {last.sockets}")
    return not wrong and not unhandled


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--reports-per-second", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fine = asyncio.run(
            soak(Path(folder), options.minutes, options.reports_per_second)
        )
    raise SystemExit(0 if fine else 1)


if __name__ == "__main__":
    main()
