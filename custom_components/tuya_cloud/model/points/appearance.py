"""How a data point is shown, where a correction says so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# stands for a code where a data point plays no part, in a climate for example
UNUSED: Final = "unused"


class Counts(StrEnum):
    """What the reports of a value count."""

    # each report is a piece, and the pieces are summed
    PIECES = "pieces"
    # each report is the sum so far
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """How Home Assistant shows a data point, where it differs from the usual."""

    # a name for the entity
    name: str | None = None
    # Home Assistant's own words: "voltage", "total_increasing", "sensor"; no device or
    # state class for ""
    device_class: str | None = None
    state_class: str | None = None
    platform: str | None = None
    # whether the entity is enabled at first
    enabled: bool | None = None
    # [value points]
    counts: Counts | None = None
    # [positions of covers] whether it counts from open to closed
    # [color temperatures] whether it counts from cold to warm
    # [meal plans] whether the lowest bit of the days is Monday
    inverted: bool | None = None
    # the code of a usual data point whose part this one plays, or UNUSED
    plays: str | None = None
    # [temperatures] "c" or "f", or the code of the point that tells
    temperature_scale: str | None = None


USUAL: Final = Appearance()
