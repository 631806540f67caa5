"""Steps of the config flow: open, fill in, submit and read a form."""

import json
from collections.abc import Mapping
from hashlib import md5
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud import config_flow
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator

LOGIN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
DEVICES = "GET /v1.0/users/{uid}/devices"
LIST = "GET /v1.0/users/*/devices"
HUB = "POST /v1.0/open-hub/access/config"
FIELDS = {
    "access_id",
    "access_secret",
    "username",
    "password",
    "country_code",
    "app_schema",
    "project_type",
    "endpoint",
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
    """Return the form's values for the simulator's account."""
    ready = simulator.ready
    return {
        "access_id": ready["access_id"],
        "access_secret": ready["access_secret"],
        "endpoint": ready["endpoint"],
        "project_type": "smart_home",
        "country_code": ready["country_code"],
        "app_schema": ready["schema"],
        "username": ready["username"],
        "password": ready["password"],
    } | changes


def project_only(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return the form's values for the simulator's project without a user."""
    data = filled_in(simulator, project_type="project_only", **changes)
    del data["username"], data["password"]
    return data


def stored(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return the data of the resulting entry."""
    data = filled_in(simulator)
    data["password_digest"] = md5(data.pop("password").encode()).hexdigest()
    return data | changes


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


async def open_form(hass: HomeAssistant) -> ConfigFlowResult:
    """Start the config flow."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    assert not result["errors"]
    return result


async def submit(
    hass: HomeAssistant, form: ConfigFlowResult, data: Mapping[str, Any]
) -> ConfigFlowResult:
    """Submit a form."""
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {**data})
    await hass.async_block_till_done()
    return result


async def choose(
    hass: HomeAssistant, menu: ConfigFlowResult, option: str
) -> ConfigFlowResult:
    """Choose from a menu."""
    assert menu["type"] is FlowResultType.MENU
    assert option in menu["menu_options"]
    return await submit(hass, menu, {"next_step_id": option})


def shown(form: ConfigFlowResult) -> dict[str, Any]:
    """Return the suggested values of a form's fields."""
    schema = form["data_schema"]
    assert schema is not None
    return {
        marker.schema: marker.description["suggested_value"]
        for marker in schema.schema
        if marker.description
    }


def default(form: ConfigFlowResult, field: str) -> Any:
    """Return the default of a field; None: the field is required."""
    schema = form["data_schema"]
    assert schema is not None
    marker = next(marker for marker in schema.schema if marker.schema == field)
    return marker.default() if callable(marker.default) else None


def fields(form: ConfigFlowResult) -> set[str]:
    """Return the names of a form's fields."""
    schema = form["data_schema"]
    assert schema is not None
    return {str(marker.schema) for marker in schema.schema}


def placeholders_of(result: ConfigFlowResult) -> dict[str, str]:
    """Return the placeholders of a step's texts."""
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    return {**placeholders}
