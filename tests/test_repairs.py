"""Repair issues can be retried from the repairs page."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.documents import boolean, device

from .homes import write_files

EXPIRED: Final[JsonObject] = {"code": 28841002, "msg": "expired"}
HUB: Final = "POST /v1.0/open-hub/access/config"
FLOWS: Final = "/api/repairs/issues/fix"

SOCKET = device("cz", {"switch_1": boolean(value=True)})


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


class Repair:
    """The only repair issue, submitted as the repairs page does it."""

    def __init__(self, hass: HomeAssistant, client: ClientSessionGenerator) -> None:
        """Use a client of Home Assistant's HTTP interface."""
        self._hass = hass
        self._client = client

    @property
    def issue(self) -> ir.IssueEntry | None:
        """The repair issue; None: there is none."""
        issues = ir.async_get(self._hass).issues.values()
        found = [issue for issue in issues if issue.domain == DOMAIN]
        assert len(found) < 2
        return found[0] if found else None

    async def begin(self) -> dict[str, Any]:
        """Open the flow, and return its form."""
        assert await async_setup_component(self._hass, "repairs", {})
        assert self.issue is not None
        return await self._post(
            FLOWS, {"handler": DOMAIN, "issue_id": self.issue.issue_id}
        )

    async def submit(
        self, shown: dict[str, Any], values: Mapping[str, str] = MappingProxyType({})
    ) -> dict[str, Any]:
        """Submit the form with values, and return the next step."""
        return await self._post(f"{FLOWS}/{shown['flow_id']}", dict(values))

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        client = await self._client()
        response = await client.post(path, json=body)
        assert response.status == HTTPStatus.OK
        answer: dict[str, Any] = await response.json()
        return answer


@pytest.fixture
def repair(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> Repair:
    """Return a client of the repairs page."""
    return Repair(hass, hass_client)


@pytest.mark.parametrize("moment", ["at set-up", "while running"])
async def test_an_extended_plan_is_checked_now(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    repair: Repair,
    moment: str,
) -> None:
    """Submit shows an error until the plan is extended, then restores all at once."""
    if moment == "at set-up":
        simulator.add_fault("*", EXPIRED)
        assert not await hass.config_entries.async_setup(entry.entry_id)
    else:
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        simulator.add_fault("*", EXPIRED)
        assert not await entry.runtime_data.try_again()
    assert repair.issue is not None
    assert repair.issue.is_fixable
    assert repair.issue.learn_more_url == "https://platform.tuya.com/"

    simulator.clear_calls()
    shown = await repair.begin()
    assert (shown["type"], shown["step_id"]) == ("form", "confirm")
    assert not shown["errors"]
    assert simulator.calls()["total"] == 0
    assert shown["description_placeholders"]["account"] == "Demo"
    assert shown["description_placeholders"]["code"] == "28841002"
    shown = await repair.submit(shown)
    assert shown["errors"] == {"base": "still_refused"}
    assert repair.issue is not None

    simulator.clear_faults()
    shown = await repair.submit(shown)
    assert shown["type"] == "create_entry"
    assert repair.issue is None
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.problem is None


async def test_an_unreachable_cloud_keeps_the_issue(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, repair: Repair
) -> None:
    """The plan may still be expired, so the issue stays."""
    simulator.add_fault("*", EXPIRED)
    assert not await loaded.runtime_data.try_again()
    simulator.clear_faults()
    simulator.add_fault("*", {"http": 502})
    shown = await repair.submit(await repair.begin())
    assert shown["errors"] == {"base": "still_refused"}
    assert repair.issue is not None
    assert repair.issue.translation_key == "plan_expired"


async def test_a_renewed_plan_is_repaired_while_push_is_refused(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, repair: Repair
) -> None:
    """The issue of push is separate, and stays."""
    simulator.add_fault(HUB, {"code": 28841106, "msg": "no permission"})
    simulator.add_fault("*", EXPIRED)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    simulator.clear_faults()
    simulator.add_fault(HUB, {"code": 28841106, "msg": "no permission"})
    shown = await repair.submit(await repair.begin())
    assert shown["type"] == "create_entry"
    assert repair.issue is not None
    assert repair.issue.translation_key == "push_not_authorized"


async def test_a_repaired_problem_may_return(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, repair: Repair
) -> None:
    """The issue is created again, here by a refused command."""
    simulator.add_fault("*", EXPIRED)
    assert not await loaded.runtime_data.try_again()
    shown = await repair.begin()
    simulator.clear_faults()
    assert (await repair.submit(shown))["type"] == "create_entry"
    assert repair.issue is None
    simulator.add_fault("*", EXPIRED)
    socket = loaded.runtime_data.devices["socket"]
    with pytest.raises(HomeAssistantError):
        await loaded.runtime_data.send(socket, {"switch_1": False})
    assert repair.issue is not None
    assert repair.issue.translation_key == "plan_expired"


async def test_a_disabled_entry_needs_no_repair(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, repair: Repair
) -> None:
    """The issue is removed without a call to the cloud."""
    simulator.add_fault("*", EXPIRED)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    shown = await repair.begin()
    await hass.config_entries.async_set_disabled_by(
        entry.entry_id, ConfigEntryDisabler.USER
    )
    simulator.clear_calls()
    assert (await repair.submit(shown))["type"] == "create_entry"
    assert repair.issue is None
    assert simulator.calls()["total"] == 0


async def test_an_entry_removed_meanwhile_needs_no_repair(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, repair: Repair
) -> None:
    """The open flow ends without an error."""
    simulator.add_fault("*", EXPIRED)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    shown = await repair.begin()
    await hass.config_entries.async_remove(entry.entry_id)
    assert repair.issue is None
    shown = await repair.submit(shown)
    assert shown["type"] == "create_entry"


async def test_the_new_end_of_a_plan_is_entered_in_the_reminder(
    hass: HomeAssistant, entry: MockConfigEntry, repair: Repair
) -> None:
    """A date that would be reminded of at once is refused."""
    today = dt_util.now().date()
    tomorrow, next_year = (
        (today + timedelta(days=days)).isoformat() for days in (1, 365)
    )
    hass.config_entries.async_update_entry(
        entry, options={"plan_expires_on": tomorrow, "keep_last_states": True}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    form = await repair.begin()
    (field,) = form["data_schema"]
    assert (field["name"], field["default"]) == ("plan_expires_on", tomorrow)
    again = await repair.submit(form, {"plan_expires_on": tomorrow})
    assert again["errors"] == {"plan_expires_on": "ends_too_soon"}
    assert repair.issue is not None
    done = await repair.submit(again, {"plan_expires_on": next_year})
    assert done["type"] == "create_entry"
    assert repair.issue is None
    assert entry.options == {"plan_expires_on": next_year, "keep_last_states": True}
