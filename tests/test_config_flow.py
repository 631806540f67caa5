"""The forms, filled in as a person or a program would, against a simulated cloud."""

import json
import string
from collections.abc import AsyncIterator, Iterator, Mapping
from hashlib import md5, sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, patch

import aiohttp
import pytest
from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud import config_flow
from custom_components.tuya_cloud.cloud import api, errors, transport
from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.regions import COUNTRIES, DATA_CENTRES
from custom_components.tuya_cloud.config_flow import (
    FIELD_OF_CAUSE,
    read_form,
)
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Account, Simulator

LOGIN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
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

# Every refusal that has words of its own: the code, the field, the message.
REFUSALS = [
    (1001, "access_id", "access_id"),
    (1003, "access_id", "access_id"),
    (1005, "access_id", "access_id"),
    (1008, "access_id", "access_id"),
    (1004, "access_secret", "access_secret"),
    (2401, "password", "credentials"),
    (2402, "country_code", "country"),
    (2403, "country_code", "country"),
    (2410, "country_code", "country"),
    (2017, "app_schema", "app_schema"),
    (1106, "username", "account_not_linked"),
    (2406, "username", "account_not_linked"),
    (28841107, "endpoint", "data_centre_suspended"),
    (2007, "endpoint", "cross_region"),
    (28841001, "base", "plan_expired"),
    (28841002, "base", "plan_expired"),
    (28841003, "base", "plan_expired"),
    (28841004, "base", "quota_used_up"),
    (28841104, "base", "quota_used_up"),
    (28841101, "base", "api_not_subscribed"),
    (28841105, "base", "api_not_subscribed"),
    (1114, "base", "ip_not_allowed"),
    (1013, "base", "clock"),
    (2411, "base", "second_factor"),
    (500, "base", "busy"),
    (1110, "base", "busy"),
    (1100, "base", "unknown"),
    (1010, "base", "unknown"),
    (99999, "base", "unknown"),
]
MISHAPS: list[tuple[dict[str, Any], str]] = [
    ({"http": 502}, "http_status"),
    ({"http": 404}, "http_status"),
    ({"body": "not json"}, "bad_answer"),
    ({"result": {}}, "bad_answer"),
    ({"drop": True}, "network"),
]


@pytest.fixture(autouse=True)
def entry_setup() -> Iterator[AsyncMock]:
    """Load entries without their devices: these tests are about the forms."""
    with (
        patch("custom_components.tuya_cloud.async_setup_entry") as setup,
        patch("custom_components.tuya_cloud.async_unload_entry"),
    ):
        setup.return_value = True
        yield setup


@pytest.fixture(autouse=True)
def integration(
    entry_setup: AsyncMock, enable_custom_integrations: None, socket_enabled: None
) -> None:
    """Let Home Assistant find the integration, and it the simulator."""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeat at once."""
    monkeypatch.setattr(api, "_RETRY_DELAYS", (0.0, 0.0))


@pytest.fixture
async def simulator(socket_enabled: None, tmp_path: Path) -> AsyncIterator[Simulator]:
    """Run a cloud whose account has no devices."""
    async with Simulator(tmp_path) as running:
        yield running


def filled_in(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return what a program sends to connect the simulator's account."""
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


def stored(simulator: Simulator, **changes: str) -> dict[str, str]:
    """Return the data of the entry that the form leads to."""
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
    """Begin to connect an account."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    assert not result["errors"]
    return result


async def submit(
    hass: HomeAssistant, form: ConfigFlowResult, data: Mapping[str, str]
) -> ConfigFlowResult:
    """Submit a form."""
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {**data})
    await hass.async_block_till_done()
    return result


def shown(form: ConfigFlowResult) -> dict[str, Any]:
    """Return what the fields of a form are filled with."""
    schema = form["data_schema"]
    assert schema is not None
    return {
        marker.schema: marker.description["suggested_value"]
        for marker in schema.schema
        if marker.description
    }


def default(form: ConfigFlowResult, field: str) -> Any:
    """Return what a field that is left out counts as, None when it must be given."""
    schema = form["data_schema"]
    assert schema is not None
    marker = next(marker for marker in schema.schema if marker.schema == field)
    return marker.default() if callable(marker.default) else None


# Connecting


async def test_account_is_connected(
    hass: HomeAssistant,
    simulator: Simulator,
    entry_setup: AsyncMock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The entry holds exactly the agreed names, and the digest for the password."""
    caplog.set_level("DEBUG")
    form = await open_form(hass)
    result = await submit(hass, form, filled_in(simulator))

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == simulator.ready["username"]
    assert result["data"] == stored(simulator)
    assert result["result"].unique_id == simulator.cloud.account.uid
    assert entry_setup.call_count == 1
    assert not [secret for secret in simulator.secrets() if secret in caplog.text]


