"""Reads what a device has reported from the log that the cloud keeps, about seven days.

Source: section 4 of the protocol reference, and the clients of its section 10 for locks
that are never pushed. A code that the product does not have fails the whole call
(recorded).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .account import ProjectType
from .answers import object_, objects, text
from .api import TuyaApi
from .errors import BadAnswerError
from .json_types import JsonObject, JsonValue

# entries on a page; the cloud keeps it below 100
_PAGE = 50


@dataclass(frozen=True, slots=True)
class LoggedReport:
    """One value that a device has reported."""

    code: str
    # as text, also of numbers and Booleans
    value: str
    # ms since the epoch
    time: int


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of a log, newest first."""

    reports: list[LoggedReport]
    # of the next page; "": it is the last one
    next_key: str


async def list_reports(
    api: TuyaApi, device_id: str, codes: Iterable[str], *, since: int, until: int
) -> list[LoggedReport]:
    """Return the last reports of some data points within a time in ms, oldest first."""
    page = await report_page(
        api, device_id, codes, since=since, until=until, size=_PAGE
    )
    return sorted(page.reports, key=lambda report: report.time)


async def report_page(
    api: TuyaApi,
    device_id: str,
    codes: Iterable[str],
    *,
    since: int,
    until: int,
    size: int,
    key: str = "",
) -> LogPage:
    """Return a page of the report log. Takes one call."""
    template = (
        "/v1.0/iot-03/devices/{id}/report-logs"
        if api.account.project_type is ProjectType.CUSTOM
        else "/v2.1/cloud/thing/{id}/report-logs"
    )
    params: dict[str, str | int] = {
        "codes": ",".join(codes),
        "start_time": since,
        "end_time": until,
        "size": size,
    }
    if key:
        params["last_row_key"] = key
    result = object_(await api.get(template, path={"id": device_id}, params=params))
    next_key = text(result.get("last_row_key"))
    return LogPage(
        [*reports_in(result)], next_key if result.get("has_more") is True else ""
    )


def reports_in(result: JsonObject) -> Iterator[LoggedReport]:
    """Yield the reports on a page: Tuya's table says "list", its example "logs".

    Raises BadAnswerError for a page without them.
    """
    listed: JsonValue = result.get("logs", result.get("list"))
    if not isinstance(listed, list):
        raise BadAnswerError("The page of the log has no reports")
    for log in objects(listed):
        code, value, time = log.get("code"), log.get("value"), log.get("event_time")
        if isinstance(code, str) and code and isinstance(time, int):
            is_flag = isinstance(value, bool)
            yield LoggedReport(
                code, str(value).lower() if is_flag else text(value), time
            )
