"""The energy that devices used by the hour, where the cloud counts it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import ApiNotSubscribedError, CloudError
from ..cloud.statistics import USED, list_hours, list_statistic_kinds, zone_of
from ..const import LOGGER
from ..model.device import Device

# hours of one call
_DAY: Final = timedelta(hours=23)


class EnergyReader:
    """Reads the cloud's statistics; without such a service there are none."""

    def __init__(self, api: TuyaApi) -> None:
        """Start without knowing which products have statistics."""
        self._api = api
        self._has_service = True
        # kinds by code, by product id
        self._kinds: dict[str, dict[str, list[str]]] = {}
        self._calls = 0

    async def read(
        self, device: Device, code: str, hours: Collection[datetime]
    ) -> tuple[dict[datetime, float], int]:
        """Return what was used in some hours, and the number of calls it took."""
        self._calls = 0
        used: dict[datetime, float] = {}
        try:
            kinds = await self._kinds_of(device)
            kind = next((each for each in USED if each in kinds.get(code, ())), None)
            if kind is not None:
                used = await self._read_hours(device, code, kind, hours)
        except ApiNotSubscribedError:
            self._has_service = False
        except CloudError as error:
            LOGGER.debug("No statistics of %s: %r", device.name, error)
        return used, self._calls

    async def _kinds_of(self, device: Device) -> dict[str, list[str]]:
        """Return the kinds of statistics by code, asked for once for each product."""
        product_id = device.product_id
        if self._has_service and product_id not in self._kinds:
            self._calls += 1
            self._kinds[product_id] = {}
            self._kinds[product_id] = await list_statistic_kinds(self._api, device.id)
        return self._kinds.get(product_id, {})

    async def _read_hours(
        self, device: Device, code: str, kind: str, hours: Collection[datetime]
    ) -> dict[datetime, float]:
        zone = zone_of(device.time_zone)
        wanted = sorted(hours)
        found: dict[datetime, float] = {}
        while wanted:
            first = wanted[0]
            last = max(hour for hour in wanted if hour <= first + _DAY)
            self._calls += 1
            day = await list_hours(
                self._api,
                device.id,
                code,
                kind,
                first.astimezone(zone),
                last.astimezone(zone),
            )
            found |= {hour.astimezone(UTC): amount for hour, amount in day.items()}
            wanted = [hour for hour in wanted if hour > last]
        return {hour: amount for hour, amount in found.items() if hour in hours}
