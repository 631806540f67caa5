"""The words of the corrections' forms: none missing, none left over."""

import json
from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import ObjectSelector, Selector, SelectSelector
from pytest_homeassistant_custom_component.common import MockConfigEntry

from ..flows.steps import TRANSLATIONS
from ..flows.test_texts import placeholders_in
from .steps import (
    Result,
    begin,
    choose,
    correct,
    fields,
    fill_in,
    markers,
    open_form,
    quoted,
    reopen,
    sections_of,
    submit,
)

WORDS: Final[Mapping[str, Any]] = TRANSLATIONS["config_subentries"]["correction"]
STEPS: Final[Mapping[str, Any]] = WORDS["step"]
# a data point of each type that has fields of its own
EXAMPLES: Final = (
    ("plug", "cur_voltage"),
    ("plug", "light_mode"),
    ("plug", "fault"),
    ("plug", "switch_1"),
    ("plug", "note"),
    ("blind", "percent_control"),
    ("lamp", "temp_value_v2"),
    ("feeder", "meal_plan"),
)
# words of choices that others join, and words of values
_NO_SELECTOR: Final = {"correction_role", "correction_unit", "correction_value"}


async def every_form(
    hass: HomeAssistant, entry: MockConfigEntry
) -> tuple[list[Result], list[Result]]:
    """Return all menus and all forms that a user can see."""
    first = await begin(hass, entry)
    import_text = await choose(hass, await begin(hass, entry), "import_text")
    device = await choose(hass, first, "device")
    point = await submit(hass, device, device="plug", scope="device")
    forms = [await open_form(hass, entry, *example) for example in EXAMPLES]
    preview = await fill_in(hass, forms[0], name="Mains")
    menu = await reopen(hass, entry, await correct(hass, entry, *EXAMPLES[1], name="M"))
    share = await choose(hass, menu, "share")
    return [first, preview, menu], [device, point, import_text, share, *forms]


async def test_every_step_has_words_and_all_words_are_used(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Titles, fields with their descriptions, choices, and what they quote."""
    menus, forms = await every_form(hass, loaded)
    assert {step["step_id"] for step in (*menus, *forms)} == STEPS.keys()
    for menu in menus:
        words = STEPS[menu["step_id"]]
        options = menu["menu_options"]
        assert isinstance(options, list)
        assert [*words["menu_options"]] == options
        assert placeholders_in(words) <= (menu["description_placeholders"] or {}).keys()
    offered: dict[str, set[str]] = {}
    in_sections: dict[str, set[str]] = {}
    for form in forms:
        sections = sections_of(form)
        for title, names in sections.items():
            in_sections.setdefault(title, set()).update(names)
        others = fields(form).difference(*sections.values())
        offered.setdefault(form["step_id"], set()).update(others)
        names = placeholders_in(STEPS[form["step_id"]])
        assert names <= (form["description_placeholders"] or {}).keys()
    for step_id, names in offered.items():
        assert STEPS[step_id]["data"].keys() == names
        assert STEPS[step_id]["data_description"].keys() == names
    sections = STEPS["correct"]["sections"]
    assert sections.keys() == in_sections.keys()
    for title, names in in_sections.items():
        assert sections[title]["data"].keys() == names
        assert sections[title]["data_description"].keys() == names


async def test_every_choice_has_words_and_all_words_are_used(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Those that do not name themselves."""
    _, forms = await every_form(hass, loaded)
    used: dict[str, set[str]] = {}
    for form in forms:
        for selector in markers(form).values():
            _collect(selector, used)
    words = {
        key: texts
        for key, texts in TRANSLATIONS["selector"].items()
        if key.startswith("correction_") and key not in _NO_SELECTOR
    }
    assert words.keys() == used.keys()
    for key, texts in words.items():
        (kind,) = texts.keys()
        assert texts[kind].keys() <= used[key] | {"button", "time", "text"}
        if key not in {"correction_class", "correction_temperature_scale"}:
            assert used[key] <= texts[kind].keys()


def _collect(selector: Selector[Any], used: dict[str, set[str]]) -> None:
    """Note the choices or fields that a selector has a translation key for."""
    key = selector.config.get("translation_key")
    if key is None:
        return
    if isinstance(selector, ObjectSelector):
        values = {*selector.config["fields"]}
    else:
        assert isinstance(selector, SelectSelector)
        values = {
            option if isinstance(option, str) else option["value"]
            for option in selector.config["options"]
        }
    used.setdefault(key, set()).update(values)


async def test_errors_quote_what_they_are_told(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The field that is wrong."""
    form = await choose(hass, await begin(hass, loaded), "import_text")
    text = json.dumps({"code": "switch_1", "colour": 1})
    again = await submit(hass, form, text=text, device="plug", scope="device")
    assert placeholders_in(WORDS["error"]) == {*quoted(again)} == {"field"}
