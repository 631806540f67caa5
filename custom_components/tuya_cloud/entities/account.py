"""Entities of the account: its calls, and whether states are pushed."""

from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)
from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import CONSOLE_URL, DOMAIN
from ..coordinator import TuyaConfigEntry

# calls and messages are counted at once, and shown at this interval
SCAN_INTERVAL: Final = timedelta(minutes=1)


async def add_account_sensors(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of an account."""
    async_add_entities([CallsSensor(entry), LastPushSensor(entry)])


async def add_account_binary_sensors(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of an account."""
    async_add_entities([PushSensor(entry)])


class AccountEntity(Entity):
    """An entity of the account, which is a service in the device registry.

    It is always available: what it tells matters most while the cloud is away.
    """

    _attr_has_entity_name = True
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, entry: TuyaConfigEntry, key: str) -> None:
        """Take name and unique id from a key."""
        self._coordinator = entry.runtime_data
        self._attr_translation_key = f"account_{key}"
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            configuration_url=CONSOLE_URL,
            manufacturer="Tuya",
            model="Cloud project",
            name=entry.title,
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Update when the state of push or of the account changes."""
        self.async_on_remove(
            self._coordinator.devices.subscribe_account(self._on_account_changed)
        )

    @callback
    def _on_account_changed(self) -> None:
        self.async_write_ha_state()


class CallsSensor(AccountEntity, SensorEntity):
    """The calls of this month, as counted by the integration."""

    _attr_state_class = SensorStateClass.TOTAL_INCREASING
    # a dictionary that changes every minute would fill the database
    _unrecorded_attributes = frozenset({"today"})

    def __init__(self, entry: TuyaConfigEntry) -> None:
        """Show the calls of an account."""
        super().__init__(entry, "calls")

    @property
    @override
    def native_value(self) -> int:
        """Calls since the month began."""
        return self._coordinator.ledger.this_month

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """The forecast for the month, and today's calls by endpoint."""
        ledger = self._coordinator.ledger
        return {
            "forecast": ledger.forecast,
            "budget": ledger.budget,
            "today": ledger.today,
        }


class LastPushSensor(AccountEntity, SensorEntity):
    """The time of the last message of hub or queue."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP

    def __init__(self, entry: TuyaConfigEntry) -> None:
        """Watch the push of an account."""
        super().__init__(entry, "last_push")

    @property
    @override
    def native_value(self) -> datetime | None:
        """The time of the last message; None: none since the start."""
        return self._coordinator.push.channel.last_message_at


class PushSensor(AccountEntity, BinarySensorEntity):
    """Whether reports arrive, by hub or queue."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_should_poll = False

    def __init__(self, entry: TuyaConfigEntry) -> None:
        """Watch the push of an account."""
        super().__init__(entry, "push")

    @property
    @override
    def is_on(self) -> bool:
        """Whether states arrive by push."""
        return self._coordinator.push.is_connected
