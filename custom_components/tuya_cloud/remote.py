"""Remotes of infrared hubs: they send keys, and learn keys of their own."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final, override

from homeassistant.components.remote import (
    ATTR_COMMAND,
    ATTR_COMMAND_TYPE,
    ATTR_DELAY_SECS,
    ATTR_DEVICE,
    ATTR_NUM_REPEATS,
    ATTR_TIMEOUT,
    DEFAULT_DELAY_SECS,
    DEFAULT_NUM_REPEATS,
    RemoteEntity,
    RemoteEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalog.remote_keys import common_key
from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .entities.infrared import (
    InfraredEntity,
    RemoteDeviceEntity,
    follow_hubs,
    follow_remotes,
)
from .model.device import Device
from .model.infrared_code import InfraredCodeError, decode, decode_base64
from .model.infrared_remote import Remote, RemoteKey

PARALLEL_UPDATES = 0

# ways to write a raw code in place of the name of a key; a code in base64, as the data
# points of hubs hold it, is sent in hex
_RAW: Final = {"hex:": decode, "b64:": decode_base64}
_LEARNING_SECONDS: Final = 30
_INFRARED: Final = "ir"


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the remotes, now and as they come."""
    follow_hubs(entry, async_add_entities, _hub_remote)
    follow_remotes(entry, async_add_entities, _remote_of)


def _hub_remote(coordinator: Coordinator, hub: Device) -> Iterator[TuyaHubRemote]:
    yield TuyaHubRemote(coordinator, hub)


def _remote_of(coordinator: Coordinator, remote: Remote) -> Iterator[TuyaRemote]:
    if not remote.is_air_conditioner:
        yield TuyaRemote(coordinator, remote)


class InfraredRemote(InfraredEntity, RemoteEntity):
    """An entity that sends and learns infrared codes.

    Infrared goes one way: whether the appliance is on is assumed.
    """

    _attr_assumed_state = True
    _attr_is_on = True

    def remote_named(self, name: str | None) -> Remote | None:
        """Return the remote that an action is for; None: the hub has none so named."""
        raise NotImplementedError

    # -- sending ---------------------------------------------------------------------

    @override
    async def async_send_command(self, command: Iterable[str], **kwargs: Any) -> None:
        """Send keys, by name or id, and raw codes; all are checked before the first."""
        remote = self.remote_named(kwargs.get(ATTR_DEVICE))
        steps = [self._step(remote, each) for each in command]
        steps *= kwargs.get(ATTR_NUM_REPEATS, DEFAULT_NUM_REPEATS)
        delay: float = kwargs.get(ATTR_DELAY_SECS, DEFAULT_DELAY_SECS)
        for number, step in enumerate(steps):
            if number:
                await asyncio.sleep(delay)
            await step()

    def _step(
        self, remote: Remote | None, command: str
    ) -> Callable[[], Awaitable[None]]:
        """Return what sends a command; raises ServiceValidationError for others."""
        for prefix, read in _RAW.items():
            if command.startswith(prefix):
                try:
                    durations = read(command.removeprefix(prefix))
                except InfraredCodeError as error:
                    raise _invalid("infrared_not_a_code", command=command) from error
                return partial(self.control.emit, self.hub, durations)
        if remote is None:
            raise _invalid("infrared_no_such_remote", name=self.hub.name)
        return partial(self.control.press, self.hub, remote, _key(remote, command))

    # -- learning --------------------------------------------------------------------

    @override
    async def async_learn_command(self, **kwargs: Any) -> None:
        """Learn keys, one after another; a new name of a device makes a new remote."""
        if kwargs.get(ATTR_COMMAND_TYPE, _INFRARED) != _INFRARED:
            raise _invalid("infrared_only")
        name: str | None = kwargs.get(ATTR_DEVICE)
        remote = self.remote_named(name)
        commands: list[str] = kwargs.get(ATTR_COMMAND) or []
        if not commands or not (remote or name):
            raise _invalid("infrared_no_name")
        _check_own(remote)
        for command in commands:
            code = await self.control.learn(
                self.hub, seconds=kwargs.get(ATTR_TIMEOUT) or _LEARNING_SECONDS
            )
            if remote is None:
                remote = await self.control.add_remote(
                    self.hub, name or "", command, code
                )
            else:
                remote = await self.control.save(self.hub, remote, command, code)

    @override
    async def async_delete_command(self, **kwargs: Any) -> None:
        """Delete learned keys; all are checked before the first is deleted."""
        remote = self.remote_named(kwargs.get(ATTR_DEVICE))
        if remote is None:
            raise _invalid("infrared_no_such_remote", name=self.hub.name)
        _check_own(remote)
        keys = [_key(remote, command) for command in kwargs[ATTR_COMMAND]]
        await self.control.delete(self.hub, remote, keys)


class TuyaRemote(InfraredRemote, RemoteDeviceEntity):
    """A remote with keys: of a brand, or with learned ones."""

    _attr_name = None

    def __init__(self, coordinator: Coordinator, remote: Remote) -> None:
        """Send by this remote."""
        super().__init__(coordinator, remote)
        self._attr_unique_id = f"{remote.id}_remote"
        if remote.is_own:
            self._attr_supported_features = (
                RemoteEntityFeature.LEARN_COMMAND | RemoteEntityFeature.DELETE_COMMAND
            )

    @override
    def remote_named(self, name: str | None) -> Remote:
        """Return this remote; the name does not matter."""
        return self.remote

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Press the key that turns the appliance on, or the one for both."""
        await self._press_one_of("remote_power_on", "remote_power", is_on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Press the key that turns the appliance off, or the one for both."""
        await self._press_one_of("remote_power_off", "remote_power", is_on=False)

    async def _press_one_of(self, *names: str, is_on: bool) -> None:
        remote = self.remote
        by_name = {common_key(key.key, key.name): key for key in remote.keys}
        key = next((by_name[name] for name in names if name in by_name), None)
        if key is None:
            raise _invalid("infrared_no_power_key", name=remote.name)
        await self.control.press(self.hub, remote, key)
        self._attr_is_on = is_on
        self.async_write_ha_state()


class TuyaHubRemote(InfraredRemote):
    """An infrared hub: it sends raw codes, and makes remotes of learned keys."""

    _attr_translation_key = "infrared_hub"
    _attr_supported_features = (
        RemoteEntityFeature.LEARN_COMMAND | RemoteEntityFeature.DELETE_COMMAND
    )

    def __init__(self, coordinator: Coordinator, hub: Device) -> None:
        """Send by this hub."""
        super().__init__(coordinator, hub, hub.id)
        self._attr_unique_id = f"{hub.id}_infrared"

    @override
    def remote_named(self, name: str | None) -> Remote | None:
        """Return the remote of the hub with a name or an id."""
        remotes = self._coordinator.extras.remotes.of_hub(self.hub.id)
        return next((each for each in remotes if name in (each.name, each.id)), None)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Do nothing: a hub is always on."""

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Do nothing: a hub is always on."""


def _key(remote: Remote, command: str) -> RemoteKey:
    """Return a key of a remote; raises ServiceValidationError where it has none."""
    if key := remote.find(command):
        return key
    raise _invalid(
        "infrared_no_such_key",
        name=remote.name,
        command=command,
        commands=", ".join(key.key for key in remote.keys),
    )


def _check_own(remote: Remote | None) -> None:
    """Raise ServiceValidationError for the remote of a brand."""
    if remote is not None and not remote.is_own:
        raise _invalid("infrared_not_own", name=remote.name)


def _invalid(key: str, **placeholders: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
