"""Counting calls."""

import pytest

from custom_components.tuya_cloud.cloud.call_counter import CallCounter


def test_calls_are_counted_by_endpoint() -> None:
    """The total is counted, too."""
    calls = CallCounter()
    assert (calls.total, calls.by_endpoint) == (0, {})
    calls.add("GET", "/v1.0/devices/{id}")
    calls.add("GET", "/v1.0/devices/{id}")
    calls.add("PUT", "/v1.0/devices/{id}")
    assert calls.total == 3
    assert calls.by_endpoint == {
        "GET /v1.0/devices/{id}": 2,
        "PUT /v1.0/devices/{id}": 1,
    }


def test_the_callback_gets_each_call() -> None:
    """It gets the same key."""
    counted: list[str] = []
    calls = CallCounter()
    calls.on_call = counted.append
    calls.add("GET", "/v1.0/devices/{id}")
    assert counted == ["GET /v1.0/devices/{id}"]
    assert calls.total == 1


def test_a_failing_callback_stops_no_call(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The error is logged, and the request is counted."""

    def fail(_key: str) -> None:
        raise KeyError("today")

    calls = CallCounter()
    calls.on_call = fail
    calls.add("GET", "/v1.0/devices/{id}")
    assert calls.total == 1
    assert "A call could not be recorded" in caplog.text
