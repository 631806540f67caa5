"""Status items: lists and reports of the cloud, item by item."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.status import StatusItem, parse_status_items

MOMENT = 1667209582000


def test_list_has_no_times() -> None:
    """Null is a value here: the code exists, and holds none."""
    assert parse_status_items(
        [{"code": "switch_1", "value": True}, {"code": "mode", "value": None}]
    ) == [StatusItem("switch_1", True), StatusItem("mode", None)]


def test_report_has_a_time() -> None:
    """The numeric key repeats the value."""
    item: JsonValue = {"code": "switch_1", "value": False, "t": MOMENT, "1": False}
    assert parse_status_items([item]) == [StatusItem("switch_1", False, MOMENT)]


@pytest.mark.parametrize(
    "time", [MOMENT, str(MOMENT), MOMENT // 1000, str(MOMENT // 1000), float(MOMENT)]
)
def test_time_is_read_in_any_dress(time: JsonValue) -> None:
    """Integers and text, seconds and milliseconds were all seen."""
    (item,) = parse_status_items([{"code": "a", "value": 1, "t": time}])
    assert item.time == MOMENT
    assert isinstance(item.time, int)


@pytest.mark.parametrize("time", [None, 0, -5, "", "now", True, 1.5, {}])
def test_time_that_is_none_is_not_said(time: JsonValue) -> None:
    """Such an item is not older than any other."""
    assert parse_status_items([{"code": "a", "value": 1, "t": time}])[0].time is None


def test_value_may_stand_under_the_number_alone() -> None:
    """The numeric key holds the same value."""
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
    """One item never takes the others with it."""
    assert parse_status_items([broken, {"code": "a", "value": 1}]) == [
        StatusItem("a", 1)
    ]


@pytest.mark.parametrize("items", [None, {}, "[]", 5])
def test_what_is_no_list_holds_nothing(items: JsonValue) -> None:
    """A report without status is no error."""
    assert parse_status_items(items) == []
