"""Reports and pulls: which is newer, and what each changes."""

from dataclasses import replace

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.points import Access, BooleanPoint
from custom_components.tuya_cloud.model.status import StatusItem

from .builders import NOW, changes, device, lamp, report


def test_point_that_was_only_written_is_read_once_reported() -> None:
    """Functions without status are reported by some devices after all."""
    made = device(lamp())
    assert not made.points["reset"].readable
    assert report(made, "reset", None) == changes()
    update = report(made, "reset", False)
    assert replace(update, reports=[]) == changes(
        reported="reset", changed="reset", added="reset"
    )
    assert made.points["reset"].access is Access.READ_WRITE
    assert made.value("reset") is False


def test_report_tells_what_it_changed() -> None:
    """Same values are reported but change nothing; new codes are added."""
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
    """Messages overtake each other; other data points do not mind."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    assert report(made, "bright", 40, at=NOW - 2000) == changes()
    assert made.raw("bright") == 50
    assert report(made, "switch", True, at=NOW - 2000) != changes()


def test_report_of_the_same_moment_is_taken() -> None:
    """Times in seconds are too coarse to tell which was first."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    assert report(made, "bright", 60, at=NOW - 1000).reported == {"bright"}
    assert made.raw("bright") == 60


def test_items_of_one_report_are_ordered_too() -> None:
    """One message may carry a code twice."""
    made = device(lamp())
    items = [StatusItem("bright", 50, NOW - 1), StatusItem("bright", 40, NOW - 2)]
    made.apply_report(items, received_at=100.0, now_ms=NOW)
    assert made.raw("bright") == 50


def test_report_without_time_is_taken_and_keeps_the_last_time() -> None:
    """It says nothing about the order, so the order known before holds on."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW - 1000)
    report(made, "bright", 60)
    assert made.raw("bright") == 60
    assert made.readings["bright"].reported_at == NOW - 1000
    assert report(made, "bright", 70, at=NOW - 2000) == changes()


def test_report_from_the_future_counts_as_now() -> None:
    """A device whose clock is fast would freeze its points otherwise."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW + 10**9)
    assert made.readings["bright"].reported_at == NOW
    report(made, "bright", 60, at=NOW + 500, now=NOW + 1000)
    assert made.raw("bright") == 60


def test_own_clock_set_back_freezes_nothing() -> None:
    """Our clock may have been the wrong one."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW, now=NOW)
    report(made, "bright", 60, at=NOW - 50_100, now=NOW - 50_000)
    assert made.raw("bright") == 60
    assert made.readings["bright"].reported_at == NOW - 50_100


def test_pull_replaces_what_is_older() -> None:
    """Pulls are ordered by arrival alone, and leave the reports' order alone."""
    made = device(lamp(), {"bright": 10, "switch": True})
    report(made, "bright", 50, at=NOW - 1000, received_at=100.0)
    status: JsonObject = {"bright": 60, "switch": True}
    assert made.apply_pull(status, requested_at=100.5) == changes(
        reported="bright switch", changed="bright"
    )
    assert made.raw("bright") == 60
    # a report delayed since before the last one is no news
    assert report(made, "bright", 40, at=NOW - 2000) == changes()
    # one from before the pull is: the devices' clocks say nothing about pulls
    assert report(made, "bright", 70, at=NOW - 500).changed == {"bright"}


def test_report_that_came_after_the_pull_was_asked_for_stays() -> None:
    """The cloud may have answered before it had the report."""
    made = device(lamp())
    report(made, "bright", 50, received_at=100.0)
    pulled: JsonObject = {"bright": 60, "switch": True}
    assert made.apply_pull(pulled, requested_at=99.0) == changes(
        reported="switch", changed="switch"
    )
    assert made.raw("bright") == 50


def test_answer_to_an_earlier_pull_that_came_late_is_ignored() -> None:
    """Answers overtake each other as messages do."""
    made = device(lamp())
    made.apply_pull({"bright": 60}, requested_at=12.0)
    made.apply_pull({"bright": 50}, requested_at=10.0)
    assert made.raw("bright") == 60


def test_device_list_is_a_pull() -> None:
    """It holds the statuses of the moment it was asked for."""
    made = Device.create({"id": "1"}, lamp(), {"bright": 10}, requested_at=5.0)
    made.apply_pull({"bright": 20}, requested_at=4.0)
    assert made.raw("bright") == 10


def test_restored_device_ignores_older_reports_and_takes_pulls() -> None:
    """Reports replayed after a restart are old; the first pull is new."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    restored = Device.from_stored(made.to_json(), lamp())
    assert report(restored, "bright", 40, at=NOW - 1, now=NOW + 1) == changes()
    restored.apply_pull({"bright": 60}, requested_at=0.0)
    assert restored.raw("bright") == 60


def test_restored_readings_replace_nothing_newer() -> None:
    """The device list may have been read before the store."""
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
    """Two presses of a button are two reports of one value, a replay is none."""
    made = device(lamp())
    first = report(made, "bright", 50, at=NOW - 2000)
    assert [(item.raw, item.time) for item in first.reports] == [(50, NOW - 2000)]
    assert report(made, "bright", 50, at=NOW - 2000).reports == []
    again = report(made, "bright", 50, at=NOW - 1000)
    assert [item.time for item in again.reports] == [NOW - 1000]
    assert again.changed == frozenset()
    assert report(made, "bright", 50, at=NOW - 2000).reports == []
    # times in whole seconds are too coarse to tell two values apart
    assert len(report(made, "bright", 60, at=NOW - 1000).reports) == 1
    # what tells no time cannot be known for a replay
    assert len(report(made, "bright", 60).reports) == 1
    assert len(report(made, "bright", 60).reports) == 1
    assert report(made, "bright", 60, at=NOW - 1000).reports == []


def test_replays_from_a_fast_clock_are_known_for_replays() -> None:
    """Their time counts as now, which differs each time they come."""
    made = device(lamp())
    assert len(report(made, "bright", 50, at=NOW + 10**9).reports) == 1
    replayed = report(made, "bright", 50, at=NOW + 10**9, now=NOW + 10)
    assert replayed.reports == []
    # once the clock is right its reports count again
    assert len(report(made, "bright", 50, at=NOW + 20, now=NOW + 20).reports) == 1


def test_replay_after_a_restart_counts_for_nothing() -> None:
    """Neither does a pull, although it brings a value that was not known."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    restored = Device.from_stored(made.to_json(), lamp())
    assert report(restored, "bright", 50, at=NOW, now=NOW + 1).reports == []
    pulled = restored.apply_pull({"bright": 70}, requested_at=200.0)
    assert pulled.reports == []
    assert report(restored, "bright", 70, at=NOW - 1, now=NOW + 1).reports == []
    assert len(report(restored, "bright", 70, at=NOW + 1, now=NOW + 1).reports) == 1


def test_replay_after_a_restart_is_known_where_the_list_was_read_first() -> None:
    """The stored time joins the reading that the list brought."""
    made = device(lamp())
    report(made, "bright", 50, at=NOW)
    fresh = device(lamp(), {"bright": 50})
    fresh.restore_readings(made.readings_to_json())
    assert report(fresh, "bright", 50, at=NOW, now=NOW + 1).reports == []
