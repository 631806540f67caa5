"""The form of a correction: what it offers, what it makes, and what it refuses."""

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import until

from .steps import (
    NAMES,
    begin,
    choices,
    choose,
    correct,
    fields,
    fill_in,
    open_form,
    opened,
    quoted,
    reopen,
    sections_of,
    shown,
    submit,
)

EVERY_TYPE = {"name", "enabled", "access", "plays"}
VALUE = {
    "unit",
    "scale",
    "factor",
    "offset",
    "minimum",
    "maximum",
    "step",
    "counts",
    "device_class",
    "state_class",
    "platform",
}
UNITLESS = VALUE | {"temperature_scale"}


@pytest.mark.parametrize(
    ("device_id", "code", "offered", "filled_in"),
    [
        (
            "plug",
            "cur_voltage",
            VALUE,
            {
                "access": "r",
                "device_class": "voltage",
                "enabled": True,
                "maximum": 500,
                "minimum": 0,
                "platform": "sensor",
                "scale": 0,
                "state_class": "measurement",
                "step": 1,
                "unit": "V",
            },
        ),
        ("plug", "brightness", UNITLESS, {"minimum": 10, "platform": "number"}),
        (
            "plug",
            "light_mode",
            {"options", "option_names", "platform"},
            {"platform": "select", "access": "rw"},
        ),
        ("plug", "child_lock", {"device_class"}, {"access": "r"}),
        ("plug", "switch_1", {"device_class", "platform"}, {"platform": "switch"}),
        ("plug", "fault", {"labels", "platform"}, {"labels": ["hot", "cold"]}),
        ("plug", "note", {"platform"}, {"enabled": False}),
        ("plug", "spare", UNITLESS, {"scale": 0, "enabled": False}),
        ("blind", "percent_control", VALUE | {"inverted"}, {"unit": "%"}),
        (
            "blind",
            "control",
            {"options", "option_names", "platform", "inverted"},
            {"access": "rw"},
        ),
        ("lamp", "temp_value_v2", UNITLESS | {"inverted"}, {"maximum": 1000}),
    ],
)
async def test_the_form_fits_the_type(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    device_id: str,
    code: str,
    offered: set[str],
    filled_in: dict[str, Any],
) -> None:
    """It is filled with what holds now."""
    form = await open_form(hass, loaded, device_id, code)
    assert fields(form) | {"enabled"} == EVERY_TYPE | offered
    assert shown(form).items() >= filled_in.items()


