"""The steps of a user who corrects a data point."""

from typing import Any

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

type Result = SubentryFlowResult


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> Result:
    """Begin with a new correction."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "correction"), context={"source": SOURCE_USER}
    )


async def submit(hass: HomeAssistant, step: Result, /, **data: Any) -> Result:
    """Submit a form, and wait until what is saved applies."""
    result = await hass.config_entries.subentries.async_configure(step["flow_id"], data)
    await hass.async_block_till_done()
    return result


async def choose(hass: HomeAssistant, menu: Result, option: str) -> Result:
    """Choose from a menu."""
    assert menu["type"] is FlowResultType.MENU
    assert option in menu["menu_options"]
    return await submit(hass, menu, next_step_id=option)


async def open_form(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    device_id: str,
    code: str,
    scope: str = "device",
) -> Result:
    """Go to the form for a data point."""
    form = await choose(hass, await begin(hass, entry), "device")
    form = await submit(hass, form, device=device_id, scope=scope)
    assert form["step_id"] == "point"
    form = await submit(hass, form, code=code)
    assert form["step_id"] == "correct"
    assert not form["errors"]
    return form


async def fill_in(hass: HomeAssistant, form: Result, /, **changes: Any) -> Result:
    """Submit the form with some fields changed; None clears a field."""
    typed = shown(form) | changes
    return await submit(
        hass,
        form,
        **{name: value for name, value in typed.items() if value is not None},
    )


async def correct(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    device_id: str,
    code: str,
    scope: str = "device",
    **changes: Any,
) -> ConfigSubentry:
    """Correct a data point from the first step to the last."""
    form = await open_form(hass, entry, device_id, code, scope)
    preview = await fill_in(hass, form, **changes)
    assert preview["step_id"] == "preview"
    result = await choose(hass, preview, "save")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    saved = {each.unique_id: each for each in entry.subentries.values()}
    subentry: ConfigSubentry = saved[result["unique_id"]]
    return subentry


async def reopen(
    hass: HomeAssistant, entry: MockConfigEntry, subentry: ConfigSubentry
) -> Result:
    """Open the menu of a correction that exists."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "correction"),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry.subentry_id},
    )


def shown(form: Result) -> dict[str, Any]:
    """Return what the fields of a form are filled with."""
    schema = form["data_schema"]
    assert schema is not None
    return {
        marker.schema: marker.description["suggested_value"]
        for marker in schema.schema
        if marker.description
    }


def fields(form: Result) -> set[str]:
    """Return the names of a form's fields."""
    schema = form["data_schema"]
    assert schema is not None
    return {str(marker.schema) for marker in schema.schema}


def choices(form: Result, field: str) -> dict[str, str]:
    """Return what can be chosen in a field: value -> label."""
    schema = form["data_schema"]
    assert schema is not None
    options = schema.schema[field].config["options"]
    return {
        option if isinstance(option, str) else option["value"]: option
        if isinstance(option, str)
        else option["label"]
        for option in options
    }


def quoted(step: Result) -> dict[str, str]:
    """Return what the texts of a step are filled in with."""
    placeholders = step["description_placeholders"]
    assert placeholders is not None
    return {**placeholders}
