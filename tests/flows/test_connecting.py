"""Connecting an account with the form, by a user or by a program."""

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.cloud.regions import COUNTRIES, DATA_CENTERS
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.flows.account_form import read_form
from simulator import Account, Simulator

from .steps import (
    DEVICES,
    FIELDS,
    HUB,
    LOGIN,
    add_entry,
    default,
    filled_in,
    open_form,
    placeholders_of,
    project_only,
    stored,
    submit,
)


async def test_account_is_connected(
    hass: HomeAssistant,
    simulator: Simulator,
    entry_setup: AsyncMock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The entry has the documented fields, and the digest instead of the password."""
    caplog.set_level("DEBUG")
    form = await open_form(hass)
    result = await submit(hass, form, filled_in(simulator))

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "default"
    assert placeholders_of(result) == {"devices": "1", "places": "1", "left_out": ""}
    assert result["title"] == simulator.ready["username"]
    assert result["data"] == stored(simulator)
    assert result["result"].unique_id == simulator.cloud.account.uid
    assert entry_setup.call_count == 1
    assert simulator.calls()["by_endpoint"] == {LOGIN: 1, DEVICES: 1, HUB: 1}
    assert not [secret for secret in simulator.secrets() if secret in caplog.text]


async def test_program_connects_an_account_over_http(
    hass: HomeAssistant, simulator: Simulator, hass_client: ClientSessionGenerator
) -> None:
    """The form can be serialized for the frontend, and accepts flat data."""
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()
    path = "/api/config/config_entries/flow"

    response = await client.post(path, json={"handler": DOMAIN})
    assert response.status == HTTPStatus.OK
    form = await response.json()
    assert {field["name"] for field in form["data_schema"]} == FIELDS

    data = filled_in(simulator)
    response = await client.post(f"{path}/{form['flow_id']}", json=data)
    assert response.status == HTTPStatus.OK
    assert (await response.json())["type"] == "create_entry"
    assert hass.config_entries.async_entries(DOMAIN)[0].data == stored(simulator)


async def test_omitted_fields_are_automatic(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Project type, app and country are optional; the app is found."""
    hass.config.country = "DE"
    data = filled_in(simulator)
    for field in ("project_type", "app_schema", "country_code"):
        del data[field]
    result = await submit(hass, await open_form(hass), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_data_center_is_automatic(hass: HomeAssistant) -> None:
    """The default of the data center is automatic."""
    form = await open_form(hass)
    assert default(form, "endpoint") == "automatic"


@pytest.mark.parametrize(
    ("country", "chosen"), [("AT", "AT"), ("XX", None), (None, None)]
)
async def test_own_country_is_chosen(
    hass: HomeAssistant, country: str | None, chosen: str | None
) -> None:
    """Home Assistant's country is the default if it is on the list."""
    hass.config.country = country
    assert default(await open_form(hass), "country_code") == chosen


@pytest.mark.parametrize(
    "typed", ["DE", "de", "49", "+49", "0049", " +49 ", "+4 9", "(49)"]
)
async def test_country_is_chosen_or_typed(
    hass: HomeAssistant, simulator: Simulator, typed: str
) -> None:
    """The calling code is stored, as the cloud requires it."""
    data = filled_in(simulator, country_code=typed)
    result = await submit(hass, await open_form(hass), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator, country_code="49")


async def test_countries_with_one_calling_code_can_all_be_chosen(
    hass: HomeAssistant,
) -> None:
    """The list contains each country once, by name."""
    schema = (await open_form(hass))["data_schema"]
    assert schema is not None
    options = schema.schema["country_code"].config["options"]
    assert {option["value"] for option in options} == set(COUNTRIES)
    labels = [option["label"] for option in options]
    assert len(set(labels)) == len(COUNTRIES)
    assert {"Canada (+1)", "United States (+1)"} <= set(labels)


async def test_spaces_around_pasted_values_are_removed(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Only a password may begin or end with a space."""
    simulator.change_account(password=" blank ")
    data = filled_in(simulator)
    pasted = {
        field: value if field in ("password", "project_type") else f" {value}\n"
        for field, value in data.items()
    }
    result = await submit(hass, await open_form(hass), pasted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_endpoint_is_the_one_of_the_login_answer(
    hass: HomeAssistant, simulator: Simulator, device_files: Path
) -> None:
    """The login's answer names the account's own data center."""
    account = Account(platform_url=simulator.endpoint)
    async with Simulator(device_files, account=account) as first:
        simulator.cloud.tokens = first.cloud.tokens  # both serve the same account
        result = await submit(hass, await open_form(hass), filled_in(first))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_custom_project(hass: HomeAssistant, simulator: Simulator) -> None:
    """A custom project has its own users, no app, and another digest."""
    data = filled_in(simulator, project_type="custom", app_schema="automatic")
    result = await submit(hass, await open_form(hass), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(
        simulator,
        project_type="custom",
        app_schema="",
        password_digest=sha256(data["password"].encode()).hexdigest(),
    )
    assert result["result"].unique_id == simulator.cloud.account.custom_uid


async def test_account_is_connected_once(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The account's id is compared, not the user name."""
    entry = add_entry(hass, simulator, username="another name")
    before = dict(entry.data)
    result = await submit(hass, await open_form(hass), filled_in(simulator))
    assert simulator.calls()["by_endpoint"] == {LOGIN: 1}
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == before


@pytest.mark.parametrize(
    ("chosen", "country", "endpoint"),
    [
        ("automatic", "DE", DATA_CENTERS["central_europe"]),
        ("automatic", "91", DATA_CENTERS["india"]),
        ("", "US", DATA_CENTERS["west_america"]),
        *((name, "DE", url) for name, url in DATA_CENTERS.items()),
        ("https://openapi.tuyaeu.com/", "US", "https://openapi.tuyaeu.com"),
        ("HTTPS://OpenAPI.example:8443", "US", "https://openapi.example:8443"),
        ("http://localhost:8080", "US", "http://localhost:8080"),
        ("http://[::1]:8080/", "US", "http://[::1]:8080"),
    ],
)
def test_endpoint_is_chosen_or_typed(chosen: str, country: str, endpoint: str) -> None:
    """The endpoint is a data center's name, or the origin of an address."""
    form = dict.fromkeys(FIELDS, "text") | {
        "country_code": country,
        "project_type": "smart_home",
        "endpoint": chosen,
    }
    assert read_form(form, {}).endpoint == endpoint


async def test_a_project_is_connected_as_one_type(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another type is refused beside its field, before anything is called."""
    add_entry(hass, simulator)
    form = await submit(hass, await open_form(hass), project_only(simulator))
    assert form["errors"] == {"project_type": "other_project_type"}
    assert simulator.calls()["total"] == 0

    # another account of the project is welcome as the same type
    simulator.cloud.account.uid = "another"
    result = await submit(hass, form, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
