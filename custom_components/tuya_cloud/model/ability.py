"""What a device can do beyond its data points."""

from enum import StrEnum


class Ability(StrEnum):
    """Something that a call of the cloud does with a device."""

    # a door lock: to be unlocked from afar
    UNLOCK = "unlock"
