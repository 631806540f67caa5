"""What a device has shown beyond its specification, which is kept over restarts."""

import math
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from .json_types import JsonObject, JsonValue
from .packed.color import CHANNELS, USUAL_CHANNEL, widest_channel
from .plausibility import NO_PAST, Past
from .points import DataPoint, EnumPoint, JsonPoint, ValuePoint
from .status import StatusItem
from .wire_values import parse_number, parse_whole

# options beyond a range that are kept for one data point
_MOST_OPTIONS: Final = 100
# raw numbers beyond are faults of the device
_HIGHEST: Final = 2**31


@dataclass(slots=True)
class Learned:
    """Options and numbers that a device has reported, and the history of its reports.

    What a device has reported may be sent back to it.
    """

    # by code: options that may not be sent by the specification, as received
    options: dict[str, list[str]] = field(default_factory=dict)
    # By code, also of the channels of colors ("colour_data.v"): the lowest and the
    # highest raw number reported beyond the specification
    limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    # by code: a summary of the reports, where plausibility needs it
    history: dict[str, Past] = field(default_factory=dict)

    # by code of a cover's position: how often in a row it went the wrong way
    contradictions: dict[str, int] = field(default_factory=dict)

    def note(self, point: DataPoint, raw: JsonValue, value: Any) -> None:
        """Take in a raw value of a data point, and what it is decoded to."""
        match point:
            case ValuePoint():
                if value is not None and not point.minimum <= value <= point.maximum:
                    self._widen(point.code, parse_number(raw))
            case EnumPoint() if isinstance(value, str) and value not in point.options:
                known = self.options.setdefault(point.code, [])
                if value not in known and len(known) < _MOST_OPTIONS:
                    known.append(value)
            case JsonPoint() if isinstance(value, dict) and "h" in value:
                for name in CHANNELS:
                    number = parse_number(value.get(name))
                    part = point.fields.get(name)
                    usual = USUAL_CHANNEL if part is None else part.maximum
                    if number is not None and number > usual:
                        self._widen(f"{point.code}.{name}", number)

    def options_of(self, point: EnumPoint) -> list[str]:
        """Return the options that a device has reported beyond the specification."""
        return [
            option
            for option in self.options.get(point.code, ())
            if option not in point.options
        ]

    def widened(self, point: DataPoint) -> DataPoint:
        """Return a data point that may be set to all that its device has reported."""
        match point:
            case EnumPoint() if options := self.options_of(point):
                return replace(point, options=(*point.options, *options))
            case ValuePoint() if limits := self.limits.get(point.code):
                return _widened(point, limits)
            case JsonPoint() if highest := self.highest_channel(point):
                fields = {
                    name: replace(part, maximum=max(part.maximum, highest))
                    if name in CHANNELS
                    else part
                    for name, part in point.fields.items()
                }
                return replace(point, fields=fields)
        return point

    def highest_channel(self, point: DataPoint) -> float | None:
        """Return how far a color counts that has exceeded its specification, or None.

        Saturation and brightness count as far as each other.
        """
        codes = (f"{point.code}.{name}" for name in CHANNELS)
        reported = [self.limits[code][1] for code in codes if code in self.limits]
        return widest_channel(max(reported)) if reported else None

    def remember(self, reports: Iterable[StatusItem], codes: Collection[str]) -> bool:
        """Take the reports of some codes into the history; return whether any was."""
        watched = [report for report in reports if report.code in codes]
        for report in watched:
            past = self.history.get(report.code, NO_PAST)
            self.history[report.code] = past.after(report)
        return bool(watched)

    def _widen(self, code: str, number: float | None) -> None:
        if number is not None and abs(number) <= _HIGHEST:
            low, high = self.limits.get(code, (number, number))
            self.limits[code] = (min(low, number), max(high, number))

    def to_json(self) -> JsonObject:
        """Return what ``from_json`` takes, {} for nothing learned."""
        document: JsonObject = {
            "options": {code: [*options] for code, options in self.options.items()},
            "limits": {code: [*limits] for code, limits in self.limits.items()},
            "history": {
                code: asdict(past) | {"rates": [*past.rates]}
                for code, past in self.history.items()
            },
            "contradictions": dict(self.contradictions),
        }
        return {name: kept for name, kept in document.items() if kept}

    @classmethod
    def from_json(cls, document: JsonValue) -> Learned:
        """Return what ``to_json`` stored; never raises, and drops what is broken."""
        learned = cls()
        for code, options in _members(document, "options"):
            if isinstance(options, list):
                texts = [each for each in options if isinstance(each, str) and each]
                learned.options[code] = texts[:_MOST_OPTIONS]
        for code, limits in _members(document, "limits"):
            for number in limits if isinstance(limits, list) else ():
                learned._widen(code, _number(number))  # its own
        for code, past in _members(document, "history"):
            if isinstance(past, dict):
                learned.history[code] = _past(past)
        for code, count in _members(document, "contradictions"):
            if isinstance(count, int) and count > 0:
                learned.contradictions[code] = int(count)
        return learned


def _widened(point: ValuePoint, limits: tuple[float, float]) -> ValuePoint:
    """Return a point that takes the raw numbers between limits, too.

    Numbers that are farther off than the range is long are faults of the device.
    """
    span = point.maximum - point.minimum
    shown = [
        value
        for number in limits
        for value in [point.decode(number).value]
        if value is not None
    ]
    near = [
        value
        for value in shown
        if point.minimum - span <= value <= point.maximum + span
    ]
    return replace(
        point,
        minimum=min([point.minimum, *near]),
        maximum=max([point.maximum, *near]),
    )


def _members(document: JsonValue, name: str) -> list[tuple[str, JsonValue]]:
    members = document.get(name) if isinstance(document, dict) else None
    return [*members.items()] if isinstance(members, dict) else []


def _past(stored: JsonObject) -> Past:
    rates = stored.get("rates")
    numbers = [_number(rate) for rate in rates] if isinstance(rates, list) else []
    return Past(
        highest=_number(stored.get("highest")),
        last=_number(stored.get("last")),
        last_time=parse_whole(stored.get("last_time")),
        has_fallen=stored.get("has_fallen") is True,
        rates=tuple(number for number in numbers if number is not None)[:2],
    )


def _number(value: JsonValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None
