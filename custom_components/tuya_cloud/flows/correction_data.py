"""The subentry of a correction: its data, its title, and what it is about.

``sync/corrections.py`` describes the data. The title is the name of the device or of
the product, and that of the data point.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..discovery.entity_plan import EntityPlan
from ..discovery.naming import readable_name
from ..model.corrections import WHOLE_DEVICE
from ..model.device import Device
from ..model.json_types import JsonObject
from ..sync.corrections import Scope
from .correction_choices import entity_of
from .correction_words import label_of_field, word


@dataclass(frozen=True, slots=True)
class Subject:
    """The device or the product that a correction is for."""

    scope: Scope
    id: str

    @classmethod
    def of(cls, device: Device, scope: Scope) -> Self:
        """Return a device, or its product, as the subject."""
        is_product = scope is Scope.PRODUCT
        return cls(scope, device.product_id if is_product else device.id)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the subject of a subentry's data."""
        return cls(Scope(data["scope"]), data["id"])

    def data(self, correction: JsonObject) -> dict[str, Any]:
        """Return the data of a subentry."""
        return {"scope": self.scope.value, "id": self.id, "correction": correction}

    def unique_id(self, code: str) -> str:
        """Return the unique id of the subentry for a data point."""
        return f"{self.scope}_{self.id}_{code}"

    def concerns(self, device: Device) -> bool:
        """Return whether a device is the subject, or one of the product."""
        is_product = self.scope is Scope.PRODUCT
        return self.id == (device.product_id if is_product else device.id)

    def name(self, hass: HomeAssistant, device: Device, device_name: str) -> str:
        """Return the name of the subject; ``device`` is one that it concerns."""
        if self.scope is Scope.PRODUCT:
            return f"{device.product_name or self.id} ({word(hass, 'product')})"
        return device_name


def name_of_point(
    hass: HomeAssistant, device: Device, code: str, plans: Iterable[EntityPlan]
) -> str:
    """Return what a data point is called: as its entity is, or by its code."""
    if code == WHOLE_DEVICE:
        return label_of_field(hass, "category")
    point = device.points.get(code)
    plan = entity_of(point, plans) if point else None
    if plan is not None:
        registry = er.async_get(hass)
        unique_id = plan.unique_id(device.id)
        entity_id = registry.async_get_entity_id(plan.platform, DOMAIN, unique_id)
        entity = registry.async_get(entity_id) if entity_id else None
        if entity is not None and (name := entity.name or entity.original_name):
            return name
    return readable_name(code)
