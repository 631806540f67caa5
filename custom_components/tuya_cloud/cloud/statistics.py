"""The cloud's own statistics of energy, which few products and projects have.

Source: Tuya's page "Data Statistics", and section 4 of the protocol reference. The
manufacturer has to have them enabled for the product, and the project needs a service
of its own. They are documented, and read by clients in the field; not recorded.
"""

import math
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from .answers import array, object_, objects, text
from .api import TuyaApi
from .json_types import JsonValue

# what was used in an hour: the sum of pieces, or the difference of totals (sic)
USED: Final = ("sum", "minux")
_HOUR: Final = "%Y%m%d%H"
_OFFSET: Final = re.compile(r"([+-])([01]?\d):?([0-5]\d)")


async def list_statistic_kinds(api: TuyaApi, device_id: str) -> dict[str, list[str]]:
    """Return the kinds of statistics by code. Takes one call."""
    result = await api.get(
        "/v1.0/devices/{id}/all-statistic-type", path={"id": device_id}
    )
    kinds: dict[str, list[str]] = {}
    for each in objects(array(result)):
        code, kind = text(each.get("code")), text(each.get("stat_type"))
        if code and kind:
            kinds.setdefault(code, []).append(kind)
    return kinds


async def list_hours(
    api: TuyaApi, device_id: str, code: str, kind: str, first: datetime, last: datetime
) -> dict[datetime, float]:
    """Return the values of hours, by their start. Takes one call.

    ``first`` and ``last`` are in the time zone of the device. Values are text, scaled
    already; hours are missing, or have "#" for a value.
    """
    result = object_(
        await api.get(
            "/v1.0/devices/{id}/statistics/hours",
            path={"id": device_id},
            params={
                "code": code,
                "stat_type": kind,
                "start_hour": first.strftime(_HOUR),
                "end_hour": last.strftime(_HOUR),
            },
        )
    )
    listed: JsonValue = result.get("hours", result)
    found = {}
    for hour, value in object_(listed).items():
        start, number = _start_of(hour, first), _number(text(value))
        if start is not None and number is not None:
            found[start] = number
    return found


def zone_of(offset: str) -> timezone:
    """Return the time zone of a device, "+01:00" or "+1:00"; UTC for anything else."""
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return UTC
    sign, hours, minutes = found.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-span if sign == "-" else span)


def _start_of(hour: str, like: datetime) -> datetime | None:
    try:
        return datetime.strptime(hour, _HOUR).replace(tzinfo=like.tzinfo)
    except ValueError:
        return None


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
