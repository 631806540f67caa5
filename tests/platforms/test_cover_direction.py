"""A cover that counts the other way: the user is asked, and one button turns it."""

from http import HTTPStatus
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.const import DOMAIN
from tests.conftest import until

from ..documents import device, enum, integer
from .conftest import Driver

PLATFORMS: Final = [Platform.COVER]
DEVICES: Final = {
    "blind": device(
        "cl",
        {
            "control": enum("open stop close", "close"),
            "percent_control": integer(0, 100, 0, unit="%"),
            "percent_state": integer(0, 100, 0, "r", unit="%"),
        },
    )
    | {"name": "Blind"}
}
COVER: Final = "blind_control"
FLOWS: Final = "/api/repairs/issues/fix"


def issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    """Return the repair issues of ours."""
    found = ir.async_get(hass).issues.values()
    return [issue for issue in found if issue.domain == DOMAIN]


async def travel(driver: Driver, command: str, position: int) -> None:
    """Have the blind travel, and report where it is."""
    await driver.report("blind", control=command)
    await driver.report("blind", percent_state=position)


def position(driver: Driver) -> Any:
    """Return the position that is shown."""
    return driver.state(Platform.COVER, COVER).attributes["current_position"]


async def test_a_cover_is_turned_round(
    hass: HomeAssistant,
    driver: Driver,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """After two contradictions, by the user alone; also commands follow."""
    # its position counts from closed to open, other than it is shown
    await travel(driver, "open", 100)
    assert issues(hass) == []
    await travel(driver, "close", 0)
    (issue,) = issues(hass)
    assert (issue.translation_key, issue.is_fixable) == ("cover_direction", True)
    assert position(driver) == 100

    assert await async_setup_component(hass, "repairs", {})
    client = await hass_client()
    shown = await client.post(
        FLOWS, json={"handler": DOMAIN, "issue_id": issue.issue_id}
    )
    assert shown.status == HTTPStatus.OK
    form = await shown.json()
    assert form["description_placeholders"]["device"] == "Blind"
    done = await client.post(f"{FLOWS}/{form['flow_id']}", json={})
    assert (await done.json())["type"] == "create_entry"
    await until(lambda: position(driver) == 0)
    await hass.async_block_till_done()
    assert issues(hass) == []
    assert {subentry.unique_id for subentry in loaded.subentries.values()} == {
        "device_blind_percent_control",
        "device_blind_percent_state",
    }
    assert await driver.call(
        Platform.COVER, COVER, "set_cover_position", position=70
    ) == {"percent_control": 70}
    await travel(driver, "open", 100)
    await travel(driver, "close", 0)
    assert issues(hass) == []
    # the motor's own direction was set the other way round: the user is asked again
    await driver.report("blind", percent_state=100)
    await travel(driver, "open", 0)
    await travel(driver, "close", 100)
    assert len(issues(hass)) == 1
    assert position(driver) == 100


async def test_contradictions_outlive_a_restart(
    hass: HomeAssistant, driver: Driver, loaded: MockConfigEntry
) -> None:
    """And a travel that fits takes them back."""
    await travel(driver, "open", 100)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await until(lambda: loaded.runtime_data.push.is_connected)
    await travel(driver, "close", 0)
    assert len(issues(hass)) == 1
    await travel(driver, "open", 0)
    await travel(driver, "close", 100)
    assert issues(hass) == []


async def test_the_question_goes_with_the_account(
    hass: HomeAssistant, driver: Driver, loaded: MockConfigEntry
) -> None:
    """It is nobody's then."""
    await travel(driver, "open", 100)
    await travel(driver, "close", 0)
    assert issues(hass)
    await hass.config_entries.async_remove(loaded.entry_id)
    assert issues(hass) == []
