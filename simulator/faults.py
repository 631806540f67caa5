"""Faults ordered by a test: which calls fail, how often and how."""

import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Self

from .json_types import JsonObject, JsonValue

KINDS = frozenset({"http", "code", "msg", "hang", "body", "drop", "result", "after"})


@dataclass
class Fault:
    """A kind of failure, and the calls it applies to.

    `match` is a pattern of `METHOD /path` without the query, where `*` matches any
    text. `times` is how many calls are left to fail; None means all. `share` is the
    probability that a matching call fails: 0.02 is one call in fifty. `then` is how
    the call fails, and may combine:

    - `{"hang": seconds}`: the answer is delayed
    - `{"http": 502}`: this status with an HTML page, or with `body`
    - `{"code": 28841002, "msg": "..."}`: this error in the usual envelope
    - `{"result": any}`: success with this result
    - `{"body": "not json"}`: this text instead of the envelope
    - `{"drop": true}`: the connection is closed without an answer
    - `{"after": true}`: the call takes effect before it fails
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
            raise TypeError("match must be a text, then an object")
        if times is not None and (
            isinstance(times, bool) or not isinstance(times, int)
        ):
            raise TypeError("times must be an integer or null")
        share = order.get("share", 1.0)
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ValueError("share must be between 0 and 1")
        if not then or not KINDS.issuperset(then):
            raise ValueError(f"then takes {', '.join(sorted(KINDS))}")
        return cls(match, then, times, share)


class Faults:
    """All faults that apply, oldest first."""

    def __init__(self) -> None:
        """Start without a fault."""
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Add a fault after the others."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Remove all faults."""
        self._faults.clear()

    def take(self, method: str, path: str) -> dict[str, JsonValue] | None:
        """Return how a call fails and count it; None means that it does not fail."""
        for fault in self._faults:
            if fault.times == 0 or not fnmatchcase(f"{method} {path}", fault.match):
                continue
            if random.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault.then
        return None
