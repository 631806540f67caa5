"""Finds the names of the people who open door locks.

A lock reports a number. Names are asked for only after an opening with a number that
has none yet: at most once an hour for each lock, once a day for a number that stays
without, and once a day where the project has no such service. They are kept.
"""

import asyncio
import math
from collections.abc import Callable
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..cloud.locks import MEMBER, list_openings, list_people
from ..const import LOGGER
from ..model.device import Device
from ..model.packed.lock_opening import Opening
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock
from ..sync.listeners import call_safely
from .locks import Locks, Names

# seconds between two questions about a lock
LOCK_PAUSE: Final = 3600
# seconds until a number without a name is asked about again, or a missing service
LONG_PAUSE: Final = 24 * 3600
# seconds that an event waits for its name
PATIENCE: Final = 5
# seconds between two events: Home Assistant tells them apart by milliseconds
_APART: Final = 0.002
# ms: how far back openings are looked at
_RECENT: Final = 7 * 24 * 3_600_000

type OnName = Callable[[str], None]


class LockPeople:
    """The people who open the locks of an account."""

    def __init__(
        self,
        api: TuyaApi,
        locks: Locks,
        clock: Clock,
        background: BackgroundTasks,
        may_read: Callable[[], bool],
    ) -> None:
        """Prepare; ``may_read`` tells whether calls may be made to refresh states."""
        self._api = api
        self._locks = locks
        self._clock = clock
        self._background = background
        self._may_read = may_read
        # monotonic seconds by subject: when it may be asked about again
        self._not_before: dict[object, float] = {}
        # by device id, while its names are asked for: the openings since, in order
        self._waiting: dict[str, list[tuple[Opening, OnName]]] = {}

    def find(self, device: Device, opening: Opening, on_name: OnName) -> None:
        """Call ``on_name`` with the name of who opened a lock; "": unknown.

        It is called at once if the name is known or cannot be asked for, and after
        some seconds otherwise. The openings of a lock keep their order.
        """
        if (waiting := self._waiting.get(device.id)) is not None:
            waiting.append((opening, on_name))
            return
        name = self._known(device, opening)
        if name or not self._may_ask(device, opening):
            on_name(name)
            return
        self._pause(device.id, LOCK_PAUSE)
        self._waiting[device.id] = [(opening, on_name)]
        self._background.start(self._ask(device, opening), "people of locks")

    def _known(self, device: Device, opening: Opening) -> str:
        names = self._locks.names_of(device)
        keys = (
            (opening.code, opening.number),
            (f"{opening.code}_kit", opening.number),
            (MEMBER, opening.member),
        )
        for kind, number in keys:
            if number is not None and (name := names.get(kind, {}).get(str(number))):
                return name
        return ""

    def _may_ask(self, device: Device, opening: Opening) -> bool:
        if opening.number is None and opening.member is None:
            return False
        now = self._clock.now()
        subjects = (None, device.id, (device.id, opening))
        return self._may_read() and all(
            self._not_before.get(subject, -math.inf) <= now for subject in subjects
        )

    def _pause(self, subject: object, seconds: float) -> None:
        self._not_before[subject] = self._clock.now() + seconds

    async def _ask(self, device: Device, opening: Opening) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._read(device, opening)
        except TimeoutError:
            LOGGER.debug("The names of people come too late")
        if not self._known(device, opening):
            self._pause((device.id, opening), LONG_PAUSE)
        waiting = self._waiting[device.id]
        while waiting:
            each, on_name = waiting.pop(0)
            call_safely([on_name], self._known(device, each))
            if waiting:
                await asyncio.sleep(_APART)
        del self._waiting[device.id]

    async def _read(self, device: Device, opening: Opening) -> None:
        """Read the people of a lock, and its last openings if that is not enough."""
        refusals = 0
        for read in (self._people, self._openings):
            try:
                names = await read(device)
            except CloudError as error:
                LOGGER.debug("No names of people: %r", error)
                refusals += 1
            else:
                self._locks.note_names(device, names)
            if self._known(device, opening):
                return
        if refusals == len((self._people, self._openings)):
            self._pause(None, LONG_PAUSE)

    async def _people(self, device: Device) -> Names:
        return await list_people(self._api, device.id)

    async def _openings(self, device: Device) -> Names:
        now = self._clock.epoch() * 1000
        names: Names = {}
        # the newest come first and count
        for each in await list_openings(
            self._api, device.id, since=now - _RECENT, until=now
        ):
            if each.person and each.number:
                names.setdefault(each.code, {}).setdefault(each.number, each.person)
        return names
