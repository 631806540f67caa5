"""Knows the codes of data points by the numbers that devices use for them.

Non-standard data points are reported by number alone. Their codes are learned from the
thing model, from shadows, and from reports that name both, and are kept in the store.
Product corrections may declare a code with its number.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ..model.device import Device
from ..model.dp_ids import parse_dp_id, reported_dp_ids
from ..model.json_types import JsonObject, JsonValue
from .corrections import Corrections

# data points of one product; more are no device's
_MOST: Final = 5_000


class DpCodes:
    """The codes of data points by number, by product."""

    def __init__(self, corrections: Corrections) -> None:
        """Start with what corrections declare."""
        self._corrections = corrections
        # by product id, or by device id for a device without one
        self._learned: dict[str, dict[int, str]] = {}
        # by the same key: codes of reports that need not be looked at again
        self._reported: dict[str, set[str]] = {}

    def restore(self, stored: Mapping[str, JsonObject]) -> None:
        """Start with the codes that were stored."""
        for key, codes in stored.items():
            self._learned[key] = {
                dp_id: code
                for number, code in codes.items()
                if (dp_id := parse_dp_id(number)) and isinstance(code, str) and code
            }

    @property
    def stored(self) -> dict[str, JsonObject]:
        """Return what ``restore`` takes."""
        return {
            key: {str(dp_id): code for dp_id, code in codes.items()}
            for key, codes in self._learned.items()
        }

    def of(self, device_id: str, product_id: str, dp_id: int) -> str:
        """Return the code of a data point; "": unknown."""
        learned = self._learned.get(product_id or device_id, {})
        if dp_id in learned:
            return learned[dp_id]
        for correction in self._corrections.of(device_id, product_id):
            if correction.dp_id == dp_id:
                return correction.code
        return ""

    def learn_reported(self, device: Device, items: JsonValue) -> None:
        """Learn the standard codes in a report, each once."""
        known = self._reported.setdefault(device.product_id or device.id, set())
        for item in items if isinstance(items, list) else ():
            code = item.get("code") if isinstance(item, dict) else None
            if isinstance(code, str) and code not in known and len(known) < _MOST:
                known.add(code)
                self.learn_standard(device, reported_dp_ids([item]))

    def learn_standard(self, device: Device, codes: Iterable[tuple[int, str]]) -> None:
        """Learn standard codes by number; they replace those of the thing model."""
        learned = self._learned.setdefault(device.product_id or device.id, {})
        for dp_id, code in codes:
            if len(learned) < _MOST:
                learned[dp_id] = code

    def learn_model(self, device: Device, codes: Iterable[tuple[int, str]]) -> None:
        """Learn codes of the thing model by number, where there is no standard one."""
        learned = self._learned.setdefault(device.product_id or device.id, {})
        for dp_id, code in codes:
            if len(learned) < _MOST:
                learned.setdefault(dp_id, code)
