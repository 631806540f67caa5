"""Errors are shown in the form."""

from collections.abc import Mapping
from typing import Any

import pytest
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from simulator import Simulator

from .steps import (
    LOGIN,
    connect,
    filled_in,
    is_expanded,
    placeholders_of,
    remembers,
    stored,
    submit,
    submit_one,
    top_fields,
)

# each refusal with a text of its own: the code, the field, the message
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
    (1006, "username", "account_not_allowed"),
    (1007, "username", "account_not_allowed"),
    (28841107, "advanced", "data_center_suspended"),
    (2007, "advanced", "cross_region"),
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
# causes that lead back to the keys
OF_KEYS = {"access_id", "access_secret", "ip_not_allowed", "signature_refused"}
CONNECTION_ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"http": 502}, "http_status"),
    ({"http": 404}, "http_status"),
    ({"body": "not json"}, "bad_answer"),
    ({"result": {}}, "bad_answer"),
    ({"drop": True}, "network"),
]


@pytest.fixture(autouse=True)
def data_center(monkeypatch: pytest.MonkeyPatch, simulator: Simulator) -> None:
    """Let the simulator be the data center of Germany."""
    monkeypatch.setitem(DATA_CENTERS, "central_europe", simulator.endpoint)


async def refused(
    hass: HomeAssistant, simulator: Simulator, data: Mapping[str, str]
) -> ConfigFlowResult:
    """Enter wrong data, then the correct data.

    Returns the form that showed the error. All forms keep their input.
    """
    again = await connect(hass, data)
    assert again["type"] is FlowResultType.FORM
    assert again["errors"]
    keys = {*again["errors"].values()} <= OF_KEYS
    assert again["step_id"] == ("keys" if keys else "account")
    assert remembers(again, data)
    assert {*again["errors"]} <= {*top_fields(again), "base"}

    simulator.clear_faults()
    result = again
    if keys:
        result = await submit_one(hass, again, filled_in(simulator))
        assert result["step_id"] == "account"
        assert remembers(result, data)
    result = await submit(hass, result, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)
    return again


@pytest.mark.parametrize(("code", "field", "key"), REFUSALS)
async def test_refusal_is_shown_at_its_field(
    hass: HomeAssistant, simulator: Simulator, code: int, field: str, key: str
) -> None:
    """Each cause has its own message, which quotes the cloud."""
    simulator.add_fault(LOGIN, {"code": code, "msg": "those words"})
    form = await refused(hass, simulator, filled_in(simulator))
    assert form["errors"] == {field: key}
    placeholders = form["description_placeholders"]
    assert placeholders is not None
    assert placeholders["code"] == str(code)
    assert placeholders["message"] == "those words"


@pytest.mark.parametrize(("then", "key"), CONNECTION_ERRORS)
async def test_connection_error_is_shown_above_the_form(
    hass: HomeAssistant, simulator: Simulator, then: dict[str, Any], key: str
) -> None:
    """An error of a data center's connection belongs to no field."""
    simulator.add_fault(LOGIN, then)
    form = await refused(hass, simulator, filled_in(simulator, endpoint="automatic"))
    assert form["errors"] == {"base": key}


@pytest.mark.parametrize(("then", "key"), CONNECTION_ERRORS)
async def test_connection_error_is_shown_at_a_typed_address(
    hass: HomeAssistant, simulator: Simulator, then: dict[str, Any], key: str
) -> None:
    """The section with the address is open, and the message quotes the cause."""
    simulator.add_fault(LOGIN, then)
    form = await refused(hass, simulator, filled_in(simulator))
    assert form["errors"] == {"advanced": "address"}
    assert placeholders_of(form)["message"], key
    assert is_expanded(form)


async def test_timeout_is_shown_above_the_form(
    hass: HomeAssistant, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing answer ends with a timeout."""
    simulator.add_fault(LOGIN, {"hang": 0.3})
    with monkeypatch.context() as short_timeout:
        short_timeout.setattr(timing, "REQUEST_TIMEOUT", 0.1)
        data = filled_in(simulator, endpoint="automatic")
        form = await connect(hass, data)
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
        ({"app_schema": "tuya_smart"}, {"app_schema": "app_schema"}),
        ({"other_app": "wrong"}, {"advanced": "app_schema_typed"}),
        ({"country_code": "US"}, {"username": "account_not_linked"}),
        ({"address": "http://127.0.0.1:9"}, {"advanced": "address"}),
        ({"password": ""}, {"password": "password_needed"}),
        ({"username": ""}, {"username": "username_needed"}),
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
    """The error of a wrong value is shown at the field of the value."""
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
async def test_invalid_address_is_refused(
    hass: HomeAssistant, simulator: Simulator, typed: str
) -> None:
    """Nothing is sent without TLS or to an invalid address."""
    form = await refused(hass, simulator, filled_in(simulator, address=typed))
    assert form["errors"] == {"advanced": "invalid_address"}
    assert is_expanded(form)


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
async def test_most_helpful_refusal_is_shown(
    hass: HomeAssistant, simulator: Simulator, codes: tuple[int, int], key: str
) -> None:
    """If both apps refuse, the form shows the more specific error."""
    for code in codes:
        simulator.add_fault(LOGIN, {"code": code}, times=1)
    data = filled_in(simulator, app_schema="automatic")
    form = await refused(hass, simulator, data)
    assert form["errors"] is not None
    assert list(form["errors"].values()) == [key]


async def test_second_app_is_tried_only_if_it_can_help(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """A refusal that does not depend on the app ends the search."""
    data = filled_in(simulator, app_schema="automatic", access_secret="wrong")
    form = await connect(hass, data)
    assert form["errors"] == {"access_secret": "access_secret"}
    assert simulator.calls()["total"] == 1
