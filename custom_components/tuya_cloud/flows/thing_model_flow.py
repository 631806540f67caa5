"""The form that asks for all data points of a device, by its thing model."""

from typing import Any

import probatio
from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)

from ..cloud.errors import CloudError
from ..coordinator import Coordinator
from ..model.device import Device
from ..sync.corrections import Scope
from .correction_data import Subject
from .options_flow import names_in_registry
from .subject_form import CONF_DEVICE, CONF_SCOPE, subject_fields


class ThingModelFlow(ConfigSubentryFlow):
    """The flow of one form; ``sync/corrections.py`` describes what it stores."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a device, and read its thing model before anything is saved."""
        entry = self._get_entry()
        if entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        coordinator: Coordinator = entry.runtime_data
        if not coordinator.devices:
            return self.async_abort(reason="no_devices")
        errors: dict[str, str] = {}
        placeholders = {"reason": ""}
        if user_input is not None:
            device = coordinator.devices.get(user_input[CONF_DEVICE])
            scope = Scope(user_input[CONF_SCOPE])
            if device is None:
                errors[CONF_DEVICE] = "device_gone"
            elif scope is Scope.PRODUCT and not device.product_id:
                errors[CONF_SCOPE] = "no_product"
            else:
                try:
                    if await coordinator.things.count_hidden(device):
                        return self._create(device, scope)
                    errors[CONF_DEVICE] = "nothing_hidden"
                except CloudError as error:
                    errors[CONF_DEVICE] = "refused"
                    placeholders["reason"] = str(error)
        fields = subject_fields(self.hass, entry, coordinator.devices.values())
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema(fields),
                user_input or {CONF_SCOPE: Scope.DEVICE.value},
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _create(self, device: Device, scope: Scope) -> SubentryFlowResult:
        entry = self._get_entry()
        subject = Subject.of(device, scope)
        name = names_in_registry(self.hass, entry).get(device.id, device.name)
        return self.async_create_entry(
            title=subject.name(self.hass, device, name),
            data={"scope": subject.scope.value, "id": subject.id},
            unique_id=f"{subject.scope}_{subject.id}",
        )
