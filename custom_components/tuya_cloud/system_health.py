"""The accounts on Home Assistant's system health page."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .coordinator import Coordinator


@callback
def async_register(
    _hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Register the info callback."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return accounts, devices, push, calls, and whether the cloud is reachable.

    Only the data center of the first loaded account is tried.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    running: list[Coordinator] = [
        entry.runtime_data
        for entry in entries
        if entry.state is ConfigEntryState.LOADED
    ]
    info: dict[str, Any] = {
        "accounts": f"{len(running)}/{len(entries)}",
        "devices": sum(len(each.devices) for each in running),
        "push_connected": sum(each.push.is_connected for each in running),
        "calls_this_month": sum(each.ledger.this_month for each in running),
    }
    if running:
        info["can_reach_cloud"] = system_health.async_check_can_reach_url(
            hass, running[0].api.endpoint
        )
    return info
