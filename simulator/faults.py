"""Faults ordered by a test: which calls go wrong, how often and how."""

import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Self

from .json_types import JsonObject, JsonValue

KINDS = frozenset({"http", "code", "msg", "hang", "body", "drop", "result", "after"})


@dataclass
class Fault:
    """One order.

    `match` is a pattern of `METHOD /path` (`*` stands for anything, the query is not
    looked at). `times` counts down to none left; None means for ever. `share` is how
    many of the calls are struck, by chance: 0.02 is one of fifty. `then` says what
    happens, and its parts add up:

    - `{"hang": seconds}`: the call waits first, then goes on
    - `{"http": 502}`: this status with an HTML page, or with `body`
    - `{"code": 28841002, "msg": "..."}`: this error in the usual envelope
    - `{"result": any}`: success with this result
    - `{"body": "not json"}`: these characters instead of the envelope
    - `{"drop": true}`: the connection ends without an answer
    - `{"after": true}`: the call has its effect first, and only then goes wrong
    """

    match: str
    then: JsonObject
    times: int | None = None
    share: float = 1.0

    @classmethod
    def from_json(cls, order: JsonObject) -> Self:
        """Return the fault of `{"match", "times", "share", "then"}`.

        Raises TypeError or ValueError for anything else.
        """
        match, times, then = order.get("match"), order.get("times"), order.get("then")
        if not isinstance(match, str) or not isinstance(then, dict):
            raise TypeError("match is a text, then an object")
        if times is not None and (
            isinstance(times, bool) or not isinstance(times, int)
        ):
            raise TypeError("times is a number or null")
        share = order.get("share", 1.0)
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ValueError("share is between 0 and 1")
        if not then or not KINDS.issuperset(then):
            raise ValueError(f"then knows {', '.join(sorted(KINDS))}")
        return cls(match, then, times, share)


class FaultPlan:
    """The orders in force, in the order they were given."""

    def __init__(self) -> None:
        """Start without a fault."""
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put an order behind the others."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Forget all orders."""
        self._faults.clear()

    def take(self, method: str, path: str) -> dict[str, JsonValue] | None:
        """Return what happens to a call, None when all is well; counts it down."""
        for fault in self._faults:
            if fault.times == 0 or not fnmatchcase(f"{method} {path}", fault.match):
                continue
            if random.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault.then
        return None
