"""Reads what a device has reported from the log that the cloud keeps, about seven days.

Source: section 4 of the protocol reference, and the clients of its section 10 for locks
that are never pushed. A code that the product does not have fails the whole call
(recorded).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .answers import object_, objects, text
from .api import TuyaApi
from .json_types import JsonValue

# entries on a page; the cloud keeps it below 100
_PAGE = 50


@dataclass(frozen=True, slots=True)
class LoggedReport:
    """One value that a device has reported."""

    code: str
    # as text, whatever the type of the data point
    value: str
    # ms since the epoch
    time: int


async def list_reports(
    api: TuyaApi, device_id: str, codes: Iterable[str], *, since: int, until: int
) -> list[LoggedReport]:
    """Return the last reports of some data points within a time in ms, oldest first."""
    result = await api.get(
        "/v2.1/cloud/thing/{id}/report-logs",
        path={"id": device_id},
        params={
            "codes": ",".join(codes),
            "start_time": since,
            "end_time": until,
            "size": _PAGE,
        },
    )
    document = object_(result)
    # the table of Tuya's page says "list", its example "logs"
    found = [*_reports(document.get("logs")), *_reports(document.get("list"))]
    return sorted(found, key=lambda report: report.time)


def _reports(logs: JsonValue) -> Iterator[LoggedReport]:
    for log in objects(logs):
        code, value, time = log.get("code"), log.get("value"), log.get("event_time")
        if isinstance(code, str) and code and isinstance(time, int):
            is_flag = isinstance(value, bool)
            yield LoggedReport(
                code, str(value).lower() if is_flag else text(value), time
            )
