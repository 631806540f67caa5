"""Asks for many devices in few calls."""

from collections.abc import Awaitable, Callable, Iterable
from itertools import batched

from .errors import Advice, CloudError

PER_CALL = 20  # devices; the cloud refuses more


async def in_batches[T](
    ids: Iterable[str], ask: Callable[[str], Awaitable[dict[str, T]]]
) -> dict[str, T]:
    """Return the cloud's answers for devices, by device id.

    ``ask`` makes one call; it receives the ids as the query takes them ("a,b"). One
    refused device makes the whole call fail, so a refused batch is asked for again in
    halves, and the refused device is left out.
    """
    answers: dict[str, T] = {}
    for batch in batched(ids, PER_CALL, strict=False):
        answers |= await _halved(batch, ask)
    return answers


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
