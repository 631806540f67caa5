"""The option to fill the statistics after an outage."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar, override

from ..model.json_types import JsonValue
from .extra import Extra

type Fill = Callable[[datetime], Awaitable[datetime]]


class History(Extra):
    """Fills the hours in which Home Assistant or the cloud was away.

    Each hour it looks for hours without statistics, which costs no call, and reads the
    logs if there are any. The document is the time up to which it has looked.
    """

    name: ClassVar[str] = "history"
    interval: ClassVar[timedelta] = timedelta(hours=1)

    def __init__(self, fill: Fill, *, is_wanted: bool) -> None:
        """``fill`` fills what is missing since a time, and returns how far it got."""
        super().__init__()
        self._fill = fill
        self._is_wanted = is_wanted
        # None: what was before the option is not filled
        self._since: datetime | None = None

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the user has chosen the option."""
        return self._is_wanted

    @override
    async def read(self) -> JsonValue:
        """Fill what is missing since the last time. Raises CloudError."""
        since = self._since
        until = datetime.now(UTC) if since is None else await self._fill(since)
        return until.isoformat()

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the time."""
        text = document if isinstance(document, str) else ""
        try:
            since = datetime.fromisoformat(text)
        except ValueError:
            since = None
        # a time without a zone is none of ours
        self._since = None if since is None or since.tzinfo is None else since
