"""What a correction is, and applying it to a specification.

Specifications are wrong at times: a scale is missing, an option is not listed, a cover
counts the other way. A correction says what is right about one data point. It is
applied to the cloud's document before data points are built from it, so nothing that
reads data points knows of it; commands go back the same way.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final

from .json_types import JsonObject, JsonValue
from .points.appearance import Appearance
from .points.parsing import parse_values
from .wire_values import parse_number

# stands for a code where a correction is about the device as a whole
WHOLE_DEVICE: Final = "*"

_LISTS: Final = ("functions", "status")


class Source(StrEnum):
    """Who says what is right, the most trusted first."""

    USER = "user"
    PRODUCT = "product"
    PLAUSIBILITY = "plausibility"


class Comparison(StrEnum):
    """How the value in a condition is compared."""

    EQUAL = "=="
    LESS = "<"
    AT_LEAST = ">="


_COMPARE: Final[Mapping[Comparison, Callable[[Any, Any], bool]]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.LESS: operator.lt,
    Comparison.AT_LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of the value that a data point holds, as the device reports it."""

    code: str
    comparison: Comparison
    value: str | float | bool

    def holds(self, values: Mapping[str, JsonValue]) -> bool:
        """Return whether the comparison is true of raw values by code."""
        raw = values.get(self.code)
        if isinstance(self.value, bool | str):
            equal = raw == self.value
            return equal if self.comparison is Comparison.EQUAL else False
        number = parse_number(raw)
        return number is not None and _COMPARE[self.comparison](number, self.value)


# units by what a correction says of the temperature scale
_SCALES: Final[Mapping[str, str]] = {"c": "℃", "f": "℉"}

_APPEARANCE: Final = tuple(each.name for each in fields(Appearance))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Appearance):
    """What is right about one data point; None leaves a field as it is.

    Numbers are those of the specification: ``minimum``, ``maximum`` and ``step`` count
    in raw units. The value shown is raw / 10 ** scale * factor + offset.
    """

    code: str
    # [only for WHOLE_DEVICE] the category the product belongs to
    category: str | None = None

    # -- what the specification should say -------------------------------------------
    # "Boolean", "Integer", "Enum", "String", "Json", "Raw" or "Bitmap"
    type: str | None = None
    # "r", "w" or "rw"
    access: str | None = None
    unit: str | None = None
    scale: int | None = None
    factor: float | None = None
    offset: float | None = None
    minimum: int | None = None
    maximum: int | None = None
    step: int | None = None
    # [enums] options that join those of the specification
    options: tuple[str, ...] = ()
    # [enums] what an option is called: (option, name)
    option_names: tuple[tuple[str, str], ...] = ()
    # [enums] what is received and sent for an option, "" for no value: (option,
    # received)
    spellings: tuple[tuple[str, str], ...] = ()
    # [Booleans] the words that mean off and on
    words: tuple[str, str] | None = None
    # [bitmaps] labels of the bits, from the lowest
    labels: tuple[str, ...] = ()
    # [codes the specification lacks; with a type] the number the device uses
    dp_id: int | None = None

    # -- when it holds ---------------------------------------------------------------
    # what the cloud still has to say: (field, value), "min" and "max" by Tuya's names
    expected: tuple[tuple[str, JsonValue], ...] = field(default=(), hash=False)
    when: Condition | None = None

    # -- who says so -----------------------------------------------------------------
    source: Source = Source.USER
    # a sentence for diagnostics
    reason: str = ""

    @property
    def appearance(self) -> Mapping[str, Any]:
        """The fields of an ``Appearance`` that are corrected."""
        given = {name: getattr(self, name) for name in _APPEARANCE}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def values(self) -> JsonObject:
        """The members of a specification entry's ``values`` that are corrected."""
        given: JsonObject = {
            "unit": self.unit
            if self.unit is not None
            else _SCALES.get(self.temperature_scale or ""),
            "scale": self.scale,
            "factor": self.factor,
            "offset": self.offset,
            "min": self.minimum,
            "max": self.maximum,
            "step": self.step,
            "option_names": dict(self.option_names) or None,
            "spellings": dict(self.spellings) or None,
            "words": [*self.words] if self.words else None,
            "label": [*self.labels] or None,
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction that holds, with the cloud's own words."""

    correction: Correction
    # by Tuya's name of the field: what the cloud says where it is corrected
    before: JsonObject = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedDocument:
    """A specification as it should be."""

    document: JsonObject
    # by code
    applied: Mapping[str, tuple[AppliedCorrection, ...]]
    # codes that only corrections list
    declared: frozenset[str]


def correct(
    document: JsonObject,
    corrections: Iterable[Correction],
    values: Mapping[str, JsonValue],
) -> CorrectedDocument:
    """Return a specification with the corrections that hold, the last one winning.

    ``document`` is as for ``parse_specification`` and stays as it is; ``values`` are
    the raw values of the device by code, for conditions. A correction whose guard
    (``expected``) no longer fits what the cloud says is left out, as is one that
    changes nothing. One of the user counts even then: it says that the cloud is right.
    """
    corrected = dict(document)
    for name in _LISTS:
        listed = document.get(name)
        corrected[name] = [
            dict(entry) if isinstance(entry, dict) else entry
            for entry in (listed if isinstance(listed, list) else ())
        ]
    applied: dict[str, tuple[AppliedCorrection, ...]] = {}
    for correction in corrections:
        if correction.when is not None and not correction.when.holds(values):
            continue
        if not _is_expected(document, correction):
            continue
        said = _said_by(document, correction.code)
        before = {name: said.get(name) for name in _apply(corrected, correction)}
        if before or correction.appearance or correction.source is Source.USER:
            done = AppliedCorrection(correction, before)
            applied[correction.code] = (*applied.get(correction.code, ()), done)
    return CorrectedDocument(
        document=corrected,
        applied=applied,
        declared=frozenset(
            code
            for code in applied
            if _entries(corrected, code) and not _entries(document, code)
        ),
    )


def appearance_of(applied: Iterable[AppliedCorrection]) -> Appearance:
    """Return how a data point is shown after its corrections."""
    given: dict[str, Any] = {}
    for each in applied:
        given |= each.correction.appearance
    return Appearance(**given)


def _entries(document: JsonObject, code: str) -> dict[str, JsonObject]:
    """Return the entries of a code: by the list they are in."""
    found: dict[str, JsonObject] = {}
    for name in _LISTS:
        listed = document.get(name)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict) and entry.get("code") == code:
                found[name] = entry
    return found


