"""Keeps the plans of all devices: computed once, asked for by many."""

from collections.abc import Callable, Mapping
from functools import cached_property
from weakref import WeakValueDictionary

from homeassistant.const import Platform

from ..model.ability import Ability
from ..model.device import Device
from .appearances import refusals
from .described import Described
from .discover import discover
from .entity_plan import EntityPlan
from .gangs import Gang

# what plans depend on: the category, what the cloud can do with the device, and each
# data point by its identity, because devices of a product share the points of their
# specification
type _Key = tuple[str, frozenset[Ability], tuple[int, ...]]


class DevicePlans:
    """The entities that devices of one specification shall have."""

    def __init__(
        self, described: Described, abilities: frozenset[Ability] = frozenset()
    ) -> None:
        """Compute the plans, those of composites first."""
        self.all = tuple(discover(described, abilities))
        # English sentences: corrections that cannot be followed
        self.warnings = tuple(refusals(described, self.all))
        # the identities in the key stay valid as long as the points live
        self._points = tuple(described.points.values())

    @cached_property
    def by_platform(self) -> Mapping[Platform, Mapping[str, EntityPlan]]:
        """The plans by platform and key."""
        found: dict[Platform, dict[str, EntityPlan]] = {}
        for plan in self.all:
            found.setdefault(plan.platform, {})[plan.key] = plan
        return found

    @cached_property
    def gangs(self) -> Mapping[str, Gang]:
        """A gang of each number; empty for a device of one gang."""
        return {plan.gang.number: plan.gang for plan in self.all if plan.gang}

    @cached_property
    def gang_switches(self) -> Mapping[str, str]:
        """The code of the point that switches a gang, by the gang's number."""
        return {
            plan.gang.number: plan.main.code
            for plan in self.all
            if plan.gang and plan.gang.is_switch and plan.shows_all
        }


class Plans:
    """The plans of an entry's devices.

    They are computed when they are first asked for, once for all devices that share
    category, data points and abilities, and anew only when a device has others.
    Readings and names play no part in them.
    """

    def __init__(
        self,
        abilities_of: Callable[[Device], frozenset[Ability]] = lambda _: frozenset(),
    ) -> None:
        """Start empty; ``abilities_of`` tells what the cloud can do with a device."""
        self._abilities_of = abilities_of
        self._by_key: WeakValueDictionary[_Key, DevicePlans] = WeakValueDictionary()
        self._by_device: dict[str, DevicePlans] = {}

    def of(self, device: Device) -> DevicePlans:
        """Return the plans of a device as it is now."""
        abilities = self._abilities_of(device)
        key = (device.category, abilities, tuple(map(id, device.points.values())))
        plans = self._by_key.get(key)
        if plans is None:
            plans = self._by_key[key] = DevicePlans(device, abilities)
        self._by_device[device.id] = plans
        return plans

    def forget(self, device: Device) -> None:
        """Drop the plans of a device that is gone."""
        self._by_device.pop(device.id, None)
