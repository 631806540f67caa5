"""What is seen of a cover that shows its position from the wrong end, and of others."""

from dataclasses import replace
from typing import Final

import pytest

from custom_components.tuya_cloud.entities.cover_direction import (
    DirectionWitness,
    Sighting,
)

CLOSED: Final = Sighting(
    command="close", movement=None, end_stop=None, position=0, target=0, time=0
)
OPEN: Final = replace(CLOSED, command="open", position=100, target=100)


def verdicts(*sightings: Sighting) -> list[bool]:
    """Return what a witness makes of sightings, one after the other."""
    witness = DirectionWitness()
    seen = [witness.see(sighting) for sighting in sightings]
    return [fits for fits in seen if fits is not None]


@pytest.mark.parametrize("is_right", [True, False])
def test_a_position_is_compared_with_the_command(*, is_right: bool) -> None:
    """Once for each travel, which may be reported in steps or all at once."""
    positions = (0, 4, 12, 50, 100) if is_right else (100, 96, 88, 50, 0)
    start = replace(CLOSED, position=positions[0])
    steps = [replace(OPEN, position=each, target=None) for each in positions]
    assert verdicts(start, *steps) == [is_right]
    assert verdicts(start, steps[-1]) == [is_right]


@pytest.mark.parametrize("is_right", [True, False])
def test_a_position_is_compared_with_the_movement(*, is_right: bool) -> None:
    """Also where somebody moves the cover by other means."""
    rest = replace(CLOSED, position=50)
    moving = replace(rest, movement="opening")
    moved = replace(moving, position=80 if is_right else 20)
    assert verdicts(rest, moving, moved) == [is_right]


@pytest.mark.parametrize("is_right", [True, False])
def test_a_position_is_compared_with_the_end_stop(*, is_right: bool) -> None:
    """When the next travel begins: the position may be reported after it."""
    end = replace(OPEN, end_stop="fully_open", position=100 if is_right else 0, time=10)
    start = replace(CLOSED, position=50)
    next_one = replace(end, command="close", time=500)
    # the travel to the end stop has been compared, too
    assert verdicts(start, end, next_one) == [is_right, is_right]
    # an end stop that the device never reports again tells nothing
    again = replace(next_one, command="open", time=1000)
    assert verdicts(start, end, next_one, again) == [is_right, is_right]


@pytest.mark.parametrize(
    "sightings",
    [
        # nothing moved
        (CLOSED, replace(CLOSED, command="open", position=4)),
        # somebody set a position long after the command
        (
            replace(CLOSED, position=100),
            replace(OPEN, time=1),
            replace(OPEN, target=30, time=60),
            replace(OPEN, target=30, position=30, time=70),
        ),
        # the position is that of another command
        (
            replace(CLOSED, position=100),
            replace(OPEN, time=1),
            replace(OPEN, position=0, time=1000),
        ),
        # it was stopped
        (
            replace(CLOSED, position=100),
            OPEN,
            replace(OPEN, command="stop"),
            replace(OPEN, command="stop", position=30),
        ),
        # command and movement disagree
        (CLOSED, replace(OPEN, movement="closing")),
        # the position was unknown
        (replace(CLOSED, position=None), OPEN),
    ],
)
def test_what_tells_nothing(sightings: tuple[Sighting, ...]) -> None:
    """It is left out."""
    assert verdicts(*sightings) == []


def test_a_travel_is_left_out_when_a_position_is_set() -> None:
    """It moves the other way then, although the command stays."""
    witness = DirectionWitness()
    witness.see(replace(CLOSED, position=50))
    witness.see(replace(OPEN, position=50))
    witness.disregard()
    assert witness.see(replace(OPEN, position=10)) is None
