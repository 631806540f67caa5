"""Calls of infrared hubs: their remotes, keys, codes and air conditioners.

Sources: Tuya's pages "IR Control Hub Open Service" and sections 5 and 10 of the
protocol reference. The state of air conditioners and the keys of one are recorded; all
else is documented, and used by clients in the field.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from .answers import LEFT_OUT, array, object_, objects, text
from .api import TuyaApi
from .errors import BadAnswerError, CommandRejectedError
from .json_types import JsonObject, JsonValue
from .transport import Request

_HUB: Final = "/v2.0/infrareds/{hub}"
_REMOTE: Final = _HUB + "/remotes/{remote}"
# remotes of which the state is asked for in one call
_MOST_IDS: Final = 20
# seconds between two questions for the code that a hub learns; Tuya's page asks every
# second, which costs twice the calls
_LEARNING_INTERVAL: Final = 2.0


class RemotePath(NamedTuple):
    """The ids of a remote and its hub."""

    hub: str
    remote: str

    @property
    def path(self) -> dict[str, str]:
        """Return the values for the template of a path."""
        return self._asdict()


async def list_remotes(api: TuyaApi, hub_id: str) -> list[JsonObject]:
    """Return [{"remote_id", "remote_name", "category_id", "brand_id", ...}]."""
    result = await api.get(f"{_HUB}/remotes", path={"hub": hub_id})
    return objects(array(result))


async def get_keys(api: TuyaApi, remote: RemotePath) -> JsonObject:
    """Return {"key_list", "key_range", "category_id", ...}; recorded."""
    return object_(await api.get(f"{_REMOTE}/keys", path=remote.path))


async def get_learned_codes(api: TuyaApi, remote: RemotePath) -> list[JsonObject]:
    """Return [{"id", "key", "key_name", "code", "learn_id"}] of a user's own remote."""
    result = await api.get(f"{_REMOTE}/learning-codes", path=remote.path)
    return objects(array(result))


async def get_air_states(api: TuyaApi, remote_ids: Sequence[str]) -> JsonObject:
    """Return the states of air conditioners by the ids of their remotes; recorded.

    One call reads 20 of them.
    """
    states: JsonObject = {}
    for start in range(0, len(remote_ids), _MOST_IDS):
        result = await api.get(
            "/v1.0/cloud/rc/infrared/ac/status/batch",
            params={"device_ids": ",".join(remote_ids[start : start + _MOST_IDS])},
        )
        for item in objects(array(result)):
            states[text(item.get("devId"))] = item
    return states


async def get_air_state(api: TuyaApi, remote: RemotePath) -> JsonObject:
    """Return {"power", "mode", "temp", "wind"} of an air conditioner; recorded."""
    return object_(await api.get(f"{_REMOTE}/ac/status", path=remote.path))


async def set_air_state(
    api: TuyaApi, remote: RemotePath, values: Mapping[str, int]
) -> None:
    """Set several values of an air conditioner in one call.

    They are power, mode, temp and wind, or power 0 alone. Tuya's page wants a
    temperature also of modes without one.
    """
    await _send(
        api,
        f"{_HUB}/air-conditioners/{{remote}}/scenes/command",
        remote,
        {**values},
    )


async def press_key(
    api: TuyaApi, remote: RemotePath, *, category_id: int, key_id: int, key: str
) -> None:
    """Let a hub emit the code of a key; without the category the cloud refuses."""
    body: JsonObject = {"category_id": category_id, "key_id": key_id, "key": key}
    await _send(api, f"{_REMOTE}/raw/command", remote, body)


async def send_code(api: TuyaApi, remote: RemotePath, code: str) -> None:
    """Let a hub emit a code: hex, see ``model/infrared_code``.

    The cloud wants the id of one of the hub's remotes; any of them will do.
    """
    await _send(api, f"{_REMOTE}/learning-codes", remote, {"code": code})


async def start_learning(api: TuyaApi, hub_id: str) -> int:
    """Let a hub listen for a code; return the number by which to ask for it.

    That is the time of the answer.
    """
    envelope = await api.envelope(_learning_state(hub_id, is_on=True))
    started_at = envelope.get("t")
    if not isinstance(started_at, int):
        raise BadAnswerError("The answer has no time")
    return started_at


async def stop_learning(api: TuyaApi, hub_id: str) -> None:
    """Let a hub listen no more."""
    await api.envelope(_learning_state(hub_id, is_on=False))


async def await_learned_code(
    api: TuyaApi, hub_id: str, started_at: int, *, seconds: float
) -> str:
    """Return the code that a hub has learned, in hex; "": none until the time is up."""
    ends_at = time.monotonic() + seconds
    while True:
        result = await api.get(
            f"{_HUB}/learning-codes",
            path={"hub": hub_id},
            params={"learning_time": started_at},
        )
        answer = result if isinstance(result, dict) else {}
        code = answer.get("code")
        if answer.get("success") is not False and isinstance(code, str) and code:
            return code
        if time.monotonic() + _LEARNING_INTERVAL > ends_at:
            return ""
        await asyncio.sleep(_LEARNING_INTERVAL)


async def add_remote(api: TuyaApi, hub_id: str, codes: JsonObject) -> str:
    """Save learned codes as a new remote; return its id.

    ``codes`` is {"category_id", "brand_id", "remote_name", "codes": [{"key",
    "key_name", "code", "id"}]}. Without a key, nothing is saved (observed by a
    client's author).
    """
    result = await api.post(
        f"{_HUB}/learning-codes",
        path={"hub": hub_id},
        body=codes,
    )
    if not isinstance(result, str) or not result:
        raise BadAnswerError("The answer has no remote")
    return result


async def save_codes(api: TuyaApi, remote: RemotePath, codes: JsonObject) -> None:
    """Add learned codes to a remote; ``codes`` as in ``add_remote``."""
    await api.envelope(
        Request(
            method="PUT",
            template=f"{_REMOTE}/learning-codes",
            path=remote.path,
            body=codes,
        )
    )


async def delete_code(api: TuyaApi, hub_id: str, learn_id: str) -> None:
    """Delete a learned code."""
    template = f"{_HUB}/learning-codes/{{learn_id}}"
    await api.delete(template, path={"hub": hub_id, "learn_id": learn_id})


def _learning_state(hub_id: str, *, is_on: bool) -> Request:
    return Request(
        method="PUT",
        template=f"{_HUB}/learning-state",
        path={"hub": hub_id},
        body={"state": is_on},
        repeatable=True,
    )


async def _send(
    api: TuyaApi, template: str, remote: RemotePath, body: JsonObject
) -> None:
    """Send a command, without retries: each emits a code.

    Raises CommandRejectedError when the cloud refuses without a code.
    """
    accepted: JsonValue = await api.post(template, path=remote.path, body=body)
    if accepted is not True and accepted is not LEFT_OUT:
        raise CommandRejectedError("The cloud did not accept the command")
