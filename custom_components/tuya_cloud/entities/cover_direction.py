"""Compares the positions that a cover shows with the way it travels."""

from dataclasses import dataclass
from typing import Final

# The words of commands, movements and end stops, in small letters: 1 opens, -1 closes
_WAYS: Final = {
    **dict.fromkeys(("open", "fopen", "up", "fz"), 1),
    "opening": 1,
    "fully_open": 1,
    **dict.fromkeys(("close", "fclose", "down", "zz"), -1),
    "closing": -1,
    "fully_close": -1,
}
# percent: less is no travel, and this near to an end is at the end
_TRAVEL: Final = 10
_NEAR: Final = 5
# seconds: a position that changes later belongs to another command
_PATIENCE: Final = 120
# seconds: a device reports the target of a command after the command
_TARGET_FOLLOWS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a cover shows at a moment."""

    # the words of the device, in small letters; None: unknown
    command: str | None
    movement: str | None
    end_stop: str | None
    # percent open as shown; None: unknown
    position: int | None
    target: int | None
    # monotonic seconds
    time: float


@dataclass(frozen=True, slots=True)
class _Travel:
    """A travel that has begun."""

    way: int
    start: int
    time: float


class DirectionWitness:
    """Watches a cover, to find out whether its position counts as it is shown."""

    def __init__(self) -> None:
        """Start without having seen anything."""
        self._last: Sighting | None = None
        self._travel: _Travel | None = None
        # whether the end stop was reported since it was last compared
        self._is_end_new = False

    def disregard(self) -> None:
        """Leave out the present travel: somebody sets a position."""
        self._travel = None

    def see(self, now: Sighting) -> bool | None:
        """Return whether what was seen fits the direction; None: it tells nothing.

        A travel counts once, as soon as it has gone far enough. An end stop counts when
        the next travel begins: the position has been reported by then.
        """
        last, self._last = self._last, now
        if last is None or last.position is None or now.position is None:
            return None
        verdict = None
        ways = {
            way
            for before, word in (
                (last.command, now.command),
                (last.movement, now.movement),
            )
            if word != before and (way := _WAYS.get(word or ""))
        }
        if len(ways) == 1:
            verdict = self._compare_end(last)
            self._travel = _Travel(ways.pop(), last.position, now.time)
        elif ways or now.command != last.command or self._has_new_target(last, now):
            self._travel = None
        if now.end_stop != last.end_stop:
            self._is_end_new = True
        travelled = self._compare_travel(now.position, now.time)
        return verdict if travelled is None else travelled

    def _has_new_target(self, last: Sighting, now: Sighting) -> bool:
        begun = self._travel.time if self._travel else now.time
        return now.target != last.target and now.time - begun > _TARGET_FOLLOWS

    def _compare_end(self, rest: Sighting) -> bool | None:
        """Return whether the position at the end stop is one at that end."""
        way = _WAYS.get(rest.end_stop or "")
        if not self._is_end_new or way is None or rest.position is None:
            return None
        self._is_end_new = False
        if _NEAR < rest.position < 100 - _NEAR:
            return None
        return (rest.position > _NEAR) is (way > 0)

    def _compare_travel(self, position: int, time: float) -> bool | None:
        """Return whether the position has moved the way the cover travels."""
        travel = self._travel
        if travel is None or abs(position - travel.start) < _TRAVEL:
            return None
        self._travel = None
        if time - travel.time > _PATIENCE:
            return None
        return (position > travel.start) is (travel.way > 0)
