"""An account that lives in another data center than the one chosen."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from simulator import Account, Simulator
from simulator.json_types import JsonObject
from tests.homes import write_files

from .steps import (
    DEVICES,
    HUB,
    LIST,
    LOGIN,
    SOCKET,
    UNREACHABLE,
    add_entry,
    default,
    fields,
    filled_in,
    open_form,
    project_only,
    shown,
    stored,
    submit,
    told,
)

OFFERED = {
    1001: "access_id",
    1106: "username",
    2401: "password",
    2402: "country_code",
    2406: "username",
    28841107: "endpoint",
    2007: "endpoint",
}
NOT_OFFERED = [1004, 1010, 1013, 1114, 2017, 2411, 28841002, 28841101, 500, 99999]


@pytest.fixture
async def wrong(socket_enabled: None, tmp_path: Path) -> AsyncIterator[Simulator]:
    """Run the cloud of Central Europe, where the account does not live.

    The project is known there, and so is somebody else.
    """
    folder = tmp_path / "wrong"
    folder.mkdir()
    account = Account(uid="else", username="else", password="else")
    async with Simulator(folder, account=account) as running:
        yield running


@pytest.fixture
async def right(socket_enabled: None, tmp_path: Path) -> AsyncIterator[Simulator]:
    """Run the cloud of West America, where the account lives."""
    folder = tmp_path / "right"
    folder.mkdir()
    write_files(folder, {"socket": SOCKET})
    async with Simulator(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def data_centers(
    monkeypatch: pytest.MonkeyPatch, wrong: Simulator, right: Simulator
) -> None:
    """Let two data centers be simulated, and all others be out of reach."""
    for name in DATA_CENTERS:
        monkeypatch.setitem(DATA_CENTERS, name, UNREACHABLE)
    monkeypatch.setitem(DATA_CENTERS, "central_europe", wrong.endpoint)
    monkeypatch.setitem(DATA_CENTERS, "west_america", right.endpoint)


@pytest.mark.parametrize("chosen", ["central_europe", "automatic", "typed"])
@pytest.mark.parametrize("app", ["smartlife", "automatic"])
async def test_the_account_is_found_elsewhere(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, chosen: str, app: str
) -> None:
    """Once the user says so, and not before; then the entry keeps where it was."""
    endpoint = wrong.endpoint if chosen == "typed" else chosen
    data = filled_in(right, endpoint=endpoint, app_schema=app)
    form = await submit(hass, await open_form(hass), data)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert form["errors"] == {"password": "credentials"}
    assert shown(form) == data
    assert default(form, "try_elsewhere") is False
    assert right.calls()["total"] == 0

    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)
    assert result["result"].unique_id == right.cloud.account.uid
    assert told(result)["devices"] == "1"
    # the app may have to be found there as well
    logins = right.calls()["by_endpoint"].pop(LOGIN)
    assert logins == (2 if app == "automatic" else 1)
    assert right.calls()["by_endpoint"] == {LOGIN: logins, DEVICES: 1, HUB: 1}


async def test_nothing_is_sent_elsewhere_unless_told(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """However often the form is submitted without the tick."""
    data = filled_in(right, endpoint=wrong.endpoint)
    form = await submit(hass, await open_form(hass), data)
    form = await submit(hass, form, data)
    form = await submit(hass, form, {**data, "try_elsewhere": False})
    assert form["errors"] == {"password": "credentials"}
    assert wrong.calls()["by_endpoint"] == {LOGIN: 3}
    assert right.calls()["total"] == 0


@pytest.mark.parametrize(("code", "field"), OFFERED.items())
async def test_every_cause_of_a_wrong_data_center_offers_the_others(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, code: int, field: str
) -> None:
    """At the field of the cause, as ever; and the search mends each."""
    wrong.add_fault(LOGIN, {"code": code})
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    assert form["errors"] is not None
    assert list(form["errors"]) == [field]
    assert "try_elsewhere" in fields(form)
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)


@pytest.mark.parametrize("code", NOT_OFFERED)
async def test_other_causes_do_not(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, code: int
) -> None:
    """The digest is not offered around when that would not help."""
    wrong.add_fault(LOGIN, {"code": code})
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    assert form["errors"]
    assert "try_elsewhere" not in fields(form)
    assert right.calls()["total"] == 0


async def test_corrected_data_are_tried_where_they_were_meant_first(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The search begins with the data center that is chosen."""
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    wrong.change_account(uid="moved", username=data["username"])
    wrong.change_account(password=data["password"])
    await wrong.bind("socket", SOCKET)
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == "moved"
    assert right.calls()["total"] == 0


