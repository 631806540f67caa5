"""Knows the specification of every product, and spends one call on each.

Devices of a product share its specification. A device that reports a code which
neither the specification names nor its siblings report is asked for its own: products
change when their maker or the project switches their instruction mode, and a few
devices differ from their product.

What the cloud refuses to tell is asked again, but ever less often. Until it is told, a
device is shown by what it reports.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.endpoints import get_specification
from ..cloud.errors import Advice, CloudError
from ..const import LOGGER
from ..model.json_types import JsonObject
from ..model.specification import Specification, parse_specification
from ..model.status import parse_status_items
from .stored_entry import StoredSpecification

_AT_ONCE: Final = 4
# how often the next pulls ask again for what failed before it is asked for seldom only
_TRIES: Final = 3
_SELDOM: Final = 6 * 3600  # seconds
# what passes by itself; anything else is the cloud's word on the device
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN, Advice.REAUTH})
UNTOLD: Final = parse_specification({})


@dataclass(slots=True)
class _Vain:
    """What was asked for in vain."""

    tries: int = 0
    # monotonic seconds, before which it is not asked for again
    not_before: float = 0.0

    @property
    def is_seldom(self) -> bool:
        """Whether the next pulls leave it alone."""
        return self.tries >= _TRIES


class Specifications:
    """The specifications of an account's products."""

    def __init__(self, api: TuyaApi, stored: Mapping[str, StoredSpecification]) -> None:
        """Begin with those that were kept."""
        self._api = api
        self._stored = dict(stored)
        self._parsed: dict[str, Specification] = {}
        self._limit = asyncio.Semaphore(_AT_ONCE)
        # by product id, or by device id for a device's own
        self._vain: dict[str, _Vain] = {}
        # why the project may not ask, where it may not
        self.refusal: CloudError | None = None

    @property
    def stored(self) -> dict[str, StoredSpecification]:
        """What is to be kept."""
        return self._stored

    def of(self, document: JsonObject) -> Specification | None:
        """Return a device's specification; None: it is to be had soon.

        One that is not to be had soon is empty.
        """
        key = self._key(document)
        if key not in self._stored:
            return UNTOLD if key in self._vain and self._vain[key].is_seldom else None
        if key not in self._parsed:
            self._parsed[key] = parse_specification(self._stored[key]["document"])
        return self._parsed[key]

    async def ensure(self, documents: Iterable[JsonObject]) -> bool:
        """Fetch what is missing for devices of the device list.

        Returns whether nothing is left for the next pull. What fails is logged.
        """
        documents = list(documents)
        unknown: dict[str, list[JsonObject]] = defaultdict(list)
        for document in documents:
            key = self._key(document)
            if key not in self._stored and self._is_due(key):
                unknown[key].append(document)
        await asyncio.gather(*(self._fetch(*each) for each in unknown.items()))
        await asyncio.gather(
            *(
                self._fetch_own(document)
                for document in documents
                if self._unexplained(document) and self._is_due(str(document["id"]))
            )
        )
        return all(vain.is_seldom for vain in self._vain.values())

    def ask_again(self) -> None:
        """Ask at the next pull for all that was asked for in vain."""
        for vain in self._vain.values():
            vain.not_before = 0.0

    def forget(self, device_ids: Iterable[str]) -> None:
        """Drop what was kept for single devices that are gone."""
        for device_id in device_ids:
            self._stored.pop(device_id, None)
            self._parsed.pop(device_id, None)
            self._vain.pop(device_id, None)

    def _key(self, document: JsonObject) -> str:
        device_id = str(document["id"])
        if device_id in self._stored:
            return device_id
        return str(document.get("product_id") or device_id)

    def _is_due(self, key: str) -> bool:
        return key not in self._vain or time.monotonic() >= self._vain[key].not_before

    def _unexplained(self, document: JsonObject) -> set[str]:
        """Return codes a device reports that its specification cannot account for."""
        key, specification = self._key(document), self.of(document)
        if specification is None or key not in self._stored:
            return set()
        unnamed = self._stored[key]["unnamed_codes"]
        return _codes(document).difference(specification.points, unnamed)

    async def _fetch(self, key: str, documents: list[JsonObject]) -> None:
        """Ask for a product by one of its devices, or another if that is refused."""
        for document in documents[:_TRIES]:
            if (answer := await self._ask(key, document)) is not None:
                self._keep(key, answer, _codes(document))
                return
            if self.refusal is not None or not self._vain[key].is_seldom:
                return

    async def _fetch_own(self, document: JsonObject) -> None:
        """Ask for a device's own specification; no answer takes the place of one."""
        device_id, key = str(document["id"]), self._key(document)
        answer = await self._ask(device_id, document)
        if answer is None:
            return
        known = self._stored[key]
        if answer == known["document"] or not parse_specification(answer).points:
            codes = {*known["unnamed_codes"], *_codes(document)}
            self._keep(key, known["document"], codes)
        else:
            self._keep(device_id, answer, _codes(document))

    def _keep(self, key: str, answer: JsonObject, reported: set[str]) -> None:
        specification = parse_specification(answer)
        self._parsed[key] = specification
        self._stored[key] = StoredSpecification(
            document=answer,
            unnamed_codes=sorted(reported.difference(specification.points)),
        )

    async def _ask(self, key: str, document: JsonObject) -> JsonObject | None:
        """Return the cloud's answer for a device; None: it has to be asked again."""
        async with self._limit:
            try:
                answer = await get_specification(self._api, str(document["id"]))
            except CloudError as error:
                self._note(key, error)
                return None
        self._vain.pop(key, None)
        self.refusal = None
        return answer

    def _note(self, key: str, error: CloudError) -> None:
        """Take note of what was asked for in vain."""
        LOGGER.debug("No specification for %s yet: %s", key, type(error).__name__)
        if error.advice is Advice.REPAIR:
            self.refusal = error
        vain = self._vain.setdefault(key, _Vain())
        vain.tries = vain.tries + 1 if error.advice in _PASSING else _TRIES
        if vain.is_seldom:
            vain.not_before = time.monotonic() + _SELDOM


def _codes(document: JsonObject) -> set[str]:
    return {item.code for item in parse_status_items(document.get("status"))}
