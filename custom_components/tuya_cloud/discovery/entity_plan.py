"""What an entity shall be, before Home Assistant has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..catalog.roles import Role
from ..model.points import DataPoint
from .gangs import Gang


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPlan:
    """One entity that a device shall have."""

    platform: Platform
    # what follows the device's id in the unique id
    key: str
    # what the entity is; its translation key and placeholders are filled in
    description: EntityDescription
    # the points it shows or commands, by the role they play
    roles: Mapping[Role, DataPoint]
    # [bitmap points] the one label it speaks of
    label: str | None = None
    # [packed points] the one part of the reading it shows
    part: str | None = None
    # [devices of several gangs] the gang it belongs to; None: to the device as a whole
    gang: Gang | None = None
    # a name for what the catalog does not know; None: the description names it
    name: str | None = None
    # the entity is what the device is, and bears the device's name
    is_main: bool = False
    # the codes of its points: whose reports concern it
    codes: frozenset[str] = field(init=False)

    @property
    def main(self) -> DataPoint:
        """The entity's only point, or the anchor of the composite."""
        return self.roles[Role.MAIN]

    @property
    def is_piece(self) -> bool:
        """Whether another entity shows the whole of what this one shows."""
        return self.label is not None or self.part is not None

    def __post_init__(self) -> None:
        """Gather the codes."""
        codes = frozenset(point.code for point in self.roles.values())
        object.__setattr__(self, "codes", codes)
