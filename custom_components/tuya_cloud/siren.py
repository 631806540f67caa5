"""Sirens, some with tones, volume and duration."""

import math
from typing import Any, Final, cast, override

from homeassistant.components.siren import (
    ATTR_DURATION,
    ATTR_TONE,
    ATTR_VOLUME_LEVEL,
    SirenEntity,
    SirenEntityFeature,
)
from homeassistant.const import Platform, UnitOfTime
from homeassistant.core import callback
from homeassistant.util.unit_conversion import DurationConverter

from .catalog.roles import Role
from .catalog.spelling import spelled_option
from .catalog.units import normalize_unit
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import DataPoint, EnumPoint, ValuePoint

PARALLEL_UPDATES = 0

# The words of signals and volumes, in small letters
_SILENT: Final = "normal"
# the preferred signals of a siren that has several
_USUAL_SIGNAL: Final = "alarm_sound_light"
_LOUDNESS: Final = {"mute": 0, "low": 1, "middle": 2, "medium": 2, "high": 3}


class TuyaSiren(TuyaEntity, SirenEntity):
    """A siren with a Boolean switch, or an enum of signals."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        self._signals = [
            name for name in _options(plan.main) if name.lower() != _SILENT
        ]
        self._tone_role = Role.MAIN if self._signals else Role.TONE
        self._time_unit = _time_unit(self.point(Role.DURATION))
        features = SirenEntityFeature.TURN_ON | SirenEntityFeature.TURN_OFF
        if tones := self._signals or _options(self.point(Role.TONE)):
            features |= SirenEntityFeature.TONES
            # the service passes a numeric tone as a number
            self._attr_available_tones = [
                int(tone) if tone.isdecimal() else tone for tone in tones
            ]
        if _volume(self.point(Role.VOLUME), 0) is not None:
            features |= SirenEntityFeature.VOLUME_SET
        if self._time_unit:
            features |= SirenEntityFeature.DURATION
        self._attr_supported_features = features

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it sounds."""
        value: bool | str | None = self.read()
        if isinstance(value, str):
            value = value.lower() != _SILENT
        self._attr_is_on = value

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Sound the alarm, with tone, volume and duration."""
        values = self._switched(on=True)
        if ATTR_TONE in kwargs:
            values[self._tone_role] = str(kwargs[ATTR_TONE])
        if ATTR_VOLUME_LEVEL in kwargs:
            values[Role.VOLUME] = _volume(
                self.point(Role.VOLUME), kwargs[ATTR_VOLUME_LEVEL]
            )
        if ATTR_DURATION in kwargs:
            values[Role.DURATION] = self._duration(kwargs[ATTR_DURATION])
        await self.send(values)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Silence it."""
        await self.send(self._switched(on=False))

    def _switched(self, *, on: bool) -> dict[Role, object]:
        if not self._signals:
            return {Role.MAIN: on}
        usual = spelled_option((_USUAL_SIGNAL,), self._signals) or self._signals[0]
        silent = spelled_option((_SILENT,), _options(self.plan.main))
        return {Role.MAIN: usual if on else silent}

    def _duration(self, seconds: int) -> float:
        """Return seconds in the point's unit, rounded up to a step."""
        point = cast("ValuePoint", self.plan.roles[Role.DURATION])
        duration = DurationConverter.convert(
            seconds, UnitOfTime.SECONDS, self._time_unit
        )
        steps = math.ceil(duration / point.step)
        return max(point.minimum, steps * point.step)


def _options(point: DataPoint | None) -> tuple[str, ...]:
    return point.options if isinstance(point, EnumPoint) else ()


def _volume(point: DataPoint | None, level: float) -> float | str | None:
    """Return the value for a volume from 0 to 1; None: it has no volume."""
    if isinstance(point, ValuePoint):
        return point.minimum + level * (point.maximum - point.minimum)
    options = _options(point)
    if not options or not all(option.lower() in _LOUDNESS for option in options):
        return None
    ordered = sorted(options, key=lambda option: _LOUDNESS[option.lower()])
    return ordered[round(level * (len(ordered) - 1))]


def _time_unit(point: DataPoint | None) -> str | None:
    """Return the unit of a duration; None: unknown."""
    unit = normalize_unit(point.unit) if isinstance(point, ValuePoint) else None
    return unit if unit in DurationConverter.VALID_UNITS else None


async_setup_entry = platform_setup(Platform.SIREN, TuyaSiren)
