"""Keeps every device of an account current.

Push is the source of truth between pulls, and a pull heals: one call lists all devices
with their statuses. There is a pull after each connection of push, every 40 minutes
while push is up, and ever more slowly while it is down.
"""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from .catalog.locks import is_call_lock
from .catalog.products import corrections_of
from .catalog.roles import Role
from .cloud.api import TuyaApi
from .cloud.errors import CloudError, CloudTimeoutError, DeviceOfflineError
from .cloud.hub_configuration import HubConfiguration
from .const import (
    CONF_FILL_HISTORY,
    CONF_IGNORE_ONLINE_FLAG,
    CONF_KEEP_LAST_STATES,
    CONF_MONTHLY_CALL_BUDGET,
    CONF_PUSH_WAY,
    CONF_READ_RECORDS,
    DOMAIN,
)
from .discovery.plans import Plans
from .extras.extras import Extras
from .extras.history import History
from .history.filling import HistoryFiller
from .model.device import Device
from .sync.background import BackgroundTasks
from .sync.call_ledger import DEFAULT_BUDGET, CallLedger
from .sync.clock import Clock
from .sync.commands import Commands
from .sync.corrections import Corrections
from .sync.devices import Devices
from .sync.incoming import IncomingMessages
from .sync.issues import Issues, Topic
from .sync.ownership import Ownership
from .sync.pull_runner import PullRunner
from .sync.pulls import PullResult, Pulls
from .sync.push import Push
from .sync.push_ways import PushWay
from .sync.store import EntryStore
from .sync.stored_entry import StoredEntry
from .sync.suspicions import Suspicions

type TuyaConfigEntry = ConfigEntry[Coordinator]

# seconds that set-up waits for the cloud when devices are stored
CLOUD_PATIENCE: Final = 15
# seconds after set-up until the shared devices are listed, if that was skipped
SHARED_DELAY: Final = 5 * 60


