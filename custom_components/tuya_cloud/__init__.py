"""Tuya Cloud for Home Assistant: every data point of every device."""

from homeassistant.const import CONF_USERNAME, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import DeviceEntry

from .cloud.account import Account, ProjectType
from .cloud.api import TuyaApi
from .cloud.errors import Advice, CloudError
from .const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
    CONF_PASSWORD_DIGEST,
    CONF_PROJECT_TYPE,
    DOMAIN,
    PLATFORMS,
)
from .coordinator import Coordinator, TuyaConfigEntry
from .registry import device_of, follow_devices
from .store import HomeStore


async def async_setup_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Set up an account; without the cloud, from what was stored."""
    account = Account(
        access_id=entry.data[CONF_ACCESS_ID],
        access_secret=entry.data[CONF_ACCESS_SECRET],
        endpoint=entry.data[CONF_ENDPOINT],
        project_type=ProjectType(entry.data[CONF_PROJECT_TYPE]),
        country_code=entry.data[CONF_COUNTRY_CODE],
        app_schema=entry.data[CONF_APP_SCHEMA],
        username=entry.data[CONF_USERNAME],
        password_digest=entry.data[CONF_PASSWORD_DIGEST],
    )
    coordinator = Coordinator(
        hass, entry, TuyaApi(async_get_clientsession(hass), account)
    )
    entry.async_on_unload(coordinator.stop)
    try:
        await coordinator.start()
    except CloudError as error:
        failure = (
            ConfigEntryAuthFailed
            if error.advice is Advice.REAUTH
            else ConfigEntryNotReady
        )
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
    follow_devices(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> bool:
    """Take the entities down; the coordinator stops with the entry."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Forget what was stored of an account."""
    await HomeStore(hass, entry.entry_id).remove()


async def async_remove_config_entry_device(
    _hass: HomeAssistant, entry: TuyaConfigEntry, registered: DeviceEntry
) -> bool:
    """Let a user delete a device only when the account has it no longer."""
    return device_of(entry.runtime_data, registered) is None
