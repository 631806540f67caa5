"""The base of all data points."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from ..json_types import JsonObject, JsonValue
from .appearance import USUAL, Appearance


class Access(StrEnum):
    """Whether a data point can be read and written."""

    READ = "r"
    WRITE = "w"
    READ_WRITE = "rw"


@dataclass(slots=True)
class Decoded[T]:
    """A value in display units; None: never reported, or not understood."""

    value: T | None
    # a short English sentence for diagnostics; None: the value is as specified
    warning: str | None = None


class InvalidCommandError(ValueError):
    """A command that a data point's specification does not allow.

    ``key`` is one of not_writable, wrong_type, out_of_range, not_an_option, too_long
    and not_finite. ``placeholders`` always holds "code"; "expected" comes with
    wrong_type, "value", "minimum" and "maximum" with out_of_range, "value" and
    "options" with not_an_option, "maximum_length" with too_long.
    """

    def __init__(self, key: str, **placeholders: str) -> None:
        """Store the key of the message and its placeholders."""
        super().__init__(f"{placeholders.get('code')}: {key}")
        self.key = key
        self.placeholders = placeholders


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPoint:
    """One data point of a product, as its specification describes it.

    Points are shared by all devices of a product and never change. Type, range and
    options come from the specification's functions if there are any, because those
    limit commands; if its status differs, ``reader`` is the point that decodes
    reports.
    """

    # the name Tuya gives the type
    type_name: ClassVar[str]

    code: str
    access: Access
    # as received: {"function": {...}, "status": {...}}, either absent where the
    # specification lacks it; both for a code seen only in reports
    specification: JsonObject = field(default_factory=dict, repr=False, hash=False)
    # the cloud's own name
    name: str | None = None
    reader: DataPoint | None = field(default=None, repr=False)
    appearance: Appearance = USUAL

    @property
    def meaning_code(self) -> str:
        """The code of the usual data point whose part it plays, mostly its own."""
        return self.appearance.plays or self.code

    @property
    def readable(self) -> bool:
        """Return whether the device reports the point."""
        return self.access is not Access.WRITE

    @property
    def writable(self) -> bool:
        """Return whether commands can set the point."""
        return self.access is not Access.READ

    def decode(self, raw: JsonValue) -> Decoded[Any]:
        """Return the decoded value of a raw one; never raises.

        The point's class decides the type of the decoded value.
        """
        if raw is None:
            return Decoded(None)
        if self.reader is not None:
            return self.reader.decode(raw)
        return self._decode(raw)

    def encode(self, value: object) -> JsonValue:
        """Return the wire value of a command that sets the point to a decoded value.

        Raises InvalidCommandError for what the specification does not allow.
        """
        if not self.writable:
            raise InvalidCommandError("not_writable", code=self.code)
        return self._encode(value)

    def _decode(self, raw: JsonValue) -> Decoded[Any]:
        """Decode a value that is not null."""
        raise NotImplementedError

    def _encode(self, value: object) -> JsonValue:
        """Encode a value for a point that is writable."""
        raise NotImplementedError

    def _wrong_type(self, expected: str) -> InvalidCommandError:
        return InvalidCommandError("wrong_type", code=self.code, expected=expected)
