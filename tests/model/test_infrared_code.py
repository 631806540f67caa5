"""Infrared codes as the cloud writes them, as durations, and as signed timings."""

import base64
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.infrared_code import (
    LONGEST,
    InfraredCodeError,
    decode,
    decode_base64,
    durations_of,
    encode,
    timings_of,
)
from tests.conftest import REAL_DEVICES

# section 10 of the protocol reference
CODE = "c42230112602f40126022602"
DURATIONS = [8900, 4400, 550, 500, 550, 550]

RECORDED: Path = REAL_DEVICES.parent / "reports" / "recorded"

DURATION = st.integers(1, LONGEST)


def test_the_worked_example() -> None:
    """The code of the reference is its durations, and the other way round."""
    assert decode(CODE) == DURATIONS
    assert encode(DURATIONS) == CODE
    assert decode(CODE.upper()) == DURATIONS
    assert decode_base64(base64.b64encode(bytes.fromhex(CODE)).decode()) == DURATIONS


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
def test_the_recorded_code() -> None:
    """A learned code starts as the NEC protocol does; half a duration is left out."""
    path = RECORDED / "32_ir_learning_code.json"
    code = json.loads(path.read_text("utf-8"))["answer"]["result"]["code"]
    durations = decode(code)
    assert durations[:6] == DURATIONS
    assert len(durations) == len(code) // 4
    assert code.startswith(encode(durations))


@given(st.lists(DURATION, min_size=1))
def test_durations_survive(durations: list[int]) -> None:
    """What is encoded is decoded to the same, in lower case, four digits each."""
    code = encode(durations)
    assert decode(code) == durations
    assert code == code.lower()
    assert len(code) == 4 * len(durations)


@given(st.lists(DURATION, min_size=1))
def test_timings_survive(durations: list[int]) -> None:
    """Signed timings alternate, light first, and lead back to the durations."""
    timings = timings_of(durations)
    assert [timing > 0 for timing in timings] == [
        index % 2 == 0 for index in range(len(timings))
    ]
    assert durations_of(timings) == durations


@given(st.lists(st.integers(-LONGEST, LONGEST)))
def test_any_timings_become_durations(timings: list[int]) -> None:
    """Durations are positive, and together as long as what follows the first light."""
    durations = durations_of(timings)
    assert all(duration > 0 for duration in durations)
    first = next((i for i, timing in enumerate(timings) if timing > 0), len(timings))
    assert sum(durations) == sum(map(abs, timings[first:]))
    assert sum(durations[::2]) == sum(timing for timing in timings if timing > 0)


def test_neighbors_of_one_sign_are_one_duration() -> None:
    """Darkness at the start is left out, and zero changes nothing."""
    assert durations_of([-500, 900, 100, 0, -300, -200, 50]) == [1000, 500, 50]
    assert durations_of([]) == []


def test_a_long_gap_is_cut() -> None:
    """A number of 16 bits is all that a duration has."""
    assert decode(encode([560, 108_000, 560])) == [560, LONGEST, 560]


@pytest.mark.parametrize("text", ["", "c", "c4", "zzzz", "c422 30x1", "Play"])
def test_a_text_that_is_no_code(text: str) -> None:
    """It is refused, so that it is never sent."""
    with pytest.raises(InfraredCodeError):
        decode(text)


@pytest.mark.parametrize("text", ["", "AA==", "not base64", "ä", "c4223"])
def test_a_text_that_is_no_base64_code(text: str) -> None:
    """It is refused as well."""
    with pytest.raises(InfraredCodeError):
        decode_base64(text)


def test_no_durations_are_no_code() -> None:
    """There is nothing to send."""
    with pytest.raises(InfraredCodeError):
        encode([])


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything else."""
    for read in (decode, decode_base64):
        with suppress(InfraredCodeError):
            assert read(text)
