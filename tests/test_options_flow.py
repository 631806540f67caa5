"""The options: budget, end of the plan, devices, assets of a custom project."""

from pathlib import Path
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.home import HOME_NAME, HOUSE_ASSET, room_id

from .conftest import until
from .documents import device
from .flows.steps import SOCKET, TRANSLATIONS, default, fields, placeholders_of, shown
from .homes import write_files

LOGIN = "POST /v1.0/iot-03/users/login"
CUSTOM = pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of three sockets in two rooms."""
    rooms = {"one": "Hall", "two": "Hall", "three": "Kitchen"}
    return write_files(
        tmp_path, {name: SOCKET | {"room": room} for name, room in rooms.items()}
    )


async def open_options(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the form."""
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "init"
    return form


async def save(
    hass: HomeAssistant, form: ConfigFlowResult, data: dict[str, Any]
) -> ConfigFlowResult:
    """Save the form."""
    result = await hass.config_entries.options.async_configure(form["flow_id"], data)
    await hass.async_block_till_done()
    return result


def choices_of(form: ConfigFlowResult, field: str) -> dict[str, str]:
    """Return the options of a field: id -> name."""
    schema = form["data_schema"]
    assert schema is not None
    options = schema.schema[field].config["options"]
    return {option["value"]: option["label"] for option in options}


def assets_of(form: ConfigFlowResult) -> dict[str, str]:
    """Return the options of the assets field: id -> name."""
    return choices_of(form, "assets")