def _said_by(document: JsonObject, code: str) -> JsonObject:
    """Return what the cloud says of a data point, or of the device, by Tuya's names."""
    if code == WHOLE_DEVICE:
        return {"category": document.get("category")}
    entries = _entries(document, code)
    said: JsonObject = {"access": _access_of(entries)}
    for entry in entries.values():
        said |= {"type": entry.get("type"), **_values_of(entry)}
    return said


def _values_of(entry: JsonObject) -> JsonObject:
    return dict(parse_values(entry.get("values"), lambda _warning: None))


def _is_expected(document: JsonObject, correction: Correction) -> bool:
    """Return whether the cloud still says what the correction is a correction of."""
    for entry in _entries(document, correction.code).values():
        said = {"type": entry.get("type"), **_values_of(entry)}
        for name, value in correction.expected:
            if not _is_same(said.get(name), value):
                return False
    return True


def _is_same(said: JsonValue, value: JsonValue) -> bool:
    """Compare what the cloud says; it writes numbers as text at times, 0 as nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (parse_number(said) or 0) == value
    return (said or "") == (value or "")


def _apply(document: JsonObject, correction: Correction) -> list[str]:
    """Change a document; return Tuya's names of the fields that have changed."""
    if correction.code == WHOLE_DEVICE:
        if correction.category in (None, document.get("category")):
            return []
        document["category"] = correction.category
        return ["category"]
    changed: list[str] = []
    entries = _entries(document, correction.code)
    if correction.access is not None or not entries:
        changed += _apply_access(document, correction, entries)
        entries = _entries(document, correction.code)
    for entry in entries.values():
        if correction.type not in (None, entry.get("type")):
            changed.append("type")
            entry["type"] = correction.type
        values = _values_of(entry)
        right = dict(correction.values)
        if correction.options:
            right["range"] = _joined(values.get("range"), correction.options)
        for name, value in right.items():
            if values.get(name) != value:
                changed.append(name)
                values[name] = value
        entry["values"] = values
    return changed


def _apply_access(
    document: JsonObject, correction: Correction, entries: Mapping[str, JsonObject]
) -> list[str]:
    """List a code where its access asks for it; return the fields that changed."""
    if not entries and correction.type is None:
        return []  # nothing is known of it
    access = correction.access or "r"
    model = next(iter(entries.values()), None)
    wanted = {"functions": "w" in access, "status": "r" in access}
    if all((name in entries) is is_wanted for name, is_wanted in wanted.items()):
        return []
    for name, is_wanted in wanted.items():
        listed = document[name]
        if not isinstance(listed, list):
            continue
        if is_wanted and name not in entries:
            new: JsonObject = {"code": correction.code, "type": correction.type}
            listed.append(dict(model) if model else new)
        elif not is_wanted:
            listed[:] = [
                entry
                for entry in listed
                if not isinstance(entry, dict) or entry.get("code") != correction.code
            ]
    return ["access"]


def _access_of(entries: Mapping[str, JsonObject]) -> str | None:
    read, write = "status" in entries, "functions" in entries
    return ("r" if read else "") + ("w" if write else "") or None


def _joined(listed: JsonValue, options: Iterable[str]) -> JsonValue:
    """Return the options of a range with those that join it."""
    known: list[JsonValue] = []
    if isinstance(listed, list):
        known = [*listed]
    elif isinstance(listed, dict):
        known = [*listed.values()]
    texts = {str(option) for option in known}
    return [*known, *(option for option in options if option not in texts)]
