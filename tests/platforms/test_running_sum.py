"""Sums of reported pieces: each piece is added once, despite restarts and replays."""

import time

import pytest
from homeassistant.core import HomeAssistant, State
from hypothesis import given
from hypothesis import strategies as st
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    mock_restore_cache_with_extra_data,
)

from custom_components.tuya_cloud.entities.running_sum import RunningSum
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, until

from ..documents import boolean, device, integer

NOW = 1_700_000_000_000


DEVICES = {
    "plug": device(
        "cz",
        {
            "switch_1": boolean(value=True),
            "add_ele": integer(0, 50000, 0, "r", unit="kwh", scale=3, step=100),
            "forward_energy_total": integer(
                0, 50000, 1500, "r", unit="kwh", scale=3, step=100
            ),
        },
    )
}


class Plug:
    """A plug that reports pieces of energy, with its sum."""

    def __init__(self, hass: HomeAssistant, simulator: Simulator) -> None:
        """Use the simulator and Home Assistant."""
        self._hass = hass
        self._simulator = simulator
        self._energy = entity_id_of(hass, "sensor", "plug_add_ele")
        self._switch = entity_id_of(hass, "switch", "plug_switch_1")
        self._is_on = True

    async def report(self, piece: int, at: int | None = None) -> None:
        """Report a piece; ``at`` in ms since the epoch, None: now."""
        item: JsonObject = {"code": "add_ele", "value": piece}
        if at is not None:
            item["t"] = at
        await self._simulator.report("plug", [item])

    async def deliver(self, message_id: str, piece: int, at: int) -> None:
        """Deliver a message with an id, for the first time or again."""
        item: JsonObject = {"code": "add_ele", "value": piece, "t": str(at // 1000)}
        await self._simulator.publish(
            4, {"dataId": message_id, "devId": "plug", "status": [item]}
        )

    async def sum(self) -> float:
        """Return the sum after all reports have arrived."""
        self._is_on = not self._is_on
        await self._simulator.report("plug", {"switch_1": self._is_on})
        shown = "on" if self._is_on else "off"
        await until(lambda: self._hass.states.is_state(self._switch, shown))
        state = self._hass.states.get(self._energy)
        assert state is not None
        return float(state.state)


async def test_each_report_is_added_once(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A message that is delivered again is not added."""
    plug = Plug(hass, simulator)
    now = time.time_ns() // 1_000_000
    assert await plug.sum() == 0
    await plug.deliver("a", 100, now - 5000)
    assert await plug.sum() == 0.1
    # an equal piece of the same second
    await plug.deliver("b", 100, now - 5000)
    assert await plug.sum() == 0.2
    await plug.deliver("a", 100, now - 5000)
    await plug.deliver("b", 100, now - 5000)
    # a piece older than the last one
    await plug.deliver("c", 70, now - 7000)
    assert await plug.sum() == 0.2
    await plug.deliver("d", 23, now - 3000)
    assert await plug.sum() == 0.223


async def test_the_sum_starts_with_the_last_known_piece(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A reload does not add it again."""
    await simulator.report("plug", {"add_ele": 190})
    for _ in range(2):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        sum_id = entity_id_of(hass, "sensor", "plug_add_ele")
        assert hass.states.is_state(sum_id, "0.19")
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_sum_feeds_the_energy_dashboard(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Sum and total have the attributes for statistics."""
    for code in ("add_ele", "forward_energy_total"):
        state = hass.states.get(entity_id_of(hass, "sensor", f"plug_{code}"))
        assert state is not None
        assert state.attributes["device_class"] == "energy"
        assert state.attributes["state_class"] == "total_increasing"
        assert state.attributes["unit_of_measurement"] == "kWh"
    total = entity_id_of(hass, "sensor", "plug_forward_energy_total")
    assert hass.states.is_state(total, "1.5")


async def test_pull_adds_nothing(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The list contains the last piece, which may already be added."""
    plug = Plug(hass, simulator)
    await plug.report(100)
    assert await plug.sum() == 0.1
    await simulator.report("plug", {"add_ele": 400}, silent=True)
    simulator.drop_hub(0)
    device = loaded.runtime_data.devices["plug"]
    await until(lambda: device.value("add_ele") == 0.4)
    assert await plug.sum() == 0.1


async def test_sum_continues_after_a_reload(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A replay of the last report is not added."""
    plug = Plug(hass, simulator)
    now = time.time_ns() // 1_000_000
    await plug.deliver("a", 100, now - 2000)
    assert await plug.sum() == 0.1
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert await plug.sum() == 0.1
    await plug.deliver("a", 100, now - 2000)
    await plug.deliver("b", 60, now - 1000)
    assert await plug.sum() == 0.16


async def test_sum_continues_after_a_restart(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Sum and time of the last piece are stored, apart from the device."""
    now = time.time_ns() // 1_000_000
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State("sensor.device_total_energy", "12.5"),
                {"total": 12.5, "last_time": now - 2000},
            )
        ],
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    plug = Plug(hass, simulator)
    assert await plug.sum() == 12.5
    await plug.report(100, now - 3000)
    assert await plug.sum() == 12.5
    await plug.report(100, now - 1000)
    assert await plug.sum() == 12.6


async def test_invalid_pieces_are_not_added(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The sum does not decrease."""
    plug = Plug(hass, simulator)
    await plug.report(100)
    await simulator.report("plug", {"add_ele": "soon"})
    await plug.report(-40)
    assert await plug.sum() == 0.1


def test_wrong_clock_does_not_stop_the_sum() -> None:
    """A future time counts as now, and pieces are added after the clock is set."""
    total = RunningSum()
    assert total.add(1, NOW + 10**9, NOW)
    assert total.last_time == NOW
    assert total.add(1, NOW + 1000, NOW + 1000)
    # the host's clock was wrong
    assert total.add(1, NOW - 5000, NOW - 4000)
    assert total.total == 3


def test_report_without_time_counts() -> None:
    """It cannot be recognized as a replay, and does not change the last time."""
    total = RunningSum(5, NOW)
    assert total.add(1, None, NOW)
    assert total.add(1, None, NOW)
    assert (total.total, total.last_time) == (7, NOW)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"total": 3.5, "last_time": NOW}, RunningSum(3.5, NOW)),
        ({"total": 3, "last_time": None}, RunningSum(3, None)),
        ({"total": 3, "last_time": "noon"}, RunningSum(3, None)),
        ({"total": "three", "last_time": NOW}, RunningSum()),
        ({}, RunningSum()),
    ],
)
def test_valid_stored_values_are_restored(
    stored: dict[str, object], expected: RunningSum
) -> None:
    """A file of another version may be invalid."""
    total = RunningSum()
    total.restore(stored)
    assert total == expected


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 20)), max_size=30))
def test_older_pieces_never_change_the_sum(pieces: list[tuple[int, int]]) -> None:
    """This holds for each number and order of them, and for a restored sum."""
    total = RunningSum()
    for piece, second in pieces:
        total.add(piece, NOW + second * 1000, NOW + 10**6)
    total.add(0, NOW + 21_000, NOW + 10**6)
    summed = total.total
    for piece, second in [*pieces, *reversed(pieces)]:
        assert not total.add(piece, NOW + second * 1000, NOW + 10**6)
    restored = RunningSum()
    restored.restore(total.as_dict())
    assert restored == total
    assert restored.total == summed
