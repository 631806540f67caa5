"""Fills the hours without statistics of a device's sensors, from the cloud's logs."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..catalog.descriptions import SensorMeaning
from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..cloud.history import DAYS_KEPT, LogReader, Span
from ..const import DOMAIN, LOGGER
from ..discovery.entity_plan import EntityPlan
from ..discovery.plans import Plans
from ..model.device import Device
from ..model.json_types import JsonValue
from ..model.packed.electricity import decode_electricity
from ..model.points import ValuePoint
from .energy import EnergyReader
from .hours import HOUR, Gap, Value, as_totals, measured, sum_after, totaled
from .recorded import (
    Recorded,
    add_hours,
    has_recorder,
    hours_with_any,
    read_recorded,
    whole_hours,
)

# a value of before the gap, and one of after it, tell what holds at its ends
_MARGIN: Final = HOUR


@dataclass(slots=True)
class Filled:
    """What a filling has brought."""

    calls: int = 0
    # added hours by entity id
    hours: dict[str, int] = field(default_factory=dict)
    # whether everything that the cloud keeps was read
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class _Sensor:
    """A sensor with statistics, and the hours that they lack."""

    entity_id: str
    plan: EntityPlan
    recorded: Recorded
    gaps: list[Gap] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.plan.main.code

    @property
    def has_pieces(self) -> bool:
        """Whether its point reports pieces, which the sensor adds up."""
        row = self.plan.description
        return isinstance(row, SensorMeaning) and row.increments

    @property
    def may_fall(self) -> bool:
        """Whether a lower total is a lower sum; else the meter has started again."""
        return not self.has_pieces and _may_fall(self.plan)

    def value_of(self, raw: JsonValue) -> float | None:
        """Return a reported value in the unit of the statistics."""
        value = self.plan.main.decode(raw).value
        if self.plan.part is not None:
            phase = decode_electricity(raw if value is None else value)
            value = None if phase is None else getattr(phase, self.plan.part)
        if value is None:
            return None
        unit = getattr(self.plan.description, "native_unit_of_measurement", None)
        return self.recorded.converted(float(value), unit)


class HistoryFiller:
    """Fills gaps of the devices of an account."""

    def __init__(
        self,
        hass: HomeAssistant,
        api: TuyaApi,
        plans: Plans,
        may_call: Callable[[], bool],
    ) -> None:
        """Ask ``may_call`` before calls that are not the first of a device."""
        self._hass = hass
        self._plans = plans
        self._may_call = may_call
        self._logs = LogReader(api, may_call)
        self._energy = EnergyReader(api)

    async def fill(self, device: Device, since: datetime, until: datetime) -> Filled:
        """Fill the hours of a device. Raises CloudError when nothing can be read."""
        earliest = datetime.now(UTC) - timedelta(days=DAYS_KEPT)
        return await self._fill(device, whole_hours(max(since, earliest), until))

    async def fill_outages(
        self, devices: Iterable[Device], since: datetime
    ) -> datetime:
        """Fill the hours in which no sensor of any device has statistics.

        That costs no call unless there are any. Returns the time up to which nothing is
        left to do. Raises CloudError when nothing can be read.
        """
        devices = [*devices]
        now = datetime.now(UTC)
        earliest = now - timedelta(days=DAYS_KEPT)
        hours = whole_hours(max(since, earliest), now)
        ids = {id_ for device in devices for id_ in self._plans_by_entity(device)}
        if not hours or not ids or not has_recorder(self._hass):
            return max(since, earliest)
        missing = {*hours} - await hours_with_any(self._hass, ids, hours)
        problem: CloudError | None = None
        has_filled = False
        for device in devices if missing else ():
            if not self._may_call():
                break
            try:
                filled = await self._fill(device, sorted(missing))
            except CloudError as error:
                LOGGER.debug("No history of %s: %r", device.name, error)
                problem = error
                continue
            has_filled |= bool(filled.hours)
        if problem is not None and not has_filled:
            raise problem
        return hours[-1] + HOUR

    async def _fill(self, device: Device, hours: Collection[datetime]) -> Filled:
        filled = Filled()
        sensors = await self._sensors(device, hours) if hours else []
        if not sensors:
            return filled
        counted = await self._add_energy(device, sensors, filled)
        rest = [sensor for sensor in sensors if sensor.entity_id not in counted]
        if not rest:
            return filled
        gaps = [gap for sensor in rest for gap in sensor.gaps]
        span = Span(
            _ms(min(gap.start for gap in gaps) - _MARGIN),
            _ms(max(gap.end for gap in gaps) + _MARGIN),
        )
        log = await self._logs.read(
            device.id, device.product_id, {sensor.code for sensor in rest}, span
        )
        filled.calls += log.calls
        filled.is_complete = log.complete_since <= span.start
        for sensor in rest:
            values = [
                Value(datetime.fromtimestamp(report.time / 1000, UTC), value)
                for report in log.reports
                if report.code == sensor.code and report.time >= log.complete_since
                if (value := sensor.value_of(report.value)) is not None
            ]
            since = datetime.fromtimestamp(log.complete_since / 1000, UTC)
            self._add(sensor, values, filled, since=since)
        return filled

    async def _add_energy(
        self, device: Device, sensors: list[_Sensor], filled: Filled
    ) -> set[str]:
        """Add what the cloud has counted; return the entity ids of these sensors."""
        sums = [sensor for sensor in sensors if sensor.recorded.has_sum]
        done = set()
        for sensor in sums:
            hours = [hour for gap in sensor.gaps for hour in gap.hours]
            used, calls = await self._energy.read(device, sensor.code, hours)
            filled.calls += calls
            unit = getattr(sensor.plan.description, "native_unit_of_measurement", None)
            pieces = [
                Value(hour, value)
                for hour, amount in sorted(used.items())
                if (value := sensor.recorded.converted(amount, unit)) is not None
            ]
            if pieces:
                self._add(sensor, pieces, filled, since=hours[0], are_pieces=True)
                done.add(sensor.entity_id)
        return done

    def _add(
        self,
        sensor: _Sensor,
        values: list[Value],
        filled: Filled,
        *,
        since: datetime,
        are_pieces: bool = False,
    ) -> None:
        """Add the hours of a sensor that its values cover, complete since a time."""
        added = 0
        for gap in sensor.gaps:
            near = [
                each
                for each in values
                if gap.start - _MARGIN <= each.time <= gap.end + _MARGIN
            ]
            if not sensor.recorded.has_sum:
                rows = measured(near, gap)
            elif are_pieces or sensor.has_pieces:
                if gap.start < since:
                    continue  # a sum of some of the pieces is wrong
                rows = totaled(as_totals(near, gap), gap, may_fall=False)
            else:
                rows = totaled(near, gap, may_fall=sensor.may_fall)
            rows = [row for row in rows if row["start"] >= since]
            added += add_hours(self._hass, sensor.recorded, rows)
        if added:
            filled.hours[sensor.entity_id] = added

    async def _sensors(
        self, device: Device, hours: Collection[datetime]
    ) -> list[_Sensor]:
        """Return the sensors that lack statistics of some hours."""
        plans = self._plans_by_entity(device)
        recorded = await read_recorded(self._hass, {*plans}, min(hours) - _MARGIN)
        found = []
        for entity_id, known in recorded.items():
            if known.has_sum or known.has_mean:
                sensor = _Sensor(entity_id, plans[entity_id], known)
                sensor.gaps.extend(self._with_ends(sensor, known.gaps(hours)))
                if sensor.gaps:
                    found.append(sensor)
        return found

    def _with_ends(self, sensor: _Sensor, gaps: list[Gap]) -> Iterator[Gap]:
        """Yield gaps; what follows the last hour is the present state."""
        for gap in gaps:
            now = self._state_now(sensor)
            if gap.after is not None or gap.before is None or now is None:
                yield gap
                continue
            after = sum_after(gap.before, now, may_fall=sensor.may_fall)
            yield replace(gap, after=after)

    def _state_now(self, sensor: _Sensor) -> float | None:
        """Return the present state in the unit of the statistics."""
        state = self._hass.states.get(sensor.entity_id)
        if state is None or not sensor.recorded.has_sum:
            return None
        try:
            shown = float(state.state)
        except ValueError:
            return None
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        return sensor.recorded.converted(shown, unit)

    def _plans_by_entity(self, device: Device) -> dict[str, EntityPlan]:
        """Return the plans of the sensors of a device that are enabled."""
        registry = er.async_get(self._hass)
        found = {}
        for plan in self._plans.of(device).all:
            if plan.platform is not Platform.SENSOR:
                continue
            if plan.part is None and not isinstance(plan.main, ValuePoint):
                continue
            unique_id = plan.unique_id(device.id)
            entity_id = registry.async_get_entity_id(Platform.SENSOR, DOMAIN, unique_id)
            if entity_id and not registry.entities[entity_id].disabled:
                found[entity_id] = plan
        return found


def _may_fall(plan: EntityPlan) -> bool:
    state_class = getattr(plan.description, "state_class", None)
    return state_class is not SensorStateClass.TOTAL_INCREASING


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
