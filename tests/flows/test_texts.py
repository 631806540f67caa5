"""The texts of the forms: none is missing, none is unused."""

import string
from collections.abc import Mapping

from homeassistant.core import HomeAssistant

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.config_flow import FIELD_OF_CAUSE
from simulator import Simulator

from .steps import (
    FIELDS,
    HUB,
    LOGIN,
    TRANSLATIONS,
    add_entry,
    choose,
    fields,
    filled_in,
    open_form,
    placeholders_of,
    submit,
)


def test_every_message_has_a_text_and_all_texts_are_used() -> None:
    """The messages of the flow and the translations are the same."""
    ours = {
        "invalid_country",
        "invalid_endpoint",
        "nowhere",
        "other_project_type",
        "password_needed",
        "unknown",
        "username_needed",
    }
    causes = {cause.translation_key for cause in FIELD_OF_CAUSE}
    assert set(TRANSLATIONS["config"]["error"]) == causes | ours
    assert set(TRANSLATIONS["config"]["abort"]) == {
        "already_configured",
        "another_account",
    }
    assert set(TRANSLATIONS["config"]["create_entry"]) == {
        "default",
        "polled",
        "project",
    }


def test_every_field_of_a_cause_exists() -> None:
    """An error is shown beside a field of the form, or above the form."""
    assert set(FIELD_OF_CAUSE.values()) <= {*FIELDS, "base"}


async def test_every_field_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Every field has a name and a description."""
    entry = add_entry(hass, simulator)
    simulator.add_fault(LOGIN, {"code": 2401})
    wrong = filled_in(simulator)
    forms = [  # with the field to search elsewhere, if there is one
        await submit(hass, await open_form(hass), wrong),
        await entry.start_reauth_flow(hass),
        await submit(hass, await entry.start_reconfigure_flow(hass), wrong),
    ]
    steps = TRANSLATIONS["config"]["step"]
    assert {form["step_id"] for form in forms} == {
        step_id for step_id, step in steps.items() if "data" in step
    }
    for form in forms:
        assert set(steps[form["step_id"]]["data"]) == fields(form)
        assert set(steps[form["step_id"]]["data_description"]) == fields(form)


async def test_every_menu_option_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The menus are those for missing devices and missing push."""
    await simulator.unbind("socket")
    simulator.add_fault(HUB, {"code": 28841101})
    no_devices = await submit(hass, await open_form(hass), filled_in(simulator))
    no_push = await choose(hass, no_devices, "without_devices")
    steps = TRANSLATIONS["config"]["step"]
    assert {no_devices["step_id"], no_push["step_id"]} == {
        step_id for step_id, step in steps.items() if "menu_options" in step
    }
    for menu in (no_devices, no_push):
        step = steps[menu["step_id"]]
        assert list(step["menu_options"]) == menu["menu_options"]
        assert placeholders_in(step) <= set(placeholders_of(menu))
    result = await choose(hass, no_push, "without_push")
    texts = TRANSLATIONS["config"]["create_entry"]
    assert placeholders_in(texts) == set(placeholders_of(result))


async def test_every_selector_option_has_a_text_and_all_texts_are_used(
    hass: HomeAssistant,
) -> None:
    """Options have a label of their own or a translation."""
    schema = (await open_form(hass))["data_schema"]
    assert schema is not None
    texts = TRANSLATIONS["selector"]
    for field in ("project_type", "endpoint"):
        selector = schema.schema[field].config
        assert set(texts[selector["translation_key"]]["options"]) == set(
            selector["options"]
        )
    apps = schema.schema["app_schema"].config
    assert {option["value"]: option["label"] for option in apps["options"]} == {
        "automatic": "automatic",  # translated
        "tuyaSmart": "Tuya Smart",
        "smartlife": "Smart Life",
    }
    assert set(texts[apps["translation_key"]]["options"]) == {"automatic"}
    assert set(texts["project_type"]["options"]) == set(ProjectType)


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
    form = await open_form(hass)
    names = set(placeholders_of(form))
    steps = TRANSLATIONS["config"]["step"]
    assert placeholders_in(steps["user"]) == names
    assert placeholders_in(steps["reconfigure"]) <= names
    assert placeholders_in(steps["reauth_confirm"]) <= names | {"name"}

    simulator.add_fault(LOGIN, {"http": 502})
    form = await submit(hass, form, filled_in(simulator))
    errors = TRANSLATIONS["config"]["error"]
    nowhere = errors["nowhere"]  # contains the answer of each data center
    others = [text for text in errors.values() if text is not nowhere]
    assert placeholders_in(others) == set(placeholders_of(form))
    assert placeholders_in(nowhere) == {"answers"}
