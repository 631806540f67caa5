"""The extras of an account."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import TypedDict

from homeassistant.core import HomeAssistant

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..model.device import Device
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock
from ..sync.devices import Devices
from ..sync.stored_entry import StoredExtra
from .air_states import AirStates
from .cameras import Cameras
from .extra import Extra
from .firmware import Firmware
from .groups import Groups
from .history import History
from .home_list import HomeList
from .infrared import InfraredControl
from .lock_people import LockPeople
from .lock_records import LockRecords
from .locks import Locks
from .maps import Maps
from .pictures import Pictures
from .point_names import PointNames
from .reader import ExtrasReader
from .remotes import Remotes
from .rooms import Rooms
from .scenes import Scenes
from .unlocking import Send, Unlocking


class ExtraSummary(TypedDict):
    """What diagnostics show of an extra."""

    # ISO time; None: never read
    read_at: str | None
    # why the last read failed; "": it did not
    refusal: str


class Extras:
    """What an account holds beyond data points, each kind as an attribute."""

    def __init__(
        self,
        hass: HomeAssistant,
        api: TuyaApi,
        clock: Clock,
        background: BackgroundTasks,
        devices: Devices,
        *,
        has_gangs: Callable[[Device], bool],
        is_lock: Callable[[Device], bool],
        chosen_locks: Collection[str],
        cleans_rooms: Callable[[Device], bool],
        link_id: str,
        send: Send,
        on_outcome: Callable[[Device, CloudError | None], None],
        history: History,
        may_read: Callable[[], bool],
        on_read: Callable[[], None],
    ) -> None:
        """Prepare; nothing is read before start.

        ``has_gangs`` returns whether a device has several switches, ``is_lock`` whether
        only a call can unlock it. ``chosen_locks`` are the ids of the locks whose log
        is read. ``cleans_rooms`` returns whether a vacuum cleans single rooms.
        ``link_id`` begins the names of the hub connections for cameras. ``send`` sets
        data points. ``on_outcome`` gets the device of a command, and the error if it
        was refused. ``history`` fills the statistics after an outage. ``may_read``
        returns whether a call may be made that nobody waits for.
        ``on_read`` is called when there is something to store.
        """
        self._home_list = home_list = HomeList(api, clock)
        self.rooms = Rooms(api, home_list, devices)
        self.point_names = PointNames(api, devices, has_gangs)
        self.scenes = Scenes(api, home_list)
        self.groups = Groups(api, home_list, devices)
        self.locks = Locks(api, devices, is_lock)
        self.unlocking = Unlocking(api, self.locks, send)
        self.lock_people = LockPeople(api, self.locks, clock, background, may_read)
        self.lock_records = LockRecords(
            api,
            devices,
            clock,
            background,
            chosen_locks,
            may_read=may_read,
            on_read=on_read,
        )
        self.remotes = Remotes(api, devices)
        self.air_states = AirStates(api, self.remotes)
        self.infrared = InfraredControl(api, self.remotes, self.air_states, on_outcome)
        self.firmware = Firmware(api, clock, background, devices)
        self.cameras = Cameras(api, background, link_id)
        self.pictures = Pictures(api)
        self.maps = Maps(hass, api, devices, cleans_rooms)
        every: tuple[Extra, ...] = (
            self.maps,
            self.rooms,
            self.point_names,
            self.scenes,
            self.groups,
            self.locks,
            self.remotes,
            self.air_states,
            self.firmware,
            history,
        )
        self._reader = ExtrasReader(
            every, clock, background, may_read=may_read, on_read=on_read
        )

    def restore(self, stored: Mapping[str, StoredExtra]) -> None:
        """Start with what was stored."""
        self._reader.restore(stored)

    @property
    def stored(self) -> dict[str, StoredExtra]:
        """Return what ``restore`` takes."""
        return self._reader.stored

    @property
    def homes(self) -> dict[str, str]:
        """Return the names of the homes that have entities, by id."""
        return self.scenes.homes | self.groups.homes

    def start(self) -> None:
        """Read what is due in some minutes, and from then on."""
        self._reader.start()
        self.lock_records.start()

    def stop(self) -> None:
        """Read no more."""
        self._reader.stop()
        self.lock_records.stop()
        self.firmware.updates.stop()

    def read_again(self) -> None:
        """Read everything now, also what was refused."""
        self._home_list.forget()
        self._reader.read_again()

    @property
    def summary(self) -> dict[str, ExtraSummary]:
        """Return what diagnostics show, by name."""
        return {
            name: ExtraSummary(read_at=_iso(state.read_at), refusal=state.refusal)
            for name, state in self._reader.states.items()
        }


def _iso(seconds: int) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else None
