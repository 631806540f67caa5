"""A small home, short retry delays, and a search for secrets after each test."""

import json
import logging
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from tests.conftest import let_time_pass, until
from tests.documents import boolean, device, integer
from tests.homes import write_files

SWITCH: Final = "switch.socket"
TEMPERATURE: Final = "sensor.probe_temperature"
HUMIDITY: Final = "sensor.probe_humidity"
CLOUD: Final = "custom_components.tuya_cloud.cloud"
COMMANDS: Final = "POST /v1.0/devices/*/commands"
HUB: Final = "POST /v1.0/open-hub/access/config"

SOCKET: Final = device("cz", {"switch_1": boolean(value=True)}) | {"name": "Socket"}
PROBE: Final = device(
    "wsdcg",
    {
        "va_temperature": integer(-200, 600, 215, "r", unit="℃", scale=1),
        "va_humidity": integer(0, 100, 50, "r", unit="%"),
    },
) | {"name": "Probe"}

# the simulated hub's broker runs in this process; its log is not the integration's
_BROKER_LOGGERS: Final = ("amqtt", "transitions")


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a socket and a probe."""
    return write_files(tmp_path, {"socket": SOCKET, "probe": PROBE})


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry calls and connections after short delays."""
    monkeypatch.setattr(f"{CLOUD}.timing.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{CLOUD}.timing.FIRST_BACKOFF", 0.1)
    monkeypatch.setattr(f"{CLOUD}.timing.LONGEST_BACKOFF", 0.1)
    monkeypatch.setattr(f"{CLOUD}.timing.LONGEST_REFUSED_BACKOFF", 0.1)


@pytest.fixture(autouse=True)
async def no_secret_is_shown(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[None]:
    """Log everything, and search log, diagnostics and stored files for secrets."""
    caplog.set_level(logging.DEBUG)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger):
            caplog.set_level(logging.DEBUG, name)
    yield
    places = {
        f"log of {record.name}": record.getMessage() + (record.exc_text or "")
        for record in [*caplog.get_records("setup"), *caplog.get_records("call")]
        if not record.name.startswith(_BROKER_LOGGERS) and not _names_an_action(record)
    }
    if entry.state is ConfigEntryState.LOADED:
        places["diagnostics"] = json.dumps(
            await async_get_config_entry_diagnostics(hass, entry)
        )
    for key, document in hass_storage.items():
        if key.startswith(DOMAIN):
            places[key] = json.dumps(document)
    secrets = simulator.secrets()
    assert secrets
    assert [
        (place, secret)
        for place, text in places.items()
        for secret in secrets
        if secret in text
    ] == []


def _names_an_action(record: logging.LogRecord) -> bool:
    """Return whether Home Assistant itself logs what an action is called with."""
    return record.name == "homeassistant.core" and "call_service" in str(record.args)


def issues_of(hass: HomeAssistant) -> list[str]:
    """Return the translation keys of the integration's repair issues."""
    return [
        str(issue.translation_key)
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN
    ]


def flows_of(hass: HomeAssistant) -> list[str]:
    """Return the sources of the flows in progress."""
    return [
        flow["context"]["source"]
        for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    ]


def state_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the state of an entity; None: it does not exist."""
    state = hass.states.get(entity_id)
    return None if state is None else state.state


def ids_of(rows: Iterable[Any]) -> list[str]:
    """Return the ids of the rows' tests."""
    return [row.title for row in rows]


async def pull(
    hass: HomeAssistant, coordinator: Coordinator, *, within: float = 45 * 60
) -> None:
    """Run the pull that is due within so many seconds, and wait for its end."""
    before = coordinator.pulled_at
    let_time_pass(hass, within)
    await until(lambda: coordinator.pulled_at != before)
    # another task that was due may run a second pull
    await until(lambda: coordinator.is_idle)
