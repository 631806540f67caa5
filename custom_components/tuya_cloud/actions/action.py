"""What an action is, and the device it is for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import probatio
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers import device_registry as dr

from ..cloud.errors import CloudError
from ..const import DOMAIN
from ..coordinator import Coordinator
from ..device_registry import device_of
from ..model.device import Device
from ..sync.service_errors import command_failed

type Run = Callable[[Target, Mapping[str, Any]], Awaitable[ServiceResponse]]

_DEVICE: Final = {probatio.Required(ATTR_DEVICE_ID): cv.string}


@dataclass(frozen=True, slots=True)
class Target:
    """The device that an action is for, and the coordinator that keeps it."""

    hass: HomeAssistant
    coordinator: Coordinator
    device: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action for a device of the account.

    ``run`` takes the device and the call's data. The error of a refused call is shown
    in the user's language.
    """

    name: str
    run: Run
    # the fields beside the device
    fields: Mapping[Any, Any] = field(default_factory=dict)
    response: SupportsResponse = SupportsResponse.NONE

    def register(self, hass: HomeAssistant) -> None:
        """Register the action."""

        async def handle(call: ServiceCall) -> ServiceResponse:
            target = _target(hass, call.data[ATTR_DEVICE_ID])
            try:
                return await self.run(target, call.data)
            except CloudError as error:
                raise command_failed(error) from error

        hass.services.async_register(
            DOMAIN,
            self.name,
            handle,
            probatio.Schema({**_DEVICE, **self.fields}),
            supports_response=self.response,
        )


def refuse(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the exception for an action that cannot work as it is asked for."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def _target(hass: HomeAssistant, registry_id: str) -> Target:
    """Return the device of an id in the registry; a gang stands for its device.

    Raises ServiceValidationError for any other id.
    """
    registered = dr.async_get(hass).async_get(registry_id)
    if registered is None:
        raise refuse("no_such_device")
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        coordinator: Coordinator = entry.runtime_data
        if (device := device_of(coordinator, registered)) is not None:
            return Target(hass, coordinator, device)
    raise refuse("no_such_device")
