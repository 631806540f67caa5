"""Texts: text points and packed values that take commands."""

from typing import Final

from homeassistant.components.text import TextMode
from homeassistant.const import EntityCategory

from .descriptions import TextMeaning
from .lookup import Catalog


def _setting(
    key: str,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    mode: TextMode = TextMode.TEXT,
    hidden: bool = False,
) -> TextMeaning:
    """Return the row of a text that configures the device.

    ``name`` is its translation key, by default the code. ``hidden`` disables it by
    default.
    """
    return TextMeaning(
        key=key,
        also=also,
        translation_key=name,
        mode=mode,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=not hidden,
    )


def _packed(key: str) -> TextMeaning:
    """Return the row of a packed value for Tuya's app, disabled by default."""
    return TextMeaning(
        key=key,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
    )


TEXTS: Final = Catalog(
    (
        _setting("alarm_range_setting"),
        _setting("breaker_number"),
        _setting("meter_id"),
        _setting("display_text", also=("custom_text",)),
        _setting("ic_type"),
        _setting("MachinePassword", "pin", mode=TextMode.PASSWORD, hidden=True),
        _packed("alarm_set_{n}"),
        _packed("meal_plan"),
        _packed("week_program_13_{n}"),
    )
)
