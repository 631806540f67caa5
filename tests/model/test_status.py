"""Status items of lists and reports."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.status import StatusItem, parse_status_items

MOMENT = 1667209582000


def test_list_has_no_times() -> None:
    """Null is kept, because the code exists."""
    assert parse_status_items(
        [{"code": "switch_1", "value": True}, {"code": "mode", "value": None}]
    ) == [StatusItem("switch_1", True), StatusItem("mode", None)]


def test_report_has_a_time() -> None:
    """The numeric key repeats the value and is ignored."""
    item: JsonValue = {"code": "switch_1", "value": False, "t": MOMENT, "1": False}
    assert parse_status_items([item]) == [StatusItem("switch_1", False, MOMENT)]


@pytest.mark.parametrize(
    "time", [MOMENT, str(MOMENT), MOMENT // 1000, str(MOMENT // 1000), float(MOMENT)]
)
def test_time_is_read_in_every_form(time: JsonValue) -> None:
    """Devices send integers and text, in seconds and milliseconds."""
    (item,) = parse_status_items([{"code": "a", "value": 1, "t": time}])
    assert item.time == MOMENT
    assert isinstance(item.time, int)


@pytest.mark.parametrize(
    "time", [None, 0, -5, 2, "2", 1_420_070_399, "", "now", True, 1.5, {}]
)
def test_invalid_time_counts_as_missing(time: JsonValue) -> None:
    """A time before 2015 is invalid, too; such an item is not older than others."""
    assert parse_status_items([{"code": "a", "value": 1, "t": time}])[0].time is None


def test_value_may_stand_under_the_number_alone() -> None:
    """The numeric key has the same value."""
    assert parse_status_items([{"code": "a", "101": "x"}]) == [StatusItem("a", "x")]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "switch_1",
        7,
        [],
        {},
        {"value": 1},
        {"code": "", "value": 1},
        {"code": 5, "value": 1},
        {"code": "a"},
        {"101": 5, "t": MOMENT},
    ],
)
def test_broken_items_are_dropped_and_others_kept(broken: JsonValue) -> None:
    """A broken item does not affect the others."""
    assert parse_status_items([broken, {"code": "a", "value": 1}]) == [
        StatusItem("a", 1)
    ]


@pytest.mark.parametrize("items", [None, {}, "[]", 5])
def test_an_invalid_list_has_no_items(items: JsonValue) -> None:
    """A report without a status is not an error."""
    assert parse_status_items(items) == []


def test_a_number_alone_has_a_known_code() -> None:
    """Of messages of the newer set the known code comes first."""
    codes = {101: "level", 20: "switch_led"}
    items: list[JsonValue] = [
        {"101": 5},
        {"dpId": "101", "value": 6},
        {"code": "led_switch", "dpId": 20, "value": True},
        {"code": "other", "dpId": 21, "value": 7},
        {"102": 5},
        {"dpId": True, "value": 5},
        {"code": 5, "dpId": 22, "value": 5},
        {"code": "without a value", "dpId": 20},
    ]
    assert parse_status_items(items, lambda dp_id: codes.get(dp_id, "")) == [
        StatusItem("level", 5),
        StatusItem("level", 6),
        StatusItem("switch_led", True),
        StatusItem("other", 7),
    ]
