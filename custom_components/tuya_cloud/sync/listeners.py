"""Notifies exactly the listeners of the data points that changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import chain

from ..const import LOGGER
from ..model.status import StatusItem

type Listener = Callable[[], None]
type ReportListener = Callable[[StatusItem], None]


def call_safely[*Args](
    listeners: Iterable[Callable[[*Args], None]], *args: *Args
) -> None:
    """Call listeners; log the failure of one so that the others are still called."""
    for listener in listeners:
        try:
            listener(*args)
        except Exception:
            LOGGER.exception("A listener failed")


class PointListeners:
    """Listeners by device and data point code.

    A tuple of listeners is replaced and never changed, so that a listener may end
    subscriptions while others are still to be called.
    """

    def __init__(self) -> None:
        """Start without listeners."""
        self._by_device: dict[str, dict[Listener, None]] = defaultdict(dict)
        self._by_code: dict[str, dict[str, tuple[Listener, ...]]] = defaultdict(dict)

    def subscribe(
        self, device_id: str, codes: frozenset[str], listener: Listener
    ) -> Callable[[], None]:
        """Call a listener when one of the codes or the availability changes.

        Return what ends the subscription.
        """
        listeners, by_code = self._by_device[device_id], self._by_code[device_id]
        listeners[listener] = None
        for code in codes:
            by_code[code] = (*by_code.get(code, ()), listener)

        def unsubscribe() -> None:
            listeners.pop(listener, None)
            for code in codes:
                by_code[code] = tuple(
                    other for other in by_code[code] if other != listener
                )

        return unsubscribe

    def notify(self, device_id: str, codes: Collection[str]) -> None:
        """Call each listener of any of the codes once."""
        by_code = self._by_code.get(device_id)
        if not by_code:
            return
        concerned: Iterable[Listener]
        if len(codes) == 1:
            [code] = codes
            concerned = by_code.get(code, ())
        else:
            concerned = dict.fromkeys(
                chain.from_iterable(by_code.get(code, ()) for code in codes)
            )
        call_safely(concerned)

    def notify_device(self, device_id: str) -> None:
        """Call every listener of a device."""
        call_safely(list(self._by_device.get(device_id, ())))

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
        self._by_device: dict[str, dict[str, tuple[ReportListener, ...]]] = defaultdict(
            dict
        )

    def subscribe(
        self, device_id: str, code: str, listener: ReportListener
    ) -> Callable[[], None]:
        """Call a listener with each report of a data point.

        Return what ends the subscription.
        """
        by_code = self._by_device[device_id]
        by_code[code] = (*by_code.get(code, ()), listener)

        def unsubscribe() -> None:
            by_code[code] = tuple(other for other in by_code[code] if other != listener)

        return unsubscribe

    def notify(self, device_id: str, reports: Iterable[StatusItem]) -> None:
        """Call the listeners with each report, in order."""
        by_code = self._by_device.get(device_id)
        if not by_code:
            return
        for report in reports:
            call_safely(by_code.get(report.code, ()), report)
