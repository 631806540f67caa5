"""Corrections as text: shared by one, taken over by another."""

import json
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator

from .steps import (
    Result,
    begin,
    choose,
    correct,
    fields,
    fill_in,
    quoted,
    reopen,
    shown,
    submit,
)

TENTHS = '{"code": "cur_voltage", "scale": 1}'


async def take_over(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    text: str,
    device: str = "twin",
    scope: str = "device",
) -> Result:
    """Submit a text."""
    form = await choose(hass, await begin(hass, entry), "import_text")
    assert fields(form) == {"text", "device", "scope"}
    return await submit(hass, form, text=text, device=device, scope=scope)


async def test_a_shared_text_is_taken_over(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It holds product, specification and correction, and nothing private."""
    saved = await correct(
        hass, loaded, "plug", "cur_voltage", scale=1, name="Anna's room"
    )
    menu = await reopen(hass, loaded, saved)
    assert quoted(menu).items() >= {"received": "230", "shown": "23.0 V"}.items()
    form = await choose(hass, menu, "share")
    text = shown(form)["text"]
    shared = json.loads(text.removeprefix("```json\n").removesuffix("\n```"))
    values = {"unit": "V", "scale": 0, "step": 1, "min": 0, "max": 500}
    assert shared == {
        "product_id": "plugs",
        "category": "cz",
        "specification": {"status": {"type": "Integer", "values": values}},
        "correction": {"code": "cur_voltage", "scale": 1},
    }
    for private in ("Anna", "Hall plug", "230", loaded.entry_id):
        assert private not in text
    assert (await submit(hass, form))["type"] is FlowResultType.MENU

    preview = await take_over(hass, loaded, f"Look:\n\n{text}\n\nThanks")
    assert quoted(preview).items() >= {"becomes": "23.1 V", "shown": "231 V"}.items()
    result = await choose(hass, preview, "save")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Twin: Voltage"
    assert loaded.runtime_data.devices["twin"].value("cur_voltage") == 23.1


@pytest.mark.parametrize("scope", ["device", "product"])
@pytest.mark.parametrize("code", ["cur_voltage", "light_mode", "note", "spare"])
async def test_a_shared_text_has_nothing_private(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    code: str,
    scope: str,
) -> None:
    """No secret of the cloud, and nothing that names account, home or device."""
    saved = await correct(hass, loaded, "plug", code, scope, name="Anna's room")
    form = await choose(hass, await reopen(hass, loaded, saved), "share")
    text = shown(form)["text"]
    assert json.loads(text.removeprefix("```json\n").removesuffix("\n```"))
    account = simulator.cloud.account
    private = {
        *simulator.secrets(),
        *(str(value) for value in loaded.data.values()),
        account.uid,
        loaded.title,
        loaded.entry_id,
        '"plug"',
        "Hall plug",
        "Anna",
        "secret words",
    }
    assert [each for each in private if each and each in text] == []


async def test_what_is_taken_over_can_be_changed(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Before it is saved; fields without a place in the form stay."""
    text = {
        "code": "light_mode",
        "option_names": {"pos": "Position"},
        "reason": "It is a position.",
    }
    preview = await take_over(hass, loaded, json.dumps(text), device="plug")
    form = await choose(hass, preview, "correct")
    names = {row["option"]: row["name"] for row in shown(form)["option_names"]}
    assert names == {"relay": "When switched on", "pos": "Position", "none": "Off"}
    preview = await fill_in(hass, form, name="Light")
    result = await choose(hass, preview, "save")
    assert result["data"]["correction"] == text | {"name": "Light"}


async def test_what_the_form_does_not_offer_stays(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A field that cannot hold what is corrected is empty, and loses nothing."""
    text = {"code": "switch_1", "device_class": "water"}
    preview = await take_over(hass, loaded, json.dumps(text), device="plug")
    form = await choose(hass, preview, "correct")
    assert "device_class" in fields(form)
    assert "device_class" not in shown(form)
    preview = await fill_in(hass, form, name="Water")
    result = await choose(hass, preview, "save")
    assert result["data"]["correction"] == text | {"name": "Water"}


async def test_a_correction_of_another_version_is_not_opened(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It can only be deleted."""
    saved = await correct(hass, loaded, "plug", "switch_1", name="Outlet")
    data = {**saved.data, "correction": {"code": "switch_1", "colour": 1}}
    hass.config_entries.async_update_subentry(loaded, saved, data=data)
    await hass.async_block_till_done()
    assert (await reopen(hass, loaded, saved))["reason"] == "invalid"


async def test_a_code_that_is_not_listed_is_declared(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """With its type; it shows when the device reports it."""
    text = '{"code": "hidden", "type": "Integer", "dp_id": 101}'
    preview = await take_over(hass, loaded, text)
    assert preview["menu_options"] == ["save"]
    assert quoted(preview)["becomes"] == "unknown"
    await choose(hass, preview, "save")
    (saved,) = loaded.subentries.values()
    menu = await reopen(hass, loaded, saved)
    assert menu["menu_options"] == ["share"]


async def test_a_category_is_taken_over(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It is about the whole device."""
    preview = await take_over(hass, loaded, '{"code": "*", "category": "dj"}')
    assert quoted(preview)["changes"] == "- Category: dj"
    result = await choose(hass, preview, "save")
    assert result["title"] == "Twin: Category"
    assert loaded.runtime_data.devices["twin"].category == "dj"


@pytest.mark.parametrize(
    ("text", "error", "field"),
    [
        ("", "not_an_object", ""),
        ("hello", "not_an_object", ""),
        ("{not JSON}", "not_an_object", ""),
        ("}{", "not_an_object", ""),
        ('{"correction": 5}', "not_an_object", ""),
        ('{"code": "cur_voltage"}', "empty", ""),
        ('{"code": "cur_voltage", "colour": 1}', "unknown_field", "colour"),
        ('{"code": "cur_voltage", "scale": 99}', "invalid_field", "scale"),
        (
            '{"code": "cur_voltage", "minimum": 2, "maximum": 1}',
            "range",
            "maximum",
        ),
        ('{"code": "nowhere", "scale": 1}', "no_such_point", ""),
    ],
)
async def test_other_texts_are_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, text: str, error: str, field: str
) -> None:
    """With a sentence, and nothing of the form is lost."""
    form = await take_over(hass, loaded, text)
    assert form["errors"] == {"text": error}
    assert quoted(form) == {"field": field}
    assert shown(form) == {"text": text, "device": "twin", "scope": "device"}


async def test_one_correction_of_a_data_point(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A second one is refused, also when both are made at once."""
    first = await take_over(hass, loaded, TENTHS)
    second = await take_over(hass, loaded, TENTHS)
    await choose(hass, first, "save")
    assert (await take_over(hass, loaded, TENTHS))["errors"] == {
        "text": "already_corrected"
    }
    result: Any = await choose(hass, second, "save")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    form = await take_over(hass, loaded, TENTHS, "nameless", "product")
    assert form["errors"] == {"scope": "no_product"}
