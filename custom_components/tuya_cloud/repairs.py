"""Fix flows: try again after a change at Tuya, renew the plan, turn a cover round."""

from abc import abstractmethod
from typing import Any, override

import probatio
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import DateSelector

from .const import CONF_PLAN_EXPIRES_ON, DOMAIN
from .coordinator import TuyaConfigEntry
from .flows.inverted_covers import turn_cover
from .sync.issues import PLAN_EXPIRES_SOON, is_ending
from .sync.suspicions import COVER_DIRECTION


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that fixes an issue."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    placeholders = (issue and issue.translation_placeholders) or {}
    data = data or {}
    entry_id = str(data.get("entry_id"))
    key = issue.translation_key if issue else None
    if key == COVER_DIRECTION:
        device_id, code = str(data.get("device_id")), str(data.get("code"))
        return TurnCoverFlow(entry_id, device_id, code, placeholders)
    if key == PLAN_EXPIRES_SOON:
        return PlanRenewedFlow(entry_id, placeholders)
    return TryAgainFlow(entry_id, placeholders)


class _ConfirmedFlow(RepairsFlow):
    """A fix flow that explains in one form, and acts once the user confirms."""

    def __init__(self, entry_id: str, placeholders: dict[str, str]) -> None:
        """Fix a config entry; ``placeholders`` are those of the issue."""
        self._entry_id = entry_id
        self._placeholders = placeholders

    async def async_step_init(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # the issue's id
    ) -> RepairsFlowResult:
        """Explain what to do; nothing is done before the user confirms."""
        return await self.async_step_confirm()

    @abstractmethod
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form, or act on it."""

    def _form(
        self,
        errors: dict[str, str] | None = None,
        fields: probatio.Schema | None = None,
    ) -> RepairsFlowResult:
        return self.async_show_form(
            step_id="confirm",
            data_schema=fields,
            errors=errors,
            description_placeholders=self._placeholders,
        )

    @property
    def _entry(self) -> TuyaConfigEntry | None:
        return self.hass.config_entries.async_get_entry(self._entry_id)


class TurnCoverFlow(_ConfirmedFlow):
    """The flow that turns a cover round, which counts the other way."""

    def __init__(
        self, entry_id: str, device_id: str, code: str, placeholders: dict[str, str]
    ) -> None:
        """Turn the cover of a device whose position a code holds."""
        super().__init__(entry_id, placeholders)
        self._device_id = device_id
        self._code = code

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Turn the cover round once the user confirms."""
        if user_input is None:
            return self._form()
        entry = self._entry
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        device = entry.runtime_data.devices.get(self._device_id)
        if device is not None:
            device.learned.contradictions.pop(self._code, None)
            turn_cover(self.hass, entry, device, self._code)
        return self.async_create_entry(data={})


class PlanRenewedFlow(_ConfirmedFlow):
    """The flow that takes the day on which a renewed plan ends."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Store the day; it has to come later than the reminder."""
        entry = self._entry
        if entry is None:
            return self.async_abort(reason="not_loaded")
        ends_on = entry.options.get(CONF_PLAN_EXPIRES_ON)
        errors = {}
        if user_input is not None:
            ends_on = user_input[CONF_PLAN_EXPIRES_ON]
            if not is_ending(ends_on):
                self.hass.config_entries.async_update_entry(
                    entry, options={**entry.options, CONF_PLAN_EXPIRES_ON: ends_on}
                )
                return self.async_create_entry(data={})
            errors[CONF_PLAN_EXPIRES_ON] = "ends_too_soon"
        field = probatio.Required(CONF_PLAN_EXPIRES_ON, default=ends_on)
        return self._form(errors, probatio.Schema({field: DateSelector()}))


class TryAgainFlow(_ConfirmedFlow):
    """The flow that explains what to do, and then tries again."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Try again once the user confirms."""
        if user_input is None:
            return self._form()
        if await self._is_fixed():
            return self.async_create_entry(data={})
        return self._form({"base": "still_refused"})

    async def _is_fixed(self) -> bool:
        """Try the account again; return whether the issue is gone."""
        entry = self._entry
        if entry is None or entry.disabled_by:
            return True
        if entry.state is ConfigEntryState.LOADED:
            await entry.runtime_data.try_again()
        else:
            await self.hass.config_entries.async_reload(entry.entry_id)
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return issue is None
