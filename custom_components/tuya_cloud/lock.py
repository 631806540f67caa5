"""Locks: their state, and the commands of their data points or calls."""

from typing import Any, Final, override

from homeassistant.components.lock import ATTR_CODE, LockEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.locks import LatchMeaning
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device

PARALLEL_UPDATES = 0

_DIGITS: Final = r"^\d+$"


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaLock:
    is_by_point = Role.CONTROL in plan.roles
    return (TuyaLock if is_by_point else TuyaCallLock)(coordinator, device, plan)


class TuyaLock(TuyaEntity, LockEntity):
    """A lock."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is locked."""
        is_open: bool | None = self.read()
        self._attr_is_locked = None if is_open is None else not is_open
        self._attr_changed_by = self._coordinator.extras.locks.opened_by(self.device)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow who opens it, and what it lets the cloud do."""
        await super().async_added_to_hass()
        locks = self._coordinator.extras.locks
        self.async_on_remove(locks.subscribe(self._on_points_changed))

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Lock it."""
        await self.send({Role.CONTROL: True})

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock it."""
        await self.send({Role.CONTROL: False})


class TuyaCallLock(TuyaLock):
    """A lock that calls of the cloud unlock and lock, some only with a code."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is locked, where it says so, and whether it needs a code."""
        needs_code = self._coordinator.extras.locks.needs_code(self.device)
        self._attr_code_format = _DIGITS if needs_code else None
        super().update_from_device()
        if isinstance(self.entity_description, LatchMeaning):
            self._attr_assumed_state = True
            self._attr_is_locked = None

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Lock it."""
        await self._coordinator.extras.unlocking.operate(self.device, to_open=False)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock it."""
        code: str = kwargs.get(ATTR_CODE, "")
        unlocking = self._coordinator.extras.unlocking
        await unlocking.operate(self.device, to_open=True, code=code)


async_setup_entry = platform_setup(Platform.LOCK, _build)
