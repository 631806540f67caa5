"""The former option "covers that count the other way round" becomes corrections."""

from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.flows.inverted_covers import turn_cover
from simulator import Simulator
from tests.conftest import entity_id_of, until

from ..documents import device, enum, integer
from ..homes import write_files
from .steps import choose, correct, fill_in, open_form, quoted

CONTROL: Final = enum("open stop close", "stop")
PERCENT: Final = integer(0, 100, 30, unit="%")
ROBOT: Final = {
    "control": CONTROL,
    "percent_control": PERCENT,
    "percent_state": integer(0, 100, 30, "r", unit="%"),
}
DEVICES: Final = {
    "robot": device("jdcljqr", ROBOT),
    "curtain": device(
        "cl", {**ROBOT, "control_back_mode": enum("forward back", "back")}
    ),
    "turned": device(
        "clkg", {**ROBOT, "control_back_mode": enum("forward back", "back")}
    ),
    "two": device(
        "clkg",
        {
            "control": CONTROL,
            "percent_control": PERCENT,
            "control_2": CONTROL,
            "percent_control_2": integer(0, 100, 80, unit="%"),
        },
    ),
    "other": device("clkg", ROBOT),
}
# each a product of its own
for device_id, document in DEVICES.items():
    document["product_id"] = device_id
    document["name"] = device_id.capitalize()


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the covers."""
    return write_files(tmp_path, DEVICES)


def position(hass: HomeAssistant, unique_id: str) -> int:
    """Return the position that a cover shows."""
    state = hass.states.get(entity_id_of(hass, "cover", unique_id))
    assert state is not None
    percent: int = state.attributes["current_position"]
    return percent


async def set_up(
    hass: HomeAssistant, entry: MockConfigEntry, *inverted: str
) -> dict[str | None, Any]:
    """Set up an entry that has the option; return its corrections."""
    options = {"monthly_call_budget": 30_000, "inverted_covers": [*inverted]}
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return {
        subentry.unique_id: subentry.data["correction"]
        for subentry in entry.subentries.values()
    }


async def test_each_position_is_corrected(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """All curtains of a device; what is shown stays as it was."""
    found = await set_up(hass, entry, "robot", "two", "turned", "curtain")
    assert found == {
        f"device_{device_id}_{code}": {"code": code, "inverted": inverted}
        for device_id, code, inverted in (
            ("robot", "percent_state", False),
            ("robot", "percent_control", False),
            ("two", "percent_control", False),
            ("two", "percent_control_2", False),
            ("turned", "percent_state", True),
            ("turned", "percent_control", True),
            ("curtain", "percent_state", False),
            ("curtain", "percent_control", False),
        )
    }
    assert entry.options == {"monthly_call_budget": 30_000}
    titles = {subentry.title for subentry in entry.subentries.values()}
    assert "Robot: Percent state" in titles
    assert position(hass, "robot_control") == 30
    assert position(hass, "two_control") == 30
    assert position(hass, "two_control_2") == 80
    assert position(hass, "turned_control") == 70
    assert position(hass, "curtain_control") == 30
    # others count as they did
    assert position(hass, "other_control") == 70


async def test_devices_that_are_not_known_wait(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Their choice is not lost, and made a correction later."""
    found = await set_up(hass, entry, "gone", "other")
    assert {*found} == {"device_other_percent_state", "device_other_percent_control"}
    assert entry.options["inverted_covers"] == ["gone"]


async def test_a_correction_that_exists_stays(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The user knows better by now."""
    await correct(hass, loaded, "other", "percent_state", inverted="open_to_closed")
    assert await hass.config_entries.async_unload(loaded.entry_id)
    found = await set_up(hass, loaded, "other")
    assert found["device_other_percent_state"] == {
        "code": "percent_state",
        "inverted": True,
    }
    assert found["device_other_percent_control"]["inverted"] is False
    assert "inverted_covers" not in loaded.options


async def test_a_blind_is_turned_round_and_back(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """At once, and what is sent as well."""
    blind = "other_control"
    saved = [
        await correct(hass, loaded, "other", code, inverted="closed_to_open")
        for code in ("percent_state", "percent_control")
    ]
    await until(lambda: position(hass, blind) == 30)
    entity_id = entity_id_of(hass, "cover", blind)
    await hass.services.async_call(
        "cover",
        "set_cover_position",
        {"entity_id": entity_id, "position": 20},
        blocking=True,
    )
    other = loaded.runtime_data.devices["other"]
    await until(lambda: other.raw("percent_control") == 20)
    for subentry in saved:
        hass.config_entries.async_remove_subentry(loaded, subentry.subentry_id)
    await until(lambda: position(hass, blind) == 100 - other.raw("percent_state"))


async def test_the_point_that_moves_a_blind_turns_all_of_its_positions(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The preview shows the position; a position that says otherwise keeps its way."""
    blind = "other_control"
    assert position(hass, blind) == 70
    form = await open_form(hass, loaded, "other", "control")
    assert quoted(form)["shown"] == "70 % open"
    preview = await fill_in(hass, form, inverted="closed_to_open")
    assert (
        quoted(preview).items()
        >= {"shown": "70 % open", "becomes": "30 % open"}.items()
    )
    await choose(hass, preview, "save")
    await until(lambda: position(hass, blind) == 30)
    own = await correct(
        hass, loaded, "other", "percent_state", inverted="open_to_closed"
    )
    await until(lambda: position(hass, blind) == 70)
    hass.config_entries.async_remove_subentry(loaded, own.subentry_id)
    await until(lambda: position(hass, blind) == 30)
    turn_cover(hass, loaded, loaded.runtime_data.devices["other"], "percent_state")
    await until(lambda: position(hass, blind) == 70)


def _is_at(hass: HomeAssistant, expected: int) -> bool:
    """Return whether the blind shows a position."""
    return position(hass, "other_control") == expected


async def test_a_cover_that_is_turned_twice_counts_as_before(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The second turn changes the corrections of the first."""
    other = loaded.runtime_data.devices["other"]
    found = []
    for _ in range(2):
        before = position(hass, "other_control")
        turn_cover(hass, loaded, other, "percent_state")
        await until(partial(_is_at, hass, 100 - before))
        found.append(
            {
                subentry.data["correction"]["inverted"]
                for subentry in loaded.subentries.values()
            }
        )
    assert len(loaded.subentries) == 2
    first, second = found
    assert len(first) == len(second) == 1
    assert first != second
