"""A report writes the states of its own entities only."""

from functools import partial
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import Event, HomeAssistant, callback
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonValue
from simulator import Simulator
from tests.conftest import until

type Written = list[str]


def holds(device: Device, code: str, value: JsonValue) -> bool:
    """Return whether a device has a value."""
    return device.raw(code) == value


def written_from_now_on(hass: HomeAssistant) -> Written:
    """Return a list that collects the entity id of each state write."""
    written: Written = []

    @callback
    def note(event: Event[Any]) -> None:
        written.append(event.data["entity_id"])

    @callback
    def everything(_data: object) -> bool:
        return True  # Home Assistant requires a filter

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    hass.bus.async_listen(EVENT_STATE_REPORTED, note, event_filter=everything)
    return written


async def entities_of(
    hass: HomeAssistant, entry: MockConfigEntry, device_id: str, code: str
) -> set[str]:
    """Return the enabled entities of a data point."""
    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    position = list(entry.runtime_data.devices).index(device_id)
    point = diagnostics["devices"][position]["data_points"][code]
    return {each for each in point["entity_ids"] if hass.states.get(each)}


async def test_only_entities_of_the_changed_point_write(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each of them writes once."""
    for device_id, code, value in (
        ("house_meter", "forward_energy_total", 4711),
        ("reading_lamp", "bright_value", 200),
        ("hallway_thermostat", "temp_current", 225),
    ):
        expected = await entities_of(hass, loaded, device_id, code)
        assert expected
        device = loaded.runtime_data.devices[device_id]
        assert device.raw(code) != value
        written = written_from_now_on(hass)
        await simulator.report(device_id, {code: value})
        await until(partial(holds, device, code, value))
        await hass.async_block_till_done()
        assert set(written) == expected
        assert len(written) == len(expected)


async def test_an_equal_report_writes_nothing(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices often repeat a value."""
    device = loaded.runtime_data.devices["hallway_thermostat"]
    written = written_from_now_on(hass)
    received = loaded.runtime_data.push.hub.last_message_at
    await simulator.report(device.id, {"temp_current": device.raw("temp_current")})
    await until(lambda: loaded.runtime_data.push.hub.last_message_at != received)
    await hass.async_block_till_done()
    assert written == []
