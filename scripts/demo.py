"""Run a simulated cloud and a real Home Assistant that is set up with it."""

import argparse
import asyncio
import contextlib
import shutil
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import aiohttp

from scripts.demo_dashboard import URL_PATH, make_dashboard
from scripts.home_assistant_process import (
    ROOT,
    HomeAssistantProcess,
    SimulatorProcess,
    wizard_steps,
)

_QUIET_SECONDS: Final = 3


def parse_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts/develop", description=__doc__)
    parser.add_argument(
        "--port",
        type=int,
        default=8123,
        help="of Home Assistant; the simulated cloud takes the next two",
    )
    parser.add_argument("--devices", type=Path, help="folder of device files")
    parser.add_argument("--copies", type=int, default=1, help="of each device")
    parser.add_argument(
        "--config",
        type=Path,
        default=ROOT / ".home-assistant",
        help="Home Assistant's configuration folder",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="delete the old configuration"
    )
    parser.add_argument(
        "--no-frontend", action="store_true", help="only the API, without web pages"
    )
    return parser.parse_args()


def say(message: str) -> None:
    """Print a message with the time."""
    print(f"[{time.strftime('%H:%M:%S')}] {message}", flush=True)


async def run(arguments: argparse.Namespace) -> None:
    """Start both, set the integration up, and run until cancelled."""
    options = [
        "--copies",
        str(arguments.copies),
        "--http-port",
        str(arguments.port + 1),
        "--mqtt-port",
        str(arguments.port + 2),
    ]
    if arguments.devices:
        options += ["--devices", str(arguments.devices.absolute())]
    simulator = SimulatorProcess(*options)
    home_assistant = HomeAssistantProcess(
        arguments.config.absolute(), arguments.port, frontend=not arguments.no_frontend
    )
    try:
        say("Starting the simulated cloud")
        await simulator.start()
        say("Starting Home Assistant")
        await home_assistant.start()
        await home_assistant.onboard()
        if not await home_assistant.entries():
            say("Setting up Tuya Cloud through its config flow")
            answer = await home_assistant.add_integration(wizard_steps(simulator.ready))
            if answer["type"] != "create_entry":
                raise RuntimeError(f"the config flow refused: {answer.get('errors')}")
            await enable_update(home_assistant)
            await read_rooms(home_assistant, answer["result"]["entry_id"])
            await until_quiet(simulator)
        dashboards = await home_assistant.command("lovelace/dashboards/list")
        if all(each["url_path"] != URL_PATH for each in dashboards):
            await make_dashboard(home_assistant)
        print(
            f"\n  Home Assistant:  {home_assistant.base_url}/{URL_PATH}"
            "\n  user demo, password demo"
            f"\n  Simulated cloud: {simulator.ready['endpoint']}/simulator/calls"
            "\n  Press Ctrl-C to stop\n",
            flush=True,
        )
        await home_assistant.wait()
    finally:
        say("Stopping")
        await home_assistant.stop()
        await simulator.stop()


async def enable_update(home_assistant: HomeAssistantProcess) -> None:
    """Enable the firmware update of the demo home's vacuum, as a user would."""
    for entity in await home_assistant.command("config/entity_registry/list"):
        if entity["unique_id"] == "robot_vacuum_firmware":
            await home_assistant.command(
                "config/entity_registry/update",
                entity_id=entity["entity_id"],
                disabled_by=None,
            )


async def read_rooms(home_assistant: HomeAssistantProcess, entry_id: str) -> None:
    """Have the rooms and all else of the app read now instead of in two minutes.

    A box in the options does it. Options that are stored for the first time reload the
    entry, so they are saved before, and this waits for the reload.
    """
    await save_options(home_assistant, entry_id, {})
    await home_assistant.call(
        "POST", f"/api/config/config_entries/entry/{entry_id}/reload"
    )
    await save_options(home_assistant, entry_id, {"look_again": True})


async def until_quiet(simulator: SimulatorProcess) -> None:
    """Wait until the simulated cloud has had no call for some seconds."""
    total = None
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(
                f"{simulator.ready['endpoint']}/simulator/calls"
            ) as response:
                calls = await response.json()
            if calls["total"] == total:
                return
            total = calls["total"]
            await asyncio.sleep(_QUIET_SECONDS)


async def save_options(
    home_assistant: HomeAssistantProcess, entry_id: str, options: Mapping[str, object]
) -> None:
    """Save the form of the options; fields that are not given have their defaults."""
    flows = "/api/config/config_entries/options/flow"
    flow = await home_assistant.call("POST", flows, {"handler": entry_id})
    await home_assistant.call("POST", f"{flows}/{flow['flow_id']}", dict(options))


def main() -> None:
    """Run until Ctrl-C or SIGTERM."""
    arguments = parse_arguments()
    if arguments.fresh:
        shutil.rmtree(arguments.config, ignore_errors=True)

    async def run_until_signal() -> None:
        task = asyncio.ensure_future(run(arguments))
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, task.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(run_until_signal())


if __name__ == "__main__":
    main()
