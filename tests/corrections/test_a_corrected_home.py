"""A home that is corrected while it runs, and is as it was afterwards."""

from pathlib import Path
from typing import Final

import pytest
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import entity_id_of, until

from ..documents import boolean, device, enum, integer
from ..homes import write_files
from .steps import correct

PLUG: Final = device(
    "cz",
    {
        "switch_1": boolean(value=True),
        "cur_voltage": integer(0, 900, 2306, "r", unit="V"),
        "light_mode": enum("relay pos none", "relay"),
    },
) | {"name": "Plug", "product_id": "plug"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with a plug that measures tenths of a volt."""
    return write_files(tmp_path, {"plug": PLUG})


def state(hass: HomeAssistant, platform: str, unique_id: str) -> State:
    """Return the state of an entity."""
    found = hass.states.get(entity_id_of(hass, platform, unique_id))
    assert found is not None
    return found


async def test_a_plug_is_corrected_and_uncorrected(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Scale and name of an option; reports and commands follow."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    assert state(hass, "sensor", "plug_cur_voltage").state == "2306"
    scale = await correct(hass, loaded, "plug", "cur_voltage", scale=1)
    await until(lambda: state(hass, "sensor", "plug_cur_voltage").state == "230.6")
    await simulator.report("plug", {"cur_voltage": 2299})
    await until(lambda: state(hass, "sensor", "plug_cur_voltage").state == "229.9")

    names = [{"option": "pos", "name": "Find the plug"}]
    named = await correct(hass, loaded, "plug", "light_mode", option_names=names)
    select = entity_id_of(hass, "select", "plug_light_mode")
    await until(
        lambda: (
            "Find the plug"
            in state(hass, "select", "plug_light_mode").attributes["options"]
        )
    )
    target = {"entity_id": select, "option": "Find the plug"}
    await hass.services.async_call("select", "select_option", target, blocking=True)
    await until(
        lambda: state(hass, "select", "plug_light_mode").state == "Find the plug"
    )
    assert coordinator.devices["plug"].raw("light_mode") == "pos"
    hass.config_entries.async_remove_subentry(loaded, named.subentry_id)
    await until(lambda: state(hass, "select", "plug_light_mode").state == "pos")

    hass.config_entries.async_remove_subentry(loaded, scale.subentry_id)
    await until(lambda: state(hass, "sensor", "plug_cur_voltage").state == "2299")
    assert loaded.runtime_data is coordinator


async def test_another_platform_replaces_the_entity(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """As long as the correction is there."""
    registry = er.async_get(hass)

    def shown(platform: str) -> str | None:
        unique_id = "plug_light_mode"
        entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
        found = hass.states.get(entity_id) if entity_id else None
        return None if found is None else found.state

    gone = (None, "unavailable")
    moved = await correct(hass, loaded, "plug", "light_mode", platform="sensor")
    await until(lambda: shown("sensor") == "relay" and shown("select") in gone)
    hass.config_entries.async_remove_subentry(loaded, moved.subentry_id)
    await until(lambda: shown("select") == "relay" and shown("sensor") in gone)
