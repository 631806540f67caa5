"""The seven types of data points: decode what is reported, encode what is sent."""

from .packed_points import JsonPoint, RawPoint
from .point_base import Access, DataPoint, Decoded, InvalidCommandError
from .scalar_points import BitmapPoint, BooleanPoint, EnumPoint, TextPoint
from .value_point import ValuePoint

__all__ = [
    "Access",
    "BitmapPoint",
    "BooleanPoint",
    "DataPoint",
    "Decoded",
    "EnumPoint",
    "InvalidCommandError",
    "JsonPoint",
    "RawPoint",
    "TextPoint",
    "ValuePoint",
]
