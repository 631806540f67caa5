"""Sends and learns infrared codes, and turns refusals into errors for the user."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..cloud import infrared
from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError, CommandRejectedError, RequestError
from ..cloud.infrared import RemotePath
from ..const import DOMAIN
from ..model.device import Device
from ..model.infrared_air import AirState
from ..model.infrared_code import InfraredCodeError, decode, encode
from ..model.infrared_remote import OWN, OWN_BRAND, Remote, RemoteKey
from ..model.json_types import JsonObject
from ..sync.listeners import call_safely
from ..sync.service_errors import command_failed
from .air_states import AirStates
from .remotes import Remotes

# takes the durations of a code that was received
type ReceiveListener = Callable[[Sequence[int]], None]

# ids that the app draws its own pictures for (observed by a client's author)
_STANDARD_IDS: Final = {
    "power": 1,
    "ok": 42,
    "menu": 45,
    "navigate_up": 46,
    "navigate_down": 47,
    "navigate_left": 48,
    "navigate_right": 49,
    "volume_up": 50,
    "volume_down": 51,
    "mute": 106,
    "back": 116,
}


class InfraredControl:
    """The commands to infrared hubs.

    Each raises HomeAssistantError when the cloud refuses it.
    """

    def __init__(
        self,
        api: TuyaApi,
        remotes: Remotes,
        states: AirStates,
        on_outcome: Callable[[Device, CloudError | None], None],
    ) -> None:
        """Register the callback: it gets the hub, and the error of a refusal."""
        self._api = api
        self._remotes = remotes
        self._states = states
        self._on_outcome = on_outcome
        # by hub id
        self._listeners: dict[str, list[ReceiveListener]] = {}
        # a hub learns one code at a time
        self._learning: dict[str, asyncio.Lock] = {}

    # -- sending ---------------------------------------------------------------------

    async def press(self, hub: Device, remote: Remote, key: RemoteKey) -> None:
        """Emit the code of a key; a learned one is sent as it is."""
        path = _path(remote)
        if key.code:
            call = infrared.send_code(self._api, path, key.code)
        else:
            call = infrared.press_key(
                self._api,
                path,
                category_id=remote.category_id,
                key_id=key.id,
                key=key.key,
            )
        await self._try(hub, call)

    async def emit(self, hub: Device, durations: Sequence[int]) -> None:
        """Emit durations in microseconds.

        The cloud takes them only for one of the hub's remotes; any of them will do.
        """
        remotes = self._remotes.of_hub(hub.id)
        if not remotes:
            raise _invalid("infrared_no_remote", name=hub.name)
        code = encode(durations)
        await self._try(hub, infrared.send_code(self._api, _path(remotes[0]), code))

    async def set_air(self, hub: Device, remote: Remote, wanted: AirState) -> None:
        """Set the state of an air conditioner with one call."""
        await self._try(hub, self._set_air(remote, wanted))
        self._states.update(remote.id, wanted)

    async def _set_air(self, remote: Remote, wanted: AirState) -> None:
        """Send a state; where only the temperature can be wrong, also without one.

        Clients in the field send a temperature in every mode, as Tuya's page asks for,
        and the ranges of fan and dry have none.
        """
        path, values = _path(remote), wanted.known if wanted.power else {"power": 0}
        try:
            await infrared.set_air_state(self._api, path, values)
        except CommandRejectedError, RequestError:
            if "temp" not in values or remote.air.temperatures(wanted.mode):
                raise
            del values["temp"]
            await infrared.set_air_state(self._api, path, values)

    async def read_air(self, hub: Device, remote: Remote) -> None:
        """Read the state of an air conditioner."""
        await self._try(hub, self._states.read_one(remote))

    # -- learning --------------------------------------------------------------------

    async def learn(self, hub: Device, *, seconds: float) -> str:
        """Return the code that a hub receives within some seconds."""
        lock = self._learning.setdefault(hub.id, asyncio.Lock())
        if lock.locked():
            raise _invalid("infrared_busy", name=hub.name)
        async with lock:
            started_at = await self._try(
                hub, infrared.start_learning(self._api, hub.id)
            )
            try:
                code = await self._try(
                    hub,
                    infrared.await_learned_code(
                        self._api, hub.id, started_at, seconds=seconds
                    ),
                )
            finally:
                with suppress(CloudError):
                    await infrared.stop_learning(self._api, hub.id)
        if not code:
            raise _failed("infrared_nothing_received", name=hub.name)
        try:
            durations = decode(code)
        except InfraredCodeError as error:
            raise _failed("infrared_unreadable", name=hub.name) from error
        call_safely([*self._listeners.get(hub.id, ())], durations)
        return code.lower()

    def on_received(self, hub: Device, listener: ReceiveListener) -> Callable[[], None]:
        """Call a listener with what a hub receives while it learns."""
        listeners = self._listeners.setdefault(hub.id, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    async def save(self, hub: Device, remote: Remote, name: str, code: str) -> Remote:
        """Add a learned key to a remote, in place of those of the name."""
        for key in remote.keys:
            if name in (key.key, key.name):
                await self._try(hub, self._delete(remote, key))
        codes = _codes(remote.name, remote.category_id, name, code)
        await self._try(hub, infrared.save_codes(self._api, _path(remote), codes))
        return await self._try(hub, self._remotes.read_codes(remote))

    async def add_remote(self, hub: Device, name: str, key: str, code: str) -> Remote:
        """Make a remote of a learned key; its device follows by itself."""
        codes = _codes(name, OWN, key, code)
        remote_id = await self._try(hub, infrared.add_remote(self._api, hub.id, codes))
        remote = Remote(remote_id, hub.id, name, OWN, OWN_BRAND)
        return await self._try(hub, self._remotes.read_codes(remote))

    async def delete(self, hub: Device, remote: Remote, keys: list[RemoteKey]) -> None:
        """Delete learned keys."""
        for key in keys:
            await self._try(hub, self._delete(remote, key))
        await self._try(hub, self._remotes.read_codes(remote))

    async def _delete(self, remote: Remote, key: RemoteKey) -> None:
        await infrared.delete_code(self._api, remote.hub_id, key.learn_id)

    async def _try[T](self, hub: Device, call: Awaitable[T]) -> T:
        """Return the result of a call, and report its outcome."""
        try:
            result = await call
        except CloudError as error:
            self._on_outcome(hub, error)
            raise command_failed(error) from error
        self._on_outcome(hub, None)
        return result


def _path(remote: Remote) -> RemotePath:
    return RemotePath(remote.hub_id, remote.id)


def _codes(remote_name: str, category_id: int, key: str, code: str) -> JsonObject:
    """Return the content of a call that saves a code.

    A key without a standard id gets the time in seconds, as in clients in the field.
    """
    return {
        "category_id": category_id,
        "brand_id": OWN_BRAND,
        "remote_name": remote_name,
        "codes": [
            {
                "key": key,
                "key_name": key,
                "code": code,
                "id": _STANDARD_IDS.get(key, int(time.time())),
            }
        ],
    }


def _invalid(key: str, **placeholders: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def _failed(key: str, **placeholders: str) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
