"""What devices have reported in the last days, as the cloud keeps it.

Sources: Tuya's pages "Query device report logs" and "Query device operation logs", and
sections 4 and 10 of the protocol reference. Recorded are a page of the operation log,
the text that values are sent as, and the refusal of a whole call for one code.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from .account import ProjectType
from .answers import object_, text
from .api import TuyaApi
from .errors import (
    ApiNotSubscribedError,
    CloudError,
    CommandRejectedError,
    NotSupportedError,
    RequestError,
)
from .report_logs import LoggedReport, LogPage, report_page, reports_in

# days that the cloud keeps reports without a charge
DAYS_KEPT: Final = 7
# reports on a page: the limit is 100, but the page says to stay below
_PAGE: Final = 99
# pages of one device: the older part of a log that is longer is left out
MOST_PAGES: Final = 30
# the type of reports in the operation log
_REPORT: Final = 7
_NO_SUCH_CODE: Final = (CommandRejectedError, NotSupportedError, RequestError)


@dataclass(slots=True)
class DeviceLog:
    """The reports of a device in a span of time."""

    # oldest first
    reports: list[LoggedReport] = field(default_factory=list)
    calls: int = 0
    # ms since the epoch: no report after it is missing
    complete_since: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time, in ms since the epoch."""

    start: int
    end: int


class LogReader:
    """Reads logs of devices, and remembers what the cloud refuses."""

    def __init__(self, api: TuyaApi, may_call: Callable[[], bool]) -> None:
        """Ask ``may_call`` before each page after the first."""
        self._api = api
        self._may_call = may_call
        self._has_report_logs = True
        # product id and code
        self._refused: set[tuple[str, str]] = set()

    async def read(
        self, device_id: str, product_id: str, codes: Iterable[str], span: Span
    ) -> DeviceLog:
        """Return the reports of some data points.

        One code that the product lacks fails a whole call, so the codes of a refused
        call are asked for by halves. Raises CloudError when nothing can be read.
        """
        log = DeviceLog(complete_since=span.start)
        found: dict[tuple[str, int], LoggedReport] = {}
        asked = {code for code in codes if (product_id, code) not in self._refused}
        groups = [sorted(asked)] if asked else []
        while groups:
            group = groups.pop()
            try:
                await self._read_pages(device_id, group, span, log, found)
            except _NO_SUCH_CODE:
                half = len(group) // 2
                if half:
                    groups += [group[:half], group[half:]]
                else:
                    self._refused.add((product_id, group[0]))
        log.reports = sorted(found.values(), key=lambda report: report.time)
        return log

    async def _read_pages(
        self,
        device_id: str,
        codes: list[str],
        span: Span,
        log: DeviceLog,
        found: dict[tuple[str, int], LoggedReport],
    ) -> None:
        """Add what some codes have reported, page by page, newest first."""
        key, seen = "", {""}
        oldest = span.end
        while True:
            try:
                log.calls += 1
                page = await self._page(device_id, codes, span, key, log)
            except CloudError:
                if not key:
                    raise
                break  # what was read counts
            for report in page.reports:
                if report.code in codes:
                    found.setdefault((report.code, report.time), report)
                    oldest = min(oldest, report.time)
            key = page.next_key
            if not key:
                return
            # a key that repeats is the end, as the cloud has it at times
            if key in seen or len(seen) > MOST_PAGES or not self._may_call():
                break
            seen.add(key)
        log.complete_since = max(log.complete_since, oldest)

    async def _page(
        self, device_id: str, codes: list[str], span: Span, key: str, log: DeviceLog
    ) -> LogPage:
        """Return a page; a project without report logs may have operation logs."""
        if self._has_report_logs:
            try:
                return await report_page(
                    self._api,
                    device_id,
                    codes,
                    since=span.start,
                    until=span.end,
                    size=_PAGE,
                    key=key,
                )
            except ApiNotSubscribedError:
                self._has_report_logs = False
                log.calls += 1
        return await _operation_page(self._api, device_id, codes, span, key)


async def _operation_page(
    api: TuyaApi, device_id: str, codes: list[str], span: Span, key: str
) -> LogPage:
    """Return a page of the operation log, reports alone. Takes one call."""
    is_custom = api.account.project_type is ProjectType.CUSTOM
    params: dict[str, str | int] = {
        "event_types" if is_custom else "type": _REPORT,
        "codes": ",".join(codes),
        "start_time": span.start,
        "end_time": span.end,
        "size": _PAGE,
    }
    if key:
        params["start_row_key"] = key
    template = (
        "/v1.0/iot-03/devices/{id}/logs" if is_custom else "/v1.0/devices/{id}/logs"
    )
    result = object_(await api.get(template, path={"id": device_id}, params=params))
    next_key = text(result.get("next_row_key"))
    return LogPage(
        [*reports_in(result)], next_key if result.get("has_next") is True else ""
    )
