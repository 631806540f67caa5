"""The texts of the forms: none is missing, none is unused."""

import string
from collections.abc import Mapping

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.flows.form_errors import FIELD_OF_CAUSE, STORED
from simulator import Simulator

from .steps import (
    FIELDS,
    HUB,
    LOGIN,
    TRANSLATIONS,
    add_entry,
    choose,
    connect,
    fields,
    filled_in,
    open_account,
    open_wizard,
    placeholders_of,
    project_only,
    selector_of,
    submit_one,
    top_fields,
)


def test_every_message_has_a_text_and_all_texts_are_used() -> None:
    """The messages of the flow and the translations are the same."""
    ours = {
        "address",
        "app_schema_typed",
        "credentials_user",
        "invalid_address",
        "nowhere",
        "password_needed",
        "project_refused",
        "unknown",
        "user_refused",
        "username_needed",
    }
    causes = {cause.translation_key for cause in FIELD_OF_CAUSE}
    messages = causes | ours | {*STORED.values()}
    assert set(TRANSLATIONS["config"]["error"]) == messages
    assert {*STORED} <= messages
    assert set(TRANSLATIONS["config"]["abort"]) == {
        "already_configured",
        "another_account",
    }
    assert set(TRANSLATIONS["config"]["create_entry"]) == {
        "default",
        "polled",
        "project",
        "project_queue",
        "queue",
    }


def test_every_field_of_a_cause_exists() -> None:
    """An error is shown beside a field of the form, or above the form."""
    assert set(FIELD_OF_CAUSE.values()) <= {*FIELDS, "advanced", "base"}


async def test_every_field_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Every field has a name and a description."""
    entry = add_entry(hass, simulator, access_id="another")
    reconfigure = await entry.start_reconfigure_flow(hass)
    new_project = await choose(hass, await open_wizard(hass), "new_project")
    forms = [
        new_project,
        await submit_one(hass, new_project, {}),
        await choose(hass, await open_wizard(hass), "smart_home"),
        await entry.start_reauth_flow(hass),
        reconfigure,
    ]
    simulator.add_fault("*", {"code": 2401})  # then they offer to search elsewhere
    forms += [
        await connect(hass, filled_in(simulator)),
        await connect(hass, filled_in(simulator, project_type="custom")),
        await connect(hass, project_only(simulator)),
    ]
    steps = TRANSLATIONS["config"]["step"]
    assert {form["step_id"] for form in forms} == {
        step_id for step_id, step in steps.items() if "menu_options" not in step
    }
    for form in forms:
        step = steps[form["step_id"]]
        assert placeholders_in(step) <= {*placeholders_of(form), "name"}
        section = step.get("sections", {}).get("advanced", {"data": {}})
        names = {*step.get("data", {})}
        assert names | ({"advanced"} if section["data"] else set()) == top_fields(form)
        assert names | {*section["data"]} == fields(form)
        for part in (step, section):
            described = part.get("data_description", {})
            assert described.keys() == part.get("data", {}).keys()


async def test_every_menu_option_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The menus are for the kind of project, a second kind, and what is missing."""
    kinds = await open_wizard(hass)
    await simulator.unbind("socket")
    simulator.add_fault(HUB, {"code": 28841101})
    no_devices = await connect(hass, filled_in(simulator))
    no_push = await choose(hass, no_devices, "without_devices")
    steps = TRANSLATIONS["config"]["step"]
    menus = (kinds, no_devices, no_push)
    assert {menu["step_id"] for menu in menus} | {"other_type"} == {
        step_id for step_id, step in steps.items() if "menu_options" in step
    }
    for menu in menus:
        step = steps[menu["step_id"]]
        assert {*step["menu_options"]} == options_of(menu)
        assert placeholders_in(step) <= set(placeholders_of(menu))
    assert {*steps["other_type"]["menu_options"]} == {*ProjectType, "keys"}
    descriptions = steps["user"]["menu_option_descriptions"]
    assert {*descriptions} == options_of(kinds)
    result = await choose(hass, no_push, "without_push")
    texts = TRANSLATIONS["config"]["create_entry"]
    assert placeholders_in(texts) == set(placeholders_of(result))


async def test_every_selector_option_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Options have a translation, and no other value can be typed."""
    form = await open_account(hass, simulator)
    texts = TRANSLATIONS["selector"]
    for field in ("app_schema", "endpoint"):
        selector = selector_of(form, field).config
        assert not selector["custom_value"]
        assert set(texts[selector["translation_key"]]["options"]) == set(
            selector["options"]
        )


def options_of(menu: ConfigFlowResult) -> set[str]:
    """Return the options of a menu."""
    options = menu["menu_options"]
    assert isinstance(options, list)
    return {*options}


def placeholders_in(texts: object) -> set[str]:
    """Return the names of all placeholders in the texts."""
    if isinstance(texts, Mapping):
        texts = list(texts.values())
    if isinstance(texts, list):
        return set().union(*(placeholders_in(text) for text in texts))
    return {name for _, name, _, _ in string.Formatter().parse(str(texts)) if name}


async def test_placeholders_of_texts_are_filled_in(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The form fills in every placeholder; others would be shown in braces."""
    simulator.add_fault(LOGIN, {"http": 502})
    form = await connect(hass, filled_in(simulator))
    errors = TRANSLATIONS["config"]["error"]
    nowhere = errors["nowhere"]  # contains the answer of each data center
    others = [text for text in errors.values() if text is not nowhere]
    assert placeholders_in(others) == set(placeholders_of(form))
    assert placeholders_in(nowhere) == {"answers"}


def test_messages_name_only_fields_of_their_form() -> None:
    """The form for stored credentials has no country, app, data center or access ID."""
    errors = TRANSLATIONS["config"]["error"]
    for key in ("country", "app_schema", "access_id", "cross_region", "credentials"):
        assert "reconfigure the entry" in errors[f"{key}_stored"].lower(), key
    for key in STORED.values():
        assert "here" not in errors[key].split(), key
        assert "below" not in errors[key], key
        assert "try the other data centers" not in errors[key], key
