"""The log of a device, page by page, newest first."""

from itertools import islice

from ..clock import now_ms
from ..device_log import EventType
from ..errors import PARAM_EMPTY, PARAM_ILLEGAL, ApiError
from ..json_types import JsonValue
from .router import Call, Route

FIRST_MILLISECONDS = 10**11  # a smaller time is in seconds


async def list_logs(call: Call) -> JsonValue:
    """Return events of the types in `type`."""
    return _page(call, "type")


async def list_custom_logs(call: Call) -> JsonValue:
    """Return events of the types in `event_types`."""
    return _page(call, "event_types")


async def list_reports(call: Call) -> JsonValue:
    """Return reports of the data points in `codes`, all of which must be there.

    A code that the product lacks fails the whole call, as recorded.
    """
    device = call.device
    codes = [each for each in call.query.get("codes", "").split(",") if each]
    if not codes:
        raise ApiError(PARAM_EMPTY)
    if not set(codes) <= device.data_points.keys():
        raise ApiError(PARAM_ILLEGAL, "param is illegal ,please check it")
    start, end = _time(call, "start_time", 0), _time(call, "end_time", now_ms())
    key = call.query.get("last_row_key", "")
    before = _number(key) if key else None
    chosen = [
        entry
        for entry in device.log.newest_first()
        if entry.type is EventType.REPORT
        and entry.code in codes
        and start <= entry.time <= end
        and (before is None or entry.number < before)
    ]
    page = chosen[: call.number("size", 20, 100)]
    return {
        "device_id": device.id,
        "total": len(chosen),
        "has_more": len(page) < len(chosen),
        "last_row_key": str(page[-1].number) if page else "",
        "logs": [
            {"code": entry.code, "value": entry.value, "event_time": entry.time}
            for entry in page
        ],
    }


def _page(call: Call, types_name: str) -> JsonValue:
    """Return up to `size` events between `start_time` and `end_time`."""
    types = {_number(each) for each in call.query.get(types_name, "").split(",")}
    codes = [each for each in call.query.get("codes", "").split(",") if each]
    start, end = _time(call, "start_time", 0), _time(call, "end_time", now_ms())
    size = call.number("size", 20, 100)
    key = call.query.get("start_row_key", "")
    before = _number(key) if key else None
    chosen = (
        entry
        for entry in call.device.log.newest_first()
        if entry.type in types
        and start <= entry.time <= end
        and (not codes or entry.code in codes)
        and (before is None or entry.number < before)
    )
    entries = list(islice(chosen, size + 1))
    page, has_next = entries[:size], len(entries) > size
    return {
        "device_id": call.device.id,
        "current_row_key": key,
        "next_row_key": str(page[-1].number) if has_next else "",
        "has_next": has_next,
        "logs": [entry.json for entry in page],
    }


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
)
