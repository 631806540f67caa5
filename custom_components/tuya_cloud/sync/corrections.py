"""Collects the corrections of a device: of its product, and of the user.

A user's corrections are subentries of the config entry, of type ``correction``, one for
each data point of a device or of a product. Their data is

    {"scope": "device" | "product", "id": "...", "correction": {"code": ..., ...}}

where ``id`` is the id of the device or of the product, and ``correction`` is what
``model/correction_text.py`` describes. The unique id of a subentry is
``{scope}_{id}_{code}``: what a user says about a data point is one correction.

Beside them a user asks for all data points of a device or of a product, also those that
only its thing model has. Such a subentry is of type ``thing_model``, its data is scope
and id, and its unique id is ``{scope}_{id}``.
"""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigSubentry,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import LOGGER
from ..model.correction_text import InvalidCorrectionError, parse_correction
from ..model.corrections import Correction

# the types of the subentries
CORRECTION: Final = "correction"
THING_MODEL: Final = "thing_model"

type ProductLookup = Callable[[str], tuple[Correction, ...]]


class Scope(StrEnum):
    """The devices that a user's correction is for."""

    DEVICE = "device"
    PRODUCT = "product"


class Corrections:
    """The corrections of an account's devices, from product files and the user."""

    def __init__(self, of_product: ProductLookup, entry: ConfigEntry) -> None:
        """Take the user's from a config entry; ``of_product`` takes a product id."""
        self._of_product = of_product
        self._entry = entry
        # by scope and id
        self._of_user = self._read_users()
        self._shown_in_full = self._read_shown_in_full()
        # those that were, since the start
        self._shown_before = frozenset[tuple[str, str]]()

    def follow(
        self, hass: HomeAssistant, on_changed: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Have others as soon as the user saves them, and call a listener then."""

        @callback
        def read(_change: ConfigEntryChange, entry: ConfigEntry) -> None:
            if entry is not self._entry:
                return
            before = self._of_user, self._shown_in_full
            self._of_user = self._read_users()
            self._shown_in_full = self._read_shown_in_full()
            self._shown_before |= before[1]
            if before != (self._of_user, self._shown_in_full):
                on_changed()

        return async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, read)

    def of(self, device_id: str, product_id: str) -> tuple[Correction, ...]:
        """Return the corrections of a device, those trusted most last."""
        corrections = self._of_product(product_id)
        if self._of_user:
            corrections += self._of_user.get((Scope.PRODUCT, product_id), ())
            corrections += self._of_user.get((Scope.DEVICE, device_id), ())
        return corrections

    def shows_all(self, device_id: str, product_id: str) -> bool:
        """Return whether a user asks for all data points of a device."""
        return bool(self._shown_in_full) and (
            (Scope.DEVICE, device_id) in self._shown_in_full
            or (Scope.PRODUCT, product_id) in self._shown_in_full
        )

    def shows_all_no_more(self, device_id: str, product_id: str) -> bool:
        """Return whether a user has taken that wish back, since the start."""
        subjects = {(Scope.DEVICE, device_id), (Scope.PRODUCT, product_id)}
        return not self._shown_before.isdisjoint(subjects) and not self.shows_all(
            device_id, product_id
        )

    def _read_shown_in_full(self) -> frozenset[tuple[str, str]]:
        """Return the devices and products that are shown in full, by scope and id."""
        subentries = self._entry.get_subentries_of_type(THING_MODEL)
        return frozenset(
            (str(each.data.get("scope")), str(each.data.get("id")))
            for each in subentries
        )

    def _read_users(self) -> dict[tuple[str, str], tuple[Correction, ...]]:
        """Return the user's corrections by scope and id.

        What makes no sense is left out with a warning in the log.
        """
        found: dict[tuple[str, str], tuple[Correction, ...]] = defaultdict(tuple)
        for subentry in self._entry.get_subentries_of_type(CORRECTION):
            data = subentry.data
            try:
                correction = parse_correction(data.get("correction"))
            except InvalidCorrectionError as error:
                LOGGER.warning("A correction cannot be used: %s", error)
            else:
                found[str(data.get("scope")), str(data.get("id"))] += (correction,)
        return dict(found)


def copy_corrections(
    hass: HomeAssistant,
    source: ConfigEntry,
    target: ConfigEntry,
    device_id: str,
    product_id: str,
) -> None:
    """Copy what a user says of a device to another config entry."""
    known = {each.unique_id for each in target.subentries.values()}
    subjects = {(Scope.DEVICE, device_id), (Scope.PRODUCT, product_id)}
    for subentry in source.subentries.values():
        subject = (subentry.data.get("scope"), subentry.data.get("id"))
        if subject in subjects and subentry.unique_id not in known:
            hass.config_entries.async_add_subentry(
                target,
                ConfigSubentry(
                    data=subentry.data,
                    subentry_type=subentry.subentry_type,
                    title=subentry.title,
                    unique_id=subentry.unique_id,
                ),
            )
