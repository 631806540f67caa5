"""Keeps the plans of all devices: computed once, asked for by many."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from weakref import WeakValueDictionary

from homeassistant.const import Platform

from ..model.ability import Ability
from ..model.device import Device
from ..model.points import DataPoint
from .appearances import refusals
from .described import Described
from .discover import discover, discover_in_steps
from .entity_plan import EntityPlan
from .gangs import Gang

# what plans depend on: the category, what the cloud can do with the device, and each
# data point by its identity, because devices of a product share the points of their
# specification
type _Key = tuple[str, frozenset[Ability], tuple[int, ...]]

# data points: planning the entities of fewer takes no time worth a pause
LARGE: Final = 200


@dataclass(frozen=True, slots=True)
class _Described:
    """A large device at the moment its plans are begun."""

    category: str
    points: Mapping[str, DataPoint]


class DevicePlans:
    """The entities that devices of one specification shall have."""

    def __init__(
        self,
        described: Described,
        abilities: frozenset[Ability] = frozenset(),
        plans: Iterable[EntityPlan] | None = None,
    ) -> None:
        """Compute the plans, those of composites first, unless they are given."""
        self.all = tuple(discover(described, abilities) if plans is None else plans)
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
        key = _key_of(device, abilities)
        plans = self._by_key.get(key)
        if plans is None:
            plans = self._by_key[key] = DevicePlans(device, abilities)
        self._by_device[device.id] = plans
        return plans

    def prepare(self, device: Device) -> Iterator[None]:
        """Compute the plans of a large device in steps, before they are asked for.

        Between the steps the event loop may do something else.
        """
        if len(device.points) < LARGE:
            return
        abilities = self._abilities_of(device)
        key = _key_of(device, abilities)
        if key in self._by_key:
            return
        described = _Described(device.category, dict(device.points))
        found = yield from discover_in_steps(described, abilities)
        self._by_device[device.id] = DevicePlans(described, abilities, found)
        self._by_key[key] = self._by_device[device.id]

    def forget(self, device: Device) -> None:
        """Drop the plans of a device that is gone."""
        self._by_device.pop(device.id, None)


def _key_of(device: Described, abilities: frozenset[Ability]) -> _Key:
    return device.category, abilities, tuple(map(id, device.points.values()))
