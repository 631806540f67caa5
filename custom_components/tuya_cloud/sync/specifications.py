"""Fetches and keeps the specification of every product, with one call for each.

Devices of a product share its specification. When a device reports a code that neither
its specification nor its siblings have, its own specification is fetched: products
change when their instruction mode is switched, and a few devices differ from their
product.

A specification that cannot be fetched is tried again with back-off. Until it is there,
the device has the data points that it reports.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..cloud.answers import DeviceDocument
from ..cloud.api import TuyaApi
from ..cloud.endpoints import get_specification
from ..cloud.errors import Advice, CloudError
from ..const import LOGGER
from ..model.corrections import Correction
from ..model.json_types import JsonObject
from ..model.specification import declared_codes
from ..model.variants import Variants
from .clock import Clock
from .corrections import Corrections
from .stored_entry import StoredSpecification
from .thing_models import ThingModels

# fetches that run at the same time
_CONCURRENCY: Final = 4
# failures in a row after which pulls back off
_TRIES: Final = 3
_BACK_OFF: Final = 6 * 3600  # seconds
# causes that may pass by themselves; all others are final for the device
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN, Advice.REAUTH})
# the specification of a device that only its reports describe
UNKNOWN: Final = Variants({})


@dataclass(slots=True)
class _FailedFetch:
    """A specification that could not be fetched."""

    tries: int = 0
    # monotonic seconds: when the next try is due
    due_at: float = 0.0

    @property
    def is_backed_off(self) -> bool:
        """Return whether the next pulls skip it."""
        return self.tries >= _TRIES


class Specifications:
    """The specifications of an account's products."""

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        corrections: Corrections,
        thing_models: ThingModels,
    ) -> None:
        """Start without specifications; thing models extend those of some devices."""
        self._api = api
        self._clock = clock
        self._corrections = corrections
        self._thing_models = thing_models
        self._stored: dict[str, StoredSpecification] = {}
        # by key of the document, by the corrections of it, and by whether the thing
        # model extends it
        self._variants: dict[
            str, dict[tuple[tuple[Correction, ...], bool], Variants]
        ] = {}
        self._limit = asyncio.Semaphore(_CONCURRENCY)
        # by product id, or by device id for a device's own
        self._failed: dict[str, _FailedFetch] = {}
        # why the project may not read specifications; None: it may
        self.refusal: CloudError | None = None

    def restore(self, stored: Mapping[str, StoredSpecification]) -> None:
        """Start with the specifications that were stored."""
        self._stored = dict(stored)

    @property
    def stored(self) -> dict[str, StoredSpecification]:
        """Return what ``restore`` takes."""
        return self._stored

    def of(self, device_id: str, product_id: str) -> Variants | None:
        """Return a device's specification; None: one of the next pulls fetches it.

        Return an empty one while its fetch is backed off. Devices of a product share
        it, as long as they have the same corrections.
        """
        key = self._key(device_id, product_id)
        if key in self._stored:
            document = self._stored[key]["document"]
        elif (failed := self._failed.get(key)) and failed.is_backed_off:
            document = {}
        else:
            return None
        corrections = self._corrections.of(device_id, product_id)
        is_extended = self._thing_models.extends(device_id, product_id, document)
        known = self._variants.setdefault(key, {})
        variant = (corrections, is_extended)
        if variant not in known:
            if is_extended:
                document = self._thing_models.extended(device_id, product_id, document)
            known[variant] = Variants(document, corrections)
        return known[variant]

    def standard_of(self, device_id: str, product_id: str) -> JsonObject | None:
        """Return the standard specification of a device as the cloud sent it.

        None: it has not been fetched.
        """
        stored = self._stored.get(self._key(device_id, product_id))
        return stored and stored["document"]

    def parse_again(self) -> None:
        """Drop what was parsed, because corrections or thing models are others now."""
        self._variants.clear()

    async def ensure(self, documents: Iterable[DeviceDocument]) -> bool:
        """Fetch the missing specifications of listed devices.

        Return whether nothing is left for the next pull. Failures are logged.
        """
        documents = list(documents)
        unknown: dict[str, list[DeviceDocument]] = defaultdict(list)
        for document in documents:
            key = self._key(document["id"], document["product_id"])
            if key not in self._stored and self._is_due(key):
                unknown[key].append(document)
        await asyncio.gather(*(self._fetch(*each) for each in unknown.items()))
        await asyncio.gather(
            *(
                self._fetch_own(document)
                for document in documents
                if self._extra_codes(document) and self._is_due(document["id"])
            )
        )
        return all(failed.is_backed_off for failed in self._failed.values())

    def retry(self) -> None:
        """Try all failed fetches again with the next pull."""
        for failed in self._failed.values():
            failed.due_at = 0.0

    def forget(self, device_id: str) -> None:
        """Remove the specification of a single device that has left."""
        self._stored.pop(device_id, None)
        self._variants.pop(device_id, None)
        self._failed.pop(device_id, None)

    def _key(self, device_id: str, product_id: str) -> str:
        return device_id if device_id in self._stored else product_id or device_id

    def _is_due(self, key: str) -> bool:
        return key not in self._failed or self._clock.now() >= self._failed[key].due_at

    def _extra_codes(self, document: DeviceDocument) -> set[str]:
        """Return the codes that a device reports beyond those of its product."""
        device_id, product_id = document["id"], document["product_id"]
        key = self._key(device_id, product_id)
        variants = self.of(device_id, product_id)
        if variants is None or key not in self._stored:
            return set()
        unnamed = self._stored[key]["unnamed_codes"]
        return document["status"].keys() - variants.codes - {*unnamed}

    async def _fetch(self, key: str, documents: list[DeviceDocument]) -> None:
        """Fetch a product's specification by one of its devices, or else another."""
        for document in documents[:_TRIES]:
            if (answer := await self._ask(key, document)) is not None:
                self._keep(key, answer, document["status"])
                return
            if self.refusal is not None or not self._failed[key].is_backed_off:
                return

    async def _fetch_own(self, document: DeviceDocument) -> None:
        """Fetch a device's own specification; keep its product's if it has none."""
        device_id = document["id"]
        key = self._key(device_id, document["product_id"])
        answer = await self._ask(device_id, document)
        if answer is None:
            return
        known = self._stored[key]
        if answer == known["document"] or not declared_codes(answer):
            codes = {*known["unnamed_codes"], *self._extra_codes(document)}
            known["unnamed_codes"] = sorted(codes)
        else:
            self._keep(device_id, answer, document["status"])

    def _keep(self, key: str, answer: JsonObject, reported: Iterable[str]) -> None:
        self._variants.pop(key, None)
        self._stored[key] = StoredSpecification(
            document=answer,
            unnamed_codes=sorted({*reported} - declared_codes(answer)),
        )

    async def _ask(self, key: str, document: DeviceDocument) -> JsonObject | None:
        """Return the cloud's answer for a device; None: the fetch failed."""
        async with self._limit:
            try:
                answer = await get_specification(self._api, document["id"])
            except CloudError as error:
                self._note_failure(key, error)
                return None
        self._failed.pop(key, None)
        self.refusal = None
        return answer

    def _note_failure(self, key: str, error: CloudError) -> None:
        """Count a failed fetch, and back off after some."""
        LOGGER.debug("No specification for %s yet: %s", key, error.translation_key)
        if error.advice is Advice.REPAIR:
            self.refusal = error
        failed = self._failed.setdefault(key, _FailedFetch())
        failed.tries = failed.tries + 1 if error.advice in _PASSING else _TRIES
        if failed.is_backed_off:
            failed.due_at = self._clock.now() + _BACK_OFF
