"""Reloads leave no task, thread or listener."""

import asyncio
import threading
from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.conftest import until
from tests.documents import boolean, device

from .homes import write_files

RELOADS = 20


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(
        tmp_path, {"socket": device("cz", {"switch": boolean(value=True)})}
    )


def tasks_and_threads() -> set[str]:
    """Return the names of the integration's tasks, and of every thread."""
    tasks = {
        task.get_name() for task in asyncio.all_tasks() if "tuya" in task.get_name()
    }
    return tasks | {thread.name for thread in threading.enumerate()}


async def test_twenty_reloads(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The numbers of tasks, threads and listeners stay the same."""
    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    before = tasks_and_threads()
    tasks = len(asyncio.all_tasks())
    listeners = hass.bus.async_listeners()
    for _ in range(RELOADS):
        assert await hass.config_entries.async_reload(loaded.entry_id)
    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    await until(lambda: len(asyncio.all_tasks()) <= tasks)
    assert tasks_and_threads() <= before
    # a file that was about to be written at first had a listener, too
    now = hass.bus.async_listeners()
    assert {name for name, count in now.items() if count > listeners[name]} == set()
