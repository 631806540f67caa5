"""The steps of a user who corrects a data point."""

from typing import Any, Final

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from pytest_homeassistant_custom_component.common import MockConfigEntry

type Result = SubentryFlowResult

# what the options of a light mode are called
OTHERS: Final = [
    {"option": "pos", "name": "When switched off"},
    {"option": "none", "name": "Off"},
]
NAMES: Final = [{"option": "relay", "name": "Follow"}, *OTHERS]


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
    sections = {
        name: title for title, names in sections_of(form).items() for name in names
    }
    data: dict[str, Any] = {}
    for name, value in typed.items():
        if value is not None and name in sections:
            data.setdefault(sections[name], {})[name] = value
        elif value is not None:
            data[name] = value
    return await submit(hass, form, **data)


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


def markers(form: Result) -> dict[Any, Any]:
    """Return the fields of a form, also those in sections, with their selectors."""
    schema = form["data_schema"]
    assert schema is not None
    found: dict[Any, Any] = {}
    for marker, selector in schema.schema.items():
        if isinstance(selector, section):
            found |= selector.schema.schema
        else:
            found[marker] = selector
    return found


def sections_of(form: Result) -> dict[str, set[str]]:
    """Return the names of the fields in each section."""
    schema = form["data_schema"]
    assert schema is not None
    return {
        marker.schema: {field.schema for field in selector.schema.schema}
        for marker, selector in schema.schema.items()
        if isinstance(selector, section)
    }


def opened(form: Result) -> set[str]:
    """Return the sections that are not collapsed."""
    schema = form["data_schema"]
    assert schema is not None
    return {
        marker.schema
        for marker, selector in schema.schema.items()
        if isinstance(selector, section) and not selector.options["collapsed"]
    }


def shown(form: Result) -> dict[str, Any]:
    """Return what the fields of a form are filled with."""
    return {
        marker.schema: marker.description["suggested_value"]
        for marker in markers(form)
        if marker.description
    }


def fields(form: Result) -> set[str]:
    """Return the names of a form's fields."""
    return {marker.schema for marker in markers(form)}


def choices(form: Result, field: str) -> dict[str, str]:
    """Return what can be chosen in a field: value -> label."""
    (selector,) = (
        selector for marker, selector in markers(form).items() if marker == field
    )
    return {
        option if isinstance(option, str) else option["value"]: option
        if isinstance(option, str)
        else option["label"]
        for option in selector.config["options"]
    }


def quoted(step: Result) -> dict[str, str]:
    """Return what the texts of a step are filled in with."""
    placeholders = step["description_placeholders"]
    assert placeholders is not None
    return {**placeholders}
