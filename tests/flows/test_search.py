"""An account in another data center than the one chosen."""

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
    ROOMS,
    SOCKET,
    TRANSLATIONS,
    UNREACHABLE,
    add_entry,
    connect,
    default,
    fields,
    filled_in,
    placeholders_of,
    project_only,
    remembers,
    shown,
    stored,
    submit,
    submit_one,
)

OFFERED = {
    1001: "access_id",
    1006: "username",
    1007: "username",
    1106: "username",
    2401: "password",
    2402: "country_code",
    2406: "username",
    28841107: "advanced",
    2007: "advanced",
}
NOT_OFFERED = [1004, 1010, 1013, 1114, 2017, 2411, 28841002, 28841101, 500, 99999]


@pytest.fixture
async def wrong(socket_enabled: None, tmp_path: Path) -> AsyncIterator[Simulator]:
    """Run the cloud of Central Europe, which does not have the account.

    It has the same project and another user.
    """
    folder = tmp_path / "wrong"
    folder.mkdir()
    account = Account(uid="else", username="else", password="else")
    async with Simulator(folder, account=account) as running:
        yield running


@pytest.fixture
async def right(socket_enabled: None, tmp_path: Path) -> AsyncIterator[Simulator]:
    """Run the cloud of West America, which has the account."""
    folder = tmp_path / "right"
    folder.mkdir()
    write_files(folder, {"socket": SOCKET})
    async with Simulator(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def data_centers(
    monkeypatch: pytest.MonkeyPatch, wrong: Simulator, right: Simulator
) -> None:
    """Simulate two data centers, and make all others unreachable."""
    for name in DATA_CENTERS:
        monkeypatch.setitem(DATA_CENTERS, name, UNREACHABLE)
    monkeypatch.setitem(DATA_CENTERS, "central_europe", wrong.endpoint)
    monkeypatch.setitem(DATA_CENTERS, "west_america", right.endpoint)


@pytest.mark.parametrize("chosen", ["central_europe", "automatic", "typed"])
@pytest.mark.parametrize("app", ["smart_life", "automatic"])
async def test_the_account_is_found_in_another_data_center(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, chosen: str, app: str
) -> None:
    """The search starts when the user selects it; the entry stores the data center."""
    where = {"address": wrong.endpoint} if chosen == "typed" else {"endpoint": chosen}
    data = filled_in(right, **where, app_schema=app)
    form = await connect(hass, data)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "account"
    assert form["errors"] == {"password": "credentials"}
    assert remembers(form, data)
    assert default(form, "try_elsewhere") is False
    assert right.calls()["total"] == 0

    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)
    assert result["result"].unique_id == right.cloud.account.uid
    assert placeholders_of(result)["devices"] == "1"
    # the app may have to be found there, too
    logins = right.calls()["by_endpoint"].pop(LOGIN)
    assert logins == (2 if app == "automatic" else 1)
    assert right.calls()["by_endpoint"] == {
        LOGIN: logins,
        DEVICES: 1,
        HUB: 1,
        ROOMS: 1,
    }


