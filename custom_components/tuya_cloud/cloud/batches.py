"""Asks about many devices in few calls."""

from collections.abc import Awaitable, Callable, Iterable
from itertools import batched

from .errors import Advice, CloudError

PER_CALL = 20  # devices; the cloud refuses more


async def in_batches[T](
    ids: Iterable[str], ask: Callable[[str], Awaitable[dict[str, T]]]
) -> dict[str, T]:
    """Return what the cloud tells of devices, by id.

    ``ask`` makes one call, given the ids as the query names them ("a,b"). A device
    that the cloud refuses would spoil the call for the others, so what is refused is
    asked for in halves; such a device is missing in the end.
    """
    told: dict[str, T] = {}
    for batch in batched(ids, PER_CALL, strict=False):
        told |= await _halved(batch, ask)
    return told


async def _halved[T](
    ids: tuple[str, ...], ask: Callable[[str], Awaitable[dict[str, T]]]
) -> dict[str, T]:
    try:
        return await ask(",".join(ids))
    except CloudError as error:
        if error.advice is not Advice.DEVICE:
            raise
    half = len(ids) // 2
    if not half:
        return {}
    return await _halved(ids[:half], ask) | await _halved(ids[half:], ask)
