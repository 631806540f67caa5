"""Corrections of covers that count the other way round.

They come from a repair issue, and from the option that such covers had formerly.
"""

from collections.abc import Iterator
from types import MappingProxyType

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from ..catalog.roles import Role
from ..const import CONF_INVERTED_COVERS
from ..coordinator import TuyaConfigEntry
from ..discovery.entity_plan import EntityPlan
from ..model.device import Device
from ..model.json_types import JsonObject
from ..sync.corrections import CORRECTION, Scope
from .correction_choices import is_back
from .correction_data import Subject, name_of_point


def convert_inverted_covers(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Replace the option by a correction of each position.

    Devices that are not known yet stay in the option until they are.
    """
    if CONF_INVERTED_COVERS not in entry.options:
        return
    coordinator = entry.runtime_data
    unknown: list[str] = []
    for device_id in entry.options[CONF_INVERTED_COVERS]:
        device = coordinator.devices.get(device_id)
        if device is None:
            unknown.append(device_id)
            continue
        plans = coordinator.plans.of(device).all
        for correction in _corrections(device, plans):
            _add(hass, entry, device, plans, correction)
    options = {**entry.options, CONF_INVERTED_COVERS: unknown}
    if not unknown:
        del options[CONF_INVERTED_COVERS]
    hass.config_entries.async_update_entry(entry, options=options)


def _corrections(device: Device, plans: tuple[EntityPlan, ...]) -> Iterator[JsonObject]:
    """Yield what inverts the positions of a device's covers.

    The option turned them round in addition to the motor's own setting; a correction
    stands above that setting.
    """
    inverted: dict[str, bool] = {}
    for plan in plans:
        if plan.platform is not Platform.COVER:
            continue
        back = is_back(device, plan)
        for role in (Role.POSITION, Role.TARGET):
            if (point := plan.roles.get(role)) is not None:
                inverted[point.code] = back
    for code, is_inverted in inverted.items():
        yield {"code": code, "inverted": is_inverted}


def turn_cover(
    hass: HomeAssistant, entry: TuyaConfigEntry, device: Device, code: str
) -> None:
    """Turn round the cover whose position a code holds."""
    plans = entry.runtime_data.plans.of(device).all
    for plan in plans:
        roles = {
            point.code: role
            for role in (Role.POSITION, Role.TARGET)
            if (point := plan.roles.get(role)) is not None
        }
        if plan.platform is Platform.COVER and code in roles:
            inverted = plan.inverted(roles[code])
            turned = is_back(device, plan) if inverted is None else not inverted
            for each in roles:
                correction: JsonObject = {"code": each, "inverted": turned}
                _add(hass, entry, device, plans, correction, replaces=True)


def _add(
    hass: HomeAssistant,
    entry: TuyaConfigEntry,
    device: Device,
    plans: tuple[EntityPlan, ...],
    correction: JsonObject,
    *,
    replaces: bool = False,
) -> None:
    subject = Subject.of(device, Scope.DEVICE)
    code = str(correction["code"])
    unique_id = subject.unique_id(code)
    for known in entry.subentries.values():
        if known.unique_id == unique_id and not replaces:
            return
        if known.unique_id == unique_id:
            data = subject.data({**known.data["correction"], **correction})
            hass.config_entries.async_update_subentry(entry, known, data=data)
            return
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType(subject.data(correction)),
            subentry_type=CORRECTION,
            title=f"{device.name}: {name_of_point(hass, device, code, plans)}",
            unique_id=unique_id,
        ),
    )
