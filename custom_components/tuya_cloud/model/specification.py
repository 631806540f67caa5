"""Builds data points from a product's specification."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .corrections import AppliedCorrection, Correction, appearance_of, correct
from .json_types import JsonObject, JsonValue, load_json
from .points import Access, BooleanPoint, DataPoint, JsonPoint, TextPoint, ValuePoint
from .points.parsing import Common, build_point, parse_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """The data points of a product by code, shared by all its devices."""

    category: str
    points: Mapping[str, DataPoint]
    # data points that only corrections list: devices have those they report
    declared: Mapping[str, DataPoint] = field(default_factory=dict)
    # short English sentences, each with its code
    warnings: tuple[str, ...]
    # by code, and WHOLE_DEVICE
    corrections: Mapping[str, tuple[AppliedCorrection, ...]] = field(
        default_factory=dict
    )


def parse_specification(
    document: JsonValue,
    corrections: Iterable[Correction] = (),
    values: Mapping[str, JsonValue] | None = None,
) -> Specification:
    """Return the data points of a specification as corrected; never raises.

    ``document`` is the result of Tuya's "Get the specifications and properties of the
    device": {"category", "functions": [{code, type, values}], "status": [the same]},
    where functions are what may be sent and status is what is reported. Either list
    may be missing; ``values`` is a JSON text, which may be empty or broken, or the
    object itself. Entries without a code are left out with a warning. ``values`` are
    raw values by code, for corrections with a condition.
    """
    if not isinstance(document, dict):
        document = {}
    corrected = correct(document, corrections, values or {})
    document = corrected.document
    # a dict, because functions and status cause the same warnings
    warnings: dict[str, None] = {}
    functions = _by_code(document.get("functions"), warnings)
    status = _by_code(document.get("status"), warnings)
    points = {
        code: _parse_point(code, functions.get(code), status.get(code), warnings)
        for code in functions | status
    }
    for code, applied in corrected.applied.items():
        if code in points:
            appearance = appearance_of(applied)
            points[code] = replace(points[code], appearance=appearance)
    declared = {
        code: points.pop(code)
        for code in corrected.declared
        if code in points and points[code].readable
    }
    category = document.get("category")
    return Specification(
        category=category if isinstance(category, str) else "",
        points=points,
        declared=declared,
        warnings=tuple(warnings),
        corrections=corrected.applied,
    )


def declared_codes(document: JsonObject) -> frozenset[str]:
    """Return the codes that a specification describes."""
    return frozenset(
        _by_code(document.get("functions"), {}) | _by_code(document.get("status"), {})
    )


def has_codes(document: JsonObject) -> bool:
    """Return whether a specification describes any code, without reading them all."""
    lists = (document.get("functions"), document.get("status"))
    return any(
        isinstance(entry, dict) and isinstance(code := entry.get("code"), str) and code
        for listed in lists
        if isinstance(listed, list)
        for entry in listed
    )


def infer_point(code: str, raw: JsonValue) -> DataPoint:
    """Return a read-only point for a code that only a status contains.

    Its type follows from the value: Boolean, number, object or list (also as JSON
    text); anything else is text. Devices that report the same share the point.
    """
    return _inferred_point(code, _type_of(raw))


@lru_cache(maxsize=1024)
def _inferred_point(code: str, type_name: str) -> DataPoint:
    return build_point(
        type_name,
        {},
        lambda _warning: None,
        code=code,
        access=Access.READ,
        specification={},
        name=None,
    )


def _type_of(raw: JsonValue) -> str:
    if isinstance(raw, bool):
        return BooleanPoint.type_name
    if isinstance(raw, int | float):
        return ValuePoint.type_name
    if isinstance(raw, dict | list):
        return JsonPoint.type_name
    if isinstance(raw, str) and raw.startswith(("{", "[")):
        try:
            load_json(raw)
        except ValueError:
            return TextPoint.type_name
        return JsonPoint.type_name
    return TextPoint.type_name


def _by_code(entries: JsonValue, warnings: dict[str, None]) -> dict[str, JsonObject]:
    found: dict[str, JsonObject] = {}
    for entry in entries if isinstance(entries, list) else ():
        code = entry.get("code") if isinstance(entry, dict) else None
        if isinstance(entry, dict) and isinstance(code, str) and code:
            found[code] = entry
        else:
            warnings["an entry without a code is left out"] = None
    return found


def _parse_point(
    code: str,
    function: JsonObject | None,
    status: JsonObject | None,
    warnings: dict[str, None],
) -> DataPoint:
    def warn(warning: str) -> None:
        warnings[f"{code}: {warning}"] = None

    entries: list[JsonObject] = []
    specification: JsonObject = {}
    if function is not None:
        entries.append(function)
        specification["function"] = function
    if status is not None:
        entries.append(status)
        specification["status"] = status
    common = Common(
        code=code,
        access=_access(function, status),
        specification=specification,
        name=next(filter(None, map(_name, entries)), None),
    )
    point, *readers = (
        build_point(type_name, parse_values(values, warn), warn, **common)
        for type_name, values in _descriptions(entries)
    )
    for reader in readers:
        if type(reader) is not type(point):
            warn("functions and status give it different types")
        elif reader != point:
            point = replace(point, reader=reader)
    return point


def _descriptions(entries: list[JsonObject]) -> list[tuple[JsonValue, JsonValue]]:
    """Return type and values of each entry, once where all say the same."""
    found = [(entry.get("type"), entry.get("values")) for entry in entries]
    return found[:1] if found[0] == found[-1] else found


def _access(function: JsonObject | None, status: JsonObject | None) -> Access:
    if function is None:
        return Access.READ
    return Access.WRITE if status is None else Access.READ_WRITE


def _name(entry: JsonObject) -> str:
    name = entry.get("name")
    return name.strip() if isinstance(name, str) else ""
