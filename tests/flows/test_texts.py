"""The words of the forms: none missing, none left over."""

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
    submit,
    told,
)


def test_every_message_has_words_and_all_words_are_used() -> None:
    """Both directions: no message without words, no words without a message."""
    ours = {
        "invalid_country",
        "invalid_endpoint",
        "nowhere",
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
    assert set(TRANSLATIONS["config"]["create_entry"]) == {"default", "polled"}


def test_every_field_of_a_cause_exists() -> None:
    """An error is shown beside a field of the form, or above all of them."""
    assert set(FIELD_OF_CAUSE.values()) <= {*FIELDS, "base"}


async def test_every_field_has_words_and_all_words_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """Every field has a name and says what it is and where it is found."""
    entry = add_entry(hass, simulator)
    simulator.add_fault(LOGIN, {"code": 2401})
    wrong = filled_in(simulator)
    forms = [  # with the offer to search where there is one
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


async def test_every_choice_has_words_and_all_words_are_used(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """The menus that say what is missing."""
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
        assert placeholders_in(step) <= set(told(menu))
    result = await choose(hass, no_push, "without_push")
    texts = TRANSLATIONS["config"]["create_entry"]
    assert placeholders_in(texts) == set(told(result))


async def test_every_option_has_words_and_all_words_are_used(
    hass: HomeAssistant,
) -> None:
    """Options say themselves what they are, or the translations do."""
    schema = (await open_form(hass))["data_schema"]
    assert schema is not None
    words = TRANSLATIONS["selector"]
    for field in ("project_type", "endpoint"):
        selector = schema.schema[field].config
        assert set(words[selector["translation_key"]]["options"]) == set(
            selector["options"]
        )
    apps = schema.schema["app_schema"].config
    assert {option["value"]: option["label"] for option in apps["options"]} == {
        "automatic": "automatic",  # translated
        "tuyaSmart": "Tuya Smart",
        "smartlife": "Smart Life",
    }
    assert set(words[apps["translation_key"]]["options"]) == {"automatic"}
    assert set(words["project_type"]["options"]) == set(ProjectType)


def placeholders_in(texts: object) -> set[str]:
    """Return the names in braces anywhere in some texts."""
    if isinstance(texts, Mapping):
        texts = list(texts.values())
    if isinstance(texts, list):
        return set().union(*(placeholders_in(text) for text in texts))
    return {name for _, name, _, _ in string.Formatter().parse(str(texts)) if name}


async def test_texts_name_only_what_the_form_tells(
    hass: HomeAssistant, simulator: Simulator
) -> None:
    """A name in braces that nobody fills in would be shown as it is."""
    form = await open_form(hass)
    names = set(told(form))
    steps = TRANSLATIONS["config"]["step"]
    assert placeholders_in(steps["user"]) == names
    assert placeholders_in(steps["reconfigure"]) <= names
    assert placeholders_in(steps["reauth_confirm"]) <= names | {"name"}

    simulator.add_fault(LOGIN, {"http": 502})
    form = await submit(hass, form, filled_in(simulator))
    words = TRANSLATIONS["config"]["error"]
    nowhere = words["nowhere"]  # quotes the answer of each data center
    others = [text for text in words.values() if text is not nowhere]
    assert placeholders_in(others) == set(told(form))
    assert placeholders_in(nowhere) == {"answers"}
