"""Signing in again, and changing the connection of an entry."""

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
    """Another project, user name, password, app and data center; one account."""
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


async def test_the_type_of_the_project_stays(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Another type has accounts of its own, so that is another entry."""
    entry = add_entry(hass, simulator)
    form = await entry.start_reconfigure_flow(hass)
    assert form["data_schema"] is not None
    choices = form["data_schema"].schema["project_type"].config["options"]
    assert choices == ["smart_home"]
    with pytest.raises(InvalidData):
        await submit(hass, form, filled_in(simulator, project_type="custom"))


async def test_a_user_name_that_is_cleared_is_asked_for(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """It is not taken from the entry behind the user's back."""
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
    """One that the user chose does not."""
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


async def test_waiting_reauth_does_not_hinder(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Who changes the connection instead of signing in again gets through."""
    entry = add_entry(hass, simulator)
    await entry.start_reauth_flow(hass)
    form = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, form, shown(form))
    assert result["reason"] == "reconfigure_successful"
