"""Tuya Cloud for Home Assistant: every data point of every device."""

from functools import cache
from importlib.util import find_spec

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.typing import ConfigType

from .cloud.api import TuyaApi
from .cloud.errors import CloudError
from .const import DOMAIN, PLATFORMS
from .coordinator import Coordinator, TuyaConfigEntry
from .device_registry import is_there, mirror_devices
from .flows.entry_data import account_of
from .flows.handover import Handover, take_over
from .flows.inverted_covers import convert_inverted_covers
from .services import async_setup_services
from .sync.issues import Issues, Topic
from .sync.ownership import hand_over_devices
from .sync.service_errors import set_up_failed
from .sync.store import remove_stored
from .sync.suspicions import clear_suspicions

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register the actions, once for all accounts."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Set up an account, from the store if the cloud is away."""
    handover = take_over(hass, entry) or Handover(
        TuyaApi(async_get_clientsession(hass), account_of(entry))
    )
    coordinator = Coordinator(hass, entry, handover.api, handover.hub_configuration)
    entry.async_on_unload(coordinator.stop)
    try:
        await coordinator.start()
    except CloudError as error:
        coordinator.issues.note(Topic.CLOUD, error)
        raise set_up_failed(error) from error
    entry.runtime_data = coordinator
    convert_inverted_covers(hass, entry)

    async def stop(_event: Event) -> None:
        await coordinator.stop()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))
    await mirror_devices(hass, entry)
    platforms = await _usable_platforms(hass)
    await hass.config_entries.async_forward_entry_setups(entry, platforms)
    await coordinator.release()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Unload the platforms; the coordinator stops with the entry.

    Repair issues stay, so that ignored ones stay ignored: the next set-up removes those
    that are over. A disabled account has no issues.
    """
    if entry.disabled_by:
        entry.runtime_data.issues.clear_all()
        clear_suspicions(hass, entry.entry_id)
    platforms = await _usable_platforms(hass)
    return await hass.config_entries.async_unload_platforms(entry, platforms)


async def _usable_platforms(hass: HomeAssistant) -> list[Platform]:
    """Return the platforms that can be imported.

    Home Assistant installs the package of its infrared platform with that platform, but
    not when it is started with --skip-pip.
    """
    has_infrared = await hass.async_add_executor_job(_has_infrared)
    return [
        platform
        for platform in PLATFORMS
        if has_infrared or platform is not Platform.INFRARED
    ]


@cache
def _has_infrared() -> bool:
    return find_spec("infrared_protocols") is not None


async def async_remove_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Delete the issues and the stored file of an account, and hand its devices over.

    Home Assistant clears the entry's registries after that.
    """
    await hand_over_devices(hass, entry)
    Issues(hass, entry.entry_id).clear_all()
    clear_suspicions(hass, entry.entry_id)
    await remove_stored(hass, entry.entry_id)


async def async_remove_config_entry_device(
    _hass: HomeAssistant, entry: TuyaConfigEntry, registered: AnyDeviceEntry
) -> bool:
    """Return whether a user may delete a device: only one that has left the account.

    While the entry is not loaded, its devices are unknown. The account's own device is
    removed with the entry.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return False
    if (DOMAIN, entry.entry_id) in registered.identifiers:
        return False
    return not is_there(entry.runtime_data, registered)
