"""Times of day: value points that count the minutes since midnight."""

from typing import Final

from homeassistant.const import EntityCategory

from .descriptions import TimeMeaning
from .lookup import Catalog


def _setting(key: str) -> TimeMeaning:
    """Return the row of a time that configures the device."""
    return TimeMeaning(key=key, entity_category=EntityCategory.CONFIG)


TIMES: Final = Catalog(
    (
        _setting("deo_end_time"),
        _setting("deo_start_time"),
        _setting("quiet_time_end"),
        _setting("quiet_time_start"),
        _setting("sleep_end_time"),
        _setting("sleep_start_time"),
        _setting("uv_end_time"),
        _setting("uv_start_time"),
    )
)
