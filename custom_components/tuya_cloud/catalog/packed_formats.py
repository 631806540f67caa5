"""Which data points pack lists and records that are shown unpacked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ..model.json_types import JsonValue
from ..model.packed.alarm_message import decode_alarm_message
from ..model.packed.day_program import decode_day_program
from ..model.packed.electric_alarms import (
    decode_protection_alarms,
    decode_supply_alarms,
    encode_protection_alarms,
    encode_supply_alarms,
)
from ..model.packed.energy_record import decode_daily_energy, decode_monthly_energy
from ..model.packed.meal_plan import (
    decode_meal_plan,
    decode_reversed_meal_plan,
    encode_meal_plan,
    encode_reversed_meal_plan,
)
from ..model.points import DataPoint
from .spelling import ByCode

_DAYS: Final = range(1, 8)


@dataclass(frozen=True, slots=True)
class PackedFormat:
    """How a data point packs its contents."""

    # takes the point's value and returns its contents; None: unknown
    decode: Callable[[Any], JsonValue]
    # [optional] packs what ``decode`` returns, in the layout of a known value; raises
    # ValueError for anything else
    encode: Callable[[JsonValue, Any], bytes | str] | None = None
    # [optional] the format where a correction says that the point counts the other way
    inverted: PackedFormat | None = None


def packed_format_of(point: DataPoint) -> PackedFormat | None:
    """Return how a data point packs its contents; None: it packs nothing known."""
    packed = PACKED_FORMATS.get(point.meaning_code)
    if packed is not None and packed.inverted and point.appearance.inverted:
        return packed.inverted
    return packed


def _in_one_layout(
    encode: Callable[[JsonValue], bytes],
) -> Callable[[JsonValue, Any], bytes]:
    return lambda contents, _known: encode(contents)


PACKED_FORMATS: Final[ByCode[PackedFormat]] = ByCode(
    {
        "alarm_msg": PackedFormat(decode_alarm_message),
        "alarm_set_1": PackedFormat(
            decode_protection_alarms, _in_one_layout(encode_protection_alarms)
        ),
        "alarm_set_2": PackedFormat(
            decode_supply_alarms, _in_one_layout(encode_supply_alarms)
        ),
        "energy_daily": PackedFormat(decode_daily_energy),
        "energy_month": PackedFormat(decode_monthly_energy),
        "meal_plan": PackedFormat(
            decode_meal_plan,
            encode_meal_plan,
            inverted=PackedFormat(decode_reversed_meal_plan, encode_reversed_meal_plan),
        ),
        **{f"week_program_13_{day}": PackedFormat(decode_day_program) for day in _DAYS},
    }
)
