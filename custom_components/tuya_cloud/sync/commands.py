"""Sends commands to devices and sees that the states shown afterwards are true.

A command is validated, sent once, shown as soon as the cloud accepts it, and confirmed
by the device's report. Where no report comes, one read of the status tells.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..cloud.api import TuyaApi
from ..cloud.endpoints import send_commands
from ..cloud.errors import CloudError
from ..model.device import Device, Update
from ..model.json_types import JsonValue
from ..model.points import InvalidCommandError
from ..model.status import StatusItem
from .service_errors import command_failed, command_invalid

CONFIRMATION_SECONDS: Final = 10


@dataclass(slots=True, eq=False)
class _UnderWay:
    """A command that was sent and is not answered yet."""

    device_id: str
    # the codes of which nothing was reported since
    unreported: set[str]


class Commands:
    """The way from entities to devices."""

    def __init__(
        self,
        hass: HomeAssistant,
        api: TuyaApi,
        *,
        on_update: Callable[[Device, Update], None],
        on_outcome: Callable[[Device, CloudError | None], None],
        on_unconfirmed: Callable[[Device], None],
    ) -> None:
        """Take what is told of accepted commands, and of those nobody confirms.

        on_outcome is given the cloud's refusal, or None where it accepts.
        """
        self._hass = hass
        self._api = api
        self._on_update = on_update
        self._on_outcome = on_outcome
        self._on_unconfirmed = on_unconfirmed
        # by device id: the codes that still wait for a report, and what ends the wait
        self._waiting: dict[str, tuple[set[str], Callable[[], None]]] = {}
        self._under_way: set[_UnderWay] = set()

    async def send(self, device: Device, values: Mapping[str, object]) -> None:
        """Set data points of a device, all in one request.

        ``values`` holds decoded values by code. Raises ServiceValidationError for what
        the specification does not allow and HomeAssistantError when the cloud refuses.
        """
        try:
            wire = {
                code: device.points[code].encode(value)
                for code, value in values.items()
            }
        except InvalidCommandError as error:
            raise command_invalid(error) from error
        readable = {code for code in wire if device.points[code].readable}
        expected = {code for code in readable if device.raw(code) != wire[code]}
        under_way = _UnderWay(device.id, readable)
        self._under_way.add(under_way)
        try:
            await send_commands(
                self._api,
                device.id,
                [{"code": code, "value": raw} for code, raw in wire.items()],
            )
        except CloudError as error:
            self._on_outcome(device, error)
            raise command_failed(error) from error
        finally:
            self._under_way.discard(under_way)
        self._on_outcome(device, None)
        self._accepted(device, {code: wire[code] for code in under_way.unreported})
        self._wait_for(device, expected & under_way.unreported)

    def confirm(self, device: Device, update: Update) -> None:
        """Take note of a report."""
        for command in self._under_way:
            if command.device_id == device.id:
                command.unreported -= update.reported
        if device.id not in self._waiting:
            return
        codes, end_wait = self._waiting[device.id]
        codes -= update.reported
        if not codes:
            end_wait()
            del self._waiting[device.id]

    def stop(self) -> None:
        """Wait for nothing any more."""
        for _codes, end_wait in self._waiting.values():
            end_wait()
        self._waiting.clear()

    def _accepted(self, device: Device, wire: Mapping[str, JsonValue]) -> None:
        """Show what was commanded, and no report has overtaken."""
        update = device.apply_pull(
            [StatusItem(code, raw) for code, raw in wire.items()],
            requested_at=time.monotonic(),
        )
        self._on_update(device, update)

    def _wait_for(self, device: Device, codes: set[str]) -> None:
        if device.id in self._waiting:
            waiting, end_wait = self._waiting.pop(device.id)
            end_wait()
            codes |= waiting
        if not codes:
            return

        @callback
        def give_up(_now: object) -> None:
            del self._waiting[device.id]
            self._on_unconfirmed(device)

        end_wait = async_call_later(
            self._hass,
            CONFIRMATION_SECONDS,
            HassJob(give_up, cancel_on_shutdown=True),
        )
        self._waiting[device.id] = (codes, end_wait)
