"""Lets set-up reuse the config flow's session, and saves its calls.

Signing in again would cost a call and end the flow's session. The hub's configuration
would cost another call.
"""

from dataclasses import dataclass, replace
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..cloud.api import TuyaApi
from ..cloud.hub_configuration import HubConfiguration
from ..const import DOMAIN
from ..coordinator import TuyaConfigEntry
from .entry_data import account_of


@dataclass(frozen=True, slots=True)
class Handover:
    """A signed-in client, and the hub's configuration if it was fetched."""

    api: TuyaApi
    hub_configuration: HubConfiguration | None = None


_WAITING: Final[HassKey[dict[str, Handover]]] = HassKey(f"{DOMAIN}_handover")


@callback
def hand_over(hass: HomeAssistant, handover: Handover) -> None:
    """Keep a handover for the next set-up of its account."""
    hass.data.setdefault(_WAITING, {})[handover.api.uid] = handover


@callback
def take_over(hass: HomeAssistant, entry: TuyaConfigEntry) -> Handover | None:
    """Return the handover for an entry once, if its account is still the same."""
    handover = hass.data.get(_WAITING, {}).pop(entry.unique_id or "", None)
    if handover is None:
        return None
    api = handover.api
    is_same = replace(api.account, endpoint=api.endpoint) == account_of(entry)
    return handover if is_same else None
