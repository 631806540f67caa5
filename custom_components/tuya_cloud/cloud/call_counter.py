"""How many calls were made: trial projects have some 26,000 a month."""

from collections.abc import Callable


class CallCounter:
    """Counts every request that left this machine.

    by_endpoint is keyed by method and path template, without ids:
    "GET /v1.0/devices/{id}/status".
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.by_endpoint: dict[str, int] = {}
        # told the key of each call as it is counted
        self.on_call: Callable[[str], None] | None = None

    @property
    def total(self) -> int:
        """All requests together."""
        return sum(self.by_endpoint.values())

    def add(self, method: str, template: str) -> None:
        """Count one request."""
        key = f"{method} {template}"
        self.by_endpoint[key] = self.by_endpoint.get(key, 0) + 1
        if self.on_call is not None:
            self.on_call(key)
