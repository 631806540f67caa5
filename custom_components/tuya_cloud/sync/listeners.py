"""Notifies exactly the listeners of the data points that changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from ..const import LOGGER
from ..model.status import StatusItem

type Listener = Callable[[], None]
type ReportListener = Callable[[StatusItem], None]


def call_safely[**P](
    listener: Callable[P, None], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Call a listener, and log its failure so that the others are still called."""
    try:
        listener(*args, **kwargs)
    except Exception:
        LOGGER.exception("A listener failed")


class PointListeners:
    """Listeners by device and data point code."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._by_device: dict[str, dict[Listener, frozenset[str]]] = defaultdict(dict)

    def subscribe(
        self, device_id: str, codes: frozenset[str], listener: Listener
    ) -> Callable[[], None]:
        """Call a listener when one of the codes or the availability changes.

        Return what ends the subscription.
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
                call_safely(listener)

    def notify_device(self, device_id: str) -> None:
        """Call every listener of a device."""
        for listener in list(self._by_device.get(device_id, ())):
            call_safely(listener)

    def notify_all(self) -> None:
        """Call all listeners of all devices."""
        for device_id in list(self._by_device):
            self.notify_device(device_id)


class ReportListeners:
    """Listeners to every report of a data point, even if its value repeats.

    A button that is pressed twice reports the same value twice.
    """

    def __init__(self) -> None:
        """Start without listeners."""
        self._by_point: dict[tuple[str, str], list[ReportListener]] = defaultdict(list)

    def subscribe(
        self, device_id: str, code: str, listener: ReportListener
    ) -> Callable[[], None]:
        """Call a listener with each report of a data point.

        Return what ends the subscription.
        """
        listeners = self._by_point[device_id, code]
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def notify(self, device_id: str, reports: Iterable[StatusItem]) -> None:
        """Call the listeners with each report, in order."""
        for report in reports:
            for listener in list(self._by_point.get((device_id, report.code), ())):
                call_safely(listener, report)
