"""The firmware of a device: a module for each part that can be updated.

Source: Tuya's pages "Get Update Information", "Get Update Progress", "Message types".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from .json_types import JsonObject

WIFI: Final = 0
ZIGBEE: Final = 3
NAMES: Final = {0: "Wi-Fi Module", 1: "Bluetooth Module", 3: "ZigBee Module", 9: "MCU"}
PROGRESS_STEP: Final = 10


class Status(IntEnum):
    """The status of an update."""

    NONE = 0
    READY = 1
    RUNNING = 2
    DONE = 3
    FAILED = 4
    TIMED_OUT = 7


@dataclass(slots=True)
class Module:
    """A module with its firmware; `offered` is a newer version, "" if there is none."""

    channel: int
    version: str = "1.0.0"
    offered: str = ""
    notes: str = ""
    # how the next update ends, and the seconds between two steps of it
    outcome: Status = Status.DONE
    step: float = 1.0
    status: Status = Status.NONE
    progress: int = 0

    @classmethod
    def from_json(cls, document: JsonObject) -> Module:
        """Return the module that a device file describes."""
        module = cls(_integer(document.get("type", WIFI)))
        module.version = str(document.get("current_version", module.version))
        module.offer(document)
        return module

    def offer(self, document: JsonObject) -> None:
        """Offer a newer version; raise ValueError for an unknown `outcome`."""
        self.offered = str(document.get("version", ""))
        self.notes = str(document.get("desc", ""))
        self.outcome = Status[str(document.get("outcome", "DONE"))]
        step = document.get("step", self.step)
        if not isinstance(step, int | float):
            raise TypeError("step must be a number of seconds")
        self.step = step
        self.status = Status.READY if self.offered else Status.NONE
        self.progress = 0

    @property
    def is_running(self) -> bool:
        """Return whether an update is running."""
        return self.status is Status.RUNNING

    def begin(self) -> None:
        """Begin to update."""
        self.status, self.progress = Status.RUNNING, 0

    def advance(self) -> bool:
        """Go on with the update; return whether it has not ended.

        One that fails or times out does so half way.
        """
        self.progress += PROGRESS_STEP
        if self.outcome is not Status.DONE and self.progress >= 50:
            self.status = self.outcome
        elif self.progress >= 100:
            self.status, self.version = Status.DONE, self.offered
            self.offered = self.notes = ""
        return self.is_running


def modules_of(documents: Iterable[JsonObject], *, is_sub: bool) -> dict[int, Module]:
    """Return the modules of a device file by channel; by default it has one."""
    modules = [Module.from_json(each) for each in documents]
    modules = modules or [Module(ZIGBEE if is_sub else WIFI)]
    return {each.channel: each for each in modules}


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("the type of a module must be a number")
    return value
