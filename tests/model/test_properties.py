"""Properties that hold for every input from the cloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.packed.color import (
    color_format,
    decode_color,
    read_color,
)
from custom_components.tuya_cloud.model.packed.electricity import decode_electricity
from custom_components.tuya_cloud.model.points import Access, DataPoint, ValuePoint
from custom_components.tuya_cloud.model.specification import (
    infer_point,
    parse_specification,
)
from custom_components.tuya_cloud.model.status import StatusItem, parse_status_items

from .builders import device, entry, point, specification

SCALARS: st.SearchStrategy[JsonValue] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["", "{}", "[]", "12", "true", "nan", "-1", 10**400])
)
JSON: st.SearchStrategy[JsonValue] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
WORDS = ["min", "max", "scale", "step", "unit", "range", "label", "maxlen", "h", "s"]
VALUES = st.dictionaries(st.sampled_from(WORDS), JSON)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "code": st.sampled_from(["a", "b"]) | JSON,
        "type": st.sampled_from(
            ["Boolean", "Integer", "Enum", "String", "Json", "Raw", "Bitmap", "value"]
        )
        | JSON,
        "values": VALUES | JSON,
        "name": JSON,
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "category": JSON,
        "functions": st.lists(ENTRIES | JSON) | JSON,
        "status": st.lists(ENTRIES | JSON) | JSON,
    },
)
POINTS = [
    point("Boolean"),
    point("Integer", {"min": 0, "max": 100, "scale": 1, "step": 5}),
    point("Integer", {}),
    point("Enum", {"range": ["a", "b"]}),
    point("String"),
    point("Json", {"h": {"min": 0, "max": 360}}),
    point("Raw"),
    point("Bitmap", {"label": ["a", "b"]}),
]
# a device may report JSON that is not allowed in a command
SENDABLE = [made for made in POINTS if made.type_name != "Json"]


@pytest.mark.parametrize("made", POINTS, ids=lambda made: made.type_name)
@given(raw=JSON)
def test_decode_never_raises_and_warns_of_invalid_values(
    made: DataPoint, raw: JsonValue
) -> None:
    """This holds for every JSON value."""
    decoded = made.decode(raw)
    if decoded.value is None and not isinstance(raw, str) and raw is not None:
        assert decoded.warning


@pytest.mark.parametrize("made", SENDABLE, ids=lambda made: made.type_name)
@given(raw=JSON)
def test_values_without_a_warning_can_be_sent(made: DataPoint, raw: JsonValue) -> None:
    """A scene must be able to restore the current state."""
    decoded = made.decode(raw)
    if decoded.value is not None and not decoded.warning:
        assert made.decode(made.encode(decoded.value)).warning is None


@given(document=DOCUMENTS | JSON, raw=JSON)
def test_any_specification_is_read(document: JsonValue, raw: JsonValue) -> None:
    """Every point can be decoded, and every number has a usable range."""
    parsed = parse_specification(document)
    for code, made in parsed.points.items():
        assert made.code == code
        made.decode(raw)
        if isinstance(made, ValuePoint):
            assert made.minimum < made.maximum
            assert 0 < made.step <= made.maximum - made.minimum


@given(raw=JSON)
def test_inferred_point_shows_its_value(raw: JsonValue) -> None:
    """No value is dropped."""
    made = infer_point("own", raw)
    assert made.access is Access.READ
    assert made.decode(raw).value is not None or made.decode(raw).warning or raw is None


@given(items=JSON | st.lists(ENTRIES | JSON), document=DOCUMENTS)
def test_any_status_is_accepted(items: JsonValue, document: JsonObject) -> None:
    """Every reading has a data point."""
    made = device(parse_specification(document))
    parsed = parse_status_items(items)
    made.apply_pull({item.code: item.raw for item in parsed}, requested_at=1.0)
    update = made.apply_report(parsed, received_at=2.0, now_ms=10**12)
    assert update.reported == made.readings.keys()
    assert made.readings.keys() <= made.points.keys()


@given(stored=JSON | st.fixed_dictionaries({"document": JSON, "readings": JSON}))
def test_any_store_is_read(stored: JsonValue) -> None:
    """A damaged file does not prevent a device from working."""
    if isinstance(stored, dict):
        Device.from_stored(stored, specification())


@given(
    arrived=st.lists(
        st.tuples(st.integers(1, 20), st.integers(0, 9)), min_size=1, max_size=12
    )
)
def test_newest_report_is_used_in_any_order(
    arrived: list[tuple[int, int]],
) -> None:
    """Of equal times, the last one received is used."""
    made = device(specification(status=[entry("a", "Integer", {"min": 0, "max": 9})]))
    base = 1_700_000_000_000
    for received_at, (second, raw) in enumerate(arrived):
        made.apply_report(
            [StatusItem("a", raw, base + second * 1000)],
            received_at=float(received_at),
            now_ms=base + 60_000,
        )
    newest = max(second for second, _ in arrived)
    last = [raw for second, raw in arrived if second == newest][-1]
    assert made.value("a") == last
    assert made.readings["a"].reported_at == base + newest * 1000


@given(
    steps=st.lists(
        st.tuples(st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7)),
        min_size=1,
        max_size=12,
    )
)
def test_reports_are_accepted_after_a_clock_is_corrected(
    steps: list[tuple[int, int]],
) -> None:
    """The clocks of device and host may have been wrong before."""
    made = device(specification(status=[entry("a", "Boolean")]))
    base = 1_700_000_000_000
    for index, (device_clock, own_clock) in enumerate(steps):
        made.apply_report(
            [StatusItem("a", True, base + device_clock)],
            received_at=float(index),
            now_ms=base + own_clock,
        )
    later = base + 10**8
    update = made.apply_report(
        [StatusItem("a", False, later)], received_at=100.0, now_ms=later
    )
    assert update.changed == {"a"}


@pytest.mark.parametrize("made", POINTS, ids=lambda made: made.type_name)
@given(raw=JSON | st.fixed_dictionaries({"h": JSON, "s": JSON, "v": JSON}))
def test_packed_values_never_raise(made: DataPoint, raw: JsonValue) -> None:
    """This holds for every type and value."""
    written = read_color(raw)
    colors = color_format(made, written)
    if written is not None:
        decode_color(written, colors)
    decode_electricity(made.decode(raw).value)


@given(data=st.binary(max_size=20))
def test_any_bytes_are_a_phase_or_none(data: bytes) -> None:
    """The length and the first bytes decide on the layout."""
    phase = decode_electricity(data)
    assert phase is None or phase.voltage is not None
