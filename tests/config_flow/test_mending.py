"""Signing in again, and changing the connection of an entry."""

from hashlib import sha256
from unittest.mock import AsyncMock

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.tuya_cloud.cloud.regions import DATA_CENTRES
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
