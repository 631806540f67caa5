"""Tuya Cloud for Home Assistant: every data point of every device."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .cloud.api import TuyaApi
from .cloud.errors import Advice, CloudError
from .const import DOMAIN, PLATFORMS
from .coordinator import Coordinator, TuyaConfigEntry
from .device_registry import is_there, mirror_devices
from .flows.entry_data import account_of
from .flows.handover import Handover, take_over
from .sync.issues import Issues, Topic
from .sync.store import EntryStore


async def async_setup_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Set up an account; without the cloud, from what was stored."""
    handover = take_over(hass, entry) or Handover(
        TuyaApi(async_get_clientsession(hass), account_of(entry))
    )
    coordinator = Coordinator(hass, entry, handover.api, handover.hub_configuration)
    entry.async_on_unload(coordinator.stop)
    try:
        await coordinator.start()
    except CloudError as error:
        failure = (
            ConfigEntryAuthFailed
            if error.advice is Advice.REAUTH
            else ConfigEntryNotReady
        )
        coordinator.issues.note(Topic.CLOUD, error)
        raise failure(
            translation_domain=DOMAIN,
            translation_key=error.translation_key,
            translation_placeholders={
                "code": str(error.code or ""),
                "message": error.message,
            },
        ) from error
    entry.runtime_data = coordinator

    async def stop(_event: Event) -> None:
        await coordinator.stop()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))
    mirror_devices(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Take the entities down; the coordinator stops with the entry.

    What the user is told stands: the next set-up takes back what no longer holds, and
    what is ignored stays so. Only of an account that is switched off nothing is told.
    """
    if entry.disabled_by:
        entry.runtime_data.issues.clear_all()
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Forget what was stored of an account."""
    Issues(hass, entry).clear_all()
    await EntryStore(hass, entry.entry_id).remove()


async def async_remove_config_entry_device(
    _hass: HomeAssistant, entry: TuyaConfigEntry, registered: AnyDeviceEntry
) -> bool:
    """Let a user delete a device only when the account has it no longer.

    What it has is not known while it is not loaded; the account itself goes with its
    entry.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return False
    if (DOMAIN, entry.entry_id) in registered.identifiers:
        return False
    return not is_there(entry.runtime_data, registered)
