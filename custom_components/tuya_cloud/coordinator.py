"""Keeps every device of an account current.

Pushed reports are the truth between pulls, and a pull heals: one call lists all devices
with their statuses, after each connection of the hub, every half hour while it stands,
and by slowing polls while it is down.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .cloud.api import TuyaApi
from .cloud.endpoints import (
    get_device,
    get_hub_configuration,
    get_status,
    list_devices,
)
from .cloud.errors import (
    Advice,
    CloudError,
    CloudTimeoutError,
    DeviceOfflineError,
)
from .cloud.hub import Hub, HubConfiguration, HubState
from .const import (
    CONF_IGNORE_ONLINE_FLAG,
    CONF_INVERTED_COVERS,
    CONF_KEEP_LAST_STATES,
    CONF_MONTHLY_CALL_BUDGET,
    CONF_PLAN_EXPIRES_ON,
    DOMAIN,
    LOGGER,
)
from .discovery.plans import Plans
from .model.device import Device
from .model.json_types import JsonObject
from .sync.background import BackgroundTasks
from .sync.call_ledger import DEFAULT_BUDGET, CallLedger
from .sync.clock import Clock
from .sync.commands import Commands
from .sync.devices import Adoption, Devices
from .sync.issues import Issues, Topic
from .sync.listeners import call_safely
from .sync.pull_schedule import PullSchedule
from .sync.push import Push
from .sync.push_events import (
    Bound,
    OnlineChanged,
    Renamed,
    Reported,
    SharingChanged,
    Unbound,
    parse_hub_message,
)
from .sync.shared_devices import SharedDevices
from .sync.specifications import Specifications
from .sync.store import EntryStore
from .sync.stored_entry import StoredEntry

type TuyaConfigEntry = ConfigEntry[Coordinator]

# seconds: how long set-up waits for the cloud when it knows the devices from before
CLOUD_PATIENCE: Final = 15
# how long after a start the devices shared by others may have to wait
SHARED_DELAY: Final = 5 * 60
# until the list of shared devices holds what was just shared
SHARING_SETTLES: Final = 10
# how long before the end of the plan the user is reminded
PLAN_REMINDER: Final = timedelta(days=14)


class Coordinator:
    """All devices of a config entry, kept current."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: TuyaConfigEntry,
        api: TuyaApi,
        hub_configuration: HubConfiguration | None = None,
    ) -> None:
        """Prepare; nothing is read or called before start.

        The client may have signed in already, and may have the hub's configuration.
        """
        self.api = api
        self.devices = Devices()
        self.plans = Plans()
        self.devices.on_removal(self.plans.forget)
        self.push = Push(
            hass,
            entry,
            api.account.project_type,
            fetch_configuration=self._fetch_hub_configuration,
            on_message=self._on_message,
            on_state=self._on_hub_state,
        )
        # when all statuses were last read
        self.pulled_at: datetime | None = None
        # what the last pull failed with; None: it did not
        self.problem: CloudError | None = None
        self.issues = Issues(hass, entry)
        self.ledger = CallLedger(
            entry.options.get(CONF_MONTHLY_CALL_BUDGET, DEFAULT_BUDGET)
        )
        self._hass = hass
        self._entry = entry
        self._clock = Clock(hass)
        self._background = BackgroundTasks(hass)
        self._hub_configuration = hub_configuration
        self._store = EntryStore(hass, entry.entry_id)
        self._specifications = Specifications(api, {})
        self._shared = SharedDevices(api, ())
        self._commands = Commands(
            self._clock,
            api,
            on_update=self.devices.updated,
            on_outcome=self._on_command_outcome,
            on_unconfirmed=self._on_unconfirmed,
        )
        self._schedule = PullSchedule(
            self._clock,
            lambda: self._background.start(self._pull_when_due(), "pull"),
            only_polls=not api.has_hub,
        )
        self._keeps_states = bool(entry.options.get(CONF_KEEP_LAST_STATES))
        # ids of the devices whose covers count positions the other way round
        self.inverted_covers = frozenset(entry.options.get(CONF_INVERTED_COVERS, ()))
        self._online_ignored = frozenset(entry.options.get(CONF_IGNORE_ONLINE_FLAG, ()))
        # reports that came before the devices they speak of were known
        self._early: list[JsonObject] | None = []
        self._pull_lock = asyncio.Lock()
        self._pull_waits = False
        # the hub came up after the statuses were last asked for
        self._missed_reports = False
        self._was_available = True
        self._was_pushed = False
        self._is_restored = False

    # -- life ----------------------------------------------------------------------

    async def start(self) -> None:
        """Bring the devices up, from the cloud or from what was stored.

        Raises CloudError when the cloud cannot be asked and nothing was stored.
        """
        await self._restore()
        try:
            async with asyncio.timeout(CLOUD_PATIENCE if self.devices else None):
                await self._first_contact()
        except (CloudError, TimeoutError) as error:
            problem = (
                error if isinstance(error, CloudError) else CloudTimeoutError("set-up")
            )
            if not self.devices:
                raise problem from error
            self._pull_failed(problem)
        early, self._early = self._early or [], None
        for message in early:
            call_safely(self._on_message, message)
        if self._missed_reports:
            self._schedule.push_connected(use_reserve=not self.ledger.is_tight)
        if self._shared.is_owed:
            self._entry.async_on_unload(
                async_call_later(
                    self._hass,
                    SHARED_DELAY,
                    HassJob(self._on_shared_due, cancel_on_shutdown=True),
                )
            )

    async def stop(self) -> None:
        """End every task, timer and connection, and keep what is known."""
        # a pull sets the timer of the next one, so tasks end before timers
        await self._background.stop()
        self._schedule.stop()
        self._commands.stop()
        await self.push.stop()
        self.api.calls.on_call = None
        if self._is_restored:
            await self._store.save(self._stored())

    async def _restore(self) -> None:
        stored = await self._store.load()
        self._specifications = Specifications(self.api, stored["specifications"])
        self._shared = SharedDevices(self.api, stored["shared"])
        self.ledger.restore(stored["calls"])
        for endpoint, count in self.api.calls.by_endpoint.items():
            self.ledger.record(endpoint, count)
        self.api.calls.on_call = self.ledger.record
        self.devices.restore(stored["devices"], self._specifications)
        self._is_restored = True

    async def _first_contact(self) -> None:
        """Sign in, and have push up before the statuses are read: one read will do."""
        if not self.api.uid:
            await self.api.login()
        self.push.start()
        await self.push.settle()
        await self._pull()

    def _stored(self) -> StoredEntry:
        return StoredEntry(
            specifications=self._specifications.stored,
            devices={
                device_id: device.to_json()
                for device_id, device in self.devices.items()
            },
            shared=sorted(self._shared.ids),
            calls=self.ledger.days,
        )

    # -- what others ask of it -------------------------------------------------------

    @property
    def hub(self) -> Hub:
        """The hub, for what it tells of itself."""
        return self.push.hub

    @property
    def available(self) -> bool:
        """Whether what is known can be current: by push, or by the last pull."""
        return self.push.is_connected or (
            self.problem is None and self.pulled_at is not None
        )

    def is_available(self, device: Device) -> bool:
        """Whether a device's states are to be shown.

        Users choose whether last states are shown on while the cloud is away, and
        whose online flag is not to be believed.
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

    async def send(self, device: Device, values: dict[str, object]) -> None:
        """Set data points of a device; see Commands.send."""
        await self._commands.send(device, values)

    async def try_again(self) -> bool:
        """Look whether what the user was told to mend is mended; return whether."""
        self.push.retry()
        self._specifications.ask_again()
        await self._pull_and_note()
        await self.push.settle()
        return self.problem is None and not self.push.is_refused

    # -- pulls -----------------------------------------------------------------------

    async def _pull(self) -> None:
        """Read all devices and statuses; raises CloudError."""
        self._pull_waits = True
        async with self._pull_lock:
            self._pull_waits = self._missed_reports = False
            requested_at = time.monotonic()
            calls_before = self.api.calls.total
            documents = await list_devices(self.api)
            calls = self.api.calls.total - calls_before
            own = self.devices.keys() - self._shared.ids
            shared = await self._shared.list_if_due(needed=not documents)
            kept = {str(document["id"]) for document in documents} | self._shared.ids
            if own and not documents:
                # a lapsed plan shows as an empty home: nobody removes all at once
                LOGGER.debug("The cloud lists no devices; keeping those known")
                kept |= own
            for gone in self.devices.keys() - kept:
                self._remove(gone)
            adoption = await self._adopt([*documents, *shared], requested_at)
        if adoption.changes and self.push.was_silent_since(self.pulled_at):
            LOGGER.info("Push is connected but delivers nothing; renewing it")
            self.hub.renew()
        self._pull_succeeded(calls=calls, is_complete=adoption.complete)

    async def _adopt(
        self, documents: list[JsonObject], requested_at: float
    ) -> Adoption:
        """Take over devices as listed; return the outcome."""
        specified = len(self._specifications.stored)
        adoption = await self.devices.adopt(
            documents, self._specifications, requested_at
        )
        self.issues.note(Topic.SPECIFICATIONS, self._specifications.refusal)
        self._store.save_soon(
            self._stored, urgent=len(self._specifications.stored) > specified
        )
        return adoption

    def _remove(self, device_id: str) -> None:
        self.devices.remove(device_id)
        self._specifications.forget([device_id])
        self._shared.ids.discard(device_id)

    def _pull_succeeded(self, *, calls: int, is_complete: bool) -> None:
        if self.problem is not None:
            LOGGER.info("The cloud answers again")
            self.push.retry()
        self.problem = None
        self.pulled_at = datetime.now(UTC)
        self.push.start()
        self._schedule.succeeded(
            calls=calls, is_complete=is_complete, is_pushed=self.push.is_connected
        )
        self.issues.devices_read()
        self._warn_ahead()
        self._account_changed()

    def _pull_failed(self, problem: CloudError) -> None:
        if self.problem is None or type(problem) is not type(self.problem):
            LOGGER.warning("The devices could not be read: %s", problem)
        self.problem = problem
        if problem.advice is Advice.REAUTH:
            # signing in again and again with what is refused may lock the account
            self.push.give_up()
            self._entry.async_start_reauth(self._hass)
        self._schedule.failed(problem)
        self.issues.note(Topic.CLOUD, problem)
        self._account_changed()

    def _warn_ahead(self) -> None:
        """Say in time that the calls run out, or the plan, or who else signs in."""
        self.issues.show_if(
            self.ledger.is_tight,
            Topic.QUOTA,
            "quota_low",
            {"used": str(self.ledger.this_month), "budget": str(self.ledger.budget)},
        )
        ends_on = dt_util.parse_date(self._entry.options.get(CONF_PLAN_EXPIRES_ON, ""))
        self.issues.show_if(
            ends_on is not None and ends_on <= dt_util.now().date() + PLAN_REMINDER,
            Topic.PLAN,
            "plan_expires_soon",
            {"date": str(ends_on)},
        )
        self.issues.show_if(self.api.is_contested, Topic.ACCOUNT, "session_contested")

    @callback
    def _on_shared_due(self, _now: datetime) -> None:
        """Ask at last for the devices that others share with the account."""
        self._shared.may_wait = False
        self._background.start(self._pull_and_note(), "shared devices")

    async def _pull_when_due(self) -> None:
        """Pull, but for one that would only compare what push keeps current."""
        is_spare = self.push.is_connected and not self._missed_reports
        if self.ledger.is_tight and is_spare:
            self._schedule.schedule_reconcile()
            self._warn_ahead()
        else:
            await self._pull_and_note()

    async def _pull_and_note(self) -> None:
        if self._pull_waits:
            return
        try:
            await self._pull()
        except CloudError as error:
            self._pull_failed(error)
        except Exception:
            # whatever it was, the states must not freeze
            LOGGER.exception("Reading the devices failed in an unforeseen way")
            self._schedule.poll()

    # -- push ------------------------------------------------------------------------

    async def _fetch_hub_configuration(self) -> HubConfiguration:
        configuration, self._hub_configuration = self._hub_configuration, None
        return configuration or await get_hub_configuration(
            self.api, f"{DOMAIN}.{self._entry.entry_id}"
        )

    def _on_hub_state(self, state: HubState) -> None:
        was_pushed, self._was_pushed = self._was_pushed, state is HubState.CONNECTED
        if state is HubState.CONNECTED:
            self._missed_reports = True
            if self._early is None:
                self._schedule.push_connected(use_reserve=not self.ledger.is_tight)
        elif was_pushed and self._early is None and self.problem is None:
            self._schedule.push_lost()
        self.issues.note(
            Topic.PUSH, self.hub.last_error if self.push.is_refused else None
        )
        self._account_changed()

    def _on_message(self, message: JsonObject) -> None:
        """Take over one decrypted message of the hub."""
        if self._early is not None:
            self._early.append(message)
            return
        event = parse_hub_message(message)
        if isinstance(event, SharingChanged):
            self._shared.ask_again()
            self._schedule.within(SHARING_SETTLES)
            return
        if isinstance(event, Bound):
            self._background.start(self._adopt_bound(event.device_id), "bind")
            return
        device = self.devices.get(event.device_id) if event else None
        if device is None:
            return
        match event:
            case Reported(items=items):
                self._commands.confirm(device, self.devices.report(device, items))
            case OnlineChanged(online=online, said_at=said_at):
                self.devices.set_online(device, online=online, said_at=said_at)
            case Renamed(name=name):
                self.devices.rename(device, name)
            case Unbound():
                self._remove(device.id)
        self._store.save_soon(self._stored)

    async def _adopt_bound(self, device_id: str) -> None:
        """Take in a device that was just bound, and have its reports pushed."""
        requested_at = time.monotonic()
        try:
            async with self._pull_lock:
                await self._adopt([await get_device(self.api, device_id)], requested_at)
        except CloudError as error:
            LOGGER.debug("A new device is left to the next pull: %s", error)
        self.push.renew_for_bound()

    def _account_changed(self) -> None:
        """Tell those who show the account, and all entities if they come or go."""
        self.devices.notify_account()
        if self.available is not self._was_available:
            self._was_available = self.available
            self.devices.notify_all()

    # -- commands --------------------------------------------------------------------

    def _on_command_outcome(self, device: Device, error: CloudError | None) -> None:
        """Take note of what only the user can mend, and of its being mended."""
        if error is None:
            self.issues.command_accepted(device.id, self.devices)
        elif error.advice is Advice.REPAIR:
            self.issues.command_refused(device.id, error)
        elif error.advice is Advice.REAUTH:
            self._entry.async_start_reauth(self._hass)
        elif isinstance(error, DeviceOfflineError):
            self.devices.set_online(device, online=False)

    def _on_unconfirmed(self, device: Device) -> None:
        if not self.ledger.is_tight:
            self._background.start(self._read_back(device), "confirm")

    async def _read_back(self, device: Device) -> None:
        """Put the truth back after a command that no report confirmed."""
        asked_at = time.monotonic()
        try:
            status = await get_status(self.api, device.id)
        except CloudError as error:
            LOGGER.debug("No status of %s to confirm a command: %s", device.name, error)
            return
        self.devices.pulled(device, status, asked_at)
