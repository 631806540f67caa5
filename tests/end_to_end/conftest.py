"""Home Assistant and the simulated cloud as processes of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .running_home import RunningHome, run_home


@pytest.fixture
def simulator_options() -> list[str]:
    """Return command line options for the simulator."""
    return []


@pytest.fixture
async def home(
    socket_enabled: None, tmp_path: Path, simulator_options: list[str]
) -> AsyncIterator[RunningHome]:
    """Run both with debug logs, without web pages, and not set up yet."""
    async with run_home(
        tmp_path, *simulator_options, frontend=False, level="debug"
    ) as running:
        yield running