async def test_devices_chosen_before_stay_options_when_they_are_gone(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """They are listed by their ids, even while no home is loaded."""
    chosen = {"ignore_online_flag": ["away"]}
    hass.config_entries.async_update_entry(entry, options=chosen)
    form = await open_options(hass, entry)
    assert choices_of(form, "ignore_online_flag") == {"away": "away"}
    await save(hass, form, {"monthly_call_budget": 26_000, **chosen})
    assert entry.options.items() >= chosen.items()


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_devices_have_the_names_of_the_device_registry(
    hass: HomeAssistant, loaded: MockConfigEntry, is_loaded: bool
) -> None:
    """A name given by the user is shown, even while the entry is not loaded."""
    chosen = {"ignore_online_flag": ["one", "gone"]}
    hass.config_entries.async_update_entry(loaded, options=chosen)
    registry = dr.async_get(hass)
    known = registry.async_get_device_by_identifier((DOMAIN, "one"), loaded.entry_id)
    assert known is not None
    registry.async_update_device(known.id, name_by_user="My socket")
    if not is_loaded:
        assert await hass.config_entries.async_unload(loaded.entry_id)
    form = await open_options(hass, loaded)
    offered = choices_of(form, "ignore_online_flag")
    assert offered.items() >= {"one": "My socket", "gone": "gone"}.items()
    assert ("two" in offered) is is_loaded


async def test_locks_whose_log_is_read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Locks alone are offered, and those chosen before."""
    await simulator.bind("door", device("ms", {}) | {"name": "Front door"})
    await until(lambda: "door" in loaded.runtime_data.devices)
    chosen = {"read_records": ["gone"]}
    hass.config_entries.async_update_entry(loaded, options=chosen)
    form = await open_options(hass, loaded)
    offered = choices_of(form, "read_records")
    assert offered == {"gone": "gone", "door": "Front door"}
    hass.config_entries.options.async_abort(form["flow_id"])


async def test_every_account_has_a_budget_and_a_plan(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The options are plain JSON; the end of the plan can be cleared."""
    form = await open_options(hass, loaded)
    assert fields(form) == {
        "fill_history",
        "ignore_online_flag",
        "keep_last_states",
        "look_again",
        "monthly_call_budget",
        "plan_expires_on",
        "push_way",
    }
    assert not form["errors"]
    assert default(form, "monthly_call_budget") == 26_000

    chosen = {"monthly_call_budget": 50_000.0, "plan_expires_on": "2027-01-31"}
    result = await save(hass, form, chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options == {
        "fill_history": False,
        "keep_last_states": False,
        "monthly_call_budget": 50_000,
        "plan_expires_on": "2027-01-31",
        "push_way": "automatic",
    }
    assert isinstance(loaded.options["monthly_call_budget"], int)
    assert loaded.state is ConfigEntryState.LOADED
    assert loaded.runtime_data.ledger.budget == 50_000

    form = await open_options(hass, loaded)
    assert shown(form) == loaded.options
    await save(hass, form, {"monthly_call_budget": 50_000, "push_way": "queue"})
    assert loaded.options == {
        "fill_history": False,
        "keep_last_states": False,
        "monthly_call_budget": 50_000,
        "push_way": "queue",
    }


@pytest.mark.parametrize(
    "data",
    [
        {"monthly_call_budget": 999},
        {"monthly_call_budget": "many"},
        {"monthly_call_budget": 26_000, "plan_expires_on": "soon"},
        {"monthly_call_budget": 26_000, "assets": []},
    ],
)
async def test_invalid_options_are_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, data: dict[str, Any]
) -> None:
    """Assets are refused for accounts without assets."""
    form = await open_options(hass, loaded)
    with pytest.raises(InvalidData):
        await save(hass, form, data)


@CUSTOM
async def test_a_custom_project_can_be_limited_to_assets(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    project_type: ProjectType,
) -> None:
    """Only the assets' devices stay; without a choice, all devices return."""
    hall = str(room_id("Hall"))
    assert set(loaded.runtime_data.devices) == {"one", "two", "three"}
    simulator.clear_calls()
    form = await open_options(hass, loaded)
    assert assets_of(form)[HOUSE_ASSET] == HOME_NAME
    assert assets_of(form)[hall] == f"{HOME_NAME}/Hall"
    assert LOGIN not in simulator.calls()["by_endpoint"]

    await save(hass, form, {"monthly_call_budget": 26_000, "assets": [hall]})
    assert loaded.state is ConfigEntryState.LOADED
    assert set(loaded.runtime_data.devices) == {"one", "two"}

    form = await open_options(hass, loaded)
    assert shown(form)["assets"] == [hall]
    assert HOUSE_ASSET in assets_of(form)
    await save(hass, form, {"monthly_call_budget": 26_000, "assets": []})
    assert set(loaded.runtime_data.devices) == {"one", "two", "three"}


@CUSTOM
async def test_assets_that_cannot_be_listed_stay_chosen(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    project_type: ProjectType,
) -> None:
    """The other fields of the form work."""
    hass.config_entries.async_update_entry(entry, options={"assets": [HOUSE_ASSET]})
    simulator.add_fault("GET /v1.0/iot-02/*", {"code": 28841002, "msg": "expired"})
    form = await open_options(hass, entry)
    assert form["errors"] == {"assets": "assets_unknown"}
    assert placeholders_of(form)["message"] == "expired (code 28841002)"
    assert assets_of(form) == {HOUSE_ASSET: HOUSE_ASSET}
    data = {"monthly_call_budget": 30_000, "assets": [HOUSE_ASSET]}
    result = await save(hass, form, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    defaults = {
        "fill_history": False,
        "keep_last_states": False,
        "push_way": "automatic",
    }
    assert entry.options == data | defaults


@CUSTOM
async def test_assets_are_listed_for_an_entry_that_is_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, project_type: ProjectType
) -> None:
    """The flow signs in to list the assets."""
    form = await open_options(hass, entry)
    assert not form["errors"]
    assert HOUSE_ASSET in assets_of(form)
    hass.config_entries.options.async_abort(form["flow_id"])


@CUSTOM
async def test_every_option_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    project_type: ProjectType,
) -> None:
    """The form and the translations have the same fields and errors."""
    chosen = {"ignore_online_flag": ["two"], "read_records": ["lock"]}
    hass.config_entries.async_update_entry(entry, options=chosen)
    simulator.add_fault("GET /v1.0/iot-02/*", {"http": 404})
    form = await open_options(hass, entry)
    words = TRANSLATIONS["options"]
    assert set(words["step"]) == {form["step_id"]}
    assert set(words["step"]["init"]["data"]) == fields(form)
    assert set(words["step"]["init"]["data_description"]) == fields(form)
    assert form["errors"] is not None
    assert set(words["error"]) == set(form["errors"].values())
    hass.config_entries.options.async_abort(form["flow_id"])
