"""Knows the codes of data points by the numbers that devices use for them.

Non-standard data points are reported by number alone. Their codes are learned from the
thing model, from shadows, and from reports that name both, and are kept in the store.
Product corrections may declare a code with its number.
"""

from collections import defaultdict
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
        self._reported: dict[str, set[str]] = defaultdict(set)
        # the keys for which the cloud was asked for the numbers of standard codes
        self._asked: set[str] = set()

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

    def learn_reported(self, device: Device, items: JsonValue) -> bool:
        """Learn the standard codes in a report, each once.

        Return False if the numbers of standard codes have to be asked for first: an
        item names a number of unknown meaning, beside a code that is not a standard
        one and may be that of the thing model.
        """
        known = self._reported[device.product_id or device.id]
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, dict):
                continue
            code = item.get("code")
            if isinstance(code, str) and code not in known and len(known) < _MOST:
                if self._is_unclear(device, code, item.get("dpId")):
                    return False
                known.add(code)
                self.learn_standard(device, reported_dp_ids([item]))
        return True

    def asked(self, device: Device) -> bool:
        """Note that the cloud is asked for a device; return whether it was before."""
        key = device.product_id or device.id
        was_asked = key in self._asked
        self._asked.add(key)
        return was_asked

    def _is_unclear(self, device: Device, code: str, number: JsonValue) -> bool:
        dp_id = parse_dp_id(number)
        return (
            dp_id is not None
            and code not in device.specification.points
            and bool(device.specification.points)
            and (device.product_id or device.id) not in self._asked
            and not self.of(device.id, device.product_id, dp_id)
        )

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
