"""Groups of devices, as users make them in the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .account import fixed_secret
from .errors import GROUP_MISSING, ApiError


@dataclass(kw_only=True)
class Group:
    """A group; `home` is the name of its home, "" the first one."""

    id: str
    name: str
    devices: list[str] = field(default_factory=list)
    home: str = ""

    @property
    def local_key(self) -> str:
        """Return the key of the group in the local network."""
        return fixed_secret(f"key of group {self.id}", 16)


class Groups(dict[str, Group]):
    """All groups by id."""

    def __init__(self) -> None:
        """Start with those of the demo home."""
        super().__init__()
        self.put(
            "14000001",
            {
                "name": "Reading corner",
                "devices": ["reading_lamp", "living_room_ceiling_light"],
            },
        )
        self.put(
            "14000002",
            {
                "name": "Blinds",
                "devices": ["bedroom_curtain", "office_roller_blind"],
            },
        )

    def find(self, group_id: str) -> Group:
        """Return a group; raise ApiError for an unknown one."""
        try:
            return self[group_id]
        except KeyError:
            raise ApiError(GROUP_MISSING) from None

    def put(self, group_id: str, document: Mapping[str, Any]) -> None:
        """Add a group, or change attributes of one; raise TypeError for wrong ones."""
        known = self.get(group_id)
        before = {} if known is None else vars(known)
        self[group_id] = Group(**{**before, **document, "id": group_id})
