"""Counts calls: trial projects have about 26,000 a month."""

import logging
from collections.abc import Callable

_LOGGER = logging.getLogger(__name__)


class CallCounter:
    """The number of requests sent to the cloud.

    by_endpoint is keyed by method and path template, without ids:
    "GET /v1.0/devices/{id}/status".
    """

    def __init__(self) -> None:
        """Start at zero."""
        self.by_endpoint: dict[str, int] = {}
        # receives the key of each request
        self.on_call: Callable[[str], None] | None = None

    @property
    def total(self) -> int:
        """Return the number of all requests."""
        return sum(self.by_endpoint.values())

    @property
    def reads(self) -> int:
        """Return the number of requests that only read."""
        return sum(n for key, n in self.by_endpoint.items() if key.startswith("GET "))

    def add(self, method: str, template: str) -> None:
        """Count one request; never raises, so that no answer is lost."""
        key = f"{method} {template}"
        self.by_endpoint[key] = self.by_endpoint.get(key, 0) + 1
        if self.on_call is None:
            return
        try:
            self.on_call(key)
        except Exception:
            _LOGGER.exception("A call could not be recorded")
