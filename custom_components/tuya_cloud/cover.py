"""Covers: curtains, blinds and the like, with or without a position."""

from typing import Any, Final, override

from homeassistant.components.cover import (
    ATTR_POSITION,
    CoverEntity,
    CoverEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import EntityPlan
from .entity import TuyaEntity, add_entities
from .model.data_point import EnumPoint, ValuePoint
from .model.device import Device

PARALLEL_UPDATES = 0

# how products spell the three commands; FZ and ZZ are the motor's two directions
_OPEN: Final = ("open", "FZ")
_CLOSE: Final = ("close", "ZZ")
_STOP: Final = ("stop", "STOP")
# what an end stop or the last command tells of a cover without a position
_CLOSED: Final = {
    "fully_close": True,
    "fully_open": False,
    "close": True,
    "ZZ": True,
    "open": False,
    "FZ": False,
}


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the covers, now and as devices come."""
    add_entities(entry, Platform.COVER, async_add_entities, TuyaCover)


class TuyaCover(TuyaEntity, CoverEntity):
    """A cover made of the points its plan names."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Tell from the points what the cover can do."""
        super().__init__(coordinator, device, plan)
        control = plan.main
        options = control.options if isinstance(control, EnumPoint) else ()
        self._open = _first(_OPEN, options)
        self._close = _first(_CLOSE, options)
        self._stop = _first(_STOP, options)
        features = CoverEntityFeature(0)
        if self._open:
            features |= CoverEntityFeature.OPEN
        if self._close:
            features |= CoverEntityFeature.CLOSE
        if self._stop:
            features |= CoverEntityFeature.STOP
        if self.point("target"):
            features |= CoverEntityFeature.SET_POSITION
        self._attr_supported_features = features
        # without a position or an end stop, only the last command is known
        self._attr_assumed_state = not ({"position", "end_stop"} & plan.roles.keys())

    @override
    @callback
    def update_from_device(self) -> None:
        """Show where the cover is, and where it goes."""
        position = self._position("position")
        self._attr_current_cover_position = position
        if position is None:
            told_by = "end_stop" if self.point("end_stop") else "main"
            self._attr_is_closed = _CLOSED.get(self.read(told_by))
        else:
            self._attr_is_closed = position == 0
        movement = self.read("movement") if self._may_move(position) else None
        self._attr_is_opening = movement == "opening"
        self._attr_is_closing = movement == "closing"

    def _may_move(self, position: int | None) -> bool:
        """Tell whether it can be moving: products leave the movement where it was."""
        if self.read() == self._stop or self.point("position") is self.point("target"):
            return False
        return position is None or position != self._position("target")

    def _position(self, role: str) -> int | None:
        """Return a position in percent open."""
        point = self.point(role)
        value: float | None = self.read(role)
        if not isinstance(point, ValuePoint) or value is None:
            return None
        share = (value - point.minimum) / (point.maximum - point.minimum)
        share = min(max(share, 0.0), 1.0)
        return round(100 * (share if self._counts_open() else 1 - share))

    def _counts_open(self) -> bool:
        return bool(self.read("direction") == "back")

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it."""
        await self.send(main=self._open)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it."""
        await self.send(main=self._close)

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.send(main=self._stop)

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Move it to a position in percent open."""
        point = self.plan.roles["target"]
        share = kwargs[ATTR_POSITION] / 100
        if not self._counts_open():
            share = 1 - share
        if isinstance(point, ValuePoint):
            span = point.maximum - point.minimum
            await self.send(target=point.minimum + share * span)


def _first(names: tuple[str, ...], options: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in options), None)
