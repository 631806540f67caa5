"""Hands what the wizard has obtained over to set-up, which would pay for it again.

Signing in twice costs a call and ends the wizard's session; the hub's configuration
costs another.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..cloud.api import TuyaApi
from ..cloud.hub_configuration import HubConfiguration
from ..const import DOMAIN
from .entry_data import account_of


@dataclass(frozen=True, slots=True)
class Handover:
    """A client that has signed in, and what the hub is to be reached with."""

    api: TuyaApi
    hub_configuration: HubConfiguration | None = None


_WAITING: Final[HassKey[dict[str, Handover]]] = HassKey(f"{DOMAIN}_handover")


@callback
def hand_over(hass: HomeAssistant, handover: Handover) -> None:
    """Leave something for the next set-up of the account."""
    hass.data.setdefault(_WAITING, {})[handover.api.uid] = handover


@callback
def take_over(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Handover | None:
    """Return what was left for an entry, once, if it still is for the same account."""
    handover = hass.data.get(_WAITING, {}).pop(entry.unique_id or "", None)
    if handover is None:
        return None
    api = handover.api
    is_same = replace(api.account, endpoint=api.endpoint) == account_of(entry)
    return handover if is_same else None
