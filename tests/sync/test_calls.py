"""The numbers of calls to the cloud."""

from functools import partial
from typing import Any

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.sync import pull_schedule
from custom_components.tuya_cloud.sync.clock import Clock
from custom_components.tuya_cloud.sync.pull_schedule import PullSchedule
from simulator import Simulator
from tests.conftest import entity_id_of, let_time_pass, until

LIST = "GET /v1.0/users/{uid}/devices"
MONTH = 31 * 24 * 3600


def products_of(simulator: Simulator) -> int:
    """Return the number of products of the devices."""
    return len({device.product_id for device in simulator.cloud.home.devices.values()})


async def test_a_start_takes_a_call_per_product_and_a_restart_three(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A restart signs in, configures the hub and lists; specifications are stored."""
    assert simulator.calls()["total"] <= products_of(simulator) + 3
    assert await hass.config_entries.async_unload(loaded.entry_id)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] == 3


async def test_shared_devices_are_listed_later(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
) -> None:
    """They are listed once, some minutes after the start."""
    pulled_at = loaded.runtime_data.pulled_at
    simulator.clear_calls()
    let_time_pass(hass, 6 * 60)
    await until(lambda: loaded.runtime_data.pulled_at != pulled_at)
    assert usual_calls(simulator) == {LIST: 2}
    let_time_pass(hass, 70 * 60)
    await until(lambda: usual_calls(simulator) == {LIST: 3})


def usual_calls(simulator: Simulator) -> dict[str, int]:
    """Return the calls but for those of thing models, shadows and extras."""
    optional = {"thing", "homes", "multiple-names", "door-lock", "scene", "sweepers"}
    return {
        endpoint: count
        for endpoint, count in simulator.calls()["by_endpoint"].items()
        if optional.isdisjoint(endpoint.split("/"))
    }


def is_shown(device: Device, code: str, value: object) -> bool:
    """Return whether a device has a value."""
    return bool(device.value(code) == value)


async def test_shared_devices_are_listed_with_every_pull_once_there_are_any(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A first start takes at most five calls and one per product, a restart four."""
    for device_id in ("reading_lamp", "garden_valve"):
        simulator.device(device_id).shared = True
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator = entry.runtime_data
    let_time_pass(hass, 6 * 60)
    shared = {"garden_valve", "reading_lamp"}
    await until(lambda: shared <= coordinator.devices.keys())
    assert simulator.calls()["by_endpoint"][LIST] == 3
    assert sum(usual_calls(simulator).values()) <= products_of(simulator) + 5

    valve, lamp = (
        coordinator.devices["garden_valve"],
        coordinator.devices["reading_lamp"],
    )
    for value in (True, False):
        # push works
        await simulator.report("reading_lamp", {"switch_led": value})
        await until(partial(is_shown, lamp, "switch_led", value))
        await simulator.report("garden_valve", {"switch": value}, silent=True)
        simulator.clear_calls()
        let_time_pass(hass, 70 * 60)
        await until(partial(is_shown, valve, "switch", value))
        assert usual_calls(simulator) == {LIST: 2}

    assert await hass.config_entries.async_unload(entry.entry_id)
    await simulator.report("garden_valve", {"switch": True}, silent=True)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.runtime_data.devices["garden_valve"].value("switch") is True
    assert simulator.calls()["total"] == 4


async def test_without_the_cloud_every_entity_is_restored(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    simulator: Simulator,
) -> None:
    """Entities keep their names, and work again without a reload."""
    lamp = entity_id_of(hass, "light", "reading_lamp_switch_led")
    known = {state.entity_id: state.state for state in hass.states.async_all()}
    assert await hass.config_entries.async_unload(loaded.entry_id)
    port, mqtt_port = simulator.http_port, URL(simulator.ready["mqtt"]).port
    await simulator.stop()

    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert {state.entity_id for state in hass.states.async_all()} == known.keys()
    assert hass.states.is_state(lamp, STATE_UNAVAILABLE)

    async with Simulator(http_port=port, mqtt_port=mqtt_port or 0):
        let_time_pass(hass, 30)
        await until(lambda: hass.states.is_state(lamp, known[lamp]), seconds=20)
        await until(lambda: loaded.runtime_data.push.is_connected, seconds=20)
        assert await hass.config_entries.async_unload(loaded.entry_id)


async def test_a_month_of_polling_stays_below_ten_thousand_calls(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interval starts at a minute and grows."""
    delays: list[float] = []
    schedule = PullSchedule(Clock(hass), lambda: None)
    monkeypatch.setattr(schedule, "within", delays.append)
    while sum(delays) < MONTH:
        schedule.succeeded(calls=1, is_complete=True, is_pushed=False)
    assert delays[0] == pull_schedule.FIRST_POLL
    assert delays == sorted(delays)
    assert len(delays) < 10_000
    schedule.succeeded(calls=1, is_complete=True, is_pushed=True)
    assert delays[-1] == pull_schedule.RECONCILE_INTERVAL
    schedule.succeeded(calls=1, is_complete=True, is_pushed=False)
    assert delays[-1] == pull_schedule.FIRST_POLL


async def test_specifications_survive_a_crash(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_storage: dict[str, dict[str, Any]],
) -> None:
    """Specifications are stored within seconds, states within minutes."""
    key = f"tuya_cloud.{loaded.entry_id}"
    assert key not in hass_storage
    let_time_pass(hass, 11)
    await hass.async_block_till_done()
    assert hass_storage[key]["data"]["specifications"]