async def test_a_data_center_may_refuse_only_the_list(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """A project gets its token everywhere, but sees devices only where it may."""
    wrong.add_fault("GET /v2.0/cloud/thing/device", {"code": 28841107})
    data = project_only(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    assert form["errors"] == {"endpoint": "data_center_suspended"}
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["endpoint"] == right.endpoint


@pytest.mark.parametrize(
    ("then", "errors"),
    [
        ({"http": 502}, {"base": "http_status"}),
        ({"code": 28841002}, {"base": "plan_expired"}),
        ({"code": 28841107}, {"endpoint": "data_center_suspended"}),
    ],
)
async def test_an_account_that_was_let_in_is_sought_no_further(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    wrong: Simulator,
    right: Simulator,
    then: JsonObject,
    errors: dict[str, str],
    tmp_path: Path,
) -> None:
    """The digest goes nowhere else, and the form keeps where the account lives."""
    folder = tmp_path / "further"
    folder.mkdir()
    async with Simulator(folder) as further:
        monkeypatch.setitem(DATA_CENTERS, "india", further.endpoint)
        right.add_fault(LIST, then)
        data = filled_in(right, endpoint="central_europe")
        form = await submit(hass, await open_form(hass), data)
        again = await submit(hass, form, {**data, "try_elsewhere": True})
        assert again["errors"] == errors
        assert shown(again) == data | {"endpoint": "west_america"}
        assert further.calls()["total"] == 0

    right.clear_faults()
    wrong.clear_calls()
    result = await submit(hass, again, shown(again))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)
    assert wrong.calls()["total"] == 0


async def test_an_account_that_is_nowhere(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """What each data center said is told, and the form can be corrected."""
    right.add_fault(LOGIN, {"code": 2406, "msg": "skill id invalid"})
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    again = await submit(hass, form, {**data, "try_elsewhere": True})
    assert again["errors"] == {"password": "credentials", "base": "nowhere"}
    assert told(again)["answers"] == (
        "127.0.0.1: username or password is wrong (code 2401); "
        "127.0.0.1: ClientConnectorError; "
        "127.0.0.1: skill id invalid (code 2406)"
    )
    assert shown(again) == data  # the tick is not kept
    assert default(again, "try_elsewhere") is False

    right.clear_faults()
    result = await submit(hass, again, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_what_the_right_data_center_refuses_is_told(
    hass: HomeAssistant, right: Simulator
) -> None:
    """Its cause can be mended, while the others only do not know the account."""
    right.add_fault(LOGIN, {"code": 2411})
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    again = await submit(hass, form, {**data, "try_elsewhere": True})
    assert again["errors"] == {"base": "second_factor"}
    assert "try_elsewhere" not in fields(again)


async def test_an_account_found_elsewhere_may_be_connected_already(
    hass: HomeAssistant, right: Simulator
) -> None:
    """Then there is nothing to do."""
    add_entry(hass, right)
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_an_entry_is_moved_where_its_account_is(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The search helps with changing a connection, too; the password is not typed."""
    entry = add_entry(hass, right, endpoint=wrong.endpoint)
    form = await entry.start_reconfigure_flow(hass)
    current = shown(form)
    assert current["endpoint"] == "central_europe"
    assert "try_elsewhere" not in fields(form)
    again = await submit(hass, form, current)
    assert again["errors"] == {"password": "credentials"}
    assert right.calls()["total"] == 0
    result = await submit(hass, again, {**current, "try_elsewhere": True})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(right)


async def test_signing_in_again_searches_nowhere(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """Where the account of an entry lives is known."""
    entry = add_entry(hass, right, endpoint=wrong.endpoint)
    form = await entry.start_reauth_flow(hass)
    username: dict[str, Any] = {"username": right.ready["username"]}
    again = await submit(hass, form, username)
    assert again["errors"] == {"password": "credentials"}
    assert "try_elsewhere" not in fields(again)
    assert right.calls()["total"] == 0


async def test_no_secret_is_logged_on_the_way(
    hass: HomeAssistant,
    wrong: Simulator,
    right: Simulator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither here nor there."""
    caplog.set_level("DEBUG")
    data = filled_in(right, endpoint="central_europe")
    form = await submit(hass, await open_form(hass), data)
    await submit(hass, form, {**data, "try_elsewhere": True})
    secrets = {*wrong.secrets(), *right.secrets()} - {"else"}
    assert not [secret for secret in secrets if secret in caplog.text]
