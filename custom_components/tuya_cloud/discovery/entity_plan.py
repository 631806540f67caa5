"""What an entity is, before Home Assistant has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..catalog.roles import Role
from ..model.points import DataPoint
from .gangs import Gang

# the key of the sensor of a device's last report, which belongs to no data point
LAST_REPORT: Final = "last_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPlan:
    """A planned entity of a device."""

    platform: Platform
    # what tells the entity from the others of its platform; see unique_id
    key: str
    # with translation key and placeholders
    description: EntityDescription
    # the points it shows or commands, by role
    roles: Mapping[Role, DataPoint]
    # [bitmap points] the one label it shows
    label: str | None = None
    # [commands] the one option it sends
    option: str | None = None
    # [packed points] the one part of the reading it shows
    part: str | None = None
    # [devices of several gangs] its gang; None: the device as a whole
    gang: Gang | None = None
    # the name where the catalog has none; None: the description names it
    name: str | None = None
    # it is the main feature and has the name of the device or gang
    is_main: bool = False
    # the codes of its points
    codes: frozenset[str] = field(init=False)

    @property
    def main(self) -> DataPoint:
        """The entity's only point, or the anchor of the composite."""
        return self.roles[Role.MAIN]

    def unique_id(self, device_id: str) -> str:
        """Return the unique id of the entity of a device; it never changes."""
        suffix = "_point" if self.key == LAST_REPORT else ""
        return f"{device_id}_{self.key}{suffix}"

    def inverted(self, role: Role) -> bool | None:
        """Return what corrections say about the direction of the point of a role.

        What they say of the main point is for all roles that say nothing of their own.
        """
        for point in (self.roles.get(role), self.main):
            if point is not None and point.appearance.inverted is not None:
                return point.appearance.inverted
        return None

    @property
    def shows_all(self) -> bool:
        """Whether it shows its point, or the point that it is named after, as such."""
        return self.key == self.main.code

    @property
    def is_piece(self) -> bool:
        """Whether it shows or sends only a part of what its point holds."""
        return any(each is not None for each in (self.label, self.option, self.part))

    @property
    def is_enabled_by_default(self) -> bool:
        """Whether Home Assistant enables it when it is new."""
        return self.description.entity_registry_enabled_default

    def __post_init__(self) -> None:
        """Collect the codes of the points."""
        codes = frozenset(point.code for point in self.roles.values())
        object.__setattr__(self, "codes", codes)
