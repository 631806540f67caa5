"""What the form shows of a correction: the preview, the list, the open sections."""

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .steps import (
    NAMES,
    choose,
    correct,
    fill_in,
    open_form,
    opened,
    quoted,
    reopen,
    sections_of,
    shown,
)


async def test_the_preview_shows_what_the_value_becomes(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Nothing is saved before, and the form can be changed again."""
    form = await open_form(hass, loaded, "plug", "cur_voltage")
    assert quoted(form).items() >= {"received": "230", "shown": "230 V"}.items()
    preview = await fill_in(hass, form, scale=2, unit="kV")
    assert preview["type"] is FlowResultType.MENU
    assert quoted(preview) == {
        "device": "Hall plug",
        "point": "Voltage",
        "code": "cur_voltage",
        "received": "230",
        "shown": "230 V",
        "becomes": "2.3 kV",
        "changes": "- Unit: kV\n- Decimals: 2",
    }
    form = await choose(hass, preview, "correct")
    assert shown(form)["scale"] == 2
    preview = await fill_in(hass, form, scale=1)
    assert quoted(preview)["becomes"] == "23.0 kV"
    assert not loaded.subentries


async def test_the_preview_shows_states_in_the_words_of_the_entity(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Those of the entity that will show the value; texts left empty say nothing."""
    form = await open_form(hass, loaded, "plug", "light_mode")
    assert quoted(form)["shown"] == "When switched on"
    preview = await fill_in(hass, form, name="Ring", options=["", "blink", ""])
    assert quoted(preview)["becomes"] == "When switched on"
    assert quoted(preview)["changes"] == "- Name: Ring\n- Missing option: blink"
    preview = await fill_in(
        hass,
        await open_form(hass, loaded, "plug", "switch_1"),
        platform="binary_sensor",
        device_class="motion",
    )
    assert quoted(preview).items() >= {"shown": "On", "becomes": "Detected"}.items()


@pytest.mark.parametrize(
    ("device_id", "code", "changes", "words"),
    [
        (
            "plug",
            "cur_voltage",
            {"unit": "No unit", "device_class": "none", "state_class": "total"},
            ["Unit: No unit", "Device class: No device class", "State class: Total"],
        ),
        (
            "plug",
            "switch_1",
            {"platform": "light", "enabled": False, "plays": "No role"},
            ["Kind of entity: Light", "Enabled: No", "Plays the role of: No role"],
        ),
        (
            "plug",
            "child_lock",
            {"device_class": "carbon_monoxide", "access": "r", "name": "Gas"},
            ["Device class: Carbon monoxide", "Name: Gas"],
        ),
        (
            "plug",
            "brightness",
            {"counts": "total", "temperature_scale": "c", "factor": 0.5},
            ["Reports count: The total", "Temperature scale: °C", "Factor: 0.5"],
        ),
        (
            "blind",
            "percent_control",
            {"inverted": "closed_to_open"},
            ["Direction: From closed to open"],
        ),
        ("plug", "fault", {"labels": ["a", "b"]}, ["Bit: a, b"]),
    ],
)
async def test_what_is_corrected_is_listed_in_the_words_of_the_form(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    device_id: str,
    code: str,
    changes: dict[str, Any],
    words: list[str],
) -> None:
    """In the preview, and for the correction that is saved."""
    form = await open_form(hass, loaded, device_id, code)
    preview = await fill_in(hass, form, **changes)
    assert {*quoted(preview)["changes"].splitlines()} == {f"- {each}" for each in words}
    await choose(hass, preview, "save")
    (saved,) = loaded.subentries.values()
    menu = await reopen(hass, loaded, saved)
    assert quoted(menu)["changes"] == quoted(preview)["changes"]


async def test_a_section_with_a_correction_is_open(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """So that nobody searches for it; the others are collapsed."""
    saved = await correct(hass, loaded, "plug", "cur_voltage", factor=0.1, scale=0)
    form = await choose(hass, await reopen(hass, loaded, saved), "correct")
    assert sections_of(form).keys() == {"range", "calculation", "more"}
    assert opened(form) == {"calculation"}


async def test_a_change_replaces_the_correction_in_the_preview(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """What is cleared is as the cloud says again."""
    saved = await correct(
        hass, loaded, "plug", "light_mode", name="Light", option_names=NAMES
    )
    menu = await reopen(hass, loaded, saved)
    assert (
        quoted(menu)["changes"] == "- Name: Light\n- Names of options: relay = Follow"
    )
    form = await choose(hass, menu, "correct")
    assert quoted(form)["shown"] == "Follow"
    preview = await fill_in(hass, form, option_names=None)
    assert quoted(preview)["becomes"] == "When switched on"
    await choose(hass, preview, "save")
    assert saved.data["correction"] == {"code": "light_mode", "name": "Light"}

    form = await choose(hass, await reopen(hass, loaded, saved), "correct")
    form = await fill_in(hass, form, name=None)
    assert form["errors"] == {"base": "empty"}
