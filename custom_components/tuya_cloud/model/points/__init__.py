"""The seven types of data points, which decode reports and encode commands."""

from .base import Access, DataPoint, Decoded, InvalidCommandError
from .packed import JsonPoint, RawPoint
from .scalars import BitmapPoint, BooleanPoint, EnumPoint, TextPoint
from .value import ValuePoint

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
