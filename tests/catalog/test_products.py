"""Corrections by product: founded, guarded, and right on a device made for each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pytest

from custom_components.tuya_cloud.catalog.categories import Category
from custom_components.tuya_cloud.catalog.composites import COMPOSITES
from custom_components.tuya_cloud.catalog.products import (
    KINDS,
    PRODUCTS,
    corrections_of,
)
from custom_components.tuya_cloud.catalog.products.product import Product
from custom_components.tuya_cloud.catalog.single_points import POINTS
from custom_components.tuya_cloud.model.correction_text import (
    correction_to_json,
    parse_correction,
)
from custom_components.tuya_cloud.model.corrections import (
    WHOLE_DEVICE,
    Comparison,
    Correction,
    Source,
)
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import (
    BitmapPoint,
    DataPoint,
    EnumPoint,
    ValuePoint,
)
from custom_components.tuya_cloud.model.points.appearance import UNUSED
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)

# what a correction has to expect of the cloud, by the field that it corrects
GUARDS: Final[Mapping[str, frozenset[str]]] = {
    "unit": frozenset({"unit", "type"}),
    "scale": frozenset({"scale", "type"}),
    "factor": frozenset({"scale", "type"}),
    "offset": frozenset({"scale", "type"}),
    "minimum": frozenset({"min", "type"}),
    "maximum": frozenset({"max", "min", "type"}),
    "step": frozenset({"step", "type"}),
    "labels": frozenset({"label", "type"}),
    "type": frozenset({"type"}),
}
# "owner/repository#issue", or "owner/repository: file"
EVIDENCE: Final = re.compile(r"[\w.-]+/[\w.-]+(#\d+|: \S+|: fixture \w+)")
SENTENCE: Final = re.compile(r"[A-Z].+\.")
PRODUCT_ID: Final = re.compile(r"[0-9A-Za-z]{8}|[0-9A-Za-z]{16}")

ALL: Final = [
    pytest.param(product, correction, id=f"{product.product_id}-{place}")
    for product in PRODUCTS.values()
    for place, correction in enumerate(product.corrections)
]
each_product = pytest.mark.parametrize("product", PRODUCTS.values(), ids=PRODUCTS)
each_correction = pytest.mark.parametrize(("product", "correction"), ALL)


# -- well-founded ------------------------------------------------------------------


def test_each_product_is_there_once_and_in_order() -> None:
    """One that is listed twice would lose its first corrections."""
    for kind in KINDS:
        ids = [product.product_id for product in kind]
        assert ids == sorted(set(ids))
    assert len(PRODUCTS) == sum(map(len, KINDS))


@each_product
def test_evidence_is_given(product: Product) -> None:
    """A public report says so, and the product is one."""
    assert all(map(EVIDENCE.fullmatch, product.evidence.split("; ")))
    assert PRODUCT_ID.fullmatch(product.product_id)
    assert product.kind
    assert product.corrections


def test_a_product_id_is_case_sensitive() -> None:
    """Two products may differ in nothing else."""
    assert corrections_of("eyEYwtdx9VhexxLW")
    assert corrections_of("eyeywtdx9vhexxlw") == ()


@each_correction
def test_a_correction_is_well_formed(product: Product, correction: Correction) -> None:
    """It can be handed on as text, and says why."""
    del product
    assert correction.source is Source.PRODUCT
    assert SENTENCE.fullmatch(correction.reason)
    text = correction_to_json(correction)
    assert parse_correction(text, Source.PRODUCT) == correction


@each_correction
def test_what_the_cloud_may_mend_is_guarded(
    product: Product, correction: Correction
) -> None:
    """Nothing is corrected twice once Tuya has put it right."""
    del product
    expected = {name for name, _ in correction.expected}
    for name, guards in GUARDS.items():
        if getattr(correction, name) not in (None, ()):
            assert expected & guards, f"{name} needs one of {sorted(guards)}"


@each_correction
def test_categories_and_parts_are_known(
    product: Product, correction: Correction
) -> None:
    """A correction to what the catalog does not know changes nothing."""
    del product
    if correction.category is not None:
        assert correction.category in set(Category)
    if correction.plays not in (None, UNUSED):
        assert correction.plays in _known_codes()


def _known_codes() -> set[str]:
    rows = [row for catalog in (*POINTS.values(), *COMPOSITES) for row in catalog.rows]
    played = (
        codes for row in rows for codes in getattr(row, "role_codes", {}).values()
    )
    required = (
        requirement.codes
        for row in rows
        for requirement in getattr(row, "roles", {}).values()
    )
    return {code for row in rows for code in row.codes}.union(*played, *required)


# -- right on a device made for each -----------------------------------------------


def _cloud(product: Product, **changed: JsonValue) -> JsonObject:
    """Return what the cloud says of a product when its corrections were found.

    ``changed`` are values that it says otherwise by now, of all data points.
    """
    entries: dict[str, JsonObject] = {}
    for code in {each.code for each in product.corrections} - {WHOLE_DEVICE}:
        corrections = [each for each in product.corrections if each.code == code]
        if any(each.type for each in corrections):
            continue
        type_name = next(map(_type_of, corrections))
        values: JsonObject = {}
        if type_name == "Integer":
            values |= {"unit": "", "scale": 0, "min": 0, "max": 100, "step": 1}
        if type_name == "Enum":
            values["range"] = ["first"]
        for each in corrections:
            values |= dict(each.expected)
        entries[code] = {
            "code": code,
            "type": type_name,
            "values": values | {k: v for k, v in changed.items() if k in values},
        }
    listed: list[JsonValue] = [*entries.values()]
    return {"category": "cloud", "functions": listed, "status": listed}


def _type_of(correction: Correction) -> str:
    if correction.labels:
        return "Bitmap"
    if correction.options or correction.option_names or correction.spellings:
        return "Enum"
    return "Integer"


def _values(correction: Correction) -> dict[str, JsonValue]:
    """Return raw values with which the condition of a correction holds."""
    if correction.when is None:
        return {}
    value = correction.when.value
    assert isinstance(value, int | float)
    is_less = correction.when.comparison is Comparison.LESS
    return {correction.when.code: value - 1 if is_less else value}


def _parsed(document: JsonObject, *corrections: Correction) -> Specification:
    values = {code: raw for each in corrections for code, raw in _values(each).items()}
    return parse_specification(document, corrections, values)


@each_correction
def test_a_correction_changes_something(
    product: Product, correction: Correction
) -> None:
    """One that changes nothing is left over."""
    document, together = _cloud(product), _together(product, correction)
    others = [each for each in together if each is not correction]
    corrected, less = _parsed(document, *together), _parsed(document, *others)
    assert replace(corrected, corrections={}) != replace(less, corrections={})
    applied = corrected.corrections[correction.code]
    assert correction in [each.correction for each in applied]


@each_correction
def test_a_correction_is_left_out_where_the_cloud_says_otherwise(
    product: Product, correction: Correction
) -> None:
    """A single other value is enough, and it may be any of those expected."""
    for name, value in correction.expected:
        if name == "type":
            document: JsonObject = {
                "category": "",
                "status": [{"code": correction.code, "type": "String", "values": {}}],
            }
        else:
            document = _cloud(product, **{name: _other(value)})
        assert _parsed(document, correction) == _parsed(document)


def _other(value: JsonValue) -> JsonValue:
    if isinstance(value, int):
        return value + 1
    return "other" if isinstance(value, str) else ["other"]


@each_correction
def test_a_correction_is_left_out_where_its_condition_is_not_true(
    product: Product, correction: Correction
) -> None:
    """Nor without a value."""
    if correction.when is None:
        return
    (value,) = _values(correction).values()
    assert isinstance(value, int)
    document, code = _cloud(product), correction.when.code
    for raw in (None, "", value * 2 if value < 450 else value - 1):
        values: dict[str, JsonValue] = {code: raw}
        parsed = parse_specification(document, [correction], values)
        assert parsed == _parsed(document)


def _together(product: Product, correction: Correction) -> list[Correction]:
    """Return the corrections of a product that hold when this one does."""
    return [
        each for each in product.corrections if each.when in (None, correction.when)
    ]


def _points(product: Product) -> Iterator[tuple[Correction, DataPoint]]:
    """Yield the corrections of a product, each with what all together make of it."""
    for correction in product.corrections:
        if correction.code == WHOLE_DEVICE:
            continue
        parsed = _parsed(_cloud(product), *_together(product, correction))
        yield correction, (dict(parsed.points) | dict(parsed.declared))[correction.code]


@each_product
def test_numbers_are_shown_and_sent_as_corrected(product: Product) -> None:
    """At both ends of the range and in between, and units with them."""
    for correction, point in _points(product):
        if not isinstance(point, ValuePoint):
            continue
        if correction.unit is not None:
            assert point.unit == correction.unit
        power = 10 ** (point.scale if correction.scale is None else correction.scale)
        factor, offset = (
            correction.factor or point.factor,
            correction.offset or point.offset,
        )
        for name in ("minimum", "maximum"):
            raw = getattr(correction, name)
            if raw is not None:
                shown = pytest.approx(raw / power * factor + offset)
                assert getattr(point, name) == shown
        low = round((point.minimum - offset) / factor * power)
        step = round(point.step / factor * power)
        assert correction.step in (None, step)
        for raw in (low, low + step, low + 2 * step):
            decoded = point.decode(raw)
            assert decoded.value == pytest.approx(raw / power * factor + offset)
            assert decoded.warning is None
            if point.writable and not correction.type:
                assert point.encode(decoded.value) == raw


@each_product
def test_options_are_shown_and_sent_as_corrected(product: Product) -> None:
    """Those of the cloud stay, and added ones join them."""
    declared = {each.code for each in product.corrections if each.type}
    for correction, point in _points(product):
        if not isinstance(point, EnumPoint):
            continue
        assert point.options[0] == "first" or correction.code in declared
        spelled = dict(correction.spellings)
        for option in (*correction.options, *spelled):
            received = spelled.get(option, option)
            assert point.decode(received).value == (option or None)
            if option in point.options and point.writable:
                assert point.encode(option) == received
        names = dict(point.option_names)
        assert names.items() >= dict(correction.option_names).items()


@each_product
def test_the_rest_is_as_corrected(product: Product) -> None:
    """Labels of bits, and how a data point is shown."""
    for correction, point in _points(product):
        if correction.labels:
            assert isinstance(point, BitmapPoint)
            highest = 1 << (len(correction.labels) - 1)
            assert point.decode(highest).value == (correction.labels[-1],)
        for name, value in correction.appearance.items():
            assert getattr(point.appearance, name) == value


@pytest.mark.parametrize(
    ("product_id", "code", "values", "raw", "shown"),
    [
        ("eyEYwtdx9VhexxLW", "cur_voltage", {}, 2306, 230.6),
        ("wifvoilfrqeo6hvu", "cur_power", {}, 2940, 294.0),
        ("IAYz2WK1th0cMLmL", "temp_set", {}, 41, 20.5),
        ("sazyjrekgpn4cuvy", "battery_percentage", {}, 4, 80),
        ("ewxuxtzrwf4zxyqj", "temp_value_v2", {}, 500, 2800),
        ("hw50w7qvxluhslkk", "temp_set", {"temp_set": 715}, 715, 71.5),
        ("hw50w7qvxluhslkk", "temp_set", {"temp_set": 215}, 215, 21.5),
        ("jc1afi7ow32okd0h", "ext_temp", {}, -45, -4.5),
        ("is5yumkqdhcfxskv", "wireless_electricity", {}, 87, 87),
        ("b3ov3nor", "pir", {}, True, "pir"),
        ("b3ov3nor", "pir", {}, False, "none"),
        ("fsea1lat3vuktbt6", "wind_direct", {}, "none", None),
        ("qv442aix6nlsktmi", "status", {}, "Charge_Comp", "charge_done"),
        ("ma3oq4onxxwg91ky", "fault", {}, 4, ("tankfull",)),
    ],
)
def test_what_people_reported_is_right(
    product_id: str,
    code: str,
    values: dict[str, JsonValue],
    raw: JsonValue,
    shown: object,
) -> None:
    """Values of public reports, and what they mean."""
    document = _cloud(PRODUCTS[product_id])
    parsed = parse_specification(document, corrections_of(product_id), values)
    points = dict(parsed.points) | dict(parsed.declared)
    assert points[code].decode(raw).value == shown


@pytest.mark.parametrize(
    ("set_point", "unit", "minimum", "maximum"),
    [(215, "℃", 16, 31), (715, "℉", 61, 88)],
)
def test_a_product_of_two_scales_is_in_the_one_its_value_shows(
    set_point: int, unit: str, minimum: float, maximum: float
) -> None:
    """One product id is sold in °C and in °F, with one specification."""
    product = PRODUCTS["hw50w7qvxluhslkk"]
    parsed = parse_specification(
        _cloud(product), product.corrections, {"temp_set": set_point}
    )
    point = parsed.points["temp_set"]
    assert isinstance(point, ValuePoint)
    assert (point.unit, point.minimum, point.maximum) == (unit, minimum, maximum)
