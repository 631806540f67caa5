"""What the demo home costs in a month of ordinary use, in simulated time."""

import heapq
from collections.abc import Callable
from itertools import count
from typing import override

import pytest
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.timing import RENEW_EARLIER
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from tests.conftest import entity_id_of, until
from tests.sync.test_pull_schedule import Days

HOUR = 3600
DAY = 24 * HOUR
# days in the longest month
MONTH_DAYS = 31
# the life of a token and of the hub's credentials, in seconds
LIFE = 2 * HOUR
# days that are simulated: the weekly reads come twice
DAYS = 8

SIGN_IN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
CONFIGURE = "POST /v1.0/open-hub/access/config"
LIST = "GET /v1.0/users/{uid}/devices"
SPECIFICATION = "GET /v1.0/devices/{id}/specifications"
MODEL = "GET /v2.0/cloud/thing/{id}/model"
SHADOW = "GET /v2.0/cloud/thing/{id}/shadow/properties"


class Calendar(Clock):
    """A clock that a test moves, with the timers of the whole integration."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start at a fixed time."""
        super().__init__(hass)
        self._passed = 0.0
        self._numbers = count()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []

    @override
    def now(self) -> float:
        """Return the seconds that have passed, after a first day."""
        return DAY + self._passed

    @override
    def epoch(self) -> int:
        """Return a time of the year 2027."""
        return 1_800_000_000 + int(self._passed)

    @override
    def call_later(self, delay: float, action: Callable[[], None]) -> CALLBACK_TYPE:
        """Keep a timer; return what cancels it."""
        timer = (self._passed + delay, next(self._numbers), action)
        heapq.heappush(self._timers, timer)

        def cancel() -> None:
            if timer in self._timers:
                self._timers.remove(timer)
                heapq.heapify(self._timers)

        return cancel

    async def pass_until(self, moment: float, coordinator: Coordinator) -> None:
        """Let time pass up to a second since the start, timer by timer."""
        while self._timers and self._timers[0][0] <= moment:
            self._passed, _, action = heapq.heappop(self._timers)
            action()
            await until(lambda: coordinator.is_idle)
        self._passed = moment


@pytest.fixture
def calendar(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Let the integration live by simulated time."""
    calendar = Calendar(hass)
    module = "custom_components.tuya_cloud.coordinator"
    monkeypatch.setattr(f"{module}.Clock", lambda _hass: calendar)
    return calendar


def optional_calls(simulator: Simulator) -> dict[str, int]:
    """Return the calls but for those that sign in, connect push and pull."""
    usual = {SIGN_IN, CONFIGURE, LIST, SPECIFICATION, MODEL, SHADOW}
    calls = simulator.calls()["by_endpoint"]
    return {name: number for name, number in calls.items() if name not in usual}


async def test_a_restart_reads_no_extra(
    hass: HomeAssistant,
    simulator: Simulator,
    calendar: Calendar,
    loaded: MockConfigEntry,
) -> None:
    """The first reads come after a first start; a restart takes three calls."""
    assert optional_calls(simulator) == {}
    await calendar.pass_until(FIRST_LOOK - 1, loaded.runtime_data)
    assert optional_calls(simulator) == {}
    await calendar.pass_until(HOUR, loaded.runtime_data)
    await hass.async_block_till_done()
    first_reads = sum(optional_calls(simulator).values())
    # one call for each room, for example
    assert 0 < first_reads <= len(loaded.runtime_data.devices)

    assert await hass.config_entries.async_unload(loaded.entry_id)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] == 3
    await calendar.pass_until(2 * HOUR, loaded.runtime_data)
    assert optional_calls(simulator) == {}


async def test_a_month_of_ordinary_use(
    hass: HomeAssistant,
    simulator: Simulator,
    calendar: Calendar,
    loaded: MockConfigEntry,
) -> None:
    """A month with push, updates of three devices and some commands: 3,000 calls."""
    registry = er.async_get(hass)
    for device_id in ("robot_vacuum", "zigbee_gateway", "living_room_air_purifier"):
        update = entity_id_of(hass, "update", f"{device_id}_firmware")
        registry.async_update_entity(update, disabled_by=None)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    coordinator = loaded.runtime_data
    simulator.clear_calls()

    lamp = entity_id_of(hass, "light", "reading_lamp_switch_led")
    for day in range(DAYS):
        for hour in (1, 7, 19, 22):
            await calendar.pass_until(day * DAY + hour * HOUR, coordinator)
            await hass.services.async_call(
                "light", "toggle", {ATTR_ENTITY_ID: lamp}, blocking=True
            )
            await until(lambda: not coordinator.pending_commands)
    await calendar.pass_until(DAYS * DAY, coordinator)

    calls = simulator.calls()
    # tokens and hub credentials live by the event loop's time, which does not pass
    besides_pulls = calls["total"] - calls["by_endpoint"][LIST]
    a_month = besides_pulls / DAYS * MONTH_DAYS
    a_month += 2 * MONTH_DAYS * DAY / LIFE
    a_month += pulls_of_a_month(hass)
    assert a_month < 3_000


def pulls_of_a_month(hass: HomeAssistant) -> int:
    """Return the pulls while the hub is connected anew whenever credentials expire."""
    days = Days(hass, 1)
    for connection in range(MONTH_DAYS * DAY // LIFE):
        days.pass_until(connection * (LIFE - RENEW_EARLIER))
        days.push(comes=True)
    return len(days.pulls)
