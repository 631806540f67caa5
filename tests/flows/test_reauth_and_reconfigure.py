"""Reauthentication and reconfiguration of an entry."""

from unittest.mock import AsyncMock

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from simulator import Simulator

from .steps import (
    LOGIN,
    add_entry,
    fields,
    filled_in,
    remembers,
    shown,
    stored,
    submit,
    submit_one,
)


async def test_reauth_takes_a_new_password(
    hass: HomeAssistant, simulator: Simulator, entry_setup: AsyncMock
) -> None:
    """The entry gets the new digest and is reloaded."""
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
    assert again["errors"] == {"password": "credentials_stored"}
    assert shown(again) == {"username": username, "password": "wrong"}

    result = await submit(hass, again, {"username": username, "password": "another"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)
    assert entry_setup.call_count == 1


async def test_reauth_takes_a_new_secret(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """An empty password field keeps the password."""
    entry = add_entry(hass, simulator, access_secret="old")
    form = await entry.start_reauth_flow(hass)
    username, secret = simulator.ready["username"], simulator.ready["access_secret"]
    again = await submit(hass, form, {"username": username, "access_secret": "wrong"})
    assert again["errors"] == {"access_secret": "access_secret"}
    result = await submit(hass, again, {"username": username, "access_secret": secret})
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)


@pytest.mark.parametrize(
    ("code", "errors"),
    [
        (1001, {"base": "access_id_stored"}),
        (2402, {"base": "country_stored"}),
        (2017, {"base": "app_schema_stored"}),
        (28841107, {"base": "data_center_suspended_stored"}),
        (2007, {"base": "cross_region_stored"}),
        (1114, {"base": "ip_not_allowed_stored"}),
        (1106, {"username": "account_not_linked_stored"}),
        (1006, {"username": "account_not_allowed_stored"}),
        (28841002, {"base": "plan_expired"}),
        (500, {"base": "busy"}),
    ],
)
async def test_reauth_after_the_project_was_fixed(
    hass: HomeAssistant, simulator: Simulator, code: int, errors: dict[str, str]
) -> None:
    """No field is required, and no message asks for a field of another form."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reauth_flow(hass)
    simulator.add_fault(LOGIN, {"code": code})
    again = await submit(hass, form, shown(form))
    assert again["errors"] == errors
    simulator.clear_faults()
    result = await submit(hass, again, shown(again))
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)


async def test_reauth_needs_a_user_name(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The entry's user name does not replace the cleared field."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reauth_flow(hass)
    again = await submit(hass, form, {"username": " "})
    assert again["errors"] == {"username": "username_needed"}
    assert simulator.calls()["total"] == 0


async def test_reauth_keeps_to_the_account(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another account is refused, because its devices would replace this one's."""
    entry = add_entry(hass, simulator)
    before = dict(entry.data)
    form = await entry.start_reauth_flow(hass)
    simulator.change_account(uid="another", username="another", password="another")
    result = await submit(hass, form, {"username": "another", "password": "another"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "another_account"
    assert entry.data == before


async def test_reconfigure_shows_the_current_values(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The form shows all values except the secrets."""
    hass.config.country = "GB"
    entry = add_entry(
        hass,
        simulator,
        country_code="44",
        app_schema="",
        endpoint=DATA_CENTERS["west_europe"],
    )
    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    assert fields(form) == {"access_id", "access_secret"}
    assert shown(form) == {"access_id": simulator.ready["access_id"]}
    account = await submit_one(hass, form, shown(form))
    assert account["step_id"] == "account"
    assert shown(account) == {
        "username": simulator.ready["username"],
        "country_code": "GB",
        "app_schema": "automatic",
        "other_app": "",
        "endpoint": "west_europe",
        "address": "",
    }


@pytest.mark.parametrize(
    ("code", "own", "shown_country"),
    [
        ("49", "US", "DE"),
        ("44", "US", "GB"),
        ("44", "JE", "JE"),
        ("1", None, "US"),
        ("7", "DE", "RU"),
        ("999", "DE", None),
    ],
)
async def test_a_calling_code_is_shown_as_a_country(
    hass: HomeAssistant,
    simulator: Simulator,
    code: str,
    own: str | None,
    shown_country: str | None,
) -> None:
    """The own country or the largest one with the code; it is asked for if none has."""
    hass.config.country = own
    entry = add_entry(hass, simulator, country_code=code)
    form = await entry.start_reconfigure_flow(hass)
    account = await submit_one(hass, form, shown(form))
    assert shown(account).get("country_code") == shown_country


async def test_reconfigure_keeps_secrets_of_empty_fields(
    hass: HomeAssistant, simulator: Simulator, entry_setup: AsyncMock
) -> None:
    """The form can be submitted without a change."""
    hass.config.country = "US"
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    account = await submit_one(hass, form, shown(form))
    assert shown(account)["country_code"] == "DE"
    result = await submit(hass, account, shown(account))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(simulator)
    assert entry_setup.call_count == 1


async def test_reconfigure_changes_everything(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Project, user name, password, app and data center change; the account stays."""
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
    changes = {"country_code": "US", "other_app": "newapp"}
    wrong = filled_in(simulator, access_secret="wrong", **changes)
    again = await submit(hass, form, wrong)
    assert again["step_id"] == "reconfigure"
    assert again["errors"] == {"access_secret": "access_secret"}
    assert remembers(again, wrong)
    result = await submit(hass, again, filled_in(simulator, **changes))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(simulator)


@pytest.mark.parametrize(
    ("project_type", "step_id"),
    [
        ("smart_home", "account"),
        ("custom", "project_user"),
        ("project_only", "project_place"),
    ],
)
async def test_the_project_type_cannot_change(
    hass: HomeAssistant, simulator: Simulator, project_type: str, step_id: str
) -> None:
    """Another project type has its own accounts, so it is another entry."""
    entry = add_entry(hass, simulator, project_type=project_type)
    form = await entry.start_reconfigure_flow(hass)
    account = await submit_one(hass, form, shown(form))
    assert account["step_id"] == step_id
    assert "project_type" not in fields(account)


async def test_a_cleared_user_name_is_required(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The entry's user name does not replace the empty field."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    account = await submit_one(hass, form, shown(form))
    again = await submit(hass, account, shown(account) | {"username": ""})
    assert again["errors"] == {"username": "username_needed"}
    assert shown(again)["username"] == ""
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize("title", [None, "The home"])
@pytest.mark.parametrize("reauth", [True, False])
async def test_a_title_that_is_the_user_name_follows_it(
    hass: HomeAssistant, simulator: Simulator, title: str | None, reauth: bool
) -> None:
    """A title chosen by the user stays."""
    entry = add_entry(hass, simulator)
    title_before = title or simulator.ready["username"]
    hass.config_entries.async_update_entry(entry, title=title_before)
    simulator.change_account(username="renamed")
    if reauth:
        form = await entry.start_reauth_flow(hass)
        data = {"username": "renamed"}
    else:
        form = await entry.start_reconfigure_flow(hass)
        data = filled_in(simulator)
    result = await submit(hass, form, data)
    assert result["type"] is FlowResultType.ABORT
    assert entry.data["username"] == "renamed"
    assert entry.title == (title or "renamed")


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


async def test_reconfigure_works_while_a_reauth_waits(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The user can reconfigure the entry instead of signing in again."""
    entry = add_entry(hass, simulator)
    await entry.start_reauth_flow(hass)
    form = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, form, filled_in(simulator))
    assert result["reason"] == "reconfigure_successful"
