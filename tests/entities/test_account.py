"""The entities of an account."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from homeassistant.const import (
    ATTR_ENTITY_ID,
    STATE_OFF,
    STATE_ON,
    STATE_UNKNOWN,
    Platform,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device

from ..homes import write_files

SOCKET = device("cz", {"switch_1": boolean(value=True)})


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


class Account:
    """The entities of the account."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Read the entities of a config entry."""
        self._hass = hass
        self._entry = entry

    def state(self, platform: Platform, key: str) -> State:
        """Return the state of an entity."""
        unique_id = f"{self._entry.entry_id}_{key}"
        state = self._hass.states.get(entity_id_of(self._hass, platform, unique_id))
        assert state is not None
        return state

    @property
    def calls(self) -> State:
        """The state of the calls sensor."""
        return self.state(Platform.SENSOR, "calls")

    @property
    def push(self) -> str:
        """The state of the push sensor."""
        return self.state(Platform.BINARY_SENSOR, "push").state

    @property
    def last_push(self) -> str:
        """The state of the last push sensor."""
        return self.state(Platform.SENSOR, "last_push").state

    async def refresh(self) -> None:
        """Wait until the polled entities are updated."""
        let_time_pass(self._hass, 61)
        await self._hass.async_block_till_done()


@pytest.fixture
def account(hass: HomeAssistant, loaded: MockConfigEntry) -> Account:
    """Return the account's own entities."""
    return Account(hass, loaded)


async def test_calls_are_counted_over_restarts(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, account: Account
) -> None:
    """Forecast, budget and today's calls by endpoint are attributes."""
    await account.refresh()
    calls = account.calls
    assert int(calls.state) == simulator.calls()["total"]
    assert calls.attributes["today"] == simulator.calls()["by_endpoint"]
    assert calls.attributes["budget"] == 26_000
    assert calls.attributes["forecast"] >= int(calls.state)
    # the recorder's database would grow
    assert calls.state_info is not None
    assert "today" in calls.state_info["unrecorded_attributes"]

    await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await account.refresh()
    assert int(account.calls.state) == simulator.calls()["total"] > int(calls.state)


async def test_push_is_shown(
    hass: HomeAssistant, simulator: Simulator, account: Account
) -> None:
    """The sensors show a lost hub and the time of the last push."""
    await until(lambda: account.push == STATE_ON)
    assert account.last_push == STATE_UNKNOWN
    before = datetime.now(UTC).replace(microsecond=0)
    await simulator.report("socket", {"switch_1": False})
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    await until(lambda: hass.states.is_state(switch, STATE_OFF))
    await account.refresh()
    assert before <= datetime.fromisoformat(account.last_push) <= datetime.now(UTC)
    simulator.drop_hub(5, refuse=True)
    await until(lambda: account.push == STATE_OFF)


async def test_the_account_is_a_service(
    hass: HomeAssistant, loaded: MockConfigEntry, account: Account
) -> None:
    """The service device has diagnostic entities, which are never unavailable."""
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, loaded.entry_id), loaded.entry_id
    )
    assert registered is not None
    assert registered.entry_type is dr.DeviceEntryType.SERVICE
    assert registered.configuration_url == "https://platform.tuya.com/"
    entities = er.async_entries_for_device(er.async_get(hass), registered.id)
    assert {each.entity_category for each in entities} == {er.EntityCategory.DIAGNOSTIC}
    assert len(entities) == 3


async def test_a_used_up_budget_stops_optional_calls(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Commands are sent; reconciling pulls are skipped."""
    hass.config_entries.async_update_entry(entry, options={"monthly_call_budget": 1})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await until(lambda: entry.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    simulator.clear_calls()
    simulator.add_fault("POST */commands", {"result": True})
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    await hass.services.async_call(
        "switch", "turn_off", {ATTR_ENTITY_ID: switch}, blocking=True
    )
    let_time_pass(hass, 34 * 60)
    await hass.async_block_till_done()
    assert simulator.calls()["by_endpoint"] == {
        "POST /v1.0/devices/{id}/commands": 1,
    }
