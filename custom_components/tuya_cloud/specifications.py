"""Knows the specification of every product, and spends one call on each.

Devices of a product share its specification. A device that reports a code which
neither the specification names nor its siblings report is asked for its own: products
change when their maker or the project switches their instruction mode, and a few
devices differ from their product.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final

from .cloud.api import TuyaApi
from .cloud.endpoints import get_specification
from .cloud.errors import Advice, CloudError
from .const import LOGGER
from .model.json_types import JsonObject
from .model.specification import Specification, parse_specification
from .model.status import parse_status_items
from .store import StoredSpecification

_AT_ONCE: Final = 4


class Specifications:
    """The specifications of an account's products."""

    def __init__(self, api: TuyaApi, stored: Mapping[str, StoredSpecification]) -> None:
        """Begin with those that were kept."""
        self._api = api
        self._stored = dict(stored)
        self._parsed: dict[str, Specification] = {}
        self._limit = asyncio.Semaphore(_AT_ONCE)

    @property
    def stored(self) -> dict[str, StoredSpecification]:
        """What is to be kept."""
        return self._stored

    def of(self, document: JsonObject) -> Specification | None:
        """Return a device's specification; None: it could not be had yet."""
        key = self._key(document)
        if key not in self._stored:
            return None
        if key not in self._parsed:
            self._parsed[key] = parse_specification(self._stored[key]["document"])
        return self._parsed[key]

    async def ensure(self, documents: Iterable[JsonObject]) -> bool:
        """Fetch what is missing for devices of the device list.

        Returns whether all is there. What fails is logged and left for the next time.
        """
        documents = list(documents)
        unknown: dict[str, JsonObject] = {}
        for document in documents:
            key = self._key(document)
            if key not in self._stored:
                unknown.setdefault(key, document)
        complete = all(
            await asyncio.gather(
                *(self._fetch(key, document) for key, document in unknown.items())
            )
        )
        odd = [document for document in documents if self._unexplained(document)]
        return complete and all(
            await asyncio.gather(*(self._fetch_own(document) for document in odd))
        )

    def forget(self, device_ids: Iterable[str]) -> None:
        """Drop what was kept for single devices that are gone."""
        for device_id in device_ids:
            self._stored.pop(device_id, None)
            self._parsed.pop(device_id, None)

    def _key(self, document: JsonObject) -> str:
        device_id = str(document["id"])
        if device_id in self._stored:
            return device_id
        return str(document.get("product_id") or device_id)

    def _unexplained(self, document: JsonObject) -> set[str]:
        """Return codes a device reports that its specification cannot account for."""
        specification = self.of(document)
        if specification is None:
            return set()
        unnamed = self._stored[self._key(document)]["unnamed_codes"]
        return _codes(document).difference(specification.points, unnamed)

    async def _fetch(self, key: str, document: JsonObject) -> bool:
        answer = await self._ask(document)
        if answer is None:
            return False
        self._keep(key, answer, _codes(document))
        return True

    async def _fetch_own(self, document: JsonObject) -> bool:
        key = self._key(document)
        answer = await self._ask(document)
        if answer is None:
            return False
        known = self._stored[key]
        if answer == known["document"]:
            self._keep(key, answer, {*known["unnamed_codes"], *_codes(document)})
        else:
            self._keep(str(document["id"]), answer, _codes(document))
        return True

    def _keep(self, key: str, answer: JsonObject, reported: set[str]) -> None:
        specification = parse_specification(answer)
        self._parsed[key] = specification
        self._stored[key] = StoredSpecification(
            document=answer,
            unnamed_codes=sorted(reported.difference(specification.points)),
        )

    async def _ask(self, document: JsonObject) -> JsonObject | None:
        """Return the cloud's answer for a device; None: it has to be asked again."""
        async with self._limit:
            try:
                return await get_specification(self._api, str(document["id"]))
            except CloudError as error:
                if error.advice is Advice.DEVICE:
                    return {"category": "", "functions": [], "status": []}
                LOGGER.debug(
                    "No specification for product %s yet: %s",
                    document.get("product_id"),
                    type(error).__name__,
                )
                return None


def _codes(document: JsonObject) -> set[str]:
    return {item.code for item in parse_status_items(document.get("status"))}
