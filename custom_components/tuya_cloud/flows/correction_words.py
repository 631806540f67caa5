"""The words for what a correction says: its fields, their values, and options."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import (
    async_get_cached_translations,
    async_translate_state,
)

from ..const import DOMAIN
from ..discovery.entity_plan import EntityPlan
from ..discovery.naming import readable_name
from ..model.json_types import JsonObject, JsonValue
from ..model.points import EnumPoint
from ..model.points.appearance import UNUSED
from .correction_sections import section_of

# the fields whose values have words, with the selector that has them
_TRANSLATED: Final[Mapping[str, str]] = {
    "access": "correction_access",
    "counts": "correction_counts",
    "device_class": "correction_class",
    "inverted": "correction_direction",
    "platform": "correction_platform",
    "plays": "correction_role",
    "state_class": "correction_state_class",
    "temperature_scale": "correction_temperature_scale",
    "unit": "correction_unit",
}
# fields whose values are Home Assistant's own words where there are no others
_READABLE: Final = frozenset({"device_class", "platform", "state_class"})
# stands for "no unit", "no device class" and "no state class" in the translations
NONE: Final = "none"


def word(hass: HomeAssistant, name: str, selector: str = "correction_value") -> str:
    """Return the translation of a choice of a selector; "": there is none."""
    key = f"component.{DOMAIN}.selector.{selector}.options.{name}"
    language = hass.config.language
    return async_get_cached_translations(hass, language, "selector", DOMAIN).get(
        key, ""
    )


def no_unit(hass: HomeAssistant) -> str:
    """Return the choice that stands for no unit.

    It is the text itself: the frontend shows the value where others can be typed.
    """
    return word(hass, NONE, "correction_unit")


def no_role(hass: HomeAssistant) -> str:
    """Return the choice that stands for no role, the text itself as well."""
    return word(hass, UNUSED, "correction_role")


def label_of_field(hass: HomeAssistant, name: str) -> str:
    """Return what a field of a correction is called in the form."""
    section = section_of(name)
    place = f"sections.{section}.data" if section else "data"
    step = f"component.{DOMAIN}.config_subentries.correction.step.correct"
    language = hass.config.language
    labels = async_get_cached_translations(hass, language, "config_subentries", DOMAIN)
    return labels.get(f"{step}.{place}.{name}", readable_name(name))


def changes_in_words(
    hass: HomeAssistant, correction: JsonObject, directions: Mapping[str, bool]
) -> str:
    """Return the fields of a correction and what they are set to, as a list.

    ``directions`` are those the data point can count in.
    """
    ways: dict[JsonValue, str] = {is_so: way for way, is_so in directions.items()}
    return "\n".join(
        f"- {label_of_field(hass, name)}: "
        + _in_words(hass, name, ways.get(value) if name == "inverted" else value)
        for name, value in correction.items()
        if name != "code"
    )


def _in_words(hass: HomeAssistant, name: str, value: JsonValue) -> str:
    """Return the value of a field as the form has it."""
    match value:
        case bool():
            return word(hass, "yes" if value else "no")
        case dict():
            return ", ".join(f"{key} = {item}" for key, item in value.items())
        case list():
            return ", ".join(map(str, value))
        case str() if name in _TRANSLATED:
            own = word(hass, value or NONE, _TRANSLATED[name])
            return own or (readable_name(value) if name in _READABLE else value)
    return str(value)


def state_in_words(hass: HomeAssistant, plan: EntityPlan | None, state: str) -> str:
    """Return the translation of an entity's state; the state: it has none."""
    if plan is None:
        return state
    description = plan.description
    key = state.lower()
    words = async_translate_state(
        hass,
        key,
        plan.platform,
        DOMAIN,
        description.translation_key,
        getattr(description, "device_class", None),
    )
    return state if words == key else words


def names_of_options(
    hass: HomeAssistant,
    point: EnumPoint,
    plan: EntityPlan | None,
    options: Iterable[str],
) -> dict[str, str]:
    """Return what options of a point are called, by option."""
    given = dict(point.option_names)
    return {
        option: given.get(option) or state_in_words(hass, plan, option)
        for option in options
    }
