"""The CPU time of a report, from the hub's bytes or message to the written states.

    python -m benchmarks.reports [--reports 1000]

Two lower limits are measured in the same run: the time to read the outer JSON, decrypt,
and read the inner JSON; and the time of a state write of a bare sensor.
"""

import argparse
import asyncio
import base64
import itertools
import json
import math
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad
from homeassistant.core import HomeAssistant

from benchmarks import bare
from benchmarks.core import running_core, set_up
from benchmarks.hub_input import HubInput, Message, kept_hub_input
from benchmarks.simulated_account import simulated_account
from custom_components.tuya_cloud.const import DOMAIN, PLATFORMS
from simulator.encryption import Version, encrypt

ROUNDS: Final = 50
POWER: Final = {"min": 0, "max": 5_000_000, "scale": 1, "step": 1, "unit": "W"}
PLUG: Final = {
    "name": "Plug",
    "category": "cz",
    "product_id": "plug",
    "product_name": "Plug",
    "online": True,
    "sub": False,
    "time_zone": "+01:00",
    "function": {"switch_1": {"type": "Boolean", "value": {}}},
    "status_range": {
        "switch_1": {"type": "Boolean", "value": {}},
        "cur_power": {"type": "Integer", "value": POWER},
    },
    "status": {"switch_1": False, "cur_power": 0},
}


def messages(first: int, count: int, codes: Collection[str]) -> list[Message]:
    """Return reports of new values of the codes, later than those of lower numbers."""
    yesterday = time.time_ns() // 1_000_000 - 24 * 60 * 60 * 1000
    found = []
    for number in range(first, first + count):
        values = {"cur_power": number, "switch_1": bool(number % 2)}
        told_at = yesterday + number
        status = [{"code": code, "value": values[code], "t": told_at} for code in codes]
        data = {"dataId": f"{number:032x}", "devId": "plug", "status": status}
        found.append({"protocol": 4, "t": told_at, "data": data})
    return found


def payload(message: Message, password: str) -> bytes:
    """Return the bytes of a message."""
    plain = json.dumps(message["data"]).encode()
    encrypted = encrypt(Version.ECB, password, message["t"], plain)
    return json.dumps(message | {"data": encrypted}).encode()


def decode(message: bytes, key: bytes) -> None:
    """Only decrypt and parse a message."""
    data = base64.b64decode(json.loads(message)["data"])
    plain = unpad(AES.new(key, AES.MODE_ECB).decrypt(data), AES.block_size)
    json.loads(plain)


@dataclass(slots=True)
class Way:
    """Work on many items one by one, and its cost."""

    take: Callable[[Any], None]
    # returns the items from a number on
    make: Callable[[int], Sequence[Any]]
    # microseconds of CPU of one item, in the fastest round
    cost: float = math.inf

    def run(self, first: int) -> None:
        """Measure a round."""
        items = self.make(first)
        started = time.thread_time()
        for item in items:
            self.take(item)
        cost = (time.thread_time() - started) / len(items) * 1e6
        self.cost = min(self.cost, cost)


async def measure(folder: Path, data: dict[str, str], count: int) -> None:
    """Set up the plug and a bare sensor, and measure and print both."""
    with kept_hub_input() as hub:
        async with running_core(folder, PLATFORMS) as hass:
            await set_up(hass, DOMAIN, data)
            one = {"devices": 1, "registered": 1, "enabled": 1}
            await set_up(hass, bare.DOMAIN, one)
            await compare(hass, hub, count)


async def compare(hass: HomeAssistant, hub: HubInput, count: int) -> None:
    """Measure and print the lower limits and the stages of a report."""
    listen, receive = hub.listeners[-1], hub.receivers[-1]
    sensors = hass.config_entries.async_entries(bare.DOMAIN)[0].runtime_data
    key = hub.password[8:24].encode()
    numbers = itertools.count(1, count)

    def values(first: int) -> list[float]:
        return [number / 10 for number in range(first, first + count)]

    def decoded(first: int) -> list[Message]:
        return messages(first, count, ["cur_power"])

    def of_two(first: int) -> list[Message]:
        return messages(first, count, ["cur_power", "switch_1"])

    def encrypted(first: int) -> list[bytes]:
        return [payload(message, hub.password) for message in decoded(first)]

    write = Way(sensors[0].show, values)
    decoding = Way(lambda each: decode(each, key), encrypted)
    one, two = Way(listen, decoded), Way(listen, of_two)
    whole = Way(receive, encrypted)
    # in turn, so that all suffer alike from what else the machine does
    for _ in range(ROUNDS):
        for way in (write, decoding, one, two, whole):
            way.run(next(numbers))
            # let Home Assistant finish delayed work
            await asyncio.sleep(0)
    shown = hass.states.get("sensor.plug_power")
    if shown is None or float(shown.state) != (next(numbers) - 1) / 10:
        raise RuntimeError(f"the last report is not shown: {shown}")
    for name, cost, floor in (
        ("bare state write", write.cost, write.cost),
        ("decoding alone", decoding.cost, decoding.cost),
        ("decoded message to one written state", one.cost, write.cost),
        ("decoded message to two written states", two.cost, 2 * write.cost),
        ("bytes to one written state", whole.cost, write.cost + decoding.cost),
    ):
        print(f"{name:40}{cost:7.1f} μs  {cost / floor:5.2f} times the floor")


async def run(count: int) -> None:
    """Measure against a simulated cloud."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        devices, config = folder / "devices", folder / "config"
        devices.mkdir()
        config.mkdir()
        (devices / "plug.json").write_text(json.dumps(PLUG), encoding="utf-8")
        async with simulated_account(devices) as data:
            await measure(config, data, count)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    asyncio.run(run(parser.parse_args().reports))


if __name__ == "__main__":
    main()