async def test_a_country_with_two_data_centers(
    hass: HomeAssistant,
    wrong: Simulator,
    right: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Automatic tries both, and nothing is sent to any other."""
    right.change_account(country_code="65")
    monkeypatch.setitem(DATA_CENTERS, "west_america", UNREACHABLE)
    monkeypatch.setitem(DATA_CENTERS, "singapore", right.endpoint)
    wrong.add_fault(LOGIN, {"code": 1106})
    data = filled_in(right, endpoint="automatic", country_code="SG")
    result = await connect(hass, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right, country_code="65")
    assert wrong.calls()["by_endpoint"] == {LOGIN: 1}


@pytest.mark.parametrize(
    ("there", "errors"),
    [
        (2401, {"password": "credentials"}),
        (1106, {"username": "account_not_linked"}),
        (28841002, {"base": "plan_expired"}),
    ],
)
async def test_a_country_with_two_data_centers_that_refuse(
    hass: HomeAssistant,
    wrong: Simulator,
    right: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    there: int,
    errors: dict[str, str],
) -> None:
    """The more informative answer is shown."""
    monkeypatch.setitem(DATA_CENTERS, "singapore", right.endpoint)
    wrong.add_fault(LOGIN, {"code": 1106})
    right.add_fault(LOGIN, {"code": there})
    data = filled_in(right, endpoint="automatic", country_code="SG")
    form = await connect(hass, data)
    assert form["errors"] == errors
    assert ("try_elsewhere" in fields(form)) is ("base" not in errors)


async def test_a_project_in_a_country_with_two_data_centers(
    hass: HomeAssistant,
    wrong: Simulator,
    right: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both give it a token; only its own lists the devices."""
    monkeypatch.setitem(DATA_CENTERS, "singapore", right.endpoint)
    wrong.add_fault("GET /v2.0/cloud/thing/device", {"code": 28841107})
    data = project_only(right, endpoint="automatic", country_code="SG")
    result = await connect(hass, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["endpoint"] == right.endpoint


async def test_the_search_is_offered_first_and_names_the_data_centers(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The user has to know who gets the hash of the password."""
    wrong.add_fault(LOGIN, {"code": 1106})
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    schema = form["data_schema"]
    assert schema is not None
    assert str(next(iter(schema.schema))) == "try_elsewhere"
    for step in ("account", "project_user", "project_place"):
        sentence = TRANSLATIONS["config"]["step"][step]["data_description"]
        for name in DATA_CENTERS:
            place = name.rpartition("_")[2].capitalize()
            assert place in sentence["try_elsewhere"], name
    assert "other data centers" in TRANSLATIONS["config"]["error"]["account_not_linked"]


async def test_nothing_is_sent_elsewhere_unless_selected(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """Other data centers get no request while the field is not selected."""
    data = filled_in(right, address=wrong.endpoint)
    form = await connect(hass, data)
    form = await submit(hass, form, data)
    form = await submit(hass, form, {**data, "try_elsewhere": False})
    assert form["errors"] == {"password": "credentials"}
    assert wrong.calls()["by_endpoint"] == {LOGIN: 3}
    assert right.calls()["total"] == 0


@pytest.mark.parametrize(("code", "field"), OFFERED.items())
async def test_every_cause_of_a_wrong_data_center_offers_the_others(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, code: int, field: str
) -> None:
    """The error is shown at its field, and the search solves it."""
    wrong.add_fault(LOGIN, {"code": code})
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    assert form["errors"] is not None
    assert list(form["errors"]) == [field]
    if form["step_id"] == "keys":
        form = await submit_one(hass, form, data)
    assert "try_elsewhere" in fields(form)
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)


@pytest.mark.parametrize("code", NOT_OFFERED)
async def test_other_causes_do_not_offer_the_others(
    hass: HomeAssistant, wrong: Simulator, right: Simulator, code: int
) -> None:
    """The digest is not sent elsewhere if that cannot help."""
    wrong.add_fault(LOGIN, {"code": code})
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    assert form["errors"]
    assert "try_elsewhere" not in fields(form)
    assert right.calls()["total"] == 0


async def test_the_chosen_data_center_is_tried_first(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The search begins with the chosen data center."""
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
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
    """A project gets its token everywhere, but lists devices only in enabled ones."""
    wrong.add_fault("GET /v2.0/cloud/thing/device", {"code": 28841107})
    data = project_only(right, endpoint="central_europe")
    form = await connect(hass, data)
    assert form["errors"] == {"advanced": "data_center_suspended"}
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["endpoint"] == right.endpoint


@pytest.mark.parametrize(
    ("then", "errors"),
    [
        ({"http": 502}, {"base": "http_status"}),
        ({"code": 28841002}, {"base": "plan_expired"}),
        ({"code": 28841107}, {"advanced": "data_center_suspended"}),
    ],
)
async def test_the_search_ends_at_the_first_successful_login(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    wrong: Simulator,
    right: Simulator,
    then: JsonObject,
    errors: dict[str, str],
    tmp_path: Path,
) -> None:
    """The digest is not sent further, and the form keeps the account's data center."""
    folder = tmp_path / "further"
    folder.mkdir()
    async with Simulator(folder) as further:
        monkeypatch.setitem(DATA_CENTERS, "india", further.endpoint)
        right.add_fault(LIST, then)
        data = filled_in(right, endpoint="central_europe")
        form = await connect(hass, data)
        again = await submit(hass, form, {**data, "try_elsewhere": True})
        assert again["errors"] == errors
        assert remembers(again, data | {"endpoint": "west_america", "address": ""})
        assert further.calls()["total"] == 0

    right.clear_faults()
    wrong.clear_calls()
    result = await submit(hass, again, shown(again))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(right)
    assert wrong.calls()["total"] == 0


async def test_an_account_in_no_data_center(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The form shows the answer of each data center, and can be corrected."""
    right.add_fault(LOGIN, {"code": 2406, "msg": "skill id invalid"})
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    again = await submit(hass, form, {**data, "try_elsewhere": True})
    assert again["errors"] == {"password": "credentials", "base": "nowhere"}
    assert placeholders_of(again)["answers"] == (
        "127.0.0.1: username or password is wrong (code 2401); "
        "127.0.0.1: ClientConnectorError; "
        "127.0.0.1: skill id invalid (code 2406)"
    )
    assert remembers(again, data)  # the selection is not kept
    assert default(again, "try_elsewhere") is False

    right.clear_faults()
    result = await submit(hass, again, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_refusal_of_the_right_data_center_is_shown(
    hass: HomeAssistant, right: Simulator
) -> None:
    """The user can fix its cause; the other data centers do not have the account."""
    right.add_fault(LOGIN, {"code": 2411})
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    again = await submit(hass, form, {**data, "try_elsewhere": True})
    assert again["errors"] == {"base": "second_factor"}
    assert "try_elsewhere" not in fields(again)


async def test_an_account_found_elsewhere_may_already_be_connected(
    hass: HomeAssistant, right: Simulator
) -> None:
    """The flow is aborted."""
    add_entry(hass, right)
    data = filled_in(right, endpoint="central_europe")
    form = await connect(hass, data)
    result = await submit(hass, form, {**data, "try_elsewhere": True})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_an_entry_moves_to_the_data_center_of_its_account(
    hass: HomeAssistant, wrong: Simulator, right: Simulator
) -> None:
    """The search works in a reconfiguration, without typing the password."""
    entry = add_entry(hass, right, endpoint=wrong.endpoint)
    form = await entry.start_reconfigure_flow(hass)
    current = filled_in(right, endpoint="central_europe", password="")
    account = await submit_one(hass, form, current)
    assert shown(account)["endpoint"] == "central_europe"
    assert "try_elsewhere" not in fields(account)
    again = await submit(hass, account, current)
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
    assert again["errors"] == {"password": "credentials_stored"}
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
    form = await connect(hass, data)
    await submit(hass, form, {**data, "try_elsewhere": True})
    secrets = {*wrong.secrets(), *right.secrets()} - {"else"}
    assert not [secret for secret in secrets if secret in caplog.text]
