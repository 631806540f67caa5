"""Steps of the config flow: open, fill in, submit and read a form."""

import json
from collections.abc import Mapping
from hashlib import md5
from pathlib import Path
from typing import Any

import probatio
from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud import config_flow
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator

LOGIN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
DEVICES = "GET /v1.0/users/{uid}/devices"
LIST = "GET /v1.0/users/*/devices"
ROOMS = "GET /v1.0/homes/{home_id}/rooms"
HUB = "POST /v1.0/open-hub/access/config"
# the fields of all steps
FIELDS = {
    "access_id",
    "access_secret",
    "username",
    "password",
    "country_code",
    "app_schema",
    "other_app",
    "endpoint",
    "address",
}
TRANSLATIONS = json.loads(
    (Path(config_flow.__file__).parent / "translations/en.json").read_text("utf-8")
)

# a data center that is not reachable
UNREACHABLE = "http://127.0.0.1:9"

SWITCH = {"switch_1": {"type": "Boolean", "value": {}}}
SOCKET: dict[str, Any] = {
    "name": "Socket",
    "category": "cz",
    "product_id": "socketproduct001",
    "product_name": "Test socket",
    "online": True,
    "sub": False,
    "time_zone": "+01:00",
    "room": "Hall",
    "function": SWITCH,
    "status_range": SWITCH,
    "status": {"switch_1": False},
}


def filled_in(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return what a user enters for the simulator's account, in all steps.

    A data center among the changes takes the place of the simulator's address.
    """
    ready = simulator.ready
    data = {
        "project_type": "smart_home",
        "access_id": ready["access_id"],
        "access_secret": ready["access_secret"],
        "country_code": "DE",
        "app_schema": "smart_life",
        "username": ready["username"],
        "password": ready["password"],
        "endpoint": "automatic",
        "address": ready["endpoint"],
    }
    if "endpoint" in changes:
        del data["address"]
    return data | changes


def project_only(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return what a user enters for the simulator's project without a user."""
    data = filled_in(simulator, project_type="project_only", **changes)
    for field in ("username", "password", "app_schema"):
        del data[field]
    return data


def stored(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return the data of the resulting entry."""
    ready = simulator.ready
    return {
        "access_id": ready["access_id"],
        "access_secret": ready["access_secret"],
        "endpoint": ready["endpoint"],
        "project_type": "smart_home",
        "country_code": ready["country_code"],
        "app_schema": ready["schema"],
        "username": ready["username"],
        "password_digest": md5(ready["password"].encode()).hexdigest(),
    } | changes


def add_entry(
    hass: HomeAssistant, simulator: Simulator, **data: str
) -> MockConfigEntry:
    """Add an entry for the simulator's account."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="The home",
        unique_id=simulator.cloud.account.uid,
        data=stored(simulator, **data),
    )
    entry.add_to_hass(hass)
    return entry


async def open_wizard(hass: HomeAssistant) -> ConfigFlowResult:
    """Start the config flow."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.MENU
    assert result["step_id"] == "user"
    return result


async def open_account(hass: HomeAssistant, simulator: Simulator) -> ConfigFlowResult:
    """Start the config flow and go to the form for the app account."""
    keys = await choose(hass, await open_wizard(hass), "smart_home")
    form = await submit_one(hass, keys, filled_in(simulator))
    assert form["step_id"] == "account"
    return form


async def connect(hass: HomeAssistant, data: Mapping[str, Any]) -> ConfigFlowResult:
    """Start the config flow and fill in all steps."""
    menu = await open_wizard(hass)
    return await submit(hass, await choose(hass, menu, data["project_type"]), data)


async def submit(
    hass: HomeAssistant, form: ConfigFlowResult, data: Mapping[str, Any]
) -> ConfigFlowResult:
    """Fill in a form and those that follow it, until one shows an error."""
    result = await submit_one(hass, form, data)
    while result["type"] is FlowResultType.FORM and not result["errors"]:
        result = await submit_one(hass, result, data)
    return result


async def submit_one(
    hass: HomeAssistant, form: ConfigFlowResult, data: Mapping[str, Any]
) -> ConfigFlowResult:
    """Submit a form with those of the values that it has fields for."""
    return await _send(hass, form, _input(form["data_schema"], data))


async def choose(
    hass: HomeAssistant, menu: ConfigFlowResult, option: str
) -> ConfigFlowResult:
    """Choose from a menu."""
    assert menu["type"] is FlowResultType.MENU
    assert option in menu["menu_options"]
    return await _send(hass, menu, {"next_step_id": option})


async def _send(
    hass: HomeAssistant, step: ConfigFlowResult, data: Mapping[str, Any]
) -> ConfigFlowResult:
    result = await hass.config_entries.flow.async_configure(step["flow_id"], {**data})
    await hass.async_block_till_done()
    return result


def _input(schema: probatio.Schema | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for the fields of a form, nested as its sections are."""
    assert schema is not None
    return {
        str(marker): _input(field.schema, data)
        if isinstance(field, section)
        else data[str(marker)]
        for marker, field in schema.schema.items()
        if isinstance(field, section) or str(marker) in data
    }


def markers(form: ConfigFlowResult) -> list[Any]:
    """Return the fields of a form in their order, those in its section last."""
    schema = form["data_schema"]
    assert schema is not None
    return _markers(schema)


def _markers(schema: probatio.Schema) -> list[Any]:
    found: list[Any] = []
    for marker, field in schema.schema.items():
        found += _markers(field.schema) if isinstance(field, section) else [marker]
    return found


def top_fields(form: ConfigFlowResult) -> set[str]:
    """Return the names beside which the frontend shows an error."""
    schema = form["data_schema"]
    assert schema is not None
    return {str(marker) for marker in schema.schema}


def is_expanded(form: ConfigFlowResult) -> bool:
    """Return whether the section of a form is open."""
    schema = form["data_schema"]
    assert schema is not None
    return not schema.schema["advanced"].options["collapsed"]


def selector_of(form: ConfigFlowResult, field: str) -> Any:
    """Return the selector of a field."""
    schema = form["data_schema"]
    assert schema is not None
    if field in schema.schema:
        return schema.schema[field]
    return schema.schema["advanced"].schema.schema[field]


def shown(form: ConfigFlowResult) -> dict[str, Any]:
    """Return the suggested values of a form's fields."""
    return {
        marker.schema: marker.description["suggested_value"]
        for marker in markers(form)
        if marker.description
    }


def remembers(form: ConfigFlowResult, data: Mapping[str, Any]) -> bool:
    """Return whether a form shows all values that it has fields for."""
    names = fields(form)
    return shown(form) == {name: data[name] for name in data if name in names}


def default(form: ConfigFlowResult, field: str) -> Any:
    """Return the default of a field; None: the field is required."""
    marker = next(marker for marker in markers(form) if marker.schema == field)
    return marker.default() if callable(marker.default) else None


def fields(form: ConfigFlowResult) -> set[str]:
    """Return the names of a form's fields."""
    return {str(marker.schema) for marker in markers(form)}


def placeholders_of(result: ConfigFlowResult) -> dict[str, str]:
    """Return the placeholders of a step's texts."""
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    return {**placeholders}
