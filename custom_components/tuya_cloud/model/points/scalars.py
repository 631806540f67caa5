"""Data points that hold a Boolean, one of several options, a set of bits, or text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final, override

from ..json_types import JsonValue
from ..wire_values import parse_boolean, parse_text, parse_whole
from .base import DataPoint, Decoded, InvalidCommandError

# characters: the longest text that can be a state
LONGEST_OPTION: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class BooleanPoint(DataPoint):
    """On or off: decodes to bool."""

    type_name: ClassVar[str] = "Boolean"

    # [corrected] the words that mean off and on, where the device uses words
    words: tuple[str, str] | None = None

    @override
    def _decode(self, raw: JsonValue) -> Decoded[bool]:
        if self.words is not None and raw in self.words:
            return Decoded(raw == self.words[1])
        value = parse_boolean(raw)
        if value is None and raw != "":
            return Decoded(None, "the reported value is not a Boolean")
        return Decoded(value)

    @override
    def _encode(self, value: object) -> JsonValue:
        if not isinstance(value, bool):
            raise self._wrong_type("a Boolean")
        return value if self.words is None else self.words[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumPoint(DataPoint):
    """One of several options: decodes to the option.

    Options that are reported but not in the range are shown; commands cannot set them.
    """

    type_name: ClassVar[str] = "Enum"

    options: tuple[str, ...]
    # [corrected] what options are called: (option, name)
    option_names: tuple[tuple[str, str], ...] = ()
    # [corrected] what is received and sent for an option, "" for no value: (option,
    # received)
    spellings: tuple[tuple[str, str], ...] = ()

    @property
    def known_options(self) -> tuple[str, ...]:
        """Return the options of commands, then those of reports only."""
        if not isinstance(self.reader, EnumPoint):
            return self.options
        return tuple(dict.fromkeys((*self.options, *self.reader.options)))

    @override
    def _decode(self, raw: JsonValue) -> Decoded[str]:
        value = parse_text(raw)
        if value is None:
            return Decoded(None, "the reported value is not an option")
        for option, spelling in self.spellings:
            if value == spelling:
                return Decoded(option or None)
        if value == "":
            return Decoded(None)  # never reported
        if len(value) > LONGEST_OPTION:
            return Decoded(None, "the reported value is too long for an option")
        if value not in self.options:
            return Decoded(value, f"{value} is not in the specification's range")
        return Decoded(value)

    @override
    def _encode(self, value: object) -> JsonValue:
        if not isinstance(value, str):
            raise self._wrong_type("an option")
        if value not in self.options:
            raise _not_an_option(self.code, value, self.options)
        return dict(self.spellings).get(value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BitmapPoint(DataPoint):
    """A set of conditions, one bit each: decodes to the labels of the active ones.

    A bit without a label is called bit_N, counted from 0.
    """

    type_name: ClassVar[str] = "Bitmap"

    labels: tuple[str, ...]

    @override
    def _decode(self, raw: JsonValue) -> Decoded[tuple[str, ...]]:
        if raw == "":
            return Decoded(None)  # never reported
        bits = parse_whole(raw)
        if bits is None or bits < 0:
            return Decoded(None, "the reported value is not a bitmap")
        named = len(self.labels)
        active = tuple(
            self.labels[bit] if bit < named else f"bit_{bit}"
            for bit in range(bits.bit_length())
            if bits >> bit & 1
        )
        if bits >> named:
            return Decoded(active, "bits are set that have no label")
        return Decoded(active)

    @override
    def _encode(self, value: object) -> JsonValue:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise self._wrong_type("labels")
        bits = 0
        for label in value:
            if label not in self.labels:
                raise _not_an_option(self.code, label, self.labels)
            bits |= 1 << self.labels.index(label)
        return bits


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPoint(DataPoint):
    """Text: decodes to str, other single values as text, lists and objects as JSON."""

    type_name: ClassVar[str] = "String"

    # in characters; None: the specification sets none
    maximum_length: int | None

    @override
    def _decode(self, raw: JsonValue) -> Decoded[str]:
        if isinstance(raw, list | dict):
            return Decoded(_as_json(raw))
        text = parse_text(raw)
        if text is None:
            return Decoded(None, "the reported value is not text")
        return Decoded(text)

    @override
    def _encode(self, value: object) -> JsonValue:
        if isinstance(value, list | dict):
            # colors, for example, are objects on some products that declare text
            value = _as_json(value)
        if not isinstance(value, str):
            raise self._wrong_type("text")
        if self.maximum_length is not None and len(value) > self.maximum_length:
            raise InvalidCommandError(
                "too_long", code=self.code, maximum_length=str(self.maximum_length)
            )
        return value


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _not_an_option(
    code: str, value: object, options: tuple[str, ...]
) -> InvalidCommandError:
    return InvalidCommandError(
        "not_an_option", code=code, value=str(value), options=", ".join(options)
    )
