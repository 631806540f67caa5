"""Sends commands to devices and makes sure that the states shown afterwards are true.

A command is validated, sent once, and shown as soon as the cloud accepts it. The
device's report confirms it. Without a report, the status is read once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import CALLBACK_TYPE

from ..cloud.api import TuyaApi
from ..cloud.endpoints import send_commands
from ..cloud.errors import CloudError
from ..cloud.things import issue_properties
from ..model.device import Device
from ..model.json_types import JsonValue
from ..model.points import InvalidCommandError
from ..model.reading import Update
from .clock import Clock
from .service_errors import command_failed, command_invalid

CONFIRMATION_SECONDS: Final = 10


@dataclass(slots=True, eq=False)
class _Request:
    """A command that was sent and that the cloud has not answered yet."""

    device_id: str
    # codes not reported since
    unreported: set[str]


@dataclass(slots=True)
class _Confirmation:
    """An accepted command that no report has confirmed yet."""

    codes: set[str]
    cancel_timeout: CALLBACK_TYPE


class Commands:
    """The commands to all devices of a config entry."""

    def __init__(
        self,
        clock: Clock,
        api: TuyaApi,
        *,
        is_by_model: Callable[[Device, str], bool],
        on_update: Callable[[Device, Update], None],
        on_outcome: Callable[[Device, CloudError | None], None],
        on_unconfirmed: Callable[[Device], None],
    ) -> None:
        """Register the callbacks.

        ``is_by_model`` tells whether commands to a code go by the thing model, not by
        the standard specification. ``on_outcome`` gets the error of a refused command,
        or None for an accepted one.
        """
        self._clock = clock
        self._api = api
        self._is_by_model = is_by_model
        self._on_update = on_update
        self._on_outcome = on_outcome
        self._on_unconfirmed = on_unconfirmed
        self._requests: set[_Request] = set()
        # by device id
        self._unconfirmed: dict[str, _Confirmation] = {}
        self._is_stopped = False

    @property
    def pending(self) -> dict[str, frozenset[str]]:
        """Return the codes that still wait for a report, by device id."""
        return {
            device_id: frozenset(confirmation.codes)
            for device_id, confirmation in self._unconfirmed.items()
        }

    async def send(self, device: Device, values: Mapping[str, object]) -> None:
        """Set data points of a device, all standard ones in one request.

        ``values`` holds decoded values by code. Raises ServiceValidationError for what
        the specification does not allow and HomeAssistantError when the cloud refuses.
        """
        wire = wire_values(device, values)
        readable = {code for code in wire if device.points[code].readable}
        expected = {code for code in readable if device.raw(code) != wire[code]}
        request = _Request(device.id, readable)
        self._requests.add(request)
        try:
            await self._send(device, wire)
        except CloudError as error:
            if not self._is_stopped:
                self._on_outcome(device, error)
            raise command_failed(error) from error
        finally:
            self._requests.discard(request)
        if self._is_stopped:
            return
        self._on_outcome(device, None)
        self._show_accepted(device, {code: wire[code] for code in request.unreported})
        self._expect_report(device, expected & request.unreported)

    async def _send(self, device: Device, wire: Mapping[str, JsonValue]) -> None:
        """Send wire values by code, those of the thing model in a request of their own.

        Raises CloudError.
        """
        by_model = {
            code: raw for code, raw in wire.items() if self._is_by_model(device, code)
        }
        commands: list[dict[str, JsonValue]] = [
            {"code": code, "value": raw}
            for code, raw in wire.items()
            if code not in by_model
        ]
        if commands:
            await send_commands(self._api, device.id, commands)
        if by_model:
            await issue_properties(self._api, device.id, by_model)

    def confirm(self, device: Device, update: Update) -> None:
        """Match a report with the commands that wait for it."""
        for request in self._requests:
            if request.device_id == device.id:
                request.unreported -= update.reported
        confirmation = self._unconfirmed.get(device.id)
        if confirmation is None:
            return
        confirmation.codes -= update.reported
        if not confirmation.codes:
            confirmation.cancel_timeout()
            del self._unconfirmed[device.id]

    def stop(self) -> None:
        """Cancel all pending confirmations; a request under way gets none."""
        self._is_stopped = True
        for confirmation in self._unconfirmed.values():
            confirmation.cancel_timeout()
        self._unconfirmed.clear()

    def _show_accepted(self, device: Device, wire: Mapping[str, JsonValue]) -> None:
        """Show the commanded values, except those that a report has replaced."""
        update = device.apply_pull(wire, requested_at=self._clock.now())
        self._on_update(device, update)

    def _expect_report(self, device: Device, codes: set[str]) -> None:
        """Wait for a report of the codes and of those that still wait for one."""
        earlier = self._unconfirmed.pop(device.id, None)
        if earlier is not None:
            earlier.cancel_timeout()
            codes |= earlier.codes
        if not codes:
            return

        def time_out() -> None:
            del self._unconfirmed[device.id]
            self._on_unconfirmed(device)

        self._unconfirmed[device.id] = _Confirmation(
            codes, self._clock.call_later(CONFIRMATION_SECONDS, time_out)
        )


def wire_values(device: Device, values: Mapping[str, object]) -> dict[str, JsonValue]:
    """Return the wire values of decoded ones, by code.

    Raises ServiceValidationError for what the specification does not allow.
    """
    try:
        return {code: device.encode(code, value) for code, value in values.items()}
    except InvalidCommandError as error:
        raise command_invalid(error) from error
