"""The gate that gathers changes during a flood."""

import asyncio
import time
from collections.abc import Collection

import pytest

from custom_components.tuya_cloud.sync.flood import MOST_AT_ONCE, WINDOW, FloodGate

CODES = frozenset({"cur_power"})


class Shown:
    """A gate, and the codes it has passed on."""

    def __init__(self) -> None:
        """Start with an open gate."""
        self.changes: list[tuple[str, frozenset[str]]] = []
        self.gate = FloodGate(self._notify)

    def _notify(self, device_id: str, codes: Collection[str]) -> None:
        self.changes.append((device_id, frozenset(codes)))

    def report(self, times: int, device_id: str = "plug") -> None:
        """Pass changes to the gate, all in one turn of the event loop."""
        for _ in range(times):
            self.gate.pass_on(device_id, CODES, time.monotonic())


@pytest.fixture
async def shown() -> Shown:
    """Return a gate without changes."""
    return Shown()


async def test_single_changes_are_shown_at_once(shown: Shown) -> None:
    """Each one, as long as they are no flood."""
    shown.report(MOST_AT_ONCE)
    assert len(shown.changes) == MOST_AT_ONCE


async def test_a_burst_is_shown_in_the_next_turn(shown: Shown) -> None:
    """The last change of each device, with all its codes."""
    shown.report(MOST_AT_ONCE + 100)
    shown.gate.pass_on("lamp", {"switch_led"}, time.monotonic())
    shown.gate.pass_on("lamp", {"bright_value"}, time.monotonic())
    await asyncio.sleep(0)
    assert shown.changes[MOST_AT_ONCE:] == [
        ("plug", CODES),
        ("lamp", {"switch_led", "bright_value"}),
    ]


async def test_a_flood_is_shown_at_intervals(shown: Shown) -> None:
    """Each device once in a window; afterwards changes are shown at once again."""
    started = time.monotonic()
    turns = 0
    while time.monotonic() < started + 5 * WINDOW:
        shown.report(20)
        turns += 1
        await asyncio.sleep(0.005)
    windows = (time.monotonic() - started) / WINDOW
    assert turns * 20 > 5 * MOST_AT_ONCE
    assert len(shown.changes) <= MOST_AT_ONCE + windows + 2
    await asyncio.sleep(2.5 * WINDOW)
    before = len(shown.changes)
    shown.report(1)
    assert len(shown.changes) == before + 1


async def test_what_waits_is_shown_at_the_end(shown: Shown) -> None:
    """Nothing is left to a timer."""
    shown.report(MOST_AT_ONCE + 1)
    shown.gate.stop()
    assert len(shown.changes) == MOST_AT_ONCE + 1
    await asyncio.sleep(0)
    assert len(shown.changes) == MOST_AT_ONCE + 1
