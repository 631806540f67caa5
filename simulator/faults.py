"""Faults ordered by a test: which calls fail, how often and how."""

import random
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Self

from .json_types import JsonObject, JsonValue

KINDS = frozenset(
    {
        "http",
        "code",
        "msg",
        "hang",
        "body",
        "drop",
        "result",
        "after",
        "omit",
        "empty_values",
    }
)


@dataclass
class Fault:
    """A kind of failure, and the calls it applies to.

    `match` is a pattern of `METHOD /path` without the query, where `*` matches any
    text. `times` is how many calls are left to fail; None means all. `share` is the
    probability that a matching call fails: 0.02 is one call in fifty. `seconds` is how
    long calls fail; with `every` they fail again, in waves that begin so many seconds
    after one another. `then` is how the call fails, and may combine:

    - `{"hang": seconds}`: the answer is delayed
    - `{"http": 502}`: this status with an HTML page, or with `body`
    - `{"code": 28841002, "msg": "..."}`: this error in the usual envelope
    - `{"result": any}`: success with this result
    - `{"body": "not json"}`: this text instead of the envelope
    - `{"drop": true}`: the connection is closed without an answer
    - `{"after": true}`: the call takes effect before it fails
    - `{"omit": ["last_row_key"]}`: the answer leaves these members out, at any depth
    - `{"empty_values": "null"}`: this text in place of `values` that are `{}`
    """

    match: str
    then: JsonObject
    times: int | None = None
    share: float = 1.0
    seconds: float | None = None
    every: float | None = None
    _start: float = field(default_factory=time.monotonic)

    @classmethod
    def from_json(cls, order: JsonObject) -> Self:
        """Return the fault of an object with the attributes described above.

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
        seconds, every = _seconds(order, "seconds"), _seconds(order, "every")
        if every is not None and (seconds is None or not 0 < seconds <= every):
            raise ValueError("every needs seconds that are fewer")
        return cls(match, then, times, share, seconds, every)

    @property
    def is_over(self) -> bool:
        """Return whether calls do not fail now, for good or until the next wave."""
        if self.times == 0:
            return True
        elapsed = time.monotonic() - self._start
        if self.every is not None:
            elapsed %= self.every
        return self.seconds is not None and elapsed >= self.seconds


def _seconds(order: JsonObject, name: str) -> float | None:
    value = order.get(name)
    if value is not None and not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number")
    return value


def change_answer(answer: JsonValue, then: JsonObject) -> JsonValue:
    """Return an answer without the members in `omit`, with `empty_values` in place."""
    if isinstance(answer, list):
        return [change_answer(each, then) for each in answer]
    if not isinstance(answer, dict):
        return answer
    omitted = then.get("omit")
    changed = {
        name: change_answer(value, then)
        for name, value in answer.items()
        if not (isinstance(omitted, list) and name in omitted)
    }
    if "empty_values" in then and changed.get("values") == "{}":
        changed["values"] = then["empty_values"]
    return changed


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
            if fault.is_over or not fnmatchcase(f"{method} {path}", fault.match):
                continue
            if random.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault.then
        return None
