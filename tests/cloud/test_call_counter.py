"""Counting calls."""

import pytest

from custom_components.tuya_cloud.cloud.call_counter import CallCounter


def test_calls_are_counted_by_endpoint() -> None:
    """And in all."""
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


def test_who_keeps_a_ledger_is_told_of_each() -> None:
    """By the same key."""
    told: list[str] = []
    calls = CallCounter()
    calls.on_call = told.append
    calls.add("GET", "/v1.0/devices/{id}")
    assert told == ["GET /v1.0/devices/{id}"]
    assert calls.total == 1


def test_a_ledger_that_fails_stops_no_call(caplog: pytest.LogCaptureFixture) -> None:
    """The failure is logged, and the request is counted."""

    def fail(_key: str) -> None:
        raise KeyError("today")

    calls = CallCounter()
    calls.on_call = fail
    calls.add("GET", "/v1.0/devices/{id}")
    assert calls.total == 1
    assert "A call could not be recorded" in caplog.text
