"""The remotes of an account's infrared hubs, with their keys.

A day costs one call for each hub and one for each remote with learned keys. The keys of
a brand's remote are read once.
"""

from collections.abc import Iterable
from typing import ClassVar, Final, override

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, ApiNotSubscribedError, CloudError
from ..cloud.infrared import RemotePath, get_keys, get_learned_codes, list_remotes
from ..model.device import Device
from ..model.infrared_remote import OLD_HUB, Remote, is_hub, is_remote, parse_keys
from ..model.json_types import JsonObject, JsonValue
from ..sync.devices import Devices
from .extra import Extra

# refusals that concern a single hub or remote
_OWN_CAUSES: Final = frozenset({Advice.DEVICE, Advice.COMMAND})


class Remotes(Extra):
    """All remotes, by the id of their device."""

    name: ClassVar[str] = "remotes"

    def __init__(self, api: TuyaApi, devices: Devices) -> None:
        """Start without remotes."""
        super().__init__()
        self._api = api
        self._devices = devices
        self.by_id: dict[str, Remote] = {}
        # ids of hubs and remotes that were there when the remotes were read
        self._considered: set[str] = set()
        # whether to read the keys of brands again
        self._keys_are_outdated = False
        devices.on_device(self._on_device)

    # -- what there is ---------------------------------------------------------------

    @property
    def hubs(self) -> list[Device]:
        """Return the devices that are infrared hubs, or that a remote hangs on."""
        gateways = {
            device.gateway_id
            for device in self._devices.values()
            if is_remote(device.category)
        }
        return [
            device
            for device in self._devices.values()
            if device.id in gateways or is_hub(device)
        ]

    @property
    def certain_hubs(self) -> list[Device]:
        """Return the hubs without those of the old category that have no remotes.

        Tuya uses that category for other things, too.
        """
        return [
            hub for hub in self.hubs if hub.category != OLD_HUB or self.of_hub(hub.id)
        ]

    @property
    def here(self) -> list[Remote]:
        """Return the remotes that the account has as devices, like their hubs."""
        return [
            remote
            for remote in self.by_id.values()
            if remote.id in self._devices and remote.hub_id in self._devices
        ]

    def of_hub(self, hub_id: str) -> list[Remote]:
        """Return the remotes of a hub, those with learned keys first."""
        remotes = [each for each in self.by_id.values() if each.hub_id == hub_id]
        return sorted(remotes, key=lambda remote: not remote.is_own)

    # -- reading ---------------------------------------------------------------------

    @property
    @override
    def is_wanted(self) -> bool:
        """Whether there is an infrared hub."""
        return bool(self.hubs)

    @override
    async def read(self) -> JsonValue:
        """Return all remotes with their keys.

        Those of a hub that is refused stay as they were, and so do those that are not
        listed although the account has their devices. Raises CloudError when every hub
        is refused, or the whole project.
        """
        hubs, refusal, remotes = self.hubs, None, list[Remote]()
        considered = {hub.id for hub in hubs} | {
            device.id for device in self._devices.values() if is_remote(device.category)
        }
        refused = 0
        for hub in hubs:
            try:
                documents = await list_remotes(self._api, hub.id)
            except CloudError as error:
                if _concerns_all(error):
                    raise
                refusal, refused = error, refused + 1
                remotes += self.of_hub(hub.id)
                continue
            parsed = (Remote.parse(document, hub.id) for document in documents)
            listed = [remote for remote in parsed if remote]
            remotes += [await self._with_keys(remote) for remote in listed]
            remotes += self._not_listed(hub, listed)
        if refusal is not None and refused == len(hubs):
            raise refusal
        self._keys_are_outdated = False
        return _document(remotes, considered)

    def _not_listed(self, hub: Device, listed: list[Remote]) -> list[Remote]:
        """Return the known remotes that a hub's list lacks, but not the account's."""
        ids = {remote.id for remote in listed}
        return [
            remote
            for remote in self.of_hub(hub.id)
            if remote.id not in ids and remote.id in self._devices
        ]

    async def _with_keys(self, remote: Remote) -> Remote:
        """Return a remote with its keys, or without when they are refused."""
        known = self.by_id.get(remote.id)
        try:
            return await self._read_keys(remote, known)
        except CloudError as error:
            if _concerns_all(error):
                raise
            return remote if known is None else known

    async def _read_keys(self, remote: Remote, known: Remote | None) -> Remote:
        path = RemotePath(remote.hub_id, remote.id)
        if remote.is_own:
            codes = await get_learned_codes(self._api, path)
            return remote.with_keys(parse_keys([*codes]))
        is_known = known is not None and known.kind == remote.kind and known.has_keys
        if known is not None and is_known and not self._keys_are_outdated:
            return known.renamed(remote.name)
        keys = Remote.parse(
            remote.to_json() | await get_keys(self._api, path) | _identity(remote)
        )
        return remote if keys is None else keys

    @override
    def take(self, document: JsonValue) -> None:
        """Use the remotes in a document."""
        content = document if isinstance(document, dict) else {}
        items = content.get("remotes")
        parsed = (
            [Remote.parse(item) for item in items] if isinstance(items, list) else []
        )
        self.by_id = {remote.id: remote for remote in parsed if remote}
        considered = content.get("considered")
        self._considered = {
            item
            for item in (considered if isinstance(considered, list) else ())
            if isinstance(item, str)
        } | self.by_id.keys()

    # -- changes ---------------------------------------------------------------------

    def concerns(self, device: Device) -> bool:
        """Return whether a device is a hub or a remote."""
        return is_hub(device) or is_remote(device.category) or device.id in self.by_id

    @override
    def forget(self) -> None:
        """Read the keys of all remotes again."""
        super().forget()
        self._keys_are_outdated = True

    def _on_device(self, device: Device) -> None:
        """Read the remotes soon when a hub or a remote is new."""
        if self.document is None or not self.concerns(device):
            return
        if device.id not in self._considered:
            self._considered.add(device.id)
            self.read_soon()

    async def read_codes(self, remote: Remote) -> Remote:
        """Read the learned keys of a remote, because one was added or deleted.

        Raises CloudError.
        """
        path = RemotePath(remote.hub_id, remote.id)
        codes = await get_learned_codes(self._api, path)
        renewed = remote.with_keys(parse_keys([*codes]))
        remotes = {**self.by_id, remote.id: renewed}
        self.change(_document(remotes.values(), self._considered))
        return renewed


def _concerns_all(error: CloudError) -> bool:
    """Return whether the cloud refuses more than one hub or remote."""
    return error.advice not in _OWN_CAUSES or isinstance(error, ApiNotSubscribedError)


def _identity(remote: Remote) -> JsonObject:
    return {"remote_id": remote.id, "hub_id": remote.hub_id}


def _document(remotes: Iterable[Remote], considered: Iterable[str]) -> JsonObject:
    return {
        "remotes": [remote.to_json() for remote in remotes],
        "considered": [*sorted(considered)],
    }
