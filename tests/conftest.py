"""A real Home Assistant with the integration, against a simulated cloud."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from hypothesis import HealthCheck, settings
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

import custom_components  # noqa: F401 - or the harness's own package of the name wins
from custom_components.tuya_cloud.cloud.account import ProjectType, digest_password
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator

# long enough for a busy machine
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

# the fixtures of tests about infrared hubs, which are in several folders
pytest_plugins = ["tests.infrared_home"]
REAL_DEVICES = Path(__file__).parents[2] / "shared" / "devices"


@pytest.fixture
def executor_ends() -> Iterator[None]:
    """End the threads of Home Assistant's executor, also on a busy machine.

    The harness fails a test if one of them still runs when it looks.
    """
    loop = asyncio.get_event_loop()
    yield
    loop.run_until_complete(loop.shutdown_default_executor())
    executor = cast("Any", loop)._default_executor  # noqa: SLF001  # asyncio returns it nowhere
    for thread in threading.enumerate():
        if thread.name.startswith("SyncWorker_"):
            # Home Assistant interrupts threads that are slow to end; one that it
            # interrupts just when it wakes does not wake the next
            executor._work_queue.put(None)  # noqa: SLF001  # as its shutdown does
            thread.join(timeout=5)


@pytest.fixture(autouse=True)
def _custom_integrations(request: pytest.FixtureRequest) -> None:
    """Make the integration known to Home Assistant, if the test uses it."""
    if "hass" in request.fixturenames:
        # set up before Home Assistant, it ends after that
        request.getfixturevalue("executor_ends")
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture(autouse=True)
def _no_rate_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn the rate limit off; the simulated cloud accepts any rate."""
    monkeypatch.setattr(
        "custom_components.tuya_cloud.cloud.timing.CALLS_PER_SECOND", 10_000
    )


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Keep debug mode off; it records a stack per future and doubles the time."""


@pytest.fixture
def device_files() -> Path | None:
    """Return the folder of device files to simulate; None: the demo home's."""
    return None


@pytest.fixture
async def simulator(
    socket_enabled: None, device_files: Path | None
) -> AsyncIterator[Simulator]:
    """Run a simulated cloud."""
    async with Simulator(device_files) as running:
        yield running


@pytest.fixture
def project_type() -> ProjectType:
    """Return the kind of project the account is linked to."""
    return ProjectType.SMART_HOME


@pytest.fixture
async def entry(
    hass: HomeAssistant, simulator: Simulator, project_type: ProjectType
) -> AsyncIterator[MockConfigEntry]:
    """Return the config entry of the simulated account, added but not set up.

    It is unloaded before the simulator stops, so that it does not try to reconnect.
    """
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Demo",
        unique_id="demo",
        data=entry_data(simulator, project_type),
    )
    entry.add_to_hass(hass)
    yield entry
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


def entry_data(simulator: Simulator, project_type: ProjectType) -> dict[str, str]:
    """Return what the config flow stores for the simulated account."""
    ready = simulator.ready
    return {
        "access_id": ready["access_id"],
        "access_secret": ready["access_secret"],
        "endpoint": ready["endpoint"],
        "project_type": project_type,
        "country_code": ready["country_code"],
        "app_schema": ready["schema"],
        "username": ready["username"],
        "password_digest": digest_password(ready["password"], project_type),
    }


@pytest.fixture
async def loaded(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the config entry, set up."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def entity_id_of(hass: HomeAssistant, platform: str, unique_id: str) -> str:
    """Return the entity id of a unique id; users can change entity ids."""
    entity_id = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    assert entity_id is not None, unique_id
    return entity_id


async def until(
    condition: Callable[[], Any], *, seconds: float = 10, what: str = "condition"
) -> None:
    """Wait until a condition is true; fail after a time-out."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def let_time_pass(hass: HomeAssistant, seconds: float) -> None:
    """Fire every timer that is due within so many seconds."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
