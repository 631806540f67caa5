"""The options of a config entry that list devices."""

from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..const import CONF_IGNORE_ONLINE_FLAG, CONF_INVERTED_COVERS, CONF_READ_RECORDS

# each is a list of device ids
_LISTS: Final = (CONF_IGNORE_ONLINE_FLAG, CONF_INVERTED_COVERS, CONF_READ_RECORDS)


def copy_options(
    hass: HomeAssistant, source: ConfigEntry, target: ConfigEntry, device_id: str
) -> bool:
    """Copy what the options say of a device to another config entry.

    Return whether that has other options now.
    """
    added = {
        name: [*target.options.get(name, ()), device_id]
        for name in _LISTS
        if device_id in source.options.get(name, ())
        and device_id not in target.options.get(name, ())
    }
    if not added:
        return False
    return hass.config_entries.async_update_entry(
        target, options={**target.options, **added}
    )
