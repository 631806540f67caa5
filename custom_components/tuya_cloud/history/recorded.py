"""Home Assistant's statistics of sensors: reads the hours there are, adds others.

Hours that are there are never written again. The units are those of the statistics,
which stay what they are.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import (
    UNIT_CLASS_TO_UNIT_CONVERTER,
    StatisticsRow,
    async_import_statistics,
    get_metadata,
    statistics_during_period,
)
from homeassistant.core import HomeAssistant

from .hours import HOUR, Gap, Total, gaps_in

# a gap has statistics before it within this time, from which sums go on
_LOOK_BACK: Final = timedelta(days=31)
# after the end of an hour: by then Home Assistant has compiled it
_SETTLES: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The statistics of a sensor in a span of time."""

    metadata: StatisticMetaData
    # by the start of the hour
    totals: dict[datetime, Total | None] = field(default_factory=dict)

    @property
    def has_sum(self) -> bool:
        """Return whether the statistics are sums."""
        return self.metadata["has_sum"]

    @property
    def has_mean(self) -> bool:
        """Return whether the statistics are means; those of angles are not filled."""
        return self.metadata["mean_type"] is StatisticMeanType.ARITHMETIC

    def gaps(self, hours: Collection[datetime]) -> list[Gap]:
        """Return those of some hours that have no statistics, but hours before have."""
        found = []
        for start, end in gaps_in(hour for hour in hours if hour not in self.totals):
            earlier = max((at for at in self.totals if at < start), default=None)
            later = min((at for at in self.totals if at >= end), default=None)
            if earlier is None:
                continue
            after = None if later is None else self.totals[later]
            sum_after = after.sum if after else None
            found.append(Gap(start, end, self.totals[earlier], sum_after))
        return found

    def converted(self, value: float, unit: str | None) -> float | None:
        """Return a value of a unit in that of the statistics; None: it cannot be."""
        own = self.metadata["unit_of_measurement"]
        if unit == own:
            return value
        converter = UNIT_CLASS_TO_UNIT_CONVERTER.get(self.metadata["unit_class"])
        if converter is None or not {unit, own} <= converter.VALID_UNITS:
            return None
        return converter.convert(value, unit, own)


def has_recorder(hass: HomeAssistant) -> bool:
    """Return whether Home Assistant records statistics."""
    return "recorder" in hass.config.components


def whole_hours(since: datetime, until: datetime) -> list[datetime]:
    """Return the start of each hour that lies in a span of time and is compiled."""
    start = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    if start < since:
        start += HOUR
    last = min(until, datetime.now(UTC) - _SETTLES)
    count = max(int((last - start) / HOUR), 0)
    return [start + number * HOUR for number in range(count)]


async def hours_with_any(
    hass: HomeAssistant, entity_ids: set[str], hours: Collection[datetime]
) -> set[datetime]:
    """Return the hours in which any of some sensors has statistics."""
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        min(hours),
        max(hours) + HOUR,
        entity_ids,
        "hour",
        None,
        {"mean", "state"},
    )
    return {_start_of(row) for listed in rows.values() for row in listed}


async def read_recorded(
    hass: HomeAssistant, entity_ids: set[str], since: datetime
) -> dict[str, Recorded]:
    """Return the statistics of sensors that have any, by entity id.

    Everything that is waiting to be recorded is recorded before.
    """
    recorder = get_instance(hass)
    await recorder.async_block_till_done()

    def read() -> dict[str, Recorded]:
        found = {}
        metadata = get_metadata(hass, statistic_ids=entity_ids)
        for entity_id, (_, meta) in metadata.items():
            unit_class, unit = meta["unit_class"], meta["unit_of_measurement"]
            units = {unit_class: unit} if unit_class and unit else None
            rows = statistics_during_period(
                hass,
                since - _LOOK_BACK,
                None,
                {entity_id},
                "hour",
                units,
                {"mean", "state", "sum"},
            )
            totals = {_start_of(row): _total_of(row) for row in rows.get(entity_id, ())}
            found[entity_id] = Recorded(meta, totals)
        return found

    return await recorder.async_add_executor_job(read)


def add_hours(
    hass: HomeAssistant, recorded: Recorded, rows: list[StatisticData]
) -> int:
    """Add the hours that have no statistics yet; return their number."""
    new = [row for row in rows if row["start"] not in recorded.totals]
    if new:
        async_import_statistics(hass, recorded.metadata, new)
    return len(new)


def _start_of(row: StatisticsRow) -> datetime:
    return datetime.fromtimestamp(row["start"], UTC)


def _total_of(row: StatisticsRow) -> Total | None:
    state, total = row.get("state"), row.get("sum")
    return None if state is None or total is None else Total(state, total)
