"""How many calls were made: trial projects have some 26,000 a month."""

import logging
from collections.abc import Callable

_LOGGER = logging.getLogger(__name__)


class CallCounter:
    """Counts every request that left this machine.

    by_endpoint is keyed by method and path template, without ids:
    "GET /v1.0/devices/{id}/status".
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.by_endpoint: dict[str, int] = {}
        # called with the key of each request
        self.on_call: Callable[[str], None] | None = None

    @property
    def total(self) -> int:
        """All requests together."""
        return sum(self.by_endpoint.values())

    def add(self, method: str, template: str) -> None:
        """Count one request; never raises, or an answer would be lost."""
        key = f"{method} {template}"
        self.by_endpoint[key] = self.by_endpoint.get(key, 0) + 1
        if self.on_call is None:
            return
        try:
            self.on_call(key)
        except Exception:
            _LOGGER.exception("A call could not be recorded")
