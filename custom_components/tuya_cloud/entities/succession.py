"""Keeps the entity registry in step with plans that corrections change.

A unique id belongs to a platform: an entity that a correction moves to another platform
is a new one to Home Assistant. What a person made of the old one stays with it.

Home Assistant asks only once, when an entity is new, whether it is disabled. One that a
correction hides or shows later follows, unless a person has decided.
"""

from collections.abc import Mapping

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_registry import RegistryEntryDisabler

from ..const import DOMAIN, PLATFORMS
from ..coordinator import TuyaConfigEntry
from ..discovery.entity_plan import EntityPlan
from ..model.device import Device


def take_over(
    hass: HomeAssistant,
    entry: TuyaConfigEntry,
    device: Device,
    plan: EntityPlan,
    planned: Mapping[Platform, Mapping[str, EntityPlan]],
) -> None:
    """Register the entity of a plan in the place of one that no plan asks for any more.

    ``planned`` are all plans of the device by platform and key. Do nothing if the
    entity is registered already, or has no predecessor. The buttons of a
    command follow a select that had their options: it goes, and none inherits its name.
    """
    registry = er.async_get(hass)
    unique_id = plan.unique_id(device.id)
    if registry.async_get_entity_id(plan.platform, DOMAIN, unique_id):
        return
    code = plan.main.code
    if plan.option is not None and code not in planned.get(Platform.SELECT, {}):
        select = registry.async_get_entity_id(
            Platform.SELECT, DOMAIN, f"{device.id}_{code}"
        )
        if select is not None:
            registry.async_remove(select)
    for platform in PLATFORMS:
        entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
        if entity_id is not None and plan.key not in planned.get(platform, {}):
            _replace(registry, entry, registry.entities[entity_id], plan)
            return


def follow_default(
    hass: HomeAssistant, device: Device, old: EntityPlan | None, plan: EntityPlan
) -> None:
    """Enable a registered entity that is no longer disabled by default, or disable it.

    It is enabled when its specification arrives after its reports, or when a correction
    shows it; only a correction disables it. ``old`` is its plan so far; None: unknown.
    An entity that a person has enabled or disabled stays so.
    """
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        plan.platform, DOMAIN, plan.unique_id(device.id)
    )
    if entity_id is None:
        return
    disabled_by = registry.entities[entity_id].disabled_by
    if plan.is_enabled_by_default:
        if disabled_by is RegistryEntryDisabler.INTEGRATION:
            # from CONFIG_ENTRY, Home Assistant enables an entity without a reload
            for step in (RegistryEntryDisabler.CONFIG_ENTRY, None):
                registry.async_update_entity(entity_id, disabled_by=step)
    elif (
        old is not None
        and old.is_enabled_by_default
        and old.main.appearance.enabled != plan.main.appearance.enabled
        and disabled_by is None
    ):
        registry.async_update_entity(
            entity_id, disabled_by=RegistryEntryDisabler.INTEGRATION
        )


def _replace(
    registry: er.EntityRegistry,
    entry: TuyaConfigEntry,
    old: er.RegistryEntry,
    plan: EntityPlan,
) -> None:
    """Register an entity with what a person made of the old one, and remove that.

    Nobody has used an entity that the integration disabled, so it is only removed.
    """
    if old.disabled_by is RegistryEntryDisabler.INTEGRATION:
        registry.async_remove(old.entity_id)
        return
    new = registry.async_get_or_create(
        plan.platform,
        DOMAIN,
        old.unique_id,
        suggested_object_id=old.entity_id.partition(".")[2],
        config_entry=entry,
        device_id=old.device_id,
        disabled_by=old.disabled_by,
    )
    registry.async_update_entity(
        new.entity_id,
        aliases=old.aliases,
        area_id=old.area_id,
        categories=old.categories,
        disabled_by=old.disabled_by,
        hidden_by=old.hidden_by,
        icon=old.icon,
        labels=old.labels,
        name=old.name,
    )
    registry.async_remove(old.entity_id)
