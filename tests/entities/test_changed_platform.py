"""Entities that a correction moves to another platform, and what stays with them."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device, enum, integer

from ..homes import write_files

PLUG: Final = device(
    "cz",
    {
        "switch_1": boolean(value=True),
        "child_lock": boolean(value=False),
        "zoom_control": enum("0 1", "0"),
        "add_ele": integer(0, 50000, 100, "r", unit="kwh", scale=3),
    },
)
LOCK: Final = "plug_child_lock"


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the platforms that the plug needs."""
    for module in ("", ".entities.succession"):
        monkeypatch.setattr(
            f"custom_components.tuya_cloud{module}.PLATFORMS",
            [
                Platform.BINARY_SENSOR,
                Platform.BUTTON,
                Platform.LIGHT,
                Platform.SENSOR,
                Platform.SWITCH,
            ],
        )


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a plug."""
    return write_files(tmp_path, {"plug": PLUG})


def corrected(code: str, **fields: object) -> ConfigSubentry:
    """Return a user's correction of the plug."""
    return ConfigSubentry(
        data=MappingProxyType(
            {"scope": "device", "id": "plug", "correction": {"code": code, **fields}}
        ),
        subentry_type="correction",
        title=code,
        unique_id=f"device_plug_{code}",
    )


def registered(hass: HomeAssistant, platform: Platform) -> er.RegistryEntry | None:
    """Return the lock's entry in the registry on a platform; None: it has none."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(platform, DOMAIN, LOCK)
    return None if entity_id is None else registry.async_get(entity_id)


async def test_what_a_person_made_of_an_entity_stays(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """While running, there and back again."""
    registry = er.async_get(hass)
    switch = registered(hass, Platform.SWITCH)
    assert switch is not None
    registry.async_update_entity(
        switch.entity_id,
        area_id="hall",
        hidden_by=er.RegistryEntryHider.USER,
        icon="mdi:lock",
        labels={"children"},
        name="Keys",
        new_entity_id="switch.keys",
    )
    correction = corrected("child_lock", platform="light")
    hass.config_entries.async_add_subentry(loaded, correction)
    await until(lambda: hass.states.get("light.keys"))
    await hass.async_block_till_done()
    light = registered(hass, Platform.LIGHT)
    assert light is not None
    assert (light.entity_id, light.name, light.icon) == (
        "light.keys",
        "Keys",
        "mdi:lock",
    )
    assert (light.area_id, light.labels) == ("hall", {"children"})
    assert (light.hidden_by, light.disabled_by) == (er.RegistryEntryHider.USER, None)
    assert light.device_id == switch.device_id
    assert registered(hass, Platform.SWITCH) is None
    assert hass.states.get("switch.keys") is None

    await hass.services.async_call(
        "light", "turn_on", {"entity_id": "light.keys"}, blocking=True
    )
    assert hass.states.is_state("light.keys", "on")
    assert loaded.runtime_data.devices["plug"].raw("child_lock") is True

    registry.async_update_entity("light.keys", name="Bolt")
    hass.config_entries.async_remove_subentry(loaded, correction.subentry_id)
    await until(lambda: hass.states.get("switch.keys"))
    await hass.async_block_till_done()
    back = registered(hass, Platform.SWITCH)
    assert back is not None
    assert (back.entity_id, back.name) == ("switch.keys", "Bolt")
    assert hass.states.get("light.keys") is None


async def test_an_entity_moves_at_set_up(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """One that a person has disabled stays disabled."""
    switch = registered(hass, Platform.SWITCH)
    assert switch is not None
    er.async_get(hass).async_update_entity(
        switch.entity_id, disabled_by=er.RegistryEntryDisabler.USER
    )
    assert await hass.config_entries.async_unload(loaded.entry_id)
    correction = corrected("child_lock", platform="binary_sensor")
    hass.config_entries.async_add_subentry(loaded, correction)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    sensor = registered(hass, Platform.BINARY_SENSOR)
    assert sensor is not None
    assert sensor.disabled_by is er.RegistryEntryDisabler.USER
    assert sensor.entity_id.partition(".")[2] == switch.entity_id.partition(".")[2]
    assert registered(hass, Platform.SWITCH) is None


async def test_the_buttons_of_a_command_follow_its_select(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The select of an earlier version goes."""
    assert await hass.config_entries.async_unload(loaded.entry_id)
    registry = er.async_get(hass)
    buttons = [
        registry.async_get_entity_id("button", DOMAIN, f"plug_zoom_control_{option}")
        for option in "01"
    ]
    for button in buttons:
        assert button is not None
        registry.async_remove(button)
    select = registry.async_get_or_create(
        "select", DOMAIN, "plug_zoom_control", config_entry=loaded
    )
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert registry.async_get(select.entity_id) is None
    assert all(hass.states.get(str(button)) for button in buttons)


async def test_the_report_that_settles_a_doubt_is_no_piece(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """Or statistics would hold a total added to a total."""
    entity_id = er.async_get(hass).async_get_entity_id(
        Platform.SENSOR, DOMAIN, "plug_add_ele"
    )
    assert entity_id is not None
    shown: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if event.data["new_state"]:
            shown.append(event.data["new_state"].state)

    async_track_state_change_event(hass, [entity_id], note)
    await until(lambda: loaded.runtime_data.push.is_connected)
    # beyond the declared maximum
    await simulator.report("plug", {"add_ele": 296_980})
    await until(lambda: "296.98" in shown)
    await hass.async_block_till_done()
    assert {*shown} <= {"unavailable", "unknown", "296.98"}
