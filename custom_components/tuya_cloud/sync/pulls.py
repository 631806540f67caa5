"""Reads devices and statuses from the cloud, and returns what each read brought."""

import asyncio
import math
from dataclasses import dataclass

from ..cloud.answers import DeviceDocument
from ..cloud.api import TuyaApi
from ..cloud.endpoints import get_status, list_devices
from ..cloud.errors import CloudError
from ..const import LOGGER
from ..model.device import Device
from .clock import Clock
from .corrections import Corrections
from .devices import Devices
from .ownership import Ownership
from .shared_devices import SharedDevices
from .stored_entry import StoredDevices
from .things import Things


@dataclass(frozen=True, slots=True)
class PullResult:
    """What a read of devices brought."""

    # calls that listing the devices took
    calls: int
    # data points whose values differ from those known
    changes: int
    # whether nothing that can be read is left for the next pull
    is_complete: bool
    # whether specifications were fetched
    has_new_specifications: bool
    # why the project may not read specifications; None: it may
    refusal: CloudError | None


class Pulls:
    """The procedures that read from the cloud; one at a time changes the devices."""

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        devices: Devices,
        corrections: Corrections,
        ownership: Ownership,
    ) -> None:
        """Read through ``api`` into ``devices``, those that belong to the entry."""
        self._api = api
        self._clock = clock
        self._devices = devices
        self._ownership = ownership
        self.things = Things(api, clock, devices, corrections)
        self._specifications = self.things.specifications
        self._shared = SharedDevices(api, clock)
        self._lock = asyncio.Lock()
        # whether a pull waits for another read to end
        self.is_waiting = False
        # monotonic seconds: when the last pull asked for the statuses
        self.requested_at = -math.inf

    async def restore(self, stored: StoredDevices) -> None:
        """Start with the devices and specifications that were stored."""
        self.things.restore(stored)
        self._shared.restore(stored["shared"])
        own = {
            device_id: kept
            for device_id, kept in stored["devices"].items()
            if self._ownership.claim(device_id)
        }
        await self._devices.restore(own, self._specifications)

    def to_stored(self) -> StoredDevices:
        """Return what ``restore`` takes."""
        return StoredDevices(
            specifications=self._specifications.stored,
            thing_models=self.things.models.stored,
            dp_codes=self._devices.dp_codes.stored,
            devices=self._devices.to_stored(),
            shared=sorted(self._shared.ids),
        )

    async def pull(self) -> PullResult:
        """Read all devices with their statuses. Raises CloudError."""
        self.is_waiting = True
        async with self._lock:
            self.is_waiting = False
            self.requested_at = self._clock.now()
            calls_before = self._api.calls.reads
            documents = await list_devices(self._api)
            seen = self._ownership.seen
            own = seen - self._shared.ids
            shared = await self._shared.list_if_due(needed=not documents)
            calls = self._api.calls.reads - calls_before
            kept = {document["id"] for document in documents} | self._shared.ids
            if own and not documents:
                # an expired plan returns an empty list
                LOGGER.debug("The cloud lists no devices; keeping those known")
                kept |= own
            for device_id in seen - kept:
                self.remove(device_id)
            listed = [*documents, *shared]
            return await self._adopt(listed, self.requested_at, calls)

    async def read_things(self) -> None:
        """Read thing models and shadows, now and with each pull from now on."""
        async with self._lock:
            self.things.are_skipped = False
            await self.things.read()

    async def read_back(self, device: Device) -> None:
        """Read the status of a device after an unconfirmed command."""
        try:
            await self.read_status(device)
        except CloudError as error:
            LOGGER.debug("No status of %s to confirm a command: %s", device.name, error)

    async def read_status(self, device: Device) -> None:
        """Read all values of a device, by its shadow if it has one.

        Raises CloudError.
        """
        requested_at = self._clock.now()
        if await self.things.read_back(device):
            return
        status = await get_status(self._api, device.id)
        self._devices.pulled(device, status, requested_at)

    def remove(self, device_id: str) -> None:
        """Remove a device that has left the account."""
        if device_id in self._devices:
            self._devices.remove(device_id)
        self._ownership.release(device_id)
        self.things.forget(device_id)
        self._shared.ids.discard(device_id)

    @property
    def skipped_shared(self) -> bool:
        """Return whether the list of shared devices was skipped during start-up."""
        return self._shared.is_skipped

    def include_shared(self) -> None:
        """List the shared devices with the next pull, if they were skipped so far."""
        self._shared.skip_at_start = False

    def relist_shared(self) -> None:
        """List the shared devices again with the next pull."""
        self._shared.ask_again()

    async def corrections_changed(self) -> None:
        """Have all devices follow their corrections, which are others now."""
        async with self._lock:
            await self.things.follow()
            await self.things.read()

    def retry_specifications(self) -> None:
        """Fetch with the next pull all specifications that could not be fetched."""
        self.things.retry()

    async def _adopt(
        self, documents: list[DeviceDocument], requested_at: float, calls: int
    ) -> PullResult:
        known = len(self._specifications.stored)
        adoption = await self._devices.adopt(
            self._ownership.sort_out(documents), self._specifications, requested_at
        )
        self.things.listed(documents)
        await self.things.read()
        return PullResult(
            calls=calls,
            changes=adoption.changes,
            is_complete=adoption.is_complete and not self._shared.is_missed,
            has_new_specifications=len(self._specifications.stored) > known,
            refusal=self._specifications.refusal,
        )
