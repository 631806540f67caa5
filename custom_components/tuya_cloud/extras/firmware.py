"""The firmware of devices, read once a day for those whose entities are enabled."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import ClassVar, Final, override

from homeassistant.exceptions import HomeAssistantError

from ..cloud.api import TuyaApi
from ..cloud.errors import (
    Advice,
    ApiNotSubscribedError,
    BadAnswerError,
    CloudError,
    NotSupportedError,
    PermissionDeniedError,
    RequestError,
)
from ..cloud.firmware import (
    Module,
    Service,
    UpdateStatus,
    list_modules,
    parse_update_status,
    start_update,
)
from ..const import DOMAIN, LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.wire_values import parse_whole
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock
from ..sync.devices import Devices
from ..sync.push_events import UpdateReported
from ..sync.service_errors import command_failed
from .extra import Extra
from .firmware_updates import FirmwareUpdates

type FirmwareModule = Module

_FAILURES: Final = {
    UpdateStatus.FAILED: "update_failed",
    UpdateStatus.TIMED_OUT: "update_timed_out",
}
# seconds between two reads of a device
_DAY: Final = 24 * 3600
# failures in a row that are not about one device
_MOST_FAILURES: Final = 2
# causes that pass by themselves
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN})
# refusals after which the next service is asked
_ASK_NEXT: Final = (
    ApiNotSubscribedError,
    NotSupportedError,
    PermissionDeniedError,
    RequestError,
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a device."""

    # seconds since the epoch
    asked_at: int
    # by channel, the main one first
    modules: tuple[Module, ...] = ()