class Coordinator:
    """All devices of a config entry, kept current.

    This is no `DataUpdateCoordinator`. That polls at one interval and notifies every
    listener of every update. Here reports are pushed, each writes only the entities of
    the data points it changes, and pulls follow a schedule that saves calls.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: TuyaConfigEntry,
        api: TuyaApi,
        hub_configuration: HubConfiguration | None = None,
    ) -> None:
        """Prepare; nothing is read or called before start.

        ``api`` may be signed in already; ``hub_configuration`` saves a call.
        """
        self.api = api
        self._corrections = Corrections(corrections_of, entry)
        self.plans = Plans(lambda device: self.extras.locks.abilities_of(device))
        self.devices = Devices(self._corrections, self.plans.prepare)
        self.devices.on_removal(self.plans.forget)
        self.issues = Issues(hass, entry.entry_id)
        self.suspicions = Suspicions(hass, entry.entry_id, entry.title)
        self.devices.on_removal(self.suspicions.forget)
        self.ledger = CallLedger(
            entry.options.get(CONF_MONTHLY_CALL_BUDGET, DEFAULT_BUDGET)
        )
        self._entry = entry
        self._clock = Clock(hass)
        self._background = BackgroundTasks(hass)
        self._store = EntryStore(hass, entry.entry_id, self._to_stored)
        self.hass = hass
        self.ownership = Ownership(
            hass, entry, self._background, lambda: self._runner.taken_over()
        )
        self._pulls = Pulls(
            api, self._clock, self.devices, self._corrections, self.ownership
        )
        self.things = self._pulls.things
        self._commands = Commands(
            self._clock,
            api,
            is_by_model=self.things.has_by_model,
            on_update=self.devices.updated,
            on_outcome=self._on_command_outcome,
            on_unconfirmed=self._on_unconfirmed,
        )
        self._incoming = IncomingMessages(
            self.devices,
            self._commands,
            on_bound=lambda: self._runner.bound(),
            on_unbound=self._pulls.remove,
            on_sharing_changed=lambda: self._runner.sharing_changed(),
            on_space_changed=lambda: self._runner.list_changed(),
            on_applied=self._store.save_soon,
            on_outdated=lambda: self._runner.outdated(),
            on_name_unclear=lambda device: self.extras.point_names.read_again(device),
            on_number_unclear=lambda device, report_again: self._background.start(
                self.things.learn_numbers(device, report_again), "numbers"
            ),
            on_update=lambda report: self.extras.firmware.reported(report),
        )
        self.push = Push(
            hass,
            self._clock,
            api,
            PushWay(entry.options.get(CONF_PUSH_WAY, PushWay.AUTOMATIC)),
            link_id=f"{DOMAIN}.{entry.entry_id}",
            configuration=hub_configuration,
            on_message=self._incoming.handle,
            on_connected=self._on_push_connected,
            on_lost=self._on_push_lost,
            on_attempt=self._on_push_attempt,
        )
        self._runner = PullRunner(
            api,
            self._clock,
            self._background,
            self._pulls,
            self.push,
            self._incoming,
            self.ledger,
            self.issues,
            on_read=self._on_read,
            on_outcome=self._account_changed,
        )
        self.history = HistoryFiller(hass, api, self.plans, self._may_call)
        self.extras = Extras(
            hass,
            api,
            self._clock,
            self._background,
            self.devices,
            has_gangs=lambda device: bool(self.plans.of(device).gangs),
            is_lock=is_call_lock,
            chosen_locks=entry.options.get(CONF_READ_RECORDS, ()),
            cleans_rooms=self._cleans_rooms,
            link_id=f"{DOMAIN}.{entry.entry_id}.camera",
            send=self._commands.send,
            on_outcome=self._on_command_outcome,
            history=History(
                self._fill_history,
                is_wanted=bool(entry.options.get(CONF_FILL_HISTORY)),
            ),
            may_read=self._may_call,
            on_read=lambda: self._store.save_soon(urgent=True),
        )
        self._keeps_states = bool(entry.options.get(CONF_KEEP_LAST_STATES))
        self._online_ignored = frozenset(entry.options.get(CONF_IGNORE_ONLINE_FLAG, ()))
        # only the platform that holds it adds entities: the event loop stays free
        self.adding_entities = asyncio.Lock()
        # whether states can be current, by push or by the last pull
        self.available = True
        self._is_restored = False

    # -- start and stop --------------------------------------------------------------

    async def start(self) -> None:
        """Load the devices from the cloud, or else from the store.

        Raises CloudError when the cloud fails and no device is stored.
        """
        self.ownership.open()
        await self._restore()
        self._entry.async_on_unload(
            self._corrections.follow(
                self.hass,
                lambda: self._background.start(
                    self._pulls.corrections_changed(), "corrections"
                ),
            )
        )
        try:
            async with asyncio.timeout(CLOUD_PATIENCE if self.devices else None):
                await self._first_contact()
        except (CloudError, TimeoutError) as error:
            problem = (
                error if isinstance(error, CloudError) else CloudTimeoutError("set-up")
            )
            if not self.devices:
                raise problem from error
            self._runner.failed(problem)
        if self._pulls.skipped_shared:
            self._entry.async_on_unload(
                self._clock.call_later(SHARED_DELAY, self._runner.shared_due)
            )
        self._entry.async_on_unload(
            self._clock.call_later(self.things.delay_at_start, self._on_things_due)
        )

    async def release(self) -> None:
        """Handle the messages held back so far: the entities are there now."""
        await self._incoming.release()
        self.extras.start()
        self._runner.released()

    async def stop(self) -> None:
        """End all tasks, timers and connections, and store the devices."""
        # a pull sets the timer of the next one, so tasks end before timers
        await self._background.stop()
        self._runner.stop()
        self.extras.stop()
        self._commands.stop()
        self.devices.stop()
        await self.push.stop()
        self.api.close()
        self.ownership.close()
        if self._is_restored:
            await self._store.save()

    async def _restore(self) -> None:
        stored = await self._store.load()
        self.ledger.restore(stored["calls"])
        self._entry.async_on_unload(self.ledger.follow(self.api.calls))
        self.api.linked_uid = self.api.linked_uid or stored["linked_uid"]
        await self._pulls.restore(stored)
        self.extras.restore(stored["extras"])
        self._is_restored = True

    def _to_stored(self) -> StoredEntry:
        return StoredEntry(
            **self._pulls.to_stored(),
            linked_uid=self.api.linked_uid,
            calls=self.ledger.days,
            extras=self.extras.stored,
        )

    async def _first_contact(self) -> None:
        """Sign in, connect push, and then pull, so that one pull is enough."""
        if not self.api.uid:
            await self.api.login()
        self.push.start()
        await self.push.settle()
        await self._runner.pull()

    # -- for entities, actions and diagnostics ---------------------------------------

    @property
    def pulled_at(self) -> datetime | None:
        """Return when the last pull succeeded."""
        return self._runner.pulled_at

    @property
    def problem(self) -> CloudError | None:
        """Return why the last pull failed; None: it succeeded."""
        return self._runner.problem

    def is_available(self, device: Device) -> bool:
        """Return whether to show a device's states.

        By choice of the user, states stay while the cloud is away, and the online flag
        of some devices is ignored.
        """
        return (self.available or self._keeps_states) and (
            device.online or device.id in self._online_ignored
        )

    @property
    def is_idle(self) -> bool:
        """Return whether no background task is running."""
        return self._background.is_idle

    @property
    def pending_commands(self) -> dict[str, frozenset[str]]:
        """Return the codes of accepted commands without a report, by device id."""
        return self._commands.pending

    def run(self, job: Coroutine[Any, Any, None], name: str) -> None:
        """Run a coroutine in the background, at most until the entry is unloaded."""
        self._background.start(job, name)

    async def send(self, device: Device, values: dict[str, object]) -> None:
        """Set data points of a device; see Commands.send."""
        await self._commands.send(device, values)

    async def read_device(self, device: Device) -> None:
        """Read all values of a device. Raises CloudError."""
        await self._pulls.read_status(device)
        self._store.save_soon()

    async def try_again(self) -> bool:
        """Try everything that has failed again; return whether it works now."""
        self.push.retry()
        self._pulls.retry_specifications()
        await self._runner.run()
        await self.push.settle()
        return self.problem is None and self.push.refusal is None

    def _may_call(self) -> bool:
        """Return whether a call may be made that nobody waits for."""
        return self.problem is None and not self.ledger.is_tight

    async def _fill_history(self, since: datetime) -> datetime:
        """Fill what an outage left out since a time; return up to when."""
        return await self.history.fill_outages(self.devices.values(), since)

    def _cleans_rooms(self, device: Device) -> bool:
        """Return whether a device is a vacuum that cleans single rooms."""
        vacuums = self.plans.of(device).by_platform.get(Platform.VACUUM, {})
        return any(Role.ORDER in plan.roles for plan in vacuums.values())

    # -- events ----------------------------------------------------------------------

    def _on_read(self, result: PullResult) -> None:
        self.issues.note(Topic.SPECIFICATIONS, result.refusal)
        self._store.save_soon(urgent=result.has_new_specifications)

    def _on_things_due(self) -> None:
        self._background.start(self._pulls.read_things(), "thing models")
        self._store.save_soon()

    def _account_changed(self) -> None:
        """Notify the account's entities, and all entities if availability changed."""
        self.devices.notify_account()
        available = self.push.is_connected or (
            self.problem is None and self.pulled_at is not None
        )
        if available is not self.available:
            self.available = available
            self.devices.notify_all()

    def _on_push_connected(self) -> None:
        # set-up pulls after the first connection
        if not self._incoming.is_holding:
            self._runner.push_connected()

    def _on_push_lost(self) -> None:
        if not self._incoming.is_holding:
            self._runner.push_lost()

    def _on_push_attempt(self) -> None:
        self.issues.note(Topic.PUSH, self.push.refusal)
        self._account_changed()

    def _on_command_outcome(self, device: Device, error: CloudError | None) -> None:
        self.issues.note_command(device.id, error, self.devices)
        if isinstance(error, DeviceOfflineError):
            self.devices.set_online(device, online=False)

    def _on_unconfirmed(self, device: Device) -> None:
        """Re-read the status after an unconfirmed command, unless calls are tight."""
        if not self.ledger.is_tight:
            self._background.start(self._pulls.read_back(device), "confirm")
