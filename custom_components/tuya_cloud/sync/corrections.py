"""Collects the corrections of a device: of its product, and of the user.

A user's corrections are subentries of the config entry, of type ``correction``, one for
each data point of a device or of a product. Their data is

    {"scope": "device" | "product", "id": "...", "correction": {"code": ..., ...}}

where ``id`` is the id of the device or of the product, and ``correction`` is what
``model/correction_text.py`` describes. The unique id of a subentry is
``{scope}_{id}_{code}``: what a user says about a data point is one correction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from ..const import LOGGER
from ..model.correction_text import InvalidCorrectionError, parse_correction
from ..model.corrections import Correction

# the type of the subentries
CORRECTION: Final = "correction"

type ProductLookup = Callable[[str], tuple[Correction, ...]]


class Scope(StrEnum):
    """The devices that a user's correction is for."""

    DEVICE = "device"
    PRODUCT = "product"


class Corrections:
    """The corrections of an account's devices, from product files and the user."""

    def __init__(self, of_product: ProductLookup) -> None:
        """Start without a user's corrections; ``of_product`` takes a product id."""
        self._of_product = of_product
        # by scope and id
        self._of_user: dict[tuple[str, str], tuple[Correction, ...]] = {}

    def of(self, device_id: str, product_id: str) -> tuple[Correction, ...]:
        """Return the corrections of a device, those trusted most last."""
        corrections = self._of_product(product_id)
        if self._of_user:
            corrections += self._of_user.get((Scope.PRODUCT, product_id), ())
            corrections += self._of_user.get((Scope.DEVICE, device_id), ())
        return corrections

    def replace_users(self, subentries: Iterable[Mapping[str, Any]]) -> bool:
        """Take a user's corrections from the data of subentries.

        Return whether they are others than before. What makes no sense is left out
        with a warning in the log.
        """
        found: dict[tuple[str, str], tuple[Correction, ...]] = defaultdict(tuple)
        for data in subentries:
            try:
                correction = parse_correction(data.get("correction"))
            except InvalidCorrectionError as error:
                LOGGER.warning("A correction cannot be used: %s", error)
            else:
                found[str(data.get("scope")), str(data.get("id"))] += (correction,)
        before, self._of_user = self._of_user, dict(found)
        return self._of_user != before