async def test_program_connects_an_account_over_http(
    hass: HomeAssistant, simulator: Simulator, hass_client: ClientSessionGenerator
) -> None:
    """The form can be sent to the frontend, and flat data comes back."""
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


async def test_left_out_fields_are_automatic(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Project type, app and country need not be given; the app is found."""
    hass.config.country = "DE"
    data = filled_in(simulator)
    for field in ("project_type", "app_schema", "country_code"):
        del data[field]
    result = await submit(hass, await open_form(hass), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_data_centre_is_automatic(hass: HomeAssistant) -> None:
    """A form that is not told where goes by the country."""
    form = await open_form(hass)
    assert default(form, "endpoint") == "automatic"


@pytest.mark.parametrize(
    ("country", "chosen"), [("AT", "AT"), ("XX", None), (None, None)]
)
async def test_own_country_is_chosen(
    hass: HomeAssistant, country: str | None, chosen: str | None
) -> None:
    """Home Assistant's country is chosen beforehand when it is on the list."""
    hass.config.country = country
    assert default(await open_form(hass), "country_code") == chosen


@pytest.mark.parametrize(
    "typed", ["DE", "de", "49", "+49", "0049", " +49 ", "+4 9", "(49)"]
)
async def test_country_is_chosen_or_typed(
    hass: HomeAssistant, simulator: Simulator, typed: str
) -> None:
    """What is stored is the calling code, as the cloud wants it."""
    data = filled_in(simulator, country_code=typed)
    result = await submit(hass, await open_form(hass), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator, country_code="49")


async def test_countries_with_one_calling_code_can_all_be_chosen(
    hass: HomeAssistant,
) -> None:
    """The list holds each country once, by name."""
    schema = (await open_form(hass))["data_schema"]
    assert schema is not None
    options = schema.schema["country_code"].config["options"]
    assert {option["value"] for option in options} == set(COUNTRIES)
    labels = [option["label"] for option in options]
    assert len(set(labels)) == len(COUNTRIES)
    assert {"Canada (+1)", "United States (+1)"} <= set(labels)


async def test_blanks_around_pasted_values_go(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Only a password may begin or end with a blank."""
    simulator.change_account(password=" blank ")
    data = filled_in(simulator)
    pasted = {
        field: value if field in ("password", "project_type") else f" {value}\n"
        for field, value in data.items()
    }
    result = await submit(hass, await open_form(hass), pasted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_endpoint_is_where_the_cloud_sends_the_client(
    hass: HomeAssistant, simulator: Simulator, tmp_path: Path
) -> None:
    """An account that lives elsewhere is followed there."""
    account = Account(platform_url=simulator.endpoint)
    async with Simulator(tmp_path, account=account) as first:
        result = await submit(hass, await open_form(hass), filled_in(first))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)


async def test_custom_project(hass: HomeAssistant, simulator: Simulator) -> None:
    """A custom project has users of its own, in no app, and another digest."""
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
    """The account's own id tells, whatever the user name."""
    entry = add_entry(hass, simulator, username="another name")
    before = dict(entry.data)
    result = await submit(hass, await open_form(hass), filled_in(simulator))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == before


@pytest.mark.parametrize(
    ("chosen", "country", "endpoint"),
    [
        ("automatic", "DE", DATA_CENTRES["central_europe"]),
        ("automatic", "91", DATA_CENTRES["india"]),
        ("", "US", DATA_CENTRES["west_america"]),
        *((name, "DE", url) for name, url in DATA_CENTRES.items()),
        ("https://openapi.tuyaeu.com/", "US", "https://openapi.tuyaeu.com"),
        ("HTTPS://OpenAPI.example:8443", "US", "https://openapi.example:8443"),
        ("http://localhost:8080", "US", "http://localhost:8080"),
        ("http://[::1]:8080/", "US", "http://[::1]:8080"),
    ],
)
def test_endpoint_is_chosen_or_typed(chosen: str, country: str, endpoint: str) -> None:
    """A data centre's name, or an address of which only the origin counts."""
    form = dict.fromkeys(FIELDS, "text") | {
        "country_code": country,
        "project_type": "smart_home",
        "endpoint": chosen,
    }
    assert read_form(form, {}).endpoint == endpoint


# What goes wrong, and how it is mended in the same form


async def refused(
    hass: HomeAssistant, simulator: Simulator, data: Mapping[str, str]
) -> ConfigFlowResult:
    """Submit data that is refused, then the right data, which is not.

    Returns the form as it was shown again.
    """
    again = await submit(hass, await open_form(hass), data)
    assert again["type"] is FlowResultType.FORM
    assert again["step_id"] == "user"
    assert shown(again) == data

    simulator.clear_faults()
    result = await submit(hass, again, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)
    return again


@pytest.mark.parametrize(("code", "field", "key"), REFUSALS)
async def test_refusal_is_shown_at_its_field(
    hass: HomeAssistant, simulator: Simulator, code: int, field: str, key: str
) -> None:
    """Each cause has its own message; the cloud's words come along."""
    simulator.add_fault(LOGIN, {"code": code, "msg": "those words"})
    form = await refused(hass, simulator, filled_in(simulator))
    assert form["errors"] == {field: key}
    placeholders = form["description_placeholders"]
    assert placeholders is not None
    assert placeholders["code"] == str(code)
    assert placeholders["message"] == "those words"


@pytest.mark.parametrize(("then", "key"), MISHAPS)
async def test_mishap_is_shown_above_the_form(
    hass: HomeAssistant, simulator: Simulator, then: dict[str, Any], key: str
) -> None:
    """What is wrong on the way to the cloud is no field's fault."""
    simulator.add_fault(LOGIN, then)
    form = await refused(hass, simulator, filled_in(simulator))
    assert form["errors"] == {"base": key}


async def test_silence_is_shown_above_the_form(
    hass: HomeAssistant, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cloud that does not answer keeps nobody waiting for ever."""
    simulator.add_fault(LOGIN, {"hang": 0.3})
    with monkeypatch.context() as impatient:
        impatient.setattr(transport, "_TIMEOUT", aiohttp.ClientTimeout(total=0.1))
        form = await submit(hass, await open_form(hass), filled_in(simulator))
    assert form["errors"] == {"base": "timeout"}

    simulator.clear_faults()
    result = await submit(hass, form, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"access_id": "wrong"}, {"access_id": "access_id"}),
        ({"access_secret": "wrong"}, {"access_secret": "access_secret"}),
        ({"username": "wrong"}, {"password": "credentials"}),
        ({"password": "wrong"}, {"password": "credentials"}),
        ({"app_schema": "wrong"}, {"app_schema": "app_schema"}),
        ({"country_code": "US"}, {"username": "account_not_linked"}),
        ({"country_code": "Atlantis"}, {"country_code": "invalid_country"}),
        ({"country_code": ""}, {"country_code": "invalid_country"}),
        ({"country_code": "123456"}, {"country_code": "invalid_country"}),
        ({"country_code": "٤٩"}, {"country_code": "invalid_country"}),
        ({"endpoint": "http://127.0.0.1:9"}, {"base": "network"}),
        ({"password": ""}, {"password": "password_needed"}),
        (
            {"app_schema": "automatic", "password": "wrong"},
            {"password": "credentials"},
        ),
    ],
)
async def test_wrong_value_is_shown_at_its_field(
    hass: HomeAssistant,
    simulator: Simulator,
    changes: dict[str, str],
    wrong: dict[str, str],
) -> None:
    """What a person gets wrong, as the cloud itself refuses it."""
    form = await refused(hass, simulator, filled_in(simulator, **changes))
    assert form["errors"] == wrong


@pytest.mark.parametrize(
    "typed",
    [
        "openapi.tuyaeu.com",
        "http://openapi.tuyaeu.com",
        "http://127.0.0.1.example",
        "ftp://openapi.tuyaeu.com",
        "https://",
        "https://openapi.tuyaeu.com/v1.0",
        "https://openapi.tuyaeu.com/?a=b",
        "https://name:word@openapi.tuyaeu.com",
        "https://openapi.tuyaeu.com:port",
        "europe",
    ],
)
async def test_address_that_cannot_be_is_refused(
    hass: HomeAssistant, simulator: Simulator, typed: str
) -> None:
    """Nothing is sent without TLS, nor to what is no address of a cloud."""
    form = await refused(hass, simulator, filled_in(simulator, endpoint=typed))
    assert form["errors"] == {"endpoint": "invalid_endpoint"}


@pytest.mark.parametrize(
    ("codes", "key"),
    [
        ((2017, 2401), "credentials"),
        ((2401, 2017), "credentials"),
        ((1106, 2401), "credentials"),
        ((2401, 2406), "credentials"),
        ((2017, 2406), "account_not_linked"),
        ((2402, 2017), "country"),
        ((2017, 2017), "app_schema"),
        ((2401, 28841002), "plan_expired"),
    ],
)
async def test_most_telling_refusal_is_shown(
    hass: HomeAssistant, simulator: Simulator, codes: tuple[int, int], key: str
) -> None:
    """When both apps refuse, the form shows what helps most."""
    for code in codes:
        simulator.add_fault(LOGIN, {"code": code}, times=1)
    data = filled_in(simulator, app_schema="automatic")
    form = await refused(hass, simulator, data)
    assert form["errors"] is not None
    assert list(form["errors"].values()) == [key]


async def test_second_app_is_not_tried_in_vain(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """A refusal that no app explains ends the search."""
    data = filled_in(simulator, app_schema="automatic", access_secret="wrong")
    form = await submit(hass, await open_form(hass), data)
    assert form["errors"] == {"access_secret": "access_secret"}
    assert simulator.calls()["total"] == 1


# Signing in again


async def test_reauth_takes_a_new_password(
    hass: HomeAssistant, simulator: Simulator, entry_setup: AsyncMock
) -> None:
    """The entry gets the new digest and is loaded again."""
    entry = add_entry(hass, simulator)
    simulator.change_account(password="another")
    form = await entry.start_reauth_flow(hass)
    assert form["step_id"] == "reauth_confirm"
    assert shown(form) == {"username": simulator.ready["username"]}
    placeholders = form["description_placeholders"]
    assert placeholders is not None
    assert placeholders["name"] == "The home"

    username = simulator.ready["username"]
    again = await submit(hass, form, {"username": username, "password": "wrong"})
    assert again["errors"] == {"password": "credentials"}
    assert shown(again) == {"username": username, "password": "wrong"}

    result = await submit(hass, again, {"username": username, "password": "another"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)
    assert entry_setup.call_count == 1


async def test_reauth_takes_a_new_secret(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The password that is left empty stays."""
    entry = add_entry(hass, simulator, access_secret="old")
    form = await entry.start_reauth_flow(hass)
    username, secret = simulator.ready["username"], simulator.ready["access_secret"]
    again = await submit(hass, form, {"username": username, "access_secret": "wrong"})
    assert again["errors"] == {"access_secret": "access_secret"}
    result = await submit(hass, again, {"username": username, "access_secret": secret})
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)


async def test_reauth_when_the_project_was_mended(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Nothing has to be typed; and a form without the field shows its message."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reauth_flow(hass)
    simulator.add_fault(LOGIN, {"code": 2402}, times=1)
    again = await submit(hass, form, shown(form))
    assert again["errors"] == {"base": "country"}
    result = await submit(hass, again, shown(again))
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)


async def test_reauth_keeps_to_the_account(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another account's devices would take the place of this one's."""
    entry = add_entry(hass, simulator)
    before = dict(entry.data)
    form = await entry.start_reauth_flow(hass)
    simulator.change_account(uid="another", username="another", password="another")
    result = await submit(hass, form, {"username": "another", "password": "another"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "another_account"
    assert entry.data == before


# Changing the connection


async def test_reconfigure_shows_what_is_in_use(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Everything but the secrets, in the words of the form."""
    hass.config.country = "GB"
    entry = add_entry(
        hass,
        simulator,
        country_code="44",
        app_schema="",
        endpoint=DATA_CENTRES["west_europe"],
    )
    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    first, again = (await open_form(hass))["data_schema"], form["data_schema"]
    assert first is not None
    assert again is not None
    assert [str(marker) for marker in again.schema] == [
        str(marker) for marker in first.schema
    ]
    assert shown(form) == {
        "access_id": simulator.ready["access_id"],
        "username": simulator.ready["username"],
        "country_code": "GB",
        "app_schema": "automatic",
        "project_type": "smart_home",
        "endpoint": "west_europe",
    }


async def test_reconfigure_keeps_secrets_that_are_left_empty(
    hass: HomeAssistant, simulator: Simulator, entry_setup: AsyncMock
) -> None:
    """The form can be submitted as it is shown."""
    hass.config.country = "US"
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    assert shown(form)["country_code"] == "49"
    result = await submit(hass, form, shown(form))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(simulator)
    assert entry_setup.call_count == 1


async def test_reconfigure_changes_everything(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another project, user name, password, app and data centre; one account."""
    entry = add_entry(hass, simulator, endpoint="https://old.example")
    simulator.change_account(
        access_id="newid",
        access_secret="newsecret",
        username="new",
        password="newpassword",
        schema="newapp",
        country_code="1",
    )
    form = await entry.start_reconfigure_flow(hass)
    wrong = filled_in(simulator, access_secret="wrong")
    again = await submit(hass, form, wrong)
    assert again["errors"] == {"access_secret": "access_secret"}
    assert shown(again) == wrong
    result = await submit(hass, again, filled_in(simulator))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(simulator)


async def test_other_project_type_needs_the_password(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Its digest is made in another way, so the one that is stored is no use."""
    simulator.change_account(custom_uid=simulator.cloud.account.uid)
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    custom = shown(form) | {"project_type": "custom"}
    again = await submit(hass, form, custom)
    assert again["errors"] == {"password": "password_needed"}

    password = simulator.ready["password"]
    result = await submit(hass, again, custom | {"password": password})
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(
        simulator,
        project_type="custom",
        password_digest=sha256(password.encode()).hexdigest(),
    )


async def test_reconfigure_keeps_to_the_account(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another account is another entry."""
    entry = add_entry(hass, simulator)
    before = dict(entry.data)
    form = await entry.start_reconfigure_flow(hass)
    simulator.change_account(uid="another")
    result = await submit(hass, form, filled_in(simulator))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "another_account"
    assert entry.data == before


async def test_waiting_reauth_does_not_hinder(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Who changes the connection instead of signing in again gets through."""
    entry = add_entry(hass, simulator)
    await entry.start_reauth_flow(hass)
    form = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, form, shown(form))
    assert result["reason"] == "reconfigure_successful"


# The texts


def test_every_message_has_words_and_all_words_are_used() -> None:
    """Both directions: no message without words, no words without a message."""
    ours = {"invalid_country", "invalid_endpoint", "password_needed", "unknown"}
    assert set(TRANSLATIONS["config"]["error"]) == {*FIELD_OF_CAUSE, *ours}
    assert set(TRANSLATIONS["config"]["abort"]) == {
        "already_configured",
        "another_account",
    }


def test_every_cause_with_a_field_exists() -> None:
    """No field waits for a cause that the cloud cannot have."""
    keys = {
        error.translation_key
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.CloudError)
    }
    assert keys >= set(FIELD_OF_CAUSE)
    assert set(FIELD_OF_CAUSE.values()) <= {*FIELDS, "base"}


async def test_every_field_has_words_and_all_words_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Every field has a name and says what it is and where it is found."""
    entry = add_entry(hass, simulator)
    forms = [
        await open_form(hass),
        await entry.start_reauth_flow(hass),
        await entry.start_reconfigure_flow(hass),
    ]
    steps = TRANSLATIONS["config"]["step"]
    assert set(steps) == {form["step_id"] for form in forms}
    for form in forms:
        schema = form["data_schema"]
        assert schema is not None
        fields = {marker.schema for marker in schema.schema}
        assert set(steps[form["step_id"]]["data"]) == fields
        assert set(steps[form["step_id"]]["data_description"]) == fields


async def test_every_option_has_words_and_all_words_are_used(
    hass: HomeAssistant,
) -> None:
    """Options say themselves what they are, or the translations do."""
    schema = (await open_form(hass))["data_schema"]
    assert schema is not None
    words = TRANSLATIONS["selector"]
    for field in ("project_type", "endpoint"):
        selector = schema.schema[field].config
        assert set(words[selector["translation_key"]]["options"]) == set(
            selector["options"]
        )
    apps = schema.schema["app_schema"].config
    assert {option["value"]: option["label"] for option in apps["options"]} == {
        "automatic": "automatic",  # translated
        "tuyaSmart": "Tuya Smart",
        "smartlife": "Smart Life",
    }
    assert set(words[apps["translation_key"]]["options"]) == {"automatic"}
    assert set(words["project_type"]["options"]) == set(ProjectType)


def placeholders_in(texts: object) -> set[str]:
    """Return the names in braces anywhere in some texts."""
    if isinstance(texts, Mapping):
        return set().union(*(placeholders_in(text) for text in texts.values()))
    return {name for _, name, _, _ in string.Formatter().parse(str(texts)) if name}


async def test_texts_name_only_what_the_form_tells(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """A name in braces that nobody fills in would be shown as it is."""
    form = await open_form(hass)
    told = set(form["description_placeholders"] or ())
    steps = TRANSLATIONS["config"]["step"]
    assert placeholders_in(steps["user"]) == told
    assert placeholders_in(steps["reconfigure"]) <= told
    assert placeholders_in(steps["reauth_confirm"]) <= told | {"name"}

    simulator.add_fault(LOGIN, {"http": 502})
    form = await submit(hass, form, filled_in(simulator))
    told = set(form["description_placeholders"] or ())
    assert placeholders_in(TRANSLATIONS["config"]["error"]) == told
