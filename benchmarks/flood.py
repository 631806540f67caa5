"""How far states lag behind a flood of reports.

    python -m benchmarks.flood [--rate 5000] [--seconds 20] [--devices 20] [--recorder]

A broker in a separate process sends the reports over loopback, and waits for nobody:
reports that the integration has not read yet queue up.
"""

import argparse
import asyncio
import json
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.recorder import async_initialize_recorder
from homeassistant.setup import async_setup_component

from benchmarks.core import running_core, set_up
from benchmarks.reports import PLUG, payload
from benchmarks.simulated_account import simulated_account
from custom_components.tuya_cloud.cloud.endpoints import get_hub_configuration
from custom_components.tuya_cloud.const import DOMAIN, PLATFORMS

LONGEST: Final = 30  # seconds of a flood
BURST: Final = 0.01  # seconds between two writes of the broker
PATIENCE: Final = 180  # seconds until the last states have to be there
# types of MQTT packets
CONNECT, SUBSCRIBE, PINGREQ = 1, 8, 12


@dataclass(frozen=True, slots=True)
class Flood:
    """A flood of reports of the power of plugs, whose value is their number."""

    # reports in a second
    rate: int
    seconds: int
    devices: int

    @property
    def count(self) -> int:
        """The number of reports."""
        return self.rate * self.seconds

    def packets(self, topic: bytes, password: str) -> Iterator[bytes]:
        """Yield an MQTT packet of each report."""
        first = time.time_ns() // 1_000_000 - 24 * 60 * 60 * 1000
        for number in range(1, self.count + 1):
            item = {"code": "cur_power", "value": number, "t": first + number}
            data = {"devId": f"plug-{number % self.devices}", "status": [item]}
            message = {"protocol": 4, "t": first + number, "data": data}
            body = len(topic).to_bytes(2) + topic + payload(message, password)
            yield bytes((0x30, len(body) % 128 | 0x80, len(body) // 128)) + body


class Broker:
    """An MQTT broker for one client."""

    def __init__(self) -> None:
        """Start without a client."""
        self.subscribed = asyncio.Event()
        self._writer: asyncio.StreamWriter | None = None

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer the client."""
        self._writer = writer
        while head := await reader.read(1):
            length = (await reader.readexactly(1))[0]
            if length >= 0x80:
                length += ((await reader.readexactly(1))[0] - 1) * 128
            packet = await reader.readexactly(length)
            kind = head[0] >> 4
            if kind == CONNECT:
                writer.write(bytes((0x20, 2, 0, 0)))
            elif kind == SUBSCRIBE:
                writer.write(bytes((0x90, 3, packet[0], packet[1], 0)))
                self.subscribed.set()
            elif kind == PINGREQ:
                writer.write(bytes((0xD0, 0)))

    async def send(self, packets: list[bytes], rate: int) -> None:
        """Send packets at a rate, without waiting for the client."""
        if self._writer is None:
            raise RuntimeError("the client has gone")
        started, sent = time.monotonic(), 0
        while sent < len(packets):
            due = int((time.monotonic() - started) * rate) + 1
            self._writer.write(b"".join(packets[sent:due]))
            sent = min(due, len(packets))
            await asyncio.sleep(BURST)


async def flood_client(pipe: Connection, flood: Flood) -> None:
    """Serve a client, and flood it once ``pipe`` says so."""
    broker = Broker()
    server = await asyncio.start_server(broker.serve, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    packets = list(flood.packets(*await asyncio.to_thread(pipe.recv)))
    await broker.subscribed.wait()
    pipe.send("ready")
    await asyncio.to_thread(pipe.recv)
    await broker.send(packets, flood.rate)
    pipe.send("sent")
    await asyncio.to_thread(pipe.recv)
    server.close()


def run_broker(pipe: Connection, flood: Flood) -> None:
    """Run the broker in this process."""
    asyncio.run(flood_client(pipe, flood))


async def measure(hass: HomeAssistant, pipe: Connection, flood: Flood) -> None:
    """Start the flood, and print when the last states are shown."""
    last = [f"sensor.plug_{number}_power" for number in range(flood.devices)]
    numbers = set(range(flood.count - flood.devices + 1, flood.count + 1))
    written = 0

    def count(_event: Event[Any]) -> None:
        nonlocal written
        written += 1

    hass.bus.async_listen("state_changed", count)
    await asyncio.to_thread(pipe.recv)
    pipe.send("start")
    started, cpu = time.monotonic(), time.process_time()
    sent_at = 0.0
    shown: set[int] = set()
    async with asyncio.timeout(PATIENCE):
        while shown != numbers:
            await asyncio.sleep(0.05)
            if not sent_at and pipe.poll():
                sent_at = time.monotonic()
            states = filter(None, map(hass.states.get, last))
            shown = {round(float(state.state) * 10) for state in states}
    now = time.monotonic()
    print(
        f"{flood.count} reports in {sent_at - started:.1f} s, the last states shown "
        f"{now - sent_at:.1f} s later; {written} states written, CPU "
        f"{time.process_time() - cpu:.1f} s"
    )


async def run(flood: Flood, *, has_recorder: bool) -> None:
    """Flood a Home Assistant."""
    spawn = multiprocessing.get_context("spawn")
    pipe, other = spawn.Pipe()
    broker = spawn.Process(target=run_broker, args=(other, flood), daemon=True)
    broker.start()
    port = await asyncio.to_thread(pipe.recv)

    async def configuration(*args: Any) -> Any:
        found = await get_hub_configuration(*args)
        pipe.send((found.source_topics[0].encode(), found.password))
        return replace(found, host="127.0.0.1", port=port)

    fetched = "custom_components.tuya_cloud.sync.push.get_hub_configuration"
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        devices, config = folder / "devices", folder / "config"
        devices.mkdir()
        config.mkdir()
        for number in range(flood.devices):
            text = json.dumps(PLUG | {"name": f"Plug {number}"})
            (devices / f"plug-{number}.json").write_text(text, encoding="utf-8")
        data = await stack.enter_async_context(simulated_account(devices))
        stack.enter_context(patch(fetched, configuration))
        hass = await stack.enter_async_context(running_core(config, PLATFORMS))
        if has_recorder:
            async_initialize_recorder(hass)
            if not await async_setup_component(hass, "recorder", {}):
                raise RuntimeError("the recorder was not set up")
        await set_up(hass, DOMAIN, data)
        await measure(hass, pipe, flood)
    pipe.send("end")
    await asyncio.to_thread(broker.join)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--devices", type=int, default=20)
    parser.add_argument("--recorder", action="store_true")
    options = parser.parse_args()
    flood = Flood(options.rate, min(options.seconds, LONGEST), options.devices)
    asyncio.run(run(flood, has_recorder=options.recorder))


if __name__ == "__main__":
    main()
