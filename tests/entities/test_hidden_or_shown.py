"""Entities that a correction hides or shows while they are registered."""

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_registry import RegistryEntryDisabler
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from tests.conftest import entity_id_of, until
from tests.documents import boolean, device, packed

from ..homes import write_files

# shown at first, and hidden at first
SHOWN: Final = "plug_child_lock"
HIDDEN: Final = "plug_own_text"


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the platforms that the plug needs."""
    monkeypatch.setattr(
        "custom_components.tuya_cloud.PLATFORMS", [Platform.SENSOR, Platform.SWITCH]
    )


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a plug."""
    plug = device(
        "cz",
        {"child_lock": boolean(value=False), "own_text": packed("String", "text")},
    )
    return write_files(tmp_path, {"plug": plug})


def disabled_by(hass: HomeAssistant, unique_id: str) -> RegistryEntryDisabler | None:
    """Return by whom an entity is disabled."""
    entry = er.async_get(hass).async_get(entity_of(hass, unique_id))
    assert entry is not None
    return entry.disabled_by


def entity_of(hass: HomeAssistant, unique_id: str) -> str:
    """Return the id of an entity."""
    platform = Platform.SWITCH if unique_id == SHOWN else Platform.SENSOR
    return entity_id_of(hass, platform, unique_id)


async def correct(
    hass: HomeAssistant, entry: MockConfigEntry, unique_id: str, *, enabled: bool
) -> ConfigSubentry:
    """Save a user's correction, and wait until it is applied."""
    code = unique_id.removeprefix("plug_")
    correction = {"code": code, "enabled": enabled}
    subentry = ConfigSubentry(
        data=MappingProxyType(
            {"scope": "device", "id": "plug", "correction": correction}
        ),
        subentry_type="correction",
        title=code,
        unique_id=f"device_{unique_id}",
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    await applied(hass, entry)
    return subentry


async def applied(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until corrections are applied, and entities have followed."""
    if entry.state is ConfigEntryState.LOADED:
        await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


async def remove(
    hass: HomeAssistant, entry: MockConfigEntry, subentry: ConfigSubentry
) -> None:
    """Remove a user's correction, and wait until it is applied."""
    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await applied(hass, entry)


async def test_an_entity_is_hidden_and_shown_again(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """At once, and so is it when the correction goes."""
    entity_id = entity_of(hass, SHOWN)
    hides = await correct(hass, loaded, SHOWN, enabled=False)
    assert disabled_by(hass, SHOWN) is RegistryEntryDisabler.INTEGRATION
    assert hass.states.get(entity_id) is None
    await remove(hass, loaded, hides)
    assert disabled_by(hass, SHOWN) is None
    assert hass.states.is_state(entity_id, "off")


async def test_an_entity_is_shown_without_a_reload(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It costs no call."""
    calls = loaded.runtime_data.api.calls.total
    await correct(hass, loaded, HIDDEN, enabled=True)
    assert hass.states.is_state(entity_of(hass, HIDDEN), "text")
    assert loaded.runtime_data.api.calls.total == calls
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=1))
    await hass.async_block_till_done()
    assert loaded.runtime_data.api.calls.total == calls


@pytest.mark.parametrize("unique_id", [SHOWN, HIDDEN])
async def test_what_a_person_has_decided_stays(
    hass: HomeAssistant, loaded: MockConfigEntry, unique_id: str
) -> None:
    """Disabled by a person is disabled, enabled by a person is enabled."""
    is_shown = unique_id == SHOWN
    decision = RegistryEntryDisabler.USER if is_shown else None
    registry = er.async_get(hass)
    registry.async_update_entity(entity_of(hass, unique_id), disabled_by=decision)
    await hass.async_block_till_done()
    other = await correct(hass, loaded, unique_id, enabled=is_shown)
    assert disabled_by(hass, unique_id) is decision
    await remove(hass, loaded, other)
    await correct(hass, loaded, unique_id, enabled=not is_shown)
    assert disabled_by(hass, unique_id) is decision


async def test_an_entity_is_shown_at_set_up(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A product file may show it from now on."""
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await correct(hass, loaded, HIDDEN, enabled=True)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert hass.states.is_state(entity_of(hass, HIDDEN), "text")
