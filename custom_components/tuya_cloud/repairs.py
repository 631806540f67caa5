"""Fix flows: try again after the user has changed something at Tuya."""

from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .coordinator import TuyaConfigEntry


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that tries the account of an issue again."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return TryAgainFlow(
        str((data or {}).get("entry_id")),
        (issue and issue.translation_placeholders) or {},
    )


class TryAgainFlow(RepairsFlow):
    """The flow that explains what to do, and then tries again."""

    def __init__(self, entry_id: str, placeholders: dict[str, str]) -> None:
        """Fix a config entry; ``placeholders`` are those of the issue."""
        self._entry_id = entry_id
        self._placeholders = placeholders

    async def async_step_init(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # the issue's id
    ) -> RepairsFlowResult:
        """Explain what to do; the user confirms when it is done."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Try again once the user confirms."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if await self._is_fixed():
                return self.async_create_entry(data={})
            errors["base"] = "still_refused"
        return self.async_show_form(
            step_id="confirm",
            errors=errors,
            description_placeholders=self._placeholders,
        )

    async def _is_fixed(self) -> bool:
        """Try the account again; return whether the issue is gone."""
        entry: TuyaConfigEntry | None = self.hass.config_entries.async_get_entry(
            self._entry_id
        )
        if entry is None or entry.disabled_by:
            return True
        if entry.state is ConfigEntryState.LOADED:
            await entry.runtime_data.try_again()
        else:
            await self.hass.config_entries.async_reload(entry.entry_id)
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return issue is None
