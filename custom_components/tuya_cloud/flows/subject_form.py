"""The fields that choose a device, and whether its product is concerned."""

from collections.abc import Iterable
from typing import Any, Final

import probatio
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..coordinator import TuyaConfigEntry
from ..model.device import Device
from ..sync.corrections import Scope
from .options_flow import names_in_registry, one_of

CONF_DEVICE: Final = "device"
CONF_SCOPE: Final = "scope"


def subject_fields(
    hass: HomeAssistant, entry: TuyaConfigEntry, devices: Iterable[Device]
) -> dict[Any, Any]:
    """Return the fields for some devices, which have the names of the registry."""
    registered = names_in_registry(hass, entry)
    names = {device.id: registered.get(device.id, device.name) for device in devices}
    return {
        probatio.Required(CONF_DEVICE): one_of(names, sort=True),
        probatio.Required(CONF_SCOPE): SelectSelector(
            SelectSelectorConfig(
                options=[*Scope],
                translation_key="correction_scope",
                mode=SelectSelectorMode.LIST,
            )
        ),
    }
