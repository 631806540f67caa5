"""Repair issues appear with their cause and are removed with it."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud import errors
from custom_components.tuya_cloud.cloud.errors import Advice, CloudError
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.sync import issues
from custom_components.tuya_cloud.sync.issues import (
    CLEARED_BY_COMMANDS,
    NAMES,
    PLAN_EXPIRES_SOON,
)
from custom_components.tuya_cloud.sync.suspicions import COVER_DIRECTION
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import let_time_pass, until
from tests.documents import boolean, device

from ..homes import write_files

COMMANDS: Final = "POST /v1.0/devices/*/commands"
HUB: Final = "POST /v1.0/open-hub/access/config"
EXPIRED: Final[JsonObject] = {"code": 28841002, "msg": "expired"}
POOL: Final[JsonObject] = {"code": 60001001, "msg": "device pool full"}
UNAUTHORIZED: Final[JsonObject] = {"code": 28841105, "msg": "not authorized"}

SOCKET = device("cz", {"switch_1": boolean(value=True)})

TEXTS: Final[dict[str, Any]] = json.loads(
    (Path(issues.__file__).parents[1] / "translations/en.json").read_text("utf-8")
)["issues"]


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of two sockets."""
    return write_files(tmp_path, {"socket": SOCKET, "other": SOCKET})


def issues_of(hass: HomeAssistant) -> dict[str, bool | None]:
    """Return the issues by translation key, with whether they are fixable."""
    return {
        str(issue.translation_key): issue.is_fixable
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN and issue.active
    }


async def switch(entry: MockConfigEntry, device_id: str = "socket") -> None:
    """Send a command."""
    coordinator = entry.runtime_data
    await coordinator.send(coordinator.devices[device_id], {"switch_1": False})


async def refused(
    simulator: Simulator, entry: MockConfigEntry, then: JsonObject
) -> None:
    """Let one command be refused."""
    simulator.add_fault(COMMANDS, then)
    with pytest.raises(HomeAssistantError):
        await switch(entry)
    simulator.clear_faults()


async def test_a_successful_pull_removes_the_issue_of_a_command(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A plan that allows reads is not expired, so no command is needed."""
    await refused(simulator, loaded, EXPIRED)
    assert issues_of(hass) == {"plan_expired": True}
    assert await loaded.runtime_data.try_again()
    assert issues_of(hass) == {}


@pytest.mark.parametrize(
    ("then", "key", "accepted_by_other"),
    [
        (POOL, "device_pool", {"device_pool": False}),
        (UNAUTHORIZED, "commands_not_authorized", {}),
    ],
)
async def test_an_issue_of_commands_is_removed_by_a_command(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    then: JsonObject,
    key: str,
    accepted_by_other: dict[str, bool],
) -> None:
    """A full pool is about the refused device, even if others accept commands."""
    await refused(simulator, loaded, then)
    assert await loaded.runtime_data.try_again()
    assert issues_of(hass) == {key: False}
    await switch(loaded, "other")
    assert issues_of(hass) == accepted_by_other
    await switch(loaded)
    assert issues_of(hass) == {}


async def test_a_full_pool_is_cleared_when_its_device_leaves(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The issue is removed with the refused device."""
    await refused(simulator, loaded, POOL)
    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.unbind("socket")
    await until(lambda: "socket" not in loaded.runtime_data.devices)
    await switch(loaded, "other")
    assert issues_of(hass) == {}


async def test_one_cause_is_shown_once(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The push issue is removed when the plan has expired as a whole."""
    simulator.add_fault(HUB, {"code": 28841106, "msg": "no permission"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert issues_of(hass) == {"push_not_authorized": True}
    simulator.clear_faults()
    simulator.add_fault("*", EXPIRED)
    assert not await entry.runtime_data.try_again()
    assert issues_of(hass) == {"plan_expired": True}
    simulator.clear_faults()
    assert await entry.runtime_data.try_again()
    assert issues_of(hass) == {}


async def test_a_request_to_sign_in_ends_when_the_cause_is_gone(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A successful pull ends the reauthentication."""
    simulator.add_fault("*", {"code": 1004, "msg": "sign invalid"})
    assert not await loaded.runtime_data.try_again()
    await hass.async_block_till_done()
    assert [*loaded.async_get_active_flows(hass, {SOURCE_REAUTH})]
    simulator.clear_faults()
    assert await loaded.runtime_data.try_again()
    assert not [*loaded.async_get_active_flows(hass, {SOURCE_REAUTH})]
    assert not ir.async_get(hass).issues


async def test_an_ignored_issue_stays_ignored_until_its_cause_is_gone(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It stays ignored across reloads; a new occurrence is shown."""
    registry = ir.async_get(hass)
    issue_id = f"{loaded.entry_id}_cloud"

    def is_ignored() -> bool:
        issue = registry.async_get_issue(DOMAIN, issue_id)
        assert issue is not None
        return issue.dismissed_version is not None

    simulator.add_fault("*", EXPIRED)
    assert not await loaded.runtime_data.try_again()
    registry.async_ignore(DOMAIN, issue_id, ignore=True)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert issues_of(hass) == {"plan_expired": True}
    assert is_ignored()

    simulator.clear_faults()
    simulator.add_fault("*", {"code": 28841004, "msg": "quota used up"})
    assert not await loaded.runtime_data.try_again()
    assert issues_of(hass) == {"quota_used_up": True}
    assert not is_ignored()

    registry.async_ignore(DOMAIN, issue_id, ignore=True)
    simulator.clear_faults()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert issues_of(hass) == {}
    simulator.add_fault("*", EXPIRED)
    assert not await loaded.runtime_data.try_again()
    assert not is_ignored()


async def test_a_disabled_account_has_no_issues(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Disabling the entry removes its issues."""
    simulator.add_fault("*", EXPIRED)
    assert not await loaded.runtime_data.try_again()
    assert issues_of(hass)
    await hass.config_entries.async_set_disabled_by(
        loaded.entry_id, ConfigEntryDisabler.USER
    )
    assert issues_of(hass) == {}


async def test_calls_that_run_out_are_shown_without_a_pull(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The warning appears while push is up and nothing is read."""
    hass.config_entries.async_update_entry(
        entry, options={"monthly_call_budget": 1_000}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    await until(lambda: coordinator.push.is_connected)
    await hass.async_block_till_done()
    coordinator.ledger.record("GET /v1.0/anything", 800)
    simulator.clear_calls()
    let_time_pass(hass, 45 * 60)
    await until(lambda: issues_of(hass) == {"quota_low": False})
    assert simulator.calls()["total"] == 0


def test_every_issue_has_a_text_and_all_texts_are_used() -> None:
    """A fixable issue has the texts of a flow, another one only a description."""
    causes = {
        cause.translation_key
        for cause in vars(errors).values()
        if isinstance(cause, type)
        and issubclass(cause, CloudError)
        and (cause.advice is Advice.REPAIR or cause is errors.SignatureRefusedError)
    }
    fixable = (causes | set(NAMES.values())) - CLEARED_BY_COMMANDS
    fixable |= {COVER_DIRECTION, PLAN_EXPIRES_SOON}
    warnings = {"quota_low", "outage", "session_contested"}
    assert {key for key, text in TEXTS.items() if "fix_flow" in text} == fixable
    described = {key for key, text in TEXTS.items() if "description" in text}
    assert described == CLEARED_BY_COMMANDS | warnings
