"""Every device, every data point and every reported value is shown."""

import logging
from pathlib import Path

import pytest
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics

from .homes import codes_of, documents_in, each_home, read_things

# their state is not the value of a data point
STATELESS = {Platform.BUTTON, Platform.EVENT, Platform.IMAGE}


@each_home
async def test_every_data_point_feeds_an_entity(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    device_files: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No warning is logged; a device without data points is registered, too."""
    await read_things(hass, loaded)
    documents = documents_in(device_files)
    diagnostics = await async_get_config_entry_diagnostics(hass, loaded)
    points = [
        point
        for device in diagnostics["devices"]
        for point in device["data_points"].values()
    ]
    assert len(diagnostics["devices"]) == len(documents)
    assert len(points) == sum(map(len, map(codes_of, documents.values())))
    assert all(point["entity_ids"] for point in points)

    registry = dr.async_get(hass)
    for device_id, document in documents.items():
        entry = registry.async_get_device_by_identifier(
            (DOMAIN, device_id), loaded.entry_id
        )
        assert entry is not None
        assert entry.name == " ".join(document["name"].split())
    ours = [
        record
        for record in caplog.records
        if DOMAIN in record.name and record.levelno > logging.INFO
    ]
    assert [record for record in ours if "not been tested" not in record.msg] == []


@each_home
async def test_reported_values_are_shown(
    hass: HomeAssistant, loaded: MockConfigEntry, device_files: Path
) -> None:
    """Every enabled entity of an online device with a reported value has a state."""
    await read_things(hass, loaded)
    documents = documents_in(device_files)
    devices = loaded.runtime_data.devices
    diagnostics = await async_get_config_entry_diagnostics(hass, loaded)
    unknown: list[str] = []
    shown = 0
    for (device_id, device), diagnosed in zip(
        devices.items(), diagnostics["devices"], strict=True
    ):
        for code, point in diagnosed["data_points"].items():
            for entity_id in point["entity_ids"]:
                state = hass.states.get(entity_id)
                if state is None or state.domain in STATELESS:
                    continue
                online = documents[device_id]["online"]
                assert (state.state != STATE_UNAVAILABLE) is online, entity_id
                if online and device.value(code) is not None:
                    shown += 1
                    if state.state == STATE_UNKNOWN:
                        unknown.append(f"{entity_id}: {code}={point['raw']}")
    assert shown > len(documents)
    assert unknown == []


@each_home
async def test_disabled_entities_are_registered(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Only the integration disables entities; every enabled entity has a state."""
    entries = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    for entry in entries:
        if entry.disabled_by is None:
            assert hass.states.get(entry.entity_id) is not None
        else:
            assert entry.disabled_by is er.RegistryEntryDisabler.INTEGRATION
