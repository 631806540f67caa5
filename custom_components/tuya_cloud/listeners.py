"""Tells exactly those who asked about a device's data points."""

from collections import defaultdict
from collections.abc import Callable, Iterable

type Listener = Callable[[], None]


class PointListeners:
    """Listeners by device and data point code."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._by_device: dict[str, dict[Listener, frozenset[str]]] = defaultdict(dict)

    def subscribe(
        self, device_id: str, codes: frozenset[str], listener: Listener
    ) -> Callable[[], None]:
        """Have a listener called when one of the codes or the availability changes.

        Returns what ends the subscription.
        """
        listeners = self._by_device[device_id]
        listeners[listener] = codes

        def unsubscribe() -> None:
            listeners.pop(listener, None)

        return unsubscribe

    def notify(self, device_id: str, codes: Iterable[str]) -> None:
        """Call each listener of any of the codes once."""
        changed = frozenset(codes)
        if not changed:
            return
        for listener, wanted in list(self._by_device.get(device_id, {}).items()):
            if not changed.isdisjoint(wanted):
                listener()

    def notify_device(self, device_id: str) -> None:
        """Call every listener of a device."""
        for listener in list(self._by_device.get(device_id, ())):
            listener()

    def notify_all(self) -> None:
        """Call every listener there is."""
        for device_id in list(self._by_device):
            self.notify_device(device_id)