async def test_data_points_are_told_apart(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """By name, code and value; what is private stays hidden."""
    registry = dr.async_get(hass)
    known = registry.async_get_device_by_identifier((DOMAIN, "plug"), loaded.entry_id)
    assert known is not None
    registry.async_update_device(known.id, name_by_user="My plug")
    form = await choose(hass, await begin(hass, loaded), "device")
    assert choices(form, "device")["plug"] == "My plug"
    form = await submit(hass, form, device="plug", scope="device")
    assert quoted(form) == {"device": "My plug"}
    labels = choices(form, "code")
    assert labels["cur_voltage"] == "Voltage (cur_voltage): 230 → 230 V"
    assert labels["spare"] == "Spare (spare): 12 → 12"
    assert labels["fault"].endswith("1 → Hot")
    assert labels["switch_1"].endswith("true → On")
    assert labels["cycle_time"].endswith("AQID → AQID")
    assert labels["random_time"].endswith("AQID → 010203")
    assert "secret" not in labels["note"]


async def test_values_without_content_have_words(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """No bit that is set, a text without letters, and a value that is not known."""
    coordinator = loaded.runtime_data
    plug = coordinator.devices["plug"]
    await until(lambda: coordinator.push.is_connected)
    await simulator.report("plug", {"fault": 0, "cycle_time": ""})
    await until(lambda: (plug.raw("fault"), plug.raw("cycle_time")) == (0, ""))
    form = await choose(hass, await begin(hass, loaded), "device")
    labels = choices(await submit(hass, form, device="plug", scope="device"), "code")
    assert labels["fault"].endswith("0 → none")
    assert labels["cycle_time"].endswith("empty → empty")


@pytest.mark.parametrize(
    ("device_id", "code", "changes", "correction"),
    [
        ("plug", "brightness", *[{"temperature_scale": "light_mode"}] * 2),
        (
            "plug",
            "cur_voltage",
            {
                "scale": 1.0,
                "factor": 0.5,
                "offset": 2.0,
                "minimum": 1.0,
                "maximum": 3000.0,
                "step": 2.0,
                "unit": "mV",
                "counts": "total",
                "device_class": "none",
                "state_class": "total_increasing",
                "name": "Mains",
                "enabled": False,
                "plays": "No role",
            },
            {
                "scale": 1,
                "factor": 0.5,
                "offset": 2,
                "minimum": 1,
                "maximum": 3000,
                "step": 2,
                "unit": "mV",
                "counts": "total",
                "device_class": "",
                "state_class": "total_increasing",
                "name": "Mains",
                "enabled": False,
                "plays": "unused",
            },
        ),
        ("plug", "cur_voltage", {"unit": "No unit"}, {"unit": ""}),
        (
            "plug",
            "light_mode",
            {
                "options": ["on"],
                "option_names": NAMES,
                "platform": "sensor",
            },
            {
                "options": ["on"],
                "option_names": {"relay": "Follow"},
                "platform": "sensor",
            },
        ),
        ("plug", "child_lock", {"device_class": "lock"}, {"device_class": "lock"}),
        ("plug", "switch_1", {"access": "r"}, {"access": "r"}),
        ("plug", "switch_1", {"platform": "light"}, {"platform": "light"}),
        ("plug", "fault", {"labels": ["warm", "cold"]}, {"labels": ["warm", "cold"]}),
        ("plug", "note", {"name": "Memo"}, {"name": "Memo"}),
        (
            "plug",
            "spare",
            {"scale": 1},
            {"type": "Integer", "access": "r", "scale": 1},
        ),
        (
            "blind",
            "percent_control",
            {"inverted": "closed_to_open"},
            {"inverted": False},
        ),
        ("lamp", "temp_value_v2", {"inverted": "cold_to_warm"}, {"inverted": True}),
    ],
)
async def test_what_is_changed_is_corrected(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    device_id: str,
    code: str,
    changes: dict[str, Any],
    correction: dict[str, Any],
) -> None:
    """And nothing else; the form shows it again, and saves it as it was."""
    saved = await correct(hass, loaded, device_id, code, **changes)
    data = {
        "scope": "device",
        "id": device_id,
        "correction": {"code": code, **correction},
    }
    assert saved.data == data
    assert saved.unique_id == f"device_{device_id}_{code}"

    menu = await reopen(hass, loaded, saved)
    form = await choose(hass, menu, "correct")
    offered = {
        name: value
        for name, value in shown(form).items()
        if name in changes and name != "platform"
    }
    names = {row["option"]: row["name"] for row in offered.pop("option_names", [])}
    assert names.items() >= correction.get("option_names", {}).items()
    expected = {
        name: value
        for name, value in changes.items()
        if name not in {"platform", "option_names"}
    }
    assert offered == expected
    preview = await fill_in(hass, form)
    result = await choose(hass, preview, "save")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert saved.data == data


@pytest.mark.parametrize(
    ("code", "changes", "errors", "field"),
    [
        ("cur_voltage", {}, {"base": "empty"}, ""),
        ("cur_voltage", {"scale": 11}, {"scale": "invalid_value"}, "Decimals"),
        ("cur_voltage", {"scale": 0.5}, {"scale": "invalid_value"}, "Decimals"),
        ("cur_voltage", {"factor": -1}, {"calculation": "invalid_field"}, "Factor"),
        ("cur_voltage", {"offset": 1e300}, {"calculation": "invalid_field"}, "Offset"),
        ("cur_voltage", {"minimum": 1e300}, {"range": "invalid_field"}, "Minimum"),
        ("cur_voltage", {"step": -1}, {"range": "invalid_field"}, "Step"),
        ("cur_voltage", {"unit": "x" * 256}, {"unit": "invalid_value"}, "Unit"),
        ("cur_voltage", {"name": "x" * 256}, {"name": "invalid_value"}, "Name"),
        (
            "cur_voltage",
            {"minimum": 9, "maximum": 8},
            {"range": "range"},
            "Maximum",
        ),
        (
            "light_mode",
            {"options": ["on", "on"]},
            {"options": "invalid_value"},
            "Missing option",
        ),
        (
            "light_mode",
            {
                "option_names": [
                    {"option": "relay", "name": "One"},
                    {"option": "relay", "name": "Two"},
                ]
            },
            {"option_names": "invalid_value"},
            "Names of options",
        ),
        ("cur_voltage", {"maximum": -5}, {"range": "range"}, "Maximum"),
        ("fault", {"labels": ["a", "a"]}, {"labels": "invalid_value"}, "Bit"),
        (
            "switch_1",
            {"device_class": "motion"},
            {"more": "misfit"},
            "Device class",
        ),
        ("brightness", {"platform": "time"}, {"platform": "misfit"}, "Kind of entity"),
        (
            "cur_voltage",
            {"state_class": "measurement_angle"},
            {"more": "misfit"},
            "State class",
        ),
    ],
)
async def test_nonsense_is_refused_at_its_field(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    code: str,
    changes: dict[str, Any],
    errors: dict[str, str],
    field: str,
) -> None:
    """Or at its section, which opens. Nothing of the form is lost."""
    form = await open_form(hass, loaded, "plug", code)
    before = shown(form)
    assert opened(form) == set()
    again = await fill_in(hass, form, **changes)
    assert again["step_id"] == "correct"
    assert again["errors"] == errors
    assert opened(again) == errors.keys() & sections_of(form)
    assert quoted(again)["field"] == field
    assert shown(again) == before | changes
    assert not loaded.subentries


@pytest.mark.parametrize(
    ("code", "received", "becomes"),
    [
        ("switch_1", "2", "unknown"),
        ("schedule", '{"on": [7, 22]}', '{"on": [7, 22]}'),
    ],
)
async def test_the_preview_shows_values_that_are_no_states(
    hass: HomeAssistant, loaded: MockConfigEntry, code: str, received: str, becomes: str
) -> None:
    """A Boolean that is none is unknown, and an object is its JSON."""
    form = await open_form(hass, loaded, "odd", code)
    assert quoted(form).items() >= {"received": received, "shown": becomes}.items()


async def test_a_product_is_corrected_once(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """For all of its devices; one of them can have a correction of its own."""
    saved = await correct(hass, loaded, "twin", "cur_voltage", "product", scale=1)
    assert saved.title == "Product (product): Voltage"
    assert (saved.data["scope"], saved.data["id"]) == ("product", "plugs")
    devices = loaded.runtime_data.devices
    assert devices["plug"].value("cur_voltage") == 23.0
    assert devices["twin"].value("cur_voltage") == 23.1

    form = await choose(hass, await begin(hass, loaded), "device")
    form = await submit(hass, form, device="plug", scope="product")
    form = await submit(hass, form, code="cur_voltage")
    assert form["errors"] == {"code": "already_corrected"}
    assert shown(form) == {"code": "cur_voltage"}
    own = await correct(hass, loaded, "plug", "cur_voltage", scale=2)
    assert own.title == "Hall plug: Voltage"
    assert devices["plug"].value("cur_voltage") == 2.3
    assert devices["twin"].value("cur_voltage") == 23.1

    hass.config_entries.async_remove_subentry(loaded, saved.subentry_id)
    hass.config_entries.async_remove_subentry(loaded, own.subentry_id)
    await until(lambda: devices["plug"].value("cur_voltage") == 230)
    assert devices["twin"].value("cur_voltage") == 231


async def test_a_device_without_a_product_is_corrected_alone(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Its product has no id."""
    form = await choose(hass, await begin(hass, loaded), "device")
    again = await submit(hass, form, device="nameless", scope="product")
    assert again["errors"] == {"scope": "no_product"}
    assert shown(again) == {"device": "nameless", "scope": "product"}
    form = await submit(hass, again, device="nameless", scope="device")
    assert form["step_id"] == "point"


async def test_what_leaves_meanwhile_is_noticed(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A device, a data point, the account."""
    form = await choose(hass, await begin(hass, loaded), "device")
    loaded.runtime_data.devices.remove("twin")
    again = await submit(hass, form, device="twin", scope="device")
    assert again["errors"] == {"device": "device_gone"}

    form = await submit(hass, again, device="plug", scope="device")
    del loaded.runtime_data.devices["plug"].points["spare"]
    again = await submit(hass, form, code="spare")
    assert again["errors"] == {"code": "no_such_point"}

    saved = await correct(hass, loaded, "blind", "percent_state", unit="No unit")
    loaded.runtime_data.devices.remove("blind")
    assert (await reopen(hass, loaded, saved))["reason"] == "no_device"

    for device_id in [*loaded.runtime_data.devices]:
        loaded.runtime_data.devices.remove(device_id)
    assert (await begin(hass, loaded))["reason"] == "no_devices"
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert (await begin(hass, loaded))["reason"] == "not_loaded"
    assert (await reopen(hass, loaded, saved))["reason"] == "not_loaded"
