"""Keeps every device of an account current.

Pushed reports are the truth between pulls, and a pull heals: one call lists all devices
with their statuses, after each connection of the hub, every half hour while it stands,
and by slowing polls while it is down.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util
from homeassistant.util.ssl import get_default_context

from .cloud.api import TuyaApi
from .cloud.endpoints import (
    get_device,
    get_hub_configuration,
    get_status,
    list_devices,
)
from .cloud.errors import Advice, CloudError, CloudTimeoutError
from .cloud.hub import Hub, HubConfiguration, HubState
from .commands import Commands
from .const import (
    CONF_MONTHLY_CALL_BUDGET,
    CONF_PLAN_EXPIRES_ON,
    DOMAIN,
    LOGGER,
)
from .hub_messages import (
    Bound,
    OnlineChanged,
    Renamed,
    Reported,
    Unbound,
    parse_hub_message,
)
from .ledger import DEFAULT_BUDGET, CallLedger
from .listeners import PointListeners, ReportListener, ReportListeners
from .model.device import Device, Update, parse_status_items
from .model.json_types import JsonObject, JsonValue
from .model.specification import Specification
from .problems import Field, Problems
from .pull_schedule import PullSchedule
from .specifications import Specifications
from .store import HomeStore, StoredHome

type TuyaConfigEntry = ConfigEntry[Coordinator]
type DeviceListener = Callable[[Device], None]

# stands for a device's id where the account itself is meant
ACCOUNT: Final = ""

# seconds: how long set-up waits for push before it reads the statuses without it
HUB_PATIENCE: Final = 5
# how long set-up waits for the cloud when it knows the devices from before
CLOUD_PATIENCE: Final = 15
# a device just bound stays silent until the hub's configuration is fetched anew
BIND_SETTLES: Final = 10
# how long before the end of the plan the user is reminded
PLAN_REMINDER: Final = timedelta(days=14)
# how long the list of devices shared by others may serve
SHARED_INTERVAL: Final = 24 * 3600


class Coordinator:
    """All devices of a config entry, kept current."""

    def __init__(
        self, hass: HomeAssistant, entry: TuyaConfigEntry, api: TuyaApi
    ) -> None:
        """Prepare; nothing is read or called before start."""
        self.api = api
        self.devices: dict[str, Device] = {}
        self.hub = Hub(
            fetch_configuration=self._fetch_hub_configuration,
            project_type=api.account.project_type,
            tls_context=get_default_context(),
            on_message=self._on_message,
            on_state=self._on_hub_state,
        )
        # when all statuses were last read
        self.pulled_at: datetime | None = None
        # what the last pull failed with; None: it did not
        self.problem: CloudError | None = None
        self._hass = hass
        self._entry = entry
        self._store = HomeStore(hass, entry.entry_id)
        self._specifications = Specifications(api, {})
        self._commands = Commands(
            hass,
            api,
            on_update=self._on_update,
            on_offline=lambda device: self._set_online(device, online=False),
            on_unconfirmed=self._on_unconfirmed,
        )
        self.ledger = CallLedger(
            entry.options.get(CONF_MONTHLY_CALL_BUDGET, DEFAULT_BUDGET)
        )
        api.calls.on_call = self.ledger.record
        self.problems = Problems(hass, entry)
        self._schedule = PullSchedule(
            hass,
            lambda: self._in_background(self._pull_when_due(), "pull"),
            only_polls=not api.has_hub,
        )
        self._listeners = PointListeners()
        self._report_listeners = ReportListeners()
        self._device_listeners: list[DeviceListener] = []
        self._removal_listeners: list[DeviceListener] = []
        # ids of the devices that others shared with the account, and when asked
        self._shared: set[str] = set()
        self._shared_asked_at: float | None = None
        self._hub_task: asyncio.Task[None] | None = None
        self._hub_told = asyncio.Event()
        # by device id: the specification its points were made from
        self._applied: dict[str, Specification] = {}
        # reports that came before the devices they speak of were known
        self._early: list[JsonObject] | None = []
        self._pull_lock = asyncio.Lock()
        self._pull_waits = False
        # points that the last pull found changed
        self._changes_pulled = 0
        # the hub came up after the statuses were last asked for
        self._missed_reports = False
        self._cancel_bind_timer: CALLBACK_TYPE | None = None
        self._was_available = True

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
            self._on_message(message)
        if self._missed_reports:
            self._in_background(self._pull_and_note(), "pull")

    async def stop(self) -> None:
        """End every task, timer and connection, and keep what is known."""
        self._schedule.stop()
        if self._cancel_bind_timer:
            self._cancel_bind_timer()
            self._cancel_bind_timer = None
        self._commands.stop()
        await self._stop_hub()
        if self.devices:
            await self._store.save(self._stored())

    async def _restore(self) -> None:
        stored = await self._store.load()
        self._specifications = Specifications(self.api, stored["specifications"])
        self._shared = set(stored["shared"])
        self.ledger.restore(stored["calls"])
        for device_id, kept in stored["devices"].items():
            document = kept.get("document")
            if isinstance(document, dict) and (
                specification := self._specifications.of(document)
            ):
                self.devices[device_id] = Device.from_stored(kept, specification)
                self._applied[device_id] = specification

    async def _first_contact(self) -> None:
        """Sign in, and have push up before the statuses are read: one read will do."""
        await self.api.login()
        self._start_hub()
        await self._hub_settles()
        await self._pull()

    async def _hub_settles(self) -> None:
        """Wait until the hub is up or has failed, but not for long."""
        try:
            async with asyncio.timeout(HUB_PATIENCE):
                await self._hub_told.wait()
        except TimeoutError:
            LOGGER.debug("Push is not up yet")

    def _stored(self) -> StoredHome:
        return StoredHome(
            specifications=self._specifications.stored,
            devices={
                device_id: device.to_json()
                for device_id, device in self.devices.items()
            },
            shared=sorted(self._shared),
            calls=self.ledger.days,
        )

    # -- what others ask of it -------------------------------------------------------

    @property
    def available(self) -> bool:
        """Whether what is known can be current: by push, or by the last pull."""
        return self.hub.state is HubState.CONNECTED or (
            self.problem is None and self.pulled_at is not None
        )

    def is_available(self, device: Device) -> bool:
        """Whether a device's states are current."""
        return self.available and device.online

    def subscribe(
        self, device: Device, codes: frozenset[str], listener: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Have a listener called when one of a device's points changes."""
        return self._listeners.subscribe(device.id, codes, listener)

    def subscribe_reports(
        self, device: Device, code: str, listener: ReportListener
    ) -> CALLBACK_TYPE:
        """Have a listener called with each report of a point, also of equal values."""
        return self._report_listeners.subscribe(device.id, code, listener)

    def subscribe_account(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Have a listener called when the hub's or the account's own state changes."""
        return self._listeners.subscribe(ACCOUNT, frozenset(), listener)

    def on_device(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Have a listener called with each new device, and each that has changed.

        A changed device has another name, other data points, or another gateway.
        """
        self._device_listeners.append(listener)
        return lambda: self._device_listeners.remove(listener)

    def on_removal(self, listener: DeviceListener) -> CALLBACK_TYPE:
        """Have a listener called with each device that has left the account."""
        self._removal_listeners.append(listener)
        return lambda: self._removal_listeners.remove(listener)

    async def send(self, device: Device, values: dict[str, object]) -> None:
        """Set data points of a device; see Commands.send."""
        await self._commands.send(device, values)

    # -- pulls -----------------------------------------------------------------------

    async def _pull(self) -> None:
        """Read all devices and statuses; raises CloudError."""
        self._pull_waits = True
        async with self._pull_lock:
            self._pull_waits = self._missed_reports = False
            requested_at = time.monotonic()
            calls_before = self.api.calls.total
            documents = await list_devices(self.api)
            self._schedule.calls_per_pull = self.api.calls.total - calls_before
            shared = await self._list_shared()
            if not documents and self.devices:
                # a lapsed plan shows as an empty home: nobody removes all at once
                LOGGER.debug("The cloud lists no devices; keeping those known")
            else:
                listed = {str(document["id"]) for document in documents}
                if shared is not None:
                    self._shared = {str(document["id"]) for document in shared}
                for device_id in self.devices.keys() - listed - self._shared:
                    self._remove(device_id)
            self._changes_pulled = 0
            complete = await self._adopt([*documents, *(shared or [])], requested_at)
        if self._changes_pulled and self._push_was_silent():
            LOGGER.info("Push is connected but delivers nothing; renewing it")
            self.hub.renew()
        self._pull_succeeded(complete=complete)

    def _push_was_silent(self) -> bool:
        """Whether push stood since the last pull and brought nothing."""
        last = self.pulled_at
        connected_at, message_at = self.hub.connected_at, self.hub.last_message_at
        return (
            self.hub.state is HubState.CONNECTED
            and last is not None
            and connected_at is not None
            and connected_at < last
            and (message_at is None or message_at < last)
        )

    async def _list_shared(self) -> list[JsonObject] | None:
        """Return the devices others shared, or None when it is not yet time to ask."""
        now = time.monotonic()
        asked_at = self._shared_asked_at
        if asked_at is None and self.devices and not self._shared:
            # a restart is not worth a call for what was not there before
            self._shared_asked_at = now
            return None
        if asked_at is not None and now - asked_at < SHARED_INTERVAL:
            return None
        self._shared_asked_at = now
        try:
            return await list_devices(self.api, shared=True)
        except CloudError as error:
            LOGGER.debug("The devices shared by others are not listed: %s", error)
            return None

    async def _adopt(self, documents: list[JsonObject], requested_at: float) -> bool:
        """Take over devices as listed: the one way for new, known and changed ones.

        Returns whether every specification could be had.
        """
        complete = await self._specifications.ensure(documents)
        for document in documents:
            specification = self._specifications.of(document)
            if specification is None:
                continue
            device = self.devices.get(str(document["id"]))
            if device is None:
                self._add(document, specification, requested_at)
            else:
                self._refresh(device, document, specification, requested_at)
        self._store.save_soon(self._stored)
        return complete

    def _add(
        self, document: JsonObject, specification: Specification, requested_at: float
    ) -> None:
        device = Device.from_json(document, specification, requested_at=requested_at)
        self.devices[device.id] = device
        self._applied[device.id] = specification
        self._tell(self._device_listeners, device)

    def _refresh(
        self,
        device: Device,
        document: JsonObject,
        specification: Specification,
        requested_at: float,
    ) -> None:
        was_online = device.online
        restructured = False
        if specification is not self._applied.get(device.id):
            self._applied[device.id] = specification
            restructured = bool(device.apply_specification(specification).changed)
        restructured |= device.update_identity(document)
        update = device.apply_pull(
            parse_status_items(document.get("status")), requested_at=requested_at
        )
        self._changes_pulled += len(update.changed)
        if restructured or update.added:
            self._tell(self._device_listeners, device)
        if restructured or device.online is not was_online:
            self._listeners.notify_device(device.id)
        else:
            self._listeners.notify(device.id, update.changed)

    def _remove(self, device_id: str) -> None:
        device = self.devices.pop(device_id)
        self._applied.pop(device_id, None)
        self._specifications.forget([device_id])
        self._shared.discard(device_id)
        self._tell(self._removal_listeners, device)

    @staticmethod
    def _tell(listeners: Iterable[DeviceListener], device: Device) -> None:
        for listener in list(listeners):
            listener(device)

    def _pull_succeeded(self, *, complete: bool) -> None:
        if self.problem is not None:
            LOGGER.info("The cloud answers again")
        self.problem = None
        self.pulled_at = datetime.now(UTC)
        self._start_hub()
        self._schedule.succeeded(
            pushed=complete and self.hub.state is HubState.CONNECTED
        )
        self.problems.clear(Field.CLOUD)
        self._warn_ahead()
        self._account_changed()

    def _pull_failed(self, problem: CloudError) -> None:
        if self.problem is None or type(problem) is not type(self.problem):
            LOGGER.warning("The devices could not be read: %s", problem)
        self.problem = problem
        if problem.advice is Advice.REAUTH:
            if self._hub_task and self.hub.state is not HubState.CONNECTED:
                # signing in again and again with what is refused may lock the account
                self._hub_task.cancel()
            self._entry.async_start_reauth(self._hass)
        self._schedule.failed(problem)
        self.problems.note(Field.CLOUD, problem)
        self._account_changed()

    def _warn_ahead(self) -> None:
        """Say in time that the calls run out, or the plan."""
        if self.ledger.is_tight:
            self.problems.show(
                Field.QUOTA,
                "quota_low",
                {
                    "used": str(self.ledger.this_month),
                    "budget": str(self.ledger.budget),
                },
                is_fixable=False,
            )
        else:
            self.problems.clear(Field.QUOTA)
        ends_on = dt_util.parse_date(self._entry.options.get(CONF_PLAN_EXPIRES_ON, ""))
        if ends_on and ends_on <= dt_util.now().date() + PLAN_REMINDER:
            self.problems.show(
                Field.PLAN,
                "plan_expires_soon",
                {"date": ends_on.isoformat()},
                is_fixable=False,
            )
        else:
            self.problems.clear(Field.PLAN)

    async def _pull_when_due(self) -> None:
        """Pull, but for one that would only compare what push keeps current."""
        if self.ledger.is_tight and self.hub.state is HubState.CONNECTED:
            self._schedule.succeeded(pushed=True)
        else:
            await self._pull_and_note()

    async def try_again(self) -> bool:
        """Look whether what the user was told to mend is mended; return whether."""
        await self._pull_and_note()
        if self.problem is None and self.hub.state is not HubState.CONNECTED:
            await self._stop_hub()
            self._hub_told.clear()
            self._start_hub()
            await self._hub_settles()
        return self.problem is None and not self.is_push_refused

    async def _pull_and_note(self) -> None:
        if self._pull_waits:
            return
        try:
            await self._pull()
        except CloudError as error:
            self._pull_failed(error)

    def _in_background(self, job: Coroutine[Any, Any, None], name: str) -> None:
        self._entry.async_create_background_task(
            self._hass, job, f"{DOMAIN} {name}", eager_start=True
        )

    # -- push ------------------------------------------------------------------------

    async def _fetch_hub_configuration(self) -> HubConfiguration:
        return await get_hub_configuration(self.api, f"{DOMAIN}.{self._entry.entry_id}")

    def _start_hub(self) -> None:
        if not self.api.has_hub:
            self._hub_told.set()
        elif self._hub_task is None or self._hub_task.done():
            self._hub_task = self._entry.async_create_background_task(
                self._hass, self.hub.run(), f"{DOMAIN} hub"
            )

    async def _stop_hub(self) -> None:
        if self._hub_task is None:
            return
        self._hub_task.cancel()
        await asyncio.wait([self._hub_task])
        self._hub_task = None

    def _on_hub_state(self, state: HubState) -> None:
        if state is HubState.CONNECTING:
            return
        self._hub_told.set()
        if state is HubState.CONNECTED:
            self._missed_reports = True
            if self._early is None:
                self._in_background(self._pull_and_note(), "pull")
        elif self._early is None and self.problem is None:
            self._schedule.poll()
        self.problems.note(
            Field.PUSH, self.hub.last_error if self.is_push_refused else None
        )
        self._account_changed()

    @property
    def is_push_refused(self) -> bool:
        """Whether the cloud does not let this project have reports pushed."""
        error = self.hub.last_error
        return (
            self.hub.state is not HubState.CONNECTED
            and error is not None
            and error.advice is Advice.REPAIR
        )

    def _on_message(self, message: JsonObject) -> None:
        """Take over one decrypted message of the hub."""
        if self._early is not None:
            self._early.append(message)
            return
        event = parse_hub_message(message)
        if isinstance(event, Bound):
            self._in_background(self._adopt_bound(event.device_id), "bind")
            return
        device = self.devices.get(event.device_id) if event else None
        if device is None:
            return
        match event:
            case Reported(items=items):
                self._on_report(device, items)
            case OnlineChanged(online=online):
                self._set_online(device, online=online)
            case Renamed(name=name):
                if device.update_identity({"name": name}):
                    self._tell(self._device_listeners, device)
            case Unbound():
                self._remove(device.id)
                self._store.save_soon(self._stored)

    def _on_report(self, device: Device, items: JsonValue) -> None:
        update = device.apply_report(
            parse_status_items(items),
            received_at=time.monotonic(),
            now_ms=time.time_ns() // 1_000_000,
        )
        self._commands.confirm(device, update)
        # whatever the online flag says: who reports is there
        self._set_online(device, online=True)
        self._on_update(device, update)
        self._report_listeners.notify(device.id, update.reports)

    def _on_update(self, device: Device, update: Update) -> None:
        if update.added:
            self._tell(self._device_listeners, device)
        self._listeners.notify(device.id, update.changed)
        self._store.save_soon(self._stored)

    def _set_online(self, device: Device, *, online: bool) -> None:
        if device.online is not online:
            device.online = online
            self._listeners.notify_device(device.id)

    def _on_unconfirmed(self, device: Device) -> None:
        if not self.ledger.is_tight:
            self._in_background(self._read_back(device), "confirm")

    async def _read_back(self, device: Device) -> None:
        """Put the truth back after a command that no report confirmed."""
        requested_at = time.monotonic()
        try:
            status = await get_status(self.api, device.id)
        except CloudError as error:
            LOGGER.debug("No status of %s to confirm a command: %s", device.id, error)
            return
        items = parse_status_items([*status])
        update = device.apply_pull(items, requested_at=requested_at)
        self._on_update(device, update)

    async def _adopt_bound(self, device_id: str) -> None:
        """Take in a device that was just bound, and have its reports pushed."""
        requested_at = time.monotonic()
        try:
            async with self._pull_lock:
                await self._adopt([await get_device(self.api, device_id)], requested_at)
        except CloudError as error:
            LOGGER.debug("A new device is left to the next pull: %s", error)
        if self._cancel_bind_timer:
            self._cancel_bind_timer()
        self._cancel_bind_timer = async_call_later(
            self._hass,
            BIND_SETTLES,
            HassJob(self._on_bind_settled, cancel_on_shutdown=True),
        )

    @callback
    def _on_bind_settled(self, _now: datetime) -> None:
        self._cancel_bind_timer = None
        self.hub.renew()

    def _account_changed(self) -> None:
        """Tell those who show the account, and all entities if they come or go."""
        self._listeners.notify_device(ACCOUNT)
        if self.available is not self._was_available:
            self._was_available = self.available
            self._listeners.notify_all()
