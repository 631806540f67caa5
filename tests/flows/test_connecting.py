"""Connecting an account with the wizard, by a user or by a program."""

import re
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.selector import CountrySelector
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.cloud.regions import COUNTRIES, DATA_CENTERS
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.flows.account_input import read_account
from simulator import Account, Simulator
from simulator.json_types import JsonObject

from .steps import (
    DEVICES,
    FIELDS,
    HUB,
    LOGIN,
    ROOMS,
    TRANSLATIONS,
    UNREACHABLE,
    add_entry,
    choose,
    connect,
    default,
    fields,
    filled_in,
    open_account,
    open_wizard,
    placeholders_of,
    project_only,
    remembers,
    selector_of,
    stored,
    submit,
    submit_one,
)


async def test_account_is_connected(
    hass: HomeAssistant,
    simulator: Simulator,
    entry_setup: AsyncMock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The entry has the documented fields, and the digest instead of the password."""
    caplog.set_level("DEBUG")
    result = await connect(hass, filled_in(simulator))

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "default"
    assert placeholders_of(result) == {
        "devices": "1",
        "places": "1",
        "rooms": " Rooms: 1; new devices are put in the area of their room.",
        "message": "",
        "left_out": "",
    }
    assert result["title"] == simulator.ready["username"]
    assert result["data"] == stored(simulator)
    assert result["result"].unique_id == simulator.cloud.account.uid
    assert entry_setup.call_count == 1
    assert simulator.calls()["by_endpoint"] == {
        LOGIN: 1,
        DEVICES: 1,
        HUB: 1,
        ROOMS: 1,
    }
    assert not [secret for secret in simulator.secrets() if secret in caplog.text]


async def test_program_connects_an_account_over_http(
    hass: HomeAssistant,
    simulator: Simulator,
    hass_client: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The forms can be serialized for the frontend; the section may be left out."""
    monkeypatch.setitem(DATA_CENTERS, "central_europe", UNREACHABLE)
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()
    path = "/api/config/config_entries/flow"

    async def post(path: str, body: JsonObject) -> dict[str, Any]:
        response = await client.post(path, json=body)
        assert response.status == HTTPStatus.OK
        answer: dict[str, Any] = await response.json()
        return answer

    menu = await post(path, {"handler": DOMAIN})
    path = f"{path}/{menu['flow_id']}"
    keys = await post(path, {"next_step_id": "smart_home"})
    data = filled_in(simulator)
    names = [field["name"] for field in keys["data_schema"]]
    assert names == ["access_id", "access_secret"]
    account = await post(path, {name: data[name] for name in names})
    *names, section = [field["name"] for field in account["data_schema"]]
    assert names == ["country_code", "app_schema", "username", "password"]
    assert section == "advanced"
    assert account["data_schema"][-1]["type"] == "expandable"
    assert account["data_schema"][-1]["expanded"] is False

    body: JsonObject = {name: data[name] for name in names}
    form = await post(path, body)
    assert form["errors"] == {"base": "network"}
    result = await post(path, body | {"advanced": {"address": data["address"]}})
    assert result["type"] == "create_entry"
    assert hass.config_entries.async_entries(DOMAIN)[0].data == stored(simulator)


async def test_a_form_can_be_shown_again(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """A call without input shows the same form."""
    form = await open_account(hass, simulator)
    again = await hass.config_entries.flow.async_configure(form["flow_id"])
    assert again["step_id"] == "account"
    assert not again["errors"]


async def test_omitted_fields_are_automatic(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """App and country are optional; the app is found."""
    hass.config.country = "DE"
    data = filled_in(simulator)
    for field in ("app_schema", "country_code", "endpoint"):
        del data[field]
    result = await connect(hass, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_data_center_is_automatic(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The default of the data center is automatic."""
    form = await open_account(hass, simulator)
    assert default(form, "endpoint") == "automatic"


@pytest.mark.parametrize(
    ("country", "chosen"), [("AT", "AT"), ("XX", None), (None, None)]
)
async def test_own_country_is_chosen(
    hass: HomeAssistant, simulator: Simulator, country: str | None, chosen: str | None
) -> None:
    """Home Assistant's country is the default if it is on the list."""
    hass.config.country = country
    assert default(await open_account(hass, simulator), "country_code") == chosen


async def test_every_country_can_be_chosen(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The frontend names the countries; Home Assistant knows all of them."""
    selector = selector_of(await open_account(hass, simulator), "country_code")
    assert isinstance(selector, CountrySelector)
    assert [selector(country) for country in COUNTRIES] == [*COUNTRIES]


async def test_the_schema_of_another_app_is_typed(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """It takes the place of the chosen app."""
    simulator.change_account(schema="brandapp")
    result = await connect(hass, filled_in(simulator, other_app=" brandapp "))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator, app_schema="brandapp")


async def test_spaces_around_pasted_values_are_removed(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Only a password may begin or end with a space."""
    simulator.change_account(password=" blank ")
    data = filled_in(simulator)
    pasted = data | {
        field: f" {data[field]}\n"
        for field in ("access_id", "access_secret", "username", "address")
    }
    result = await connect(hass, pasted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_endpoint_is_the_one_of_the_login_answer(
    hass: HomeAssistant, simulator: Simulator, device_files: Path
) -> None:
    """The login's answer names the account's own data center."""
    account = Account(platform_url=simulator.endpoint)
    async with Simulator(device_files, account=account) as first:
        simulator.cloud.tokens = first.cloud.tokens  # both serve the same account
        result = await connect(hass, filled_in(first))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_custom_project(hass: HomeAssistant, simulator: Simulator) -> None:
    """A custom project has its own users, no app, and another digest."""
    data = filled_in(simulator, project_type="custom", app_schema="automatic")
    result = await connect(hass, data)
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
    result = await connect(hass, filled_in(simulator))
    assert simulator.calls()["by_endpoint"] == {LOGIN: 1}
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == before


@pytest.mark.parametrize(
    ("chosen", "address", "country", "endpoint"),
    [
        ("automatic", "", "DE", DATA_CENTERS["central_europe"]),
        ("automatic", "", "IN", DATA_CENTERS["india"]),
        ("automatic", "", "US", DATA_CENTERS["west_america"]),
        *((name, "", "DE", url) for name, url in DATA_CENTERS.items()),
        ("india", "https://openapi.tuyaeu.com/", "US", "https://openapi.tuyaeu.com"),
        (
            "india",
            "HTTPS://OpenAPI.a.example:8443",
            "US",
            "https://openapi.a.example:8443",
        ),
        ("automatic", "http://localhost:8080", "US", "http://localhost:8080"),
        ("automatic", "http://[::1]:8080/", "US", "http://[::1]:8080"),
    ],
)
def test_endpoint_is_chosen_or_typed(
    chosen: str, address: str, country: str, endpoint: str
) -> None:
    """The endpoint is a data center's, or the origin of an address."""
    form = dict.fromkeys(FIELDS, "text") | {
        "country_code": country,
        "project_type": "smart_home",
        "endpoint": chosen,
        "address": address,
    }
    assert read_account(form, {}).endpoint == endpoint


async def test_a_project_is_connected_as_one_type(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """After the keys, the user can choose the type of before; nothing is called."""
    add_entry(hass, simulator)
    menu = await connect(hass, project_only(simulator))
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "other_type"
    assert menu["menu_options"] == ["smart_home", "keys"]
    keys = await choose(hass, menu, "keys")
    assert remembers(keys, filled_in(simulator))

    menu = await submit(hass, keys, project_only(simulator))
    keys = await choose(hass, menu, "smart_home")
    assert remembers(keys, filled_in(simulator))
    assert simulator.calls()["total"] == 0
    simulator.change_account(uid="second", username="second")
    result = await submit(hass, keys, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_who_has_no_project_is_led_to_one(
    hass: HomeAssistant, simulator: Simulator, hass_client: ClientSessionGenerator
) -> None:
    """Two steps with pictures, which the frontend can load, lead to the keys."""
    assert await async_setup_component(hass, "http", {})
    first = await choose(hass, await open_wizard(hass), "new_project")
    second = await submit_one(hass, first, {})
    assert [first["step_id"], second["step_id"]] == ["new_project", "link_app"]
    client = await hass_client()
    for step in (first, second):
        assert fields(step) == set()
        text = TRANSLATIONS["config"]["step"][step["step_id"]]["description"]
        pictures = re.findall(r"\((.*?)\)", text.format_map(placeholders_of(step)))
        assert len(pictures) == 2
        for picture in pictures:
            response = await client.get(picture)
            assert response.status == HTTPStatus.OK
            assert response.content_type == "image/svg+xml"

    result = await submit(hass, second, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)

    # pictures are served once
    assert (await choose(hass, await open_wizard(hass), "new_project"))["step_id"]
