"""What a row about several data points may say: one entity made of many points."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, override

from homeassistant.const import Platform

from ..model.ability import Ability
from ..model.points import DataPoint
from .descriptions import Meaning
from .lookup import Fit
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class CompositeMeaning(Meaning):
    """A composite: an entity made of several points.

    One point, the anchor, makes it exist and gives it the unique id; the row's codes
    are those of the anchor. Every other point plays a role. ``{n}`` in a role's codes
    is the number in the anchor's code.
    """

    platform: ClassVar[Platform]
    anchor: ClassVar[Requirement]
    # all roles but the anchor's; of two roles for one point the first gets it
    roles: ClassVar[Mapping[Role, Requirement]] = {}

    # [optional] by role: other codes than the usual ones, the preferred one first
    role_codes: Mapping[Role, tuple[str, ...]] = MappingProxyType({})
    # [optional] it is the device's main feature and is called as the device
    is_main: bool = False
    # [optional] roles without which it is not made
    needs: frozenset[Role] = frozenset()
    # [optional] with this ability of the device it is made without the roles it needs
    ability: Ability | None = None
    # [optional] codes with which it is not made: another row is about those
    unless: frozenset[str] = frozenset()
    # [optional] False: the anchor keeps its own entity, or anchors another composite
    claims_anchor: bool = True

    def codes_of(self, role: Role) -> tuple[str, ...]:
        """Return the codes that can play a role, the preferred one first."""
        return self.role_codes.get(role, self.roles[role].codes)

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NONE for a point that cannot be the anchor."""
        return Fit.FULL if self.anchor.is_met_by(point) else Fit.NONE
