"""Waiting longer after each failure."""

import pytest

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.backoff import Backoff


@pytest.fixture(autouse=True)
def real_waits(impatience: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo the haste of the other tests."""
    monkeypatch.setattr(timing, "FIRST_BACKOFF", 2.0)


def test_waits_double_from_a_second_to_five_minutes() -> None:
    """Each lies in its own range, and the ranges end at 300 seconds."""
    waits = Backoff(300)
    longest = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    for limit in longest:
        assert limit / 2 <= waits.next() <= limit


def test_the_longest_wait_may_be_another() -> None:
    """For what costs more to try."""
    waits = Backoff(longest=1800)
    for _ in range(12):
        longest = waits.next()
    assert 900 <= longest <= 1800


def test_waits_differ_between_clients() -> None:
    """Clients that lost the same server do not come back in step."""
    assert len({Backoff(300).next() for _ in range(20)}) > 1


def test_success_begins_anew() -> None:
    """The next failure is the first again."""
    waits = Backoff(300)
    for _ in range(9):
        waits.next()
    waits.reset()
    assert waits.next() <= 2