class Firmware(Extra):
    """The modules of devices with their firmware.

    A read takes a call for each device, so only those are read that an enabled entity
    watches, each once a day. The document holds {"service", "devices": {id:
    {"asked_at", "modules"}}}.
    """

    name: ClassVar[str] = "firmware"
    # looks for devices that are due
    interval: ClassVar[timedelta] = timedelta(hours=1)

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        background: BackgroundTasks,
        devices: Devices,
    ) -> None:
        """Start without watched devices."""
        super().__init__()
        self._api = api
        self._clock = clock
        self._devices = devices
        # the service that has answered
        self._service: Service | None = None
        # by device id
        self._known: dict[str, _Known] = {}
        self._watched: Counter[str] = Counter()
        self.updates = FirmwareUpdates(
            api, clock, background, on_change=self.notify, on_end=self._updated
        )
        devices.on_removal(self._on_removal)

    def modules_of(self, device_id: str) -> Sequence[Module]:
        """Return the modules of a device, the main one first; none: not known yet."""
        known = self._known.get(device_id)
        return () if known is None else known.modules

    def watch(self, device_id: str) -> Callable[[], None]:
        """Read the firmware of a device from now on; return what ends that."""
        self._watched[device_id] += 1
        if device_id not in self._known:
            self.read_soon()

        def unwatch() -> None:
            self._watched[device_id] -= 1

        return unwatch

    # -- reading ---------------------------------------------------------------------

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether any device is due."""
        return bool(self._due())

    @override
    async def read(self) -> JsonValue:
        """Read the devices that are due.

        One that the cloud refuses keeps what is known of it. After two other failures
        in a row the next read goes on with the rest.
        """
        failures: list[CloudError] = []
        is_any_read = False
        for device_id in self._due():
            try:
                await self._read(device_id)
            except CloudError as error:
                LOGGER.debug("No firmware of %s: %r", device_id, error)
                if error.advice is Advice.DEVICE or isinstance(error, BadAnswerError):
                    self._keep(device_id, [])
                else:
                    failures.append(error)
                    passes = error.advice in _PASSING
                    if not passes or len(failures) == _MOST_FAILURES:
                        break
                    continue
            failures.clear()
            is_any_read = True
        if failures and not is_any_read:
            raise failures[0]
        return self._to_json()

    @override
    def take(self, document: JsonValue) -> None:
        """Keep what was stored or read."""
        stored = document if isinstance(document, dict) else {}
        service = stored.get("service")
        self._service = next((each for each in Service if each == service), None)
        devices = stored.get("devices")
        self._known = {
            device_id: _Known(asked_at, _modules(kept.get("modules")))
            for device_id, kept in (
                devices.items() if isinstance(devices, dict) else ()
            )
            if isinstance(kept, dict)
            and (asked_at := parse_whole(kept.get("asked_at"))) is not None
        }

    @override
    def forget(self) -> None:
        """Ask for all devices again, and each service."""
        super().forget()
        self._service = None
        self._known = {
            device_id: _Known(0, known.modules)
            for device_id, known in self._known.items()
        }

    def _due(self) -> list[str]:
        now = self._clock.epoch()
        return [
            device_id
            for device_id, watchers in self._watched.items()
            if watchers
            and device_id in self._devices
            and (
                (known := self._known.get(device_id)) is None
                or not 0 <= now - known.asked_at < _DAY
            )
        ]

    async def _read(self, device_id: str) -> None:
        """Read the firmware of a device. Raises CloudError."""
        modules = await self._list(device_id)
        self._keep(device_id, modules)
        for module in modules:
            if module.status is UpdateStatus.RUNNING and self._service:
                self.updates.follow(self._service, device_id, module.channel)

    async def _list(self, device_id: str) -> list[Module]:
        """Return the modules of a device, from the first service that answers.

        Raises CloudError.
        """
        if self._service is not None:
            try:
                return await list_modules(self._api, self._service, device_id)
            except ApiNotSubscribedError:
                self._service = None
        refusals: list[CloudError] = []
        for service in Service:
            try:
                modules = await list_modules(self._api, service, device_id)
            except _ASK_NEXT as error:
                refusals.append(error)
            else:
                self._service = service
                return modules
        of_device = [each for each in refusals if each.advice is Advice.DEVICE]
        raise (of_device or refusals)[0]

    def _keep(self, device_id: str, modules: list[Module]) -> None:
        """Keep what a read brought; modules that an answer leaves out stay."""
        by_channel = {each.channel: each for each in self.modules_of(device_id)}
        by_channel.update({each.channel: each for each in modules})
        self._known[device_id] = _Known(
            self._clock.epoch(),
            tuple(by_channel[channel] for channel in sorted(by_channel)),
        )

    def _to_json(self) -> JsonObject:
        return {
            "service": self._service,
            "devices": {
                device_id: {
                    "asked_at": known.asked_at,
                    "modules": [asdict(module) for module in known.modules],
                }
                for device_id, known in self._known.items()
            },
        }

    # -- updates ---------------------------------------------------------------------

    async def install(self, device_id: str, channel: int) -> None:
        """Install the newest firmware of a module, and wait for the end.

        Raises HomeAssistantError when the cloud does not start the update, or it fails.
        """
        service = self._service or Service.IOT_CORE
        try:
            await start_update(self._api, service, device_id, channel)
        except PermissionDeniedError as error:
            raise _failure("update_not_allowed") from error
        except CloudError as error:
            raise command_failed(error) from error
        update = self.updates.follow(service, device_id, channel)
        outcome = await update.outcome()
        if outcome in _FAILURES:
            raise _failure(_FAILURES[outcome])

    def reported(self, report: UpdateReported) -> None:
        """Follow an update that a message tells of, if an entity shows it."""
        channels = [each.channel for each in self.modules_of(report.device_id)]
        if not self._watched[report.device_id] or not channels:
            return
        channel = channels[0] if report.channel is None else report.channel
        if channel not in channels:
            return
        self.updates.hear(
            self._service or Service.IOT_CORE,
            report.device_id,
            channel,
            report.status,
            report.percent,
        )

    async def _updated(self, device_id: str) -> None:
        """Read the versions of a device whose update has ended."""
        try:
            await self._read(device_id)
        except CloudError as error:
            LOGGER.debug("No firmware of %s after its update: %r", device_id, error)
        else:
            self.change(self._to_json())

    def _on_removal(self, device: Device) -> None:
        if self._known.pop(device.id, None) is not None:
            self.change(self._to_json())


def _failure(key: str) -> HomeAssistantError:
    return HomeAssistantError(translation_domain=DOMAIN, translation_key=key)


def _modules(stored: JsonValue) -> tuple[Module, ...]:
    """Return the modules that were stored."""
    modules = []
    for entry in stored if isinstance(stored, list) else ():
        if not isinstance(entry, dict):
            continue
        channel = parse_whole(entry.get("channel"))
        if channel is not None:
            modules.append(
                Module(
                    channel,
                    str(entry.get("version") or ""),
                    str(entry.get("newest") or ""),
                    str(entry.get("notes") or ""),
                    parse_update_status(entry.get("status")),
                )
            )
    return tuple(sorted(modules, key=lambda module: module.channel))
