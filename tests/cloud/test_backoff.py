"""The back-off after errors."""

import pytest

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.backoff import Backoff


@pytest.fixture(autouse=True)
def real_waits(short_delays: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the real delays."""
    monkeypatch.setattr(timing, "FIRST_BACKOFF", 2.0)


def test_waits_double_from_a_second_to_five_minutes() -> None:
    """Each delay is in its range, and the ranges end at 300 seconds."""
    waits = Backoff(300)
    longest = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    for limit in longest:
        assert limit / 2 <= waits.next() <= limit


def test_the_longest_wait_can_be_set() -> None:
    """A more expensive attempt has a longer limit."""
    waits = Backoff(longest=1800)
    for _ in range(12):
        longest = waits.next()
    assert 900 <= longest <= 1800


def test_waits_differ_between_clients() -> None:
    """Clients that lost the same server do not reconnect at the same time."""
    assert len({Backoff(300).next() for _ in range(20)}) > 1


def test_success_resets_the_backoff() -> None:
    """The delay after the next error is the first one again."""
    waits = Backoff(300)
    for _ in range(9):
        waits.next()
    waits.reset()
    assert waits.next() <= 2
