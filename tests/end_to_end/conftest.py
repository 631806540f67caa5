"""Home Assistant and the simulated cloud as processes of their own."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scripts.home_assistant_process import HomeAssistantProcess, SimulatorProcess

from .running_home import RunningHome


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def simulator_options() -> list[str]:
    """Return command line options for the simulator."""
    return []


@pytest.fixture
async def home(
    socket_enabled: None, tmp_path: Path, simulator_options: list[str]
) -> AsyncIterator[RunningHome]:
    """Run both with debug logs; the integration is not set up yet."""
    simulator = SimulatorProcess(
        "--http-port",
        str(free_port()),
        "--mqtt-port",
        str(free_port()),
        *simulator_options,
    )
    home_assistant = HomeAssistantProcess(
        tmp_path / "config",
        free_port(),
        frontend=False,
        level="debug",
        default_level="debug",
    )
    home = RunningHome(home_assistant, simulator, tmp_path / "home-assistant.log")
    try:
        await simulator.start()
        await home.start_home_assistant()
        yield home
    finally:
        await home_assistant.stop()
        await simulator.stop()
