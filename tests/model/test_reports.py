"""Reports and pulls: their order, and their changes."""

from dataclasses import replace

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.points import Access, BooleanPoint
from custom_components.tuya_cloud.model.status import StatusItem

from .builders import NOW, changes, device, lamp, report


def test_write_only_point_is_readable_once_reported() -> None:
    """Some devices report functions without a status."""
    made = device(lamp())
    assert not made.points["reset"].readable
    assert report(made, "reset", None) == changes()
    update = report(made, "reset", False)
    assert replace(update, reports=[]) == changes(
        reported="reset", changed="reset", added="reset"
    )
    assert made.points["reset"].access is Access.READ_WRITE
    assert made.value("reset") is False


def test_update_lists_the_changed_codes() -> None:
    """Equal values count as reported, not as changed; new codes are added."""
    made = device(lamp(), {"switch": True, "bright": 10})
    update = made.apply_report(
        [
            StatusItem("switch", False, NOW),
            StatusItem("bright", 10, NOW),
            StatusItem("own", True, NOW),
        ],
        received_at=100.0,
        now_ms=NOW,
    )
    assert replace(update, reports=[]) == changes(
        reported="switch bright own", changed="switch own", added="own"
    )
    assert [item.code for item in update.reports] == ["switch", "bright", "own"]
    assert isinstance(made.points["own"], BooleanPoint)
    reading = made.readings["switch"]
    assert (reading.reported_at, reading.received_at) == (NOW, 100.0)


def test_older_report_is_ignored() -> None:
    """Messages can arrive out of order, for each data point separately."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    assert report(made, "bright", 40, at=NOW - 2000) == changes()
    assert made.raw("bright") == 50
    assert report(made, "switch", True, at=NOW - 2000) != changes()


def test_report_with_an_equal_time_is_accepted() -> None:
    """Times in seconds are too coarse for an order."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    assert report(made, "bright", 60, at=NOW - 1000).reported == {"bright"}
    assert made.raw("bright") == 60


def test_items_of_one_report_are_ordered_too() -> None:
    """A message may contain a code twice."""
    made = device(lamp())
    items = [StatusItem("bright", 50, NOW - 1), StatusItem("bright", 40, NOW - 2)]
    made.apply_report(items, received_at=100.0, now_ms=NOW)
    assert made.raw("bright") == 50


def test_report_without_time_is_accepted_and_keeps_the_last_time() -> None:
    """Later reports are still compared with the last known time."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    report(made, "bright", 60)
    assert made.raw("bright") == 60
    assert made.readings["bright"].reported_at == NOW - 1000
    assert report(made, "bright", 70, at=NOW - 2000) == changes()


def test_report_from_the_future_counts_as_now() -> None:
    """Otherwise a fast clock of a device would block later reports."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW + 10**9)
    assert made.readings["bright"].reported_at == NOW
    report(made, "bright", 60, at=NOW + 500, now=NOW + 1000)
    assert made.raw("bright") == 60


def test_own_clock_set_back_blocks_no_report() -> None:
    """The clock of the host may have been wrong."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW, now=NOW)
    report(made, "bright", 60, at=NOW - 50_100, now=NOW - 50_000)
    assert made.raw("bright") == 60
    assert made.readings["bright"].reported_at == NOW - 50_100


def test_pull_replaces_older_values() -> None:
    """Pulls are ordered by request, and do not change the order of reports."""
    made = device(lamp(), {"bright": 10, "switch": True})
    report(made, "bright", 50, at=NOW - 1000, received_at=100.0)
    status: JsonObject = {"bright": 60, "switch": True}
    assert made.apply_pull(status, requested_at=100.5) == changes(
        reported="bright switch", changed="bright"
    )
    assert made.raw("bright") == 60
    # a delayed report that is older than the last one is ignored
    assert report(made, "bright", 40, at=NOW - 2000) == changes()
    # a report from before the pull is accepted: devices' clocks do not order pulls
    assert report(made, "bright", 70, at=NOW - 500).changed == {"bright"}


def test_late_report_counts_but_is_not_current() -> None:
    """The queue keeps reports while nobody takes them; a pull has newer values."""
    made = device(lamp(), {"bright": 60})
    late = StatusItem("bright", 50, NOW - 10**6, is_late=True)
    update = made.apply_report([late], received_at=101.0, now_ms=NOW)
    assert update == replace(changes(), reports=[late])
    assert made.raw("bright") == 60
    # there is nothing newer
    late = StatusItem("mode", "white", NOW - 10**6, is_late=True)
    update = made.apply_report([late], received_at=101.0, now_ms=NOW)
    assert update.changed == {"mode"}
    assert made.raw("mode") == "white"
    # what was known before the late report was sent is not a report again
    report(made, "bright", 70, at=NOW)
    late = StatusItem("bright", 50, NOW - 10**6, is_late=True)
    update = made.apply_report([late], received_at=102.0, now_ms=NOW)
    assert update == changes()


def test_report_during_a_pull_is_kept() -> None:
    """The cloud may have answered before it received the report."""
    made = device(lamp())
    report(made, "bright", 50, received_at=100.0)
    pulled: JsonObject = {"bright": 60, "switch": True}
    assert made.apply_pull(pulled, requested_at=99.0) == changes(
        reported="switch", changed="switch"
    )
    assert made.raw("bright") == 50


def test_late_answer_to_an_earlier_pull_is_ignored() -> None:
    """Answers can arrive out of order."""
    made = device(lamp())
    made.apply_pull({"bright": 60}, requested_at=12.0)
    made.apply_pull({"bright": 50}, requested_at=10.0)
    assert made.raw("bright") == 60


def test_device_list_is_a_pull() -> None:
    """Its statuses are as old as its request."""
    made = Device.create({"id": "1"}, lamp(), {"bright": 10}, requested_at=5.0)
    made.apply_pull({"bright": 20}, requested_at=4.0)
    assert made.raw("bright") == 10


def test_restored_device_ignores_older_reports_and_accepts_pulls() -> None:
    """Reports repeated after a restart are old; the first pull is new."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    restored = Device.from_stored(made.to_json(), lamp())
    assert report(restored, "bright", 40, at=NOW - 1, now=NOW + 1) == changes()
    restored.apply_pull({"bright": 60}, requested_at=0.0)
    assert restored.raw("bright") == 60


