"""`python -m simulator`: serve a simulated Tuya cloud until SIGTERM or Ctrl-C."""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from .server import DEMO_HOME, Simulator


def parse_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument(
        "--devices", type=Path, default=DEMO_HOME, help="folder of device files"
    )
    parser.add_argument("--copies", type=int, default=1, help="of each device")
    parser.add_argument("--http-port", type=int, default=0, help="0: any free port")
    parser.add_argument("--mqtt-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--rtt-ms", type=float, default=0, help="delay of each answer")
    parser.add_argument("--token-life", type=float, default=7200, help="seconds")
    parser.add_argument("--hub-life", type=float, default=7200, help="seconds")
    parser.add_argument("--ready-file", type=Path, help="a copy of the ready line")
    arguments = parser.parse_args()
    if not arguments.devices.is_dir():
        parser.error(f"{arguments.devices} is not a folder")
    return arguments


async def serve(arguments: argparse.Namespace) -> None:
    """Print one line of JSON with the addresses, then serve until SIGTERM or SIGINT."""
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, end.set)
    async with Simulator(
        arguments.devices,
        copies=arguments.copies,
        http_port=arguments.http_port,
        mqtt_port=arguments.mqtt_port,
        rtt_ms=arguments.rtt_ms,
        token_life=arguments.token_life,
        hub_life=arguments.hub_life,
    ) as simulator:
        line = json.dumps(simulator.ready)
        if arguments.ready_file is not None:
            arguments.ready_file.write_text(f"{line}\n", encoding="utf-8")
        print(line, flush=True)
        await end.wait()


if __name__ == "__main__":
    asyncio.run(serve(parse_arguments()))
