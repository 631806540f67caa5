"""Reauthentication and reconfiguration of an entry."""

from unittest.mock import AsyncMock

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData

from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from simulator import Simulator

from .steps import LOGIN, add_entry, filled_in, open_form, shown, stored, submit


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
    """An empty password field keeps the password."""
    entry = add_entry(hass, simulator, access_secret="old")
    form = await entry.start_reauth_flow(hass)
    username, secret = simulator.ready["username"], simulator.ready["access_secret"]
    again = await submit(hass, form, {"username": username, "access_secret": "wrong"})
    assert again["errors"] == {"access_secret": "access_secret"}
    result = await submit(hass, again, {"username": username, "access_secret": secret})
    assert result["reason"] == "reauth_successful"
    assert entry.data == stored(simulator)


async def test_reauth_after_the_project_was_fixed(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """No field is required, and an error without a field is shown above the form."""
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


async def test_reconfigure_keeps_secrets_of_empty_fields(
    hass: HomeAssistant, simulator: Simulator, entry_setup: AsyncMock
) -> None:
    """The form can be submitted without a change."""
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
    wrong = filled_in(simulator, access_secret="wrong")
    again = await submit(hass, form, wrong)
    assert again["errors"] == {"access_secret": "access_secret"}
    assert shown(again) == wrong
    result = await submit(hass, again, filled_in(simulator))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == stored(simulator)


async def test_the_project_type_cannot_change(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another project type has its own accounts, so it is another entry."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    assert form["data_schema"] is not None
    choices = form["data_schema"].schema["project_type"].config["options"]
    assert choices == ["smart_home"]
    with pytest.raises(InvalidData):
        await submit(hass, form, filled_in(simulator, project_type="custom"))


async def test_a_cleared_user_name_is_required(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The entry's user name does not replace the empty field."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    cleared = shown(form)
    del cleared["username"]
    simulator.clear_calls()
    again = await submit(hass, form, cleared)
    assert again["errors"] == {"username": "username_needed"}
    assert "username" not in shown(again)
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
    result = await submit(hass, form, shown(form))
    assert result["reason"] == "reconfigure_successful"
