"""The checks of devices and push before the flow finishes."""

from hashlib import sha256
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryDisabler, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator

from .steps import (
    DEVICES,
    HUB,
    LIST,
    LOGIN,
    SOCKET,
    add_entry,
    choose,
    connect,
    fields,
    filled_in,
    placeholders_of,
    project_only,
    remembers,
    stored,
    submit,
    submit_one,
)

NOT_SUBSCRIBED: dict[str, Any] = {"code": 28841101, "msg": "API not subscribed"}


def counts(result: ConfigFlowResult) -> tuple[str, str]:
    """Return the numbers of devices and of homes or assets that a step shows."""
    placeholders = placeholders_of(result)
    return placeholders["devices"], placeholders["places"]


async def test_missing_devices_are_shown(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The user can link the account, and check again."""
    await simulator.unbind("socket")
    menu = await connect(hass, filled_in(simulator))
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "no_devices"
    assert menu["menu_options"] == [
        "look_again",
        "details",
        "keys",
        "without_devices",
    ]

    assert (await choose(hass, menu, "look_again"))["step_id"] == "no_devices"
    await simulator.bind("socket", SOCKET)
    result = await choose(hass, menu, "look_again")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == stored(simulator)
    assert counts(result) == ("1", "1")
    assert simulator.calls()["by_endpoint"][LOGIN] == 1


async def test_the_user_can_go_back_to_the_form(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The form keeps its values."""
    await simulator.unbind("socket")
    data = filled_in(simulator)
    menu = await connect(hass, data)
    form = await choose(hass, menu, "details")
    assert form["step_id"] == "account"
    assert not form["errors"]
    assert remembers(form, data)
    assert "try_elsewhere" not in fields(form)


async def test_the_user_can_go_back_to_the_keys(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Both forms keep their values."""
    await simulator.unbind("socket")
    data = filled_in(simulator)
    keys = await choose(hass, await connect(hass, data), "keys")
    assert keys["step_id"] == "keys"
    assert remembers(keys, data)
    account = await submit_one(hass, keys, data)
    assert remembers(account, data)
    menu = await submit(hass, account, data)
    assert menu["step_id"] == "no_devices"


async def test_the_user_can_continue_without_devices(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Devices can be linked later."""
    await simulator.unbind("socket")
    menu = await connect(hass, filled_in(simulator))
    result = await choose(hass, menu, "without_devices")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert counts(result) == ("0", "0")


async def test_shared_devices_count_as_devices(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """With only shared devices, there is a second list call, and there are no rooms."""
    await simulator.unbind("socket")
    await simulator.bind("lamp", SOCKET | {"shared": True})
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert counts(result) == ("1", "1")
    assert simulator.calls()["by_endpoint"] == {
        LOGIN: 1,
        DEVICES: 2,
        HUB: 1,
    }


async def test_refused_push_is_shown(hass: HomeAssistant, simulator: Simulator) -> None:
    """The menu quotes the cloud; once push is authorized, the flow finishes."""
    simulator.add_fault(HUB, {**NOT_SUBSCRIBED})
    menu = await connect(hass, filled_in(simulator))
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "no_push"
    assert menu["menu_options"] == ["look_again", "details", "keys", "without_push"]
    assert placeholders_of(menu)["message"] == "API not subscribed (code 28841101)"
    assert placeholders_of(menu)["devices"] == "1"

    simulator.clear_faults()
    result = await choose(hass, menu, "look_again")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "default"


@pytest.mark.parametrize("code", [28841105, 28841002, 1106])
async def test_the_user_can_continue_with_polling(
    hass: HomeAssistant, simulator: Simulator, code: int
) -> None:
    """The last step says that states are polled."""
    simulator.add_fault(HUB, {"code": code})
    menu = await connect(hass, filled_in(simulator))
    assert menu["step_id"] == "no_push"
    result = await choose(hass, menu, "without_push")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "polled"
    assert result["data"] == stored(simulator)


@pytest.mark.parametrize("then", [{"http": 502}, {"code": 500}, {"drop": True}])
async def test_a_temporary_error_of_the_hub_is_not_a_refusal(
    hass: HomeAssistant, simulator: Simulator, then: dict[str, Any]
) -> None:
    """A temporary error does not stop the flow."""
    simulator.add_fault(HUB, then)
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "default"


async def test_neither_devices_nor_push(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The two menus are shown one after the other."""
    await simulator.unbind("socket")
    simulator.add_fault(HUB, {**NOT_SUBSCRIBED})
    menu = await connect(hass, filled_in(simulator))
    assert menu["step_id"] == "no_devices"
    menu = await choose(hass, menu, "without_devices")
    assert menu["step_id"] == "no_push"
    result = await choose(hass, menu, "without_push")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "polled"


@pytest.mark.parametrize(
    ("then", "errors"),
    [
        ({"code": 28841002}, {"base": "plan_expired"}),
        ({"code": 28841004}, {"base": "quota_used_up"}),
        ({"code": 28841105}, {"base": "api_not_subscribed"}),
        ({"code": 1106}, {"base": "permission_denied"}),
        ({"code": 1010}, {"base": "account_in_use_elsewhere"}),
        ({"http": 502}, {"advanced": "address"}),
        ({"result": None}, {"advanced": "address"}),
        ({"drop": True}, {"advanced": "address"}),
    ],
)
async def test_a_refused_list_is_shown_in_the_form(
    hass: HomeAssistant,
    simulator: Simulator,
    then: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """The sign-in succeeds, but the device list is required."""
    simulator.add_fault(LIST, then)
    form = await connect(hass, filled_in(simulator))
    assert form["step_id"] == "account"
    assert form["errors"] == errors
    simulator.clear_faults()
    result = await submit(hass, form, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_refused_signature_of_the_list_leads_to_the_keys(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The access secret may be wrong; both forms can be submitted as they are."""
    simulator.add_fault(LIST, {"code": 1004})
    form = await connect(hass, filled_in(simulator))
    assert form["step_id"] == "keys"
    assert form["errors"] == {"base": "signature_refused"}
    simulator.clear_faults()
    result = await submit(hass, form, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_queue_stands_in_for_refused_push(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """No menu is shown; the last step says which service is missing."""
    simulator.add_fault(HUB, {**NOT_SUBSCRIBED})
    simulator.cloud.queue.is_on = True
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "queue"
    assert placeholders_of(result)["message"] == "API not subscribed (code 28841101)"


@pytest.mark.parametrize(
    ("endpoint", "then", "message"),
    [
        (
            "GET /v1.0/homes/*/rooms",
            {"code": 28841105, "msg": "no service"},
            "no service (code 28841105)",
        ),
        ("GET /v1.0/homes/*/rooms", {"http": 502}, "HTTP status 502"),
    ],
)
async def test_rooms_may_be_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    endpoint: str,
    then: dict[str, Any],
    message: str,
) -> None:
    """The account is connected, and the last step says why there are no rooms."""
    simulator.add_fault(endpoint, then)
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert placeholders_of(result)["rooms"] == (
        " The cloud refuses to list the rooms, so devices get no areas. It says: "
        f"{message}."
    )


async def test_there_may_be_no_rooms(hass: HomeAssistant, simulator: Simulator) -> None:
    """The last step does not mention any."""
    simulator.add_fault("GET /v1.0/homes/*/rooms", {"result": []})
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert placeholders_of(result)["rooms"] == ""


async def test_checking_again_may_fail(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The form shows the reason, and keeps its values."""
    await simulator.unbind("socket")
    data = filled_in(simulator)
    menu = await connect(hass, data)
    simulator.add_fault(LIST, {"code": 28841002})
    form = await choose(hass, menu, "look_again")
    assert form["errors"] == {"base": "plan_expired"}
    assert remembers(form, data)


async def test_connected_by_another_flow_meanwhile(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The second flow is aborted."""
    simulator.add_fault(HUB, {**NOT_SUBSCRIBED})
    menu = await connect(hass, filled_in(simulator))
    entry = add_entry(hass, simulator)
    before = dict(entry.data)
    result = await choose(hass, menu, "without_push")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == before


async def test_a_custom_project_counts_its_assets(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """An asset without devices is not counted."""
    await simulator.bind("lamp", SOCKET | {"room": "Kitchen"})
    await simulator.bind("plug", SOCKET | {"room": "Kitchen"})
    data = filled_in(simulator, project_type="custom")
    result = await connect(hass, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert counts(result) == ("3", "2")
    assert result["data"]["password_digest"] == (
        sha256(data["password"].encode()).hexdigest()
    )


# project-only access


async def test_a_project_is_connected_without_a_user(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """No user name and no password; the last step says when states are pushed."""
    result = await connect(hass, project_only(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Tuya project"
    assert result["description"] == "project"
    assert counts(result) == ("1", "1")
    assert result["result"].unique_id == simulator.cloud.account.project_uid
    assert result["data"] == stored(
        simulator,
        project_type="project_only",
        app_schema="",
        username="",
        password_digest="",
    )
    assert simulator.calls()["by_endpoint"] == {
        "GET /v1.0/token": 1,
        "GET /v2.0/cloud/thing/device": 1,
    }


async def test_a_project_without_a_user_can_have_a_queue(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The last step says so."""
    simulator.cloud.queue.is_on = True
    result = await connect(hass, project_only(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["description"] == "project_queue"


async def test_a_project_without_devices(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The menu for missing devices is shown."""
    await simulator.unbind("socket")
    menu = await connect(hass, project_only(simulator))
    assert menu["step_id"] == "no_devices"
    result = await choose(hass, menu, "without_devices")
    assert result["description"] == "project"


@pytest.mark.parametrize("field", ["username", "password"])
@pytest.mark.parametrize("project_type", ["smart_home", "custom"])
async def test_other_projects_need_a_user(
    hass: HomeAssistant, simulator: Simulator, project_type: str, field: str
) -> None:
    """The form asks for the empty field, and sends nothing."""
    data = filled_in(simulator, project_type=project_type, **{field: ""})
    form = await connect(hass, data)
    assert form["errors"] == {field: f"{field}_needed"}
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize(
    ("code", "errors"),
    [
        (2401, {"password": "credentials_user"}),
        (2402, {"username": "user_refused"}),
        (2406, {"username": "user_refused"}),
        (1006, {"username": "user_refused"}),
        (2017, {"username": "user_refused"}),
        (2007, {"advanced": "cross_region"}),
    ],
)
async def test_errors_of_a_custom_project_name_its_fields(
    hass: HomeAssistant, simulator: Simulator, code: int, errors: dict[str, str]
) -> None:
    """Its form has no app, and its users are not linked."""
    simulator.add_fault("POST /v1.0/iot-03/users/login", {"code": code})
    data = filled_in(simulator, project_type="custom")
    form = await connect(hass, data)
    assert form["step_id"] == "project_user"
    assert form["errors"] == errors
    simulator.clear_faults()
    result = await submit(hass, form, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("code", "errors"),
    [
        (2401, {"base": "project_refused"}),
        (1106, {"base": "project_refused"}),
        (28841107, {"advanced": "data_center_suspended"}),
    ],
)
async def test_errors_of_a_project_without_a_user_name_its_fields(
    hass: HomeAssistant, simulator: Simulator, code: int, errors: dict[str, str]
) -> None:
    """Its form has neither user name nor password."""
    simulator.add_fault("GET /v1.0/token", {"code": code})
    data = project_only(simulator)
    form = await connect(hass, data)
    assert form["step_id"] == "project_place"
    assert fields(form) == {"try_elsewhere", "country_code", "endpoint", "address"}
    assert form["errors"] == errors
    simulator.clear_faults()
    result = await submit(hass, form, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_project_signs_in_again_with_its_secret_alone(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The form has no fields for a user."""
    entry = add_entry(
        hass,
        simulator,
        project_type=ProjectType.PROJECT_ONLY.value,
        app_schema="",
        username="",
        password_digest="",
        access_secret="old",
    )
    hass.config_entries.async_update_entry(
        entry, unique_id=simulator.cloud.account.project_uid
    )
    form = await entry.start_reauth_flow(hass)
    assert fields(form) == {"access_secret"}
    again = await submit(hass, form, {})
    assert again["errors"] == {"access_secret": "access_secret"}
    secret = simulator.ready["access_secret"]
    result = await submit(hass, again, {"access_secret": secret})
    assert result["reason"] == "reauth_successful"
    assert entry.data["access_secret"] == secret


@pytest.mark.parametrize(
    ("disabled_by", "left_out"),
    [
        (None, " Devices left out because another account had them first: 1."),
        (ConfigEntryDisabler.USER, ""),
    ],
)
async def test_devices_of_another_account_are_counted(
    hass: HomeAssistant,
    simulator: Simulator,
    disabled_by: ConfigEntryDisabler | None,
    left_out: str,
) -> None:
    """The end of the wizard says how many devices another account keeps."""
    other = MockConfigEntry(
        domain=DOMAIN,
        data=stored(simulator, access_id="other"),
        disabled_by=disabled_by,
    )
    other.add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers={(DOMAIN, "socket")}
    )
    result = await connect(hass, filled_in(simulator))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert placeholders_of(result)["left_out"] == left_out
