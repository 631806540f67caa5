"""The log of a device, page by page, newest first, and its statistics.

Recorded are a page of the log, and the refusal of a code that the product does not
have; statistics are documented only.
"""

from itertools import islice

from ..clock import now_ms
from ..device_log import EventType
from ..errors import PARAM_EMPTY, PARAM_ILLEGAL, STATISTICS_MISSING, ApiError
from ..json_types import JsonValue
from .router import Call, Route

FIRST_MILLISECONDS = 10**11  # a smaller time is in seconds


async def list_logs(call: Call) -> JsonValue:
    """Return events of the types in `type`."""
    return _page(call, "type")


async def list_custom_logs(call: Call) -> JsonValue:
    """Return events of the types in `event_types`."""
    return _page(call, "event_types")


def _page(call: Call, types_name: str) -> JsonValue:
    """Return up to `size` events between `start_time` and `end_time`."""
    types = {_number(each) for each in call.query.get(types_name, "").split(",")}
    codes = [each for each in call.query.get("codes", "").split(",") if each]
    start, end = _time(call, "start_time", 0), _time(call, "end_time", now_ms())
    size = call.number("size", 20, 100)
    key = call.query.get("start_row_key", "")
    skipped = _number(key) if key else 0
    chosen = (
        entry
        for entry in call.device.log.newest_first()
        if entry.type in types
        and start <= entry.time <= end
        and (not codes or entry.code in codes)
    )
    entries = list(islice(chosen, skipped, skipped + size + 1))
    page, has_next = entries[:size], len(entries) > size
    return {
        "device_id": call.device.id,
        "current_row_key": key,
        "next_row_key": str(skipped + size) if has_next else "",
        "has_next": has_next,
        "logs": [entry.json for entry in page],
    }


async def list_reports(call: Call) -> JsonValue:
    """Return reports of the data points in `codes`, all of which must be there.

    A code that the product lacks fails the whole call, as recorded.
    """
    codes = [each for each in call.query.get("codes", "").split(",") if each]
    if not codes:
        raise ApiError(PARAM_EMPTY)
    device = call.device
    if not {*codes} <= device.data_points.keys():
        raise ApiError(PARAM_ILLEGAL, "param is illegal ,please check it")
    start, end = _time(call, "start_time", 0), _time(call, "end_time", now_ms())
    chosen = [
        entry
        for entry in device.log.newest_first()
        if entry.type is EventType.REPORT
        and start <= entry.time <= end
        and entry.code in codes
    ]
    page, key = call.page(chosen, size_name="size", default=20, highest=100)
    return {
        "device_id": device.id,
        "total": len(chosen),
        "has_more": bool(key),
        "last_row_key": key,
        "logs": [
            {"code": each.code, "value": each.value, "event_time": each.time}
            for each in page
        ],
    }


async def list_statistic_types(call: Call) -> JsonValue:
    """Return the kinds of statistics; a project without the service is refused."""
    return [
        {"code": code, "stat_type": kind}
        for code, kinds in _statistics(call).items()
        for kind in kinds
    ]


async def list_hours(call: Call) -> JsonValue:
    """Return the statistics of hours, `{"2026010100": "0.5"}`; hours may be missing."""
    code, kind = call.query.get("code", ""), call.query.get("stat_type", "sum")
    start, end = call.query.get("start_hour", ""), call.query.get("end_hour", "")
    if not (code and start and end):
        raise ApiError(PARAM_EMPTY)
    hours = _statistics(call).get(code, {}).get(kind)
    if hours is None:
        raise ApiError(PARAM_ILLEGAL)
    found: JsonValue = {
        hour: value for hour, value in hours.items() if start <= hour <= end
    }
    return {"hours": found}


def _statistics(call: Call) -> dict[str, dict[str, dict[str, str]]]:
    statistics = call.device.statistics
    if statistics is None:
        raise ApiError(STATISTICS_MISSING)
    return statistics


def _number(text: str) -> int:
    if not text:
        raise ApiError(PARAM_EMPTY)
    if not text.isdecimal():
        raise ApiError(PARAM_ILLEGAL)
    return int(text)


def _time(call: Call, name: str, default: int) -> int:
    """Return a time in milliseconds; the cloud accepts seconds too."""
    if name not in call.query:
        return default
    time = _number(call.query[name])
    return time if time >= FIRST_MILLISECONDS else time * 1000


ROUTES = (
    Route("GET", "/v1.0/devices/{id}/logs", list_logs),
    Route("GET", "/v2.0/cloud/thing/{id}/logs", list_logs),
    Route("GET", "/v1.0/iot-03/devices/{id}/logs", list_custom_logs),
    Route("GET", "/v2.0/cloud/thing/{id}/report-logs", list_reports),
    Route("GET", "/v2.1/cloud/thing/{id}/report-logs", list_reports),
    Route("GET", "/v1.0/iot-03/devices/{id}/report-logs", list_reports),
    Route("GET", "/v1.0/devices/{id}/all-statistic-type", list_statistic_types),
    Route("GET", "/v1.0/devices/{id}/statistics/hours", list_hours),
)
