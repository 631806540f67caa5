"""Unlocks and locks door locks by calls of the cloud.

Products differ in the call they take, and a call that a product does not take is
answered with an error, or with a success whose result is false. So the calls are tried
in the order that clients in the field use (section 6 of the protocol reference), each
with a ticket of its own, and the one that worked comes first next time. An answer that
leaves open whether the lock has moved ends it: nothing is done twice.
"""

from collections.abc import Awaitable, Callable, Iterator
from enum import StrEnum
from typing import Final

from homeassistant.exceptions import HomeAssistantError

from ..cloud.api import TuyaApi
from ..cloud.errors import (
    ApiNotSubscribedError,
    CloudError,
    CloudUnknownError,
    CommandRejectedError,
    LockRefusedError,
    NotSupportedError,
    PermissionDeniedError,
    RequestError,
)
from ..cloud.locks import get_ticket, open_door, open_with_code, operate_door
from ..model.device import Device
from ..model.points import BooleanPoint
from ..sync.service_errors import command_failed
from .locks import Locks

type Send = Callable[[Device, dict[str, object]], Awaitable[None]]

# Boolean points that unlock or lock, with the value that does it
_POINTS: Final[dict[bool, dict[str, bool]]] = {
    True: {
        "lock": False,
        "open_close": True,
        "openclose_door": True,
        "open_closedoor": True,
    },
    False: {
        "lock": True,
        "manual_lock": True,
        "open_close": False,
        "openclose_door": False,
        "open_closedoor": False,
    },
}
# refusals that say that the lock has not moved, so that another way may work
_ANOTHER_WAY: Final = (
    ApiNotSubscribedError,
    CloudUnknownError,
    CommandRejectedError,
    LockRefusedError,
    NotSupportedError,
    PermissionDeniedError,
    RequestError,
)


class Way(StrEnum):
    """A way to unlock or to lock."""

    OPERATE_TEXT = "operate text"
    OPEN_DOOR = "open door"
    POINT = "point"
    OPERATE_BOOLEAN = "operate boolean"


class Unlocking:
    """The orders to the door locks of an account."""

    def __init__(self, api: TuyaApi, locks: Locks, send: Send) -> None:
        """Prepare; ``send`` sets data points."""
        self._api = api
        self._locks = locks
        self._send = send

    async def operate(self, device: Device, *, to_open: bool, code: str = "") -> None:
        """Unlock or lock; ``code`` is for a lock that opens only with one.

        Raises HomeAssistantError when the cloud or the lock refuses.
        """
        try:
            await self._operate(device, to_open=to_open, code=code)
        except CloudError as error:
            raise command_failed(error) from error

    async def _operate(self, device: Device, *, to_open: bool, code: str) -> None:
        """Unlock or lock. Raises CloudError.

        A lock that refuses every way is asked again what it lets be done.
        """
        if to_open and self._locks.needs_code(device):
            ticket = await get_ticket(self._api, device.id)
            await open_with_code(self._api, device.id, ticket, code)
            return
        order = "unlock" if to_open else "lock"
        refusal: CloudError | None = None
        for way in self._ways(device, order, to_open=to_open):
            try:
                await self._try(device, way, to_open=to_open)
            except _ANOTHER_WAY as error:
                refusal = refusal or error
            else:
                self._locks.note_way(device, order, way)
                return
        self._locks.read_soon()
        raise refusal or LockRefusedError

    def _ways(self, device: Device, order: str, *, to_open: bool) -> Iterator[Way]:
        """Yield the ways to try, first the one that worked last."""
        ways = [
            way
            for way in Way
            if (to_open or way is not Way.OPEN_DOOR)
            and (way is not Way.POINT or _point(device, to_open=to_open))
        ]
        last = self._locks.way_of(device, order)
        yield from sorted(ways, key=lambda way: way != last)

    async def _try(self, device: Device, way: Way, *, to_open: bool) -> None:
        if way is Way.POINT:
            await self._set_point(device, to_open=to_open)
            return
        ticket = await get_ticket(self._api, device.id)
        if way is Way.OPEN_DOOR:
            await open_door(self._api, device.id, ticket)
            return
        as_text = way is Way.OPERATE_TEXT
        await operate_door(
            self._api, device.id, ticket, to_open=to_open, as_text=as_text
        )

    async def _set_point(self, device: Device, *, to_open: bool) -> None:
        """Set the data point that unlocks or locks. Raises CloudError."""
        code = _point(device, to_open=to_open)
        try:
            await self._send(device, {code: _POINTS[to_open][code]})
        except HomeAssistantError as error:
            cause = error.__cause__
            raise (cause if isinstance(cause, CloudError) else error) from None


def _point(device: Device, *, to_open: bool) -> str:
    """Return the code of the data point that unlocks or locks; "": there is none."""
    for code in _POINTS[to_open]:
        point = device.points.get(code)
        if isinstance(point, BooleanPoint) and point.writable:
            return code
    return ""
