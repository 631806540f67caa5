"""Homes of tests: their device files, and what users do with their entry."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.extras.reader import LOOK_INTERVAL
from simulator import Simulator
from simulator.server import DEMO_HOME
from tests.conftest import REAL_DEVICES, let_time_pass, until

type Document = Mapping[str, Any]

HOMES: Final = [DEMO_HOME, *([REAL_DEVICES] if REAL_DEVICES.is_dir() else [])]
each_home = pytest.mark.parametrize(
    "device_files", HOMES, ids=lambda path: path.parts[-2]
)


def documents_in(folder: Path) -> dict[str, Document]:
    """Return the device files of a folder, by device id."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.json"))
    }


def write_files(folder: Path, documents: Mapping[str, Document]) -> Path:
    """Write device files, by device id; return their folder."""
    for device_id, document in documents.items():
        text = json.dumps(document)
        (folder / f"{device_id}.json").write_text(text, encoding="utf-8")
    return folder


async def enable_everything(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Enable the entities that are disabled by default, as a user would."""
    registry = er.async_get(hass)
    for each in er.async_entries_for_config_entry(registry, entry.entry_id):
        registry.async_update_entity(each.entity_id, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


async def start_with_queue(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> Coordinator:
    """Set up an entry whose user has chosen the message queue."""
    simulator.change_queue(is_on=True)
    hass.config_entries.async_update_entry(entry, options={"push_way": "queue"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator: Coordinator = entry.runtime_data
    return coordinator


async def call_action(
    hass: HomeAssistant, action: str, device_id: str, *, respond: bool, **data: Any
) -> Any:
    """Call an action of the integration for a device; return its response."""
    [registered] = dr.async_get(hass).async_get_devices(
        identifiers={(DOMAIN, device_id)}
    )
    return await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": registered.id, **data},
        blocking=True,
        return_response=respond,
    )


async def read_things(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time come to read thing models and shadows, and wait for the end."""
    let_time_pass(hass, 40)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


def codes_of(document: Document) -> set[str]:
    """Return the codes of all data points of a device."""
    services = document.get("thing_model", {}).get("services", ())
    return {
        *document["function"],
        *document["status_range"],
        *document["status"],
        *(each["code"] for service in services for each in service["properties"]),
    }


async def bind(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    device_id: str,
    document: Document,
) -> None:
    """Add a device to the simulated account, and let the pull come that lists it."""
    push = entry.runtime_data.push
    await until(lambda: push.is_connected)
    before = push.hub.last_message_at
    await simulator.bind(device_id, document)
    await until(lambda: push.hub.last_message_at != before)
    let_time_pass(hass, 12)


async def read_extras(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time come to read what is beyond data points, and wait for the end."""
    let_time_pass(hass, LOOK_INTERVAL + 1)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()
