"""The states of air conditioners that infrared hubs control.

A change made in the app is pushed for the id of the remote (section 5 of the protocol
reference, from one client). Four calls a day make up for what is not pushed; one call
reads 20 air conditioners. They are read only while a climate entity shows one.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import ClassVar, Final, override

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.infrared import RemotePath, get_air_state, get_air_states
from ..model.infrared_air import AirState
from ..model.infrared_remote import Remote
from ..model.json_types import JsonObject, JsonValue
from .extra import Extra
from .remotes import Remotes

# causes that another call would meet as well
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN, Advice.REAUTH})
# seconds until the state of a new air conditioner is read
_NEW_WITHIN: Final = 3


class AirStates(Extra):
    """The last known states, by the id of the remote."""

    name: ClassVar[str] = "air_states"
    interval: ClassVar[timedelta] = timedelta(hours=6)

    def __init__(self, api: TuyaApi, remotes: Remotes) -> None:
        """Start without states."""
        super().__init__()
        self._api = api
        self._remotes = remotes
        self._by_id: dict[str, AirState] = {}
        # ids of the remotes that an entity shows
        self._shown: set[str] = set()

    def of(self, remote_id: str) -> AirState:
        """Return the state of an air conditioner; nothing of it may be known."""
        return self._by_id.get(remote_id, AirState())

    def show(self, remote_id: str) -> Callable[[], None]:
        """Have a state read from now on; return what ends that."""
        self._shown.add(remote_id)
        if remote_id not in self._by_id:
            self.read_soon(_NEW_WITHIN)
        return lambda: self._shown.discard(remote_id)

    @property
    @override
    def is_wanted(self) -> bool:
        """Whether an entity shows an air conditioner."""
        return bool(self._shown)

    @override
    async def read(self) -> JsonValue:
        """Return the states of all that are shown. Raises CloudError.

        What was reported or commanded since the call stays.
        """
        before = dict(self._by_id)
        shown = sorted(self._shown)
        answer = await self._read_all(shown)
        states = {**self._by_id}
        for remote_id in shown:
            state = states.get(remote_id, AirState())
            if state == before.get(remote_id, AirState()):
                state = state.updated(AirState.parse(answer.get(remote_id)))
            states[remote_id] = state
        return _document(states)

    async def _read_all(self, remote_ids: list[str]) -> JsonObject:
        """Return the answers by remote, by one call for each where the cloud refuses.

        The call for many is on none of Tuya's pages.
        """
        try:
            return await get_air_states(self._api, remote_ids)
        except CloudError as error:
            if error.advice in _PASSING:
                raise
        return {
            remote_id: await get_air_state(self._api, _path(remote))
            for remote_id in remote_ids
            if (remote := self._remotes.by_id.get(remote_id))
        }

    @override
    def take(self, document: JsonValue) -> None:
        """Use the states in a document."""
        states = document if isinstance(document, dict) else {}
        self._by_id = {
            remote_id: AirState.parse(state) for remote_id, state in states.items()
        }

    def update(self, remote_id: str, news: AirState) -> None:
        """Take in what a report or a command says, and store it."""
        state = self.of(remote_id).updated(news)
        if state == self.of(remote_id):
            return
        self.change(_document({**self._by_id, remote_id: state}))

    async def read_one(self, remote: Remote) -> None:
        """Read the state of one air conditioner now. Raises CloudError."""
        answer = await get_air_state(self._api, _path(remote))
        self.update(remote.id, AirState.parse(answer))


def _path(remote: Remote) -> RemotePath:
    return RemotePath(remote.hub_id, remote.id)


def _document(states: Mapping[str, AirState]) -> JsonObject:
    return {remote_id: state.to_json() for remote_id, state in states.items()}
