"""A wall clock that a test moves, and a home whose extras are read."""

from collections.abc import Callable, Coroutine

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.sync.clock import Clock
from tests.conftest import let_time_pass, until

type Look = Callable[..., Coroutine[None, None, None]]

# seconds from one look at what is due to the next
NEXT_LOOK = 15 * 60 + 1


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the time of the wall clock, which a test may set."""
    time = [1_800_000_000]
    monkeypatch.setattr(Clock, "epoch", lambda _: time[0])
    return time


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry calls after short delays."""
    cloud = "custom_components.tuya_cloud.cloud"
    monkeypatch.setattr(f"{cloud}.timing.RETRY_DELAYS", (0.01, 0.01))


@pytest.fixture
def look(hass: HomeAssistant, entry: MockConfigEntry, now: list[int]) -> Look:
    """Return what lets seconds pass, and waits until all that is due is read."""

    async def run(after: int = 0) -> None:
        now[0] += after
        let_time_pass(hass, NEXT_LOOK)
        await until(lambda: entry.runtime_data.is_idle)
        await hass.async_block_till_done()

    return run
