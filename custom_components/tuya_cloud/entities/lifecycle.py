"""Adds, replaces and removes entities as the plans of their devices ask for.

The order, for a device that is new or has changed:

1. The device registry gets its gateway, then the device, then its gangs; gangs that the
   device no longer has hand their entities to the device and go (``device_registry``,
   which listens first).
2. Entities whose plan has changed, and those without a plan, are removed.
3. Entities of new and of changed plans are added, the latter under their unique ids.
   One that has moved to another platform takes over what a person made of the old one,
   which is unregistered (``succession``).

An entity without a new plan stays registered, as no longer provided, unless a user no
longer wants to see its data point. A device that has left the account takes its
entities along.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import DOMAIN
from ..coordinator import Coordinator, TuyaConfigEntry
from ..device_registry import registered_device
from ..discovery.entity_plan import EntityPlan
from ..entity import TuyaEntity
from ..model.device import Device
from .succession import follow_default, take_over

type EntityBuilder = Callable[[Coordinator, Device, EntityPlan], TuyaEntity]
type PlatformSetup = Callable[
    [HomeAssistant, TuyaConfigEntry, AddConfigEntryEntitiesCallback], Awaitable[None]
]

# adds entities that no plan asks for
type OtherEntities = Callable[
    [TuyaConfigEntry, AddConfigEntryEntitiesCallback], Awaitable[None]
]

# entities: how many are added before the event loop may do something else
_BATCH: Final = 25


def platform_setup(
    platform: Platform, build: EntityBuilder, *others: OtherEntities
) -> PlatformSetup:
    """Return the ``async_setup_entry`` of a platform."""

    async def async_setup_entry(
        hass: HomeAssistant,
        entry: TuyaConfigEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        """Add the platform's entities, now and as devices come and change."""
        for add_others in others:
            await add_others(entry, async_add_entities)
        await PlatformEntities(hass, entry, platform, async_add_entities, build).start()

    return async_setup_entry


class PlatformEntities:
    """The entities of one platform, for all devices of an entry."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: TuyaConfigEntry,
        platform: Platform,
        async_add_entities: AddConfigEntryEntitiesCallback,
        build: EntityBuilder,
    ) -> None:
        """Prepare; ``build`` makes the entity of a plan."""
        self._hass = hass
        self._entry = entry
        self._coordinator = entry.runtime_data
        self._platform = platform
        self._add = async_add_entities
        self._build = build
        # by device id and key of the plan
        self._entities: dict[str, dict[str, TuyaEntity]] = {}

    async def start(self) -> None:
        """Add the entities of all devices, and follow the devices from now on."""
        devices = self._coordinator.devices
        self._entry.async_on_unload(devices.on_device(self._follow))
        self._entry.async_on_unload(devices.on_removal(self._forget))
        # Home Assistant sets all platforms up at the same time
        async with self._coordinator.adding_entities:
            batch: list[TuyaEntity] = []
            for device in [*devices.values()]:
                # it may have changed, or gone, while the loop did something else
                if device.id in devices and device.id not in self._entities:
                    batch += self._renew(device)[1]
                while len(batch) >= _BATCH:
                    self._add(batch[:_BATCH])
                    batch = batch[_BATCH:]
                    await asyncio.sleep(0)
            self._add(batch)

    @callback
    def _follow(self, device: Device) -> None:
        outdated, new = self._renew(device)
        self._unregister(device, outdated)
        shown = [entity for entity in outdated if entity.is_added]
        for entity in shown:
            # its plan no longer fits the values
            entity.is_added = False
        if shown:
            self._entry.async_create_task(self._hass, self._replace(shown, new))
        elif new:
            self._add(new)

    def _renew(self, device: Device) -> tuple[list[TuyaEntity], list[TuyaEntity]]:
        """Return the entities that plans no longer ask for, and those they ask for."""
        planned = self._coordinator.plans.of(device).by_platform
        plans = planned.get(self._platform, {})
        entities = self._entities.setdefault(device.id, {})
        before = {key: entity.plan for key, entity in entities.items()}
        outdated = [
            entities.pop(key) for key, plan in before.items() if plans.get(key) != plan
        ]
        new = []
        for key, plan in plans.items():
            if key not in entities:
                take_over(self._hass, self._entry, device, plan, planned)
                follow_default(self._hass, device, before.get(key), plan)
                entity = entities[key] = self._build(self._coordinator, device, plan)
                entity.device_entry = registered_device(
                    self._hass, self._entry, device, plan.gang
                )
                new.append(entity)
        return outdated, new

    def _unregister(self, device: Device, outdated: list[TuyaEntity]) -> None:
        """Remove entities from the registry that a user no longer wants to see."""
        registry = er.async_get(self._hass)
        plans = self._coordinator.plans.of(device).by_platform.get(self._platform, {})
        withdraws = self._coordinator.things.models.withdraws
        for entity in outdated:
            plan = entity.plan
            if plan.key in plans or not withdraws(device, plan.main.code):
                continue
            entity_id = registry.async_get_entity_id(
                self._platform, DOMAIN, plan.unique_id(device.id)
            )
            if entity_id is not None:
                registry.async_remove(entity_id)

    async def _replace(self, outdated: list[TuyaEntity], new: list[TuyaEntity]) -> None:
        for entity in outdated:
            await entity.async_remove()
        self._add(new)

    @callback
    def _forget(self, device: Device) -> None:
        self._entities.pop(device.id, None)
