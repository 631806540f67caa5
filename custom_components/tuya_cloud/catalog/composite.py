"""What a row about several data points may say: one entity made of many points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from homeassistant.const import Platform

from ..model.points import DataPoint
from .descriptions import Meaning


@dataclass(frozen=True, slots=True)
class Role:
    """What a point must be to play a role in a composite."""

    # the types that can play it
    types: tuple[type[DataPoint], ...]
    # [optional] the point must take commands
    writable: bool = False
    # [optional] the point must take none: then it tells what happens
    read_only: bool = False
    # [optional] False: the point is only read here and keeps an entity of its own
    claims: bool = True
    # [enum points, optional] options of which the point must have at least one
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CompositeMeaning(Meaning):
    """A composite, made by the point its key names.

    Every role is a field of the subclass that lists the codes which may play it, the
    preferred one first; ``{n}`` in them is the number the key's code carried.
    """

    platform: ClassVar[Platform]
    maker: ClassVar[Role]
    roles: ClassVar[Mapping[str, Role]]

    # [optional] it is what the device is, and bears the device's name
    is_main: bool = False
    # [optional] roles without which it is not made
    needs: frozenset[str] = frozenset()
    # [optional] codes with which it is not made: another row speaks of those
    unless: frozenset[str] = frozenset()
    # [optional] False: the point that makes it keeps its own entity, or makes another
    # composite as well
    claims_maker: bool = True
