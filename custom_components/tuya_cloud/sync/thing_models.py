"""Fetches and keeps thing models, for the devices that are read by them.

These are the devices without any standard data point, and those for which a user asks
for all data points. A thing model is fetched once per product. Where there is none, or
the project may not read it, it is asked for again after a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, ApiNotSubscribedError, CloudError
from ..cloud.things import get_dp_ids, get_thing_model
from ..const import LOGGER
from ..model.device import Device
from ..model.dp_ids import listed_dp_ids
from ..model.json_types import JsonObject, JsonValue
from ..model.shadow import ShadowItem
from ..model.specification import declared_codes, has_codes
from ..model.thing_model import joined, parse_thing_model, with_shadow
from .clock import Clock
from .corrections import Corrections
from .dp_codes import DpCodes
from .stored_entry import StoredThingModel

# seconds after which a thing model without data points is asked for again
_RETRY_AFTER: Final = 24 * 3600
# devices of a product that are asked for its thing model
_TRIES: Final = 3
# what the device or its product lacks; all other causes but that of a project without
# the service concern every call, and pass with it
_FINAL: Final = frozenset({Advice.DEVICE, Advice.COMMAND})


class ThingModels:
    """The thing models of an account's products."""

    def __init__(
        self, api: TuyaApi, clock: Clock, corrections: Corrections, dp_codes: DpCodes
    ) -> None:
        """Start without thing models; ``corrections`` knows what users ask for."""
        self._api = api
        self._clock = clock
        self._corrections = corrections
        self._dp_codes = dp_codes
        # by product id, or by device id for a device without one
        self._stored: dict[str, StoredThingModel] = {}

    def restore(self, stored: Mapping[str, StoredThingModel]) -> None:
        """Start with the thing models that were stored."""
        self._stored = dict(stored)

    @property
    def stored(self) -> dict[str, StoredThingModel]:
        """Return what ``restore`` takes."""
        return self._stored

    # -- which devices ---------------------------------------------------------------

    def has(self, device_id: str, product_id: str) -> bool:
        """Return whether the data points of a device's thing model are known."""
        stored = self._stored.get(product_id or device_id)
        return stored is not None and has_codes(stored["document"])

    def refusal_of(self, device: Device) -> str:
        """Return why a device's thing model cannot be read; "": it can."""
        stored = self._stored.get(_key(device))
        return stored["refusal"] if stored else ""

    # -- what they add ---------------------------------------------------------------

    def extends(self, device_id: str, product_id: str, standard: JsonObject) -> bool:
        """Return whether a device has data points of its thing model."""
        return self.has(device_id, product_id) and (
            not has_codes(standard)
            or self._corrections.shows_all(device_id, product_id)
        )

    def withdraws(self, device: Device, code: str) -> bool:
        """Return whether a user no longer wants to see a data point of the model."""
        stored = self._stored.get(_key(device))
        return (
            stored is not None
            and self._corrections.shows_all_no_more(device.id, device.product_id)
            and code in declared_codes(stored["document"])
        )

    def extended(
        self, device_id: str, product_id: str, standard: JsonObject
    ) -> JsonObject:
        """Return a standard specification with the points of the thing model."""
        document = self._stored[product_id or device_id]["document"]
        code_of = partial(self._dp_codes.of, device_id, product_id)
        return joined(standard, document, code_of)

    def complete(self, device: Device, items: Iterable[ShadowItem]) -> bool:
        """Add the data points that only a shadow has; return whether there are any.

        Items of the standard specification must not be among them. While the thing
        model has not been asked for, nothing is added.
        """
        stored = self._stored.get(_key(device))
        if stored is None:
            return False
        document = with_shadow(stored["document"], items)
        if document is stored["document"]:
            return False
        stored["document"] = document
        return True

    # -- fetching --------------------------------------------------------------------

    async def ensure(self, devices: Iterable[Device]) -> bool:
        """Fetch the missing thing models; return whether any has data points.

        Failures are logged. When the project may not read thing models at all, no other
        one is asked for before a day has passed.
        """
        missing: dict[str, list[Device]] = defaultdict(list)
        for device in devices:
            if self.is_due(device):
                missing[_key(device)].append(device)
        is_new = False
        while missing:
            key, siblings = missing.popitem()
            if (fetched := await self._fetch(siblings[:_TRIES])) is None:
                continue
            document, refusal = fetched
            is_for_all = isinstance(refusal, ApiNotSubscribedError)
            for each in [key, *missing] if is_for_all else [key]:
                self._keep(each, document, refusal)
            if is_for_all:
                break
            is_new |= has_codes(document)
        return is_new

    def is_due(self, device: Device) -> bool:
        """Return whether a device's thing model is to be fetched."""
        stored = self._stored.get(_key(device))
        if stored is None:
            return True
        age = self._clock.epoch() - stored["asked_at"]
        return not stored["is_found"] and not 0 <= age < _RETRY_AFTER

    def retry(self) -> None:
        """Ask again for the thing models that were not found."""
        for stored in self._stored.values():
            stored["asked_at"] = 0

    async def _fetch(
        self, devices: list[Device]
    ) -> tuple[JsonObject, CloudError | None] | None:
        """Return the thing model of a product; None: the next pull tries again.

        A refused one has no data points, and the error of the refusal.
        """
        refusal: CloudError | None = None
        for device in devices:
            try:
                has_standard = self._corrections.shows_all(device.id, device.product_id)
                return await self._read(device, has_standard=has_standard), None
            except CloudError as error:
                LOGGER.debug("No thing model of %s: %r", device.product_id, error)
                if isinstance(error, ApiNotSubscribedError):
                    return parse_thing_model(None), error
                if error.advice not in _FINAL:
                    return None
                refusal = error
        return parse_thing_model(None), refusal

    async def read(self, device: Device) -> None:
        """Read a thing model for a device with standard codes. Raises CloudError."""
        self._keep(_key(device), await self._read(device, has_standard=True))

    async def _read(self, device: Device, *, has_standard: bool) -> JsonObject:
        """Read the thing model of a device, and learn its codes. Raises CloudError."""
        document = parse_thing_model(await get_thing_model(self._api, device.id))
        if has_standard:
            await self.learn_standard_codes(device)
        self._dp_codes.learn_model(device, listed_dp_ids(_listed(document)))
        return document

    async def learn_standard_codes(self, device: Device) -> None:
        """Learn the numbers of the standard data points, to join the model by them.

        Raises CloudError unless the device or the product lacks them.
        """
        try:
            entries = await get_dp_ids(self._api, device.id)
        except CloudError as error:
            if error.advice not in _FINAL:
                raise
            LOGGER.debug("No dp ids of %s: %r", device.product_id, error)
        else:
            self._dp_codes.learn_standard(device, listed_dp_ids(entries))

    def _keep(
        self, key: str, document: JsonObject, refusal: CloudError | None = None
    ) -> None:
        """Keep a thing model; one without data points adds nothing to what is known."""
        reason = "" if refusal is None else refusal.translation_key
        if refusal is not None and refusal.code is not None:
            reason += f" ({refusal.code})"
        is_found = has_codes(document)
        known = self._stored.get(key)
        self._stored[key] = StoredThingModel(
            document=known["document"] if known and not is_found else document,
            is_found=is_found,
            asked_at=self._clock.epoch(),
            refusal=reason,
        )


def _key(device: Device) -> str:
    return device.product_id or device.id


def _listed(document: JsonObject) -> list[JsonValue]:
    return [
        entry
        for listed in (document.get("functions"), document.get("status"))
        if isinstance(listed, list)
        for entry in listed
    ]
