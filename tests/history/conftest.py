"""A Home Assistant with its recorder, and hours with and without statistics."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import pytest
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import (
    async_import_statistics,
    statistics_during_period,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.documents import device, integer, packed
from tests.homes import write_files

HOUR: Final = timedelta(hours=1)
# after the end of an hour, until its statistics count as compiled
_SETTLES: Final = timedelta(minutes=5)
# seconds
_LONGEST_TEST: Final = 10
LOGS: Final = "GET /v2.1/cloud/thing/{id}/report-logs"
OLD_LOGS: Final = "GET /v1.0/devices/{id}/logs"
KINDS: Final = "GET /v1.0/devices/{id}/all-statistic-type"
HOURS: Final = "GET /v1.0/devices/{id}/statistics/hours"

PROBE: Final = device(
    "wsdcg",
    {
        "va_temperature": integer(-200, 600, 215, "r", unit="℃", scale=1),
        "va_humidity": integer(0, 100, 50, "r", unit="%"),
    },
) | {"name": "Probe"}
METER: Final = device(
    "zndb",
    {
        "forward_energy_total": integer(
            0, 10_000_000, 10_300, "r", unit="kWh", scale=2
        ),
        "phase_a": packed("Raw", "CPgAAfQAAHM="),
    },
) | {"name": "Meter"}
PLUG: Final = device("cz", {"add_ele": integer(0, 50_000, 0, "r", unit="kWh", scale=3)})
DEVICES: Final = {"probe": PROBE, "meter": METER, "plug": PLUG | {"name": "Plug"}}

TEMPERATURE: Final = "sensor.probe_temperature"
HUMIDITY: Final = "sensor.probe_humidity"


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a probe, a meter and a plug."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture(autouse=True)
def few_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the sensors."""
    platforms = "custom_components.tuya_cloud.PLATFORMS"
    monkeypatch.setattr(platforms, [Platform.SENSOR])


@pytest.fixture
async def mock_recorder_before_hass(async_test_recorder: Any) -> None:
    """Prepare the recorder before Home Assistant is there."""


@pytest.fixture
async def recorder(recorder_mock: Recorder) -> Recorder:
    """Return the running recorder."""
    return recorder_mock


@pytest.fixture
def now() -> datetime:
    """Return the start of an hour; those before it are compiled, it is not.

    A test does not run across the moment at which the next one is: it waits.
    """
    settled = datetime.now(UTC) - _SETTLES
    start = settled.replace(minute=0, second=0, microsecond=0)
    left = (start + HOUR - settled).total_seconds()
    if left < _LONGEST_TEST:
        time.sleep(left)
        start += HOUR
    return start


class Book:
    """The statistics of Home Assistant, and the log of the cloud."""

    def __init__(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        entry: MockConfigEntry,
        now: datetime,
    ) -> None:
        """Count hours from the present one: -1 is the one before."""
        self.hass = hass
        self.simulator = simulator
        self.entry = entry
        # the stored files, for tests that need them
        self.storage: dict[str, Any] = {}
        self.now = now

    async def write(
        self,
        entity_id: str,
        rows: Mapping[int, Mapping[str, float]],
        unit: str,
        unit_class: str | None,
        *,
        mean_type: StatisticMeanType = StatisticMeanType.ARITHMETIC,
    ) -> None:
        """Write statistics of hours, as Home Assistant has compiled them."""
        has_sum = any("sum" in row for row in rows.values())
        metadata = StatisticMetaData(
            mean_type=StatisticMeanType.NONE if has_sum else mean_type,
            has_sum=has_sum,
            name=None,
            source="recorder",
            statistic_id=entity_id,
            unit_class=unit_class,
            unit_of_measurement=unit,
        )
        data = [
            cast("StatisticData", {"start": self.now + hour * HOUR, **row})
            for hour, row in rows.items()
        ]
        async_import_statistics(self.hass, metadata, data)
        await async_wait_recording_done(self.hass)

    async def read(
        self, entity_id: str, *fields: str
    ) -> dict[int, tuple[float | None, ...]]:
        """Return the fields of the hours of an entity, in the statistics' own unit."""
        await async_wait_recording_done(self.hass)
        rows: Any = await get_instance(self.hass).async_add_executor_job(
            statistics_during_period,
            self.hass,
            self.now - timedelta(days=40),
            None,
            {entity_id},
            "hour",
            {"temperature": "°C", "energy": "kWh"},
            {"mean", "min", "max", "state", "sum"},
        )
        return {
            round((row["start"] - self.now.timestamp()) / 3600): tuple(
                None if (value := row.get(field)) is None else round(value, 3)
                for field in fields
            )
            for row in rows.get(entity_id, ())
        }

    def log(self, device_id: str, code: str, values: Mapping[float, object]) -> None:
        """Let the cloud have logged values, by hour."""
        reports: list[JsonObject] = [
            {
                "code": code,
                "value": str(value),
                "t": int((self.now + hour * HOUR).timestamp() * 1000),
            }
            for hour, value in values.items()
        ]
        self.simulator.log_past(device_id, reports)

    async def fill(self, device_id: str, **data: Any) -> dict[str, Any]:
        """Call the action, and return its response."""
        [registered] = dr.async_get(self.hass).async_get_devices(
            identifiers={(DOMAIN, device_id)}
        )
        self.simulator.clear_calls()
        response: Any = await self.hass.services.async_call(
            DOMAIN,
            "fill_history",
            {"device_id": registered.id, **data},
            blocking=True,
            return_response=True,
        )
        return dict(response)

    @property
    def calls(self) -> dict[str, int]:
        """Return the number of calls by endpoint since the action was called."""
        calls: dict[str, int] = self.simulator.calls()["by_endpoint"]
        return calls


@pytest.fixture
def book(
    recorder: Recorder,
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    now: datetime,
) -> Book:
    """Return the statistics and logs of the loaded account."""
    return Book(hass, simulator, loaded, now)