def test_restored_readings_replace_nothing_newer() -> None:
    """The device list may be read before the store."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    stored = made.readings_to_json()
    fresh = device(lamp(), {"bright": 70})
    fresh.restore_readings(stored)
    assert fresh.raw("bright") == 70
    assert report(fresh, "bright", 40, at=NOW - 1, now=NOW + 1) == changes()
    report(fresh, "bright", 30, at=NOW + 1, now=NOW + 1)
    fresh.restore_readings(stored)
    assert fresh.readings["bright"].reported_at == NOW + 1


def test_each_report_counts_once() -> None:
    """Without an id of its message, a report is known by its time and value."""
    made = device(lamp())
    first = report(made, "bright", 50, at=NOW - 2000)
    assert [(item.raw, item.time) for item in first.reports] == [(50, NOW - 2000)]
    assert report(made, "bright", 50, at=NOW - 2000).reports == []
    again = report(made, "bright", 50, at=NOW - 1000)
    assert [item.time for item in again.reports] == [NOW - 1000]
    assert again.changed == frozenset()
    assert report(made, "bright", 50, at=NOW - 2000).reports == []
    # times in seconds are too coarse to distinguish two values
    assert len(report(made, "bright", 60, at=NOW - 1000).reports) == 1
    # a report without a time cannot be recognized as a replay
    assert len(report(made, "bright", 60).reports) == 1
    assert len(report(made, "bright", 60).reports) == 1
    assert report(made, "bright", 60, at=NOW - 1000).reports == []


def test_replays_from_a_fast_clock_are_recognized() -> None:
    """Their time counts as the time of arrival, which differs each time."""
    made = device(lamp())
    assert len(report(made, "bright", 50, at=NOW + 10**9).reports) == 1
    replayed = report(made, "bright", 50, at=NOW + 10**9, now=NOW + 10)
    assert replayed.reports == []
    # reports count again once the clock is correct
    assert len(report(made, "bright", 50, at=NOW + 20, now=NOW + 20).reports) == 1


def test_replay_after_a_restart_does_not_count() -> None:
    """A pull does not count either, even with a new value."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    restored = Device.from_stored(made.to_json(), lamp())
    assert report(restored, "bright", 50, at=NOW, now=NOW + 1).reports == []
    pulled = restored.apply_pull({"bright": 70}, requested_at=200.0)
    assert pulled.reports == []
    assert report(restored, "bright", 70, at=NOW - 1, now=NOW + 1).reports == []
    assert len(report(restored, "bright", 70, at=NOW + 1, now=NOW + 1).reports) == 1


def test_replay_is_recognized_when_the_list_was_read_before_the_store() -> None:
    """The stored time is added to the reading of the list."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    fresh = device(lamp(), {"bright": 50})
    fresh.restore_readings(made.readings_to_json())
    assert report(fresh, "bright", 50, at=NOW, now=NOW + 1).reports == []


def test_message_with_a_known_id_is_a_repetition() -> None:
    """Nothing of it counts, not even as a sign that the device is online."""
    made = device(lamp())
    assert report(made, "bright", 50, at=NOW - 1000, message_id="a").reports
    assert report(made, "bright", 60, at=NOW - 1000, message_id="b").reports
    assert report(made, "bright", 50, at=NOW - 1000, message_id="a") == changes()
    assert made.raw("bright") == 60


def test_equal_reports_of_one_second_count_if_their_messages_differ() -> None:
    """Times are in whole seconds; two presses within one have their own messages."""
    made = device(lamp())
    for message_id in ("a", "b"):
        again = report(made, "bright", 50, at=NOW - 1000, message_id=message_id)
        assert [item.time for item in again.reports] == [NOW - 1000]
    # one message does not report the same twice
    items = [StatusItem("bright", 50, NOW)] * 2
    update = made.apply_report(items, received_at=100.0, now_ms=NOW, message_id="c")
    assert len(update.reports) == 1


def test_message_is_known_after_a_restart() -> None:
    """The last ones are stored, and many more are known while running."""
    made = device(lamp())
    for number in range(50):
        report(made, "bright", number, message_id=f"id {number}")
    assert report(made, "bright", 0, message_id="id 0") == changes()
    restored = Device.from_stored(made.to_json(), lamp())
    assert report(restored, "bright", 49, message_id="id 49") == changes()
    assert report(restored, "bright", 49, message_id="id 50").reports


def test_few_messages_are_kept() -> None:
    """The memory of a device that reports for years stays small."""
    made = device(lamp())
    for number in range(1000):
        report(made, "bright", number % 100, message_id=f"id {number}")
    assert len(made.messages) < 100
    assert len(str(made.to_json()["messages"])) < 200
