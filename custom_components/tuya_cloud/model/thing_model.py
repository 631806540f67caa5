"""Reads a thing model into the form of a standard specification.

The thing model is the manufacturer's own description of a product. It has the data
points that the standard specification leaves out, and those of devices without any
standard specification (section 2 of the protocol reference, part two, and recorded
models). What is made of it has the form that ``parse_specification`` reads, so nothing
behind it knows where a data point comes from.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .dp_ids import CodeOf, parse_dp_id
from .json_types import JsonObject, JsonValue, load_json
from .points.parsing import parse_values
from .shadow import ShadowItem
from .specification import declared_codes
from .wire_values import parse_number, parse_text

# the standard name of each type of the thing model
_TYPES: Final[Mapping[str, str]] = {
    "bool": "Boolean",
    "value": "Integer",
    "float": "Integer",
    "double": "Integer",
    "enum": "Enum",
    "string": "String",
    "date": "String",
    "raw": "Raw",
    "bitmap": "Bitmap",
    "struct": "Json",
    "array": "Json",
}
# numbers that are sent as they are, with their decimals
_FRACTIONS: Final = frozenset({"float", "double"})
# where the entries of a data point stand, by the model's word for its access
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "rw": ("functions", "status"),
    "wr": ("functions",),
    "ro": ("status",),
}
_READ_ONLY: Final = "ro"


def parse_thing_model(model: JsonValue) -> JsonObject:
    """Return {"category": "", "functions": [...], "status": [...]}; never raises.

    ``model`` is {"services": [{"properties": [...]}]}, mostly as JSON text. An entry
    has code, type and values as in a standard specification, and ``dp_id``, the number
    the device uses. A property without a code is left out, and so is one without a
    type: its values tell its type. Of two properties with a code the first counts.
    """
    document: JsonObject = {"category": "", "functions": [], "status": []}
    known: set[str] = set()
    for each in _properties(model):
        code = each.get("code")
        entry = _entry(each)
        if entry is None or not isinstance(code, str) or code in known:
            continue
        known.add(code)
        _list(document, entry, _access(each))
    return document


def with_shadow(document: JsonObject, items: Iterable[ShadowItem]) -> JsonObject:
    """Return a parsed model with the data points that only a shadow has.

    They are read-only, because nobody says what may be sent. An item without a type is
    left to its value. The document stays as it is; it is returned when nothing joins.
    """
    known = declared_codes(document)
    joining = {
        item.code: item
        for item in items
        if item.code and item.type and item.code not in known
    }
    if not joining:
        return document
    extended = _copy(document)
    for item in joining.values():
        entry = {"code": item.code, **_typed({"type": item.type})}
        if item.dp_id is not None:
            entry["dp_id"] = item.dp_id
        _list(extended, entry, _READ_ONLY)
    return extended


def joined(standard: JsonObject, model: JsonObject, code_of: CodeOf) -> JsonObject:
    """Return a standard specification with the data points that only the model has.

    The standard specification stays in charge of its codes. One data point may have
    another code in each; ``code_of`` returns the standard code of its number.
    """
    in_charge = declared_codes(standard)
    document = _copy(standard)
    for name, entry in _entries(model):
        dp_id = entry.get("dp_id")
        twin = code_of(dp_id) if isinstance(dp_id, int) else ""
        if entry.get("code") not in in_charge and twin not in in_charge:
            _append(document, name, entry)
    return document


def _properties(model: JsonValue) -> Iterator[JsonObject]:
    if isinstance(model, str):
        try:
            model = load_json(model)
        except ValueError:
            return
    services = model.get("services") if isinstance(model, dict) else None
    for service in services if isinstance(services, list) else ():
        properties = service.get("properties") if isinstance(service, dict) else None
        for each in properties if isinstance(properties, list) else ():
            if isinstance(each, dict):
                yield each


def _entry(property_: JsonObject) -> JsonObject | None:
    """Return the entry of a property; None: it lacks a code or a type."""
    code = property_.get("code")
    described = _typed(parse_values(property_.get("typeSpec"), lambda _warning: None))
    if not code or not described:
        return None
    entry: JsonObject = {"code": code, **described}
    if (name := parse_text(property_.get("name"))) and name.strip():
        entry["name"] = name
    if (dp_id := parse_dp_id(property_.get("abilityId"))) is not None:
        entry["dp_id"] = dp_id
    return entry


def _access(property_: JsonObject) -> str:
    access = property_.get("accessMode")
    kind = _type_in(parse_values(property_.get("typeSpec"), lambda _warning: None))
    # nobody has seen in which form a command with decimals is sent
    if not isinstance(access, str) or access not in _LISTS or kind in _FRACTIONS:
        return _READ_ONLY
    return access


def _type_in(specification: JsonObject) -> str:
    return (parse_text(specification.get("type")) or "").strip().lower()


def _typed(specification: JsonObject) -> JsonObject:
    """Return type and values of a ``typeSpec``, in standard terms; {}: no type."""
    kind = _type_in(specification)
    if not kind:
        return {}
    values = {
        name: value
        for name, value in specification.items()
        if name not in ("type", "typeDefaultValue")
    }
    if kind in _FRACTIONS:
        values = _whole_limits(values)
    elif kind == "struct":
        values = _fields(values.get("properties"))
    return {"type": _TYPES.get(kind, kind), "values": values}


def _whole_limits(values: JsonObject) -> JsonObject:
    """Return the values of a number that is sent with its decimals."""
    whole: JsonObject = {"unit": values.get("unit")}
    if (lowest := parse_number(values.get("min"))) is not None:
        whole["min"] = math.floor(lowest)
    if (highest := parse_number(values.get("max"))) is not None:
        whole["max"] = math.ceil(highest)
    return whole


def _fields(properties: JsonValue) -> JsonObject:
    """Return the limits of the fields of an object: {name: {min, max, ...}}."""
    fields: JsonObject = {}
    for name, each in properties.items() if isinstance(properties, dict) else ():
        inner = each.get("typeSpec") if isinstance(each, dict) else None
        if isinstance(inner, dict) and _type_in(inner) == "value":
            fields[name] = _typed(inner)["values"]
    return fields


def _entries(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    for name in ("functions", "status"):
        listed = document.get(name)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict):
                yield name, entry


def _list(document: JsonObject, entry: JsonObject, access: str) -> None:
    for name in _LISTS[access]:
        _append(document, name, entry)


def _append(document: JsonObject, name: str, entry: JsonObject) -> None:
    listed = document.get(name)
    if isinstance(listed, list):
        listed.append(entry)


def _copy(document: JsonObject) -> JsonObject:
    """Return a document whose lists can be added to."""
    copy = dict(document)
    for name in ("functions", "status"):
        listed = document.get(name)
        copy[name] = [*listed] if isinstance(listed, list) else []
    return copy
