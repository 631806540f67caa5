"""The keys of infrared remotes, as buttons."""

import re
from collections.abc import Iterator
from typing import Final, override

from homeassistant.components.button import ButtonEntity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..catalog.remote_keys import common_key
from ..coordinator import Coordinator, TuyaConfigEntry
from ..discovery.naming import readable_name
from ..model.infrared_remote import Remote, RemoteKey
from .infrared import RemoteDeviceEntity, follow_remotes

# a learned state of an air conditioner: mode, temperature and speed, as M0_T19_S0
# (observed by a client's author)
_STATE: Final = re.compile(r"M\d+_T\d+_S\d+", re.IGNORECASE)


async def add_key_buttons(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the buttons of all keys, now and as remotes come and learn."""
    follow_remotes(entry, async_add_entities, _buttons_of)


def _buttons_of(coordinator: Coordinator, remote: Remote) -> Iterator[KeyButton]:
    if remote.is_air_conditioner:
        return
    named: set[str | None] = {None}
    for key in remote.keys:
        # of two keys with the same meaning, one has the common name
        common = common_key(key.key, key.name)
        yield KeyButton(coordinator, remote, key, None if common in named else common)
        named.add(common)


class KeyButton(RemoteDeviceEntity, ButtonEntity):
    """A key of a remote.

    The common keys are enabled, and so are those that a user has learned, but for the
    many states of an air conditioner.
    """

    def __init__(
        self,
        coordinator: Coordinator,
        remote: Remote,
        key: RemoteKey,
        common: str | None,
    ) -> None:
        """Press this key, which may have the name of a common one."""
        super().__init__(coordinator, remote)
        self._key = key.key
        self._attr_unique_id = f"{remote.id}_key_{key.key}"
        self._attr_entity_registry_enabled_default = bool(common) or (
            remote.is_own and not _STATE.fullmatch(key.key)
        )
        if common is None:
            self._attr_name = _shown_name(key.name)
        else:
            self._attr_translation_key = common

    @property
    @override
    def available(self) -> bool:
        """Whether the remote still has the key."""
        return super().available and self._present_key is not None

    @property
    def _present_key(self) -> RemoteKey | None:
        keys = self.remote.keys
        return next((key for key in keys if key.key == self._key), None)

    @override
    async def async_press(self) -> None:
        """Emit the code of the key."""
        if key := self._present_key:
            await self.control.press(self.hub, self.remote, key)


def _shown_name(name: str) -> str:
    """Return the name of a key: as it is, unless it is spelled as a code."""
    return readable_name(name) if "_" in name else name[:1].upper() + name[1:]
