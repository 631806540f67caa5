"""Calls for cameras: streams, pictures, and what a WebRTC connection needs.

Sources: Tuya's pages of the "IPC Open Service", and sections 7 and 10 of the protocol
reference. Answers for streams and WebRTC are recorded; that with the address of a
picture is known from clients in the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from .account import ProjectType
from .answers import object_, objects, text
from .api import TuyaApi
from .endpoints import open_hub
from .errors import BadAnswerError
from .hub_configuration import HubConfiguration
from .json_text import load_json
from .json_types import JsonObject, JsonValue

_SCHEMES: Final = frozenset({"rtsp", "rtsps", "http", "https"})
# the type that a working client offers, by the type in the skill
_OFFERED_TYPES: Final = {2: 0, 4: 1}
_USUAL_TYPES: Final = (0, 1)
_MOST_TRIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WebRtcConfiguration:
    """What an offer to a camera needs, for a time. Almost all of it is secret."""

    is_supported: bool
    auth: str
    moto_id: str
    # {"urls", "username"?, "credential"?, "ttl"?} as the cloud sends them
    ice_servers: list[JsonObject] = field(default_factory=list)
    # types of the stream to try, one after the other
    stream_types: tuple[int, ...] = _USUAL_TYPES
    # whether it sleeps to save its battery
    is_low_power: bool = False
    # only some answers have it
    local_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignalConfiguration:
    """The hub for messages to a camera, and the topic they are published to."""

    hub: HubConfiguration
    sink_topic: str
    # what the camera knows this client as
    sender: str


async def allocate_stream(
    api: TuyaApi, device_id: str, kind: Literal["rtsp", "hls"]
) -> str:
    """Return the address of a stream, for one play. Takes one call."""
    template = "/v1.0/devices/{id}/stream/actions/allocate"
    result = await api.post(template, path={"id": device_id}, body={"type": kind})
    address = text(object_(result).get("url"))
    if address.partition("://")[0] not in _SCHEMES:
        raise BadAnswerError("There is no address in the answer")
    return address


async def get_picture_address(
    api: TuyaApi, device_id: str, *, bucket: str, path: str
) -> str:
    """Return an address of a stored picture that is valid for a short time.

    Raises BadAnswerError for an answer without.
    """
    result: JsonValue = await api.get(
        "/v1.0/devices/{id}/movement-configs",
        path={"id": device_id},
        params={"bucket": bucket, "file_path": path},
    )
    if isinstance(result, dict):
        result = result.get("url")
    if not isinstance(result, str) or not result:
        raise BadAnswerError("There is no address in the answer")
    return result


async def get_webrtc_configuration(api: TuyaApi, device_id: str) -> WebRtcConfiguration:
    """Return what an offer to a camera needs.

    "skill" is a JSON text; the ICE servers are a list, or such a text (both recorded).
    """
    template = "/v1.0/devices/{id}/webrtc-configs"
    result = object_(await api.get(template, path={"id": device_id}))
    peer = _object_in(result.get("p2p_config"))
    skill = _object_in(result.get("skill"))
    return WebRtcConfiguration(
        is_supported=result.get("supports_webrtc") is True,
        auth=text(result.get("auth")) or text(peer.get("auth")),
        moto_id=text(result.get("moto_id")) or text(peer.get("moto_id")),
        ice_servers=[
            server
            for server in objects(_parsed(peer.get("ices")))
            if text(server.get("urls"))
        ],
        stream_types=_stream_types(skill),
        is_low_power=skill.get("lowPower") in (1, "1"),
        local_key=text(result.get("local_key")),
    )


async def get_local_key(api: TuyaApi, device_id: str) -> str:
    """Return the local key of a device, a secret that is never stored."""
    is_custom = api.account.project_type is ProjectType.CUSTOM
    template = "/v1.0/iot-03/devices/{id}" if is_custom else "/v1.0/devices/{id}"
    result = object_(await api.get(template, path={"id": device_id}))
    key = text(result.get("local_key"))
    if not key:
        raise BadAnswerError("There is no local key in the answer")
    return key


async def get_signal_configuration(
    api: TuyaApi, link_id: str, device_id: str, moto_id: str
) -> SignalConfiguration:
    """Return the hub for messages to a camera.

    ``link_id`` is another one than that of the reports, or one would end the other.
    """
    result = object_(await open_hub(api, link_id, "ipc"))
    sink = result.get("sink_topic")
    topic = text(sink.get("ipc") if isinstance(sink, dict) else sink)
    hub = HubConfiguration.from_result(result)
    if "{device_id}" not in topic:
        raise BadAnswerError("There is no topic for the camera in the answer")
    return SignalConfiguration(
        hub=hub,
        sink_topic=topic.replace("{device_id}", device_id).replace("moto_id", moto_id),
        sender=hub.source_topics[0].rpartition("/")[2],
    )


def _stream_types(skill: JsonObject) -> tuple[int, ...]:
    """Return the types of the best video to try.

    A working client offers another type than the skill has (section 10 of the protocol
    reference), other clients the same one.
    """
    videos = sorted(_videos(skill), reverse=True)
    if not videos:
        return _USUAL_TYPES
    best = videos[0][1]
    to_try = dict.fromkeys((_OFFERED_TYPES.get(best, best), best, *_USUAL_TYPES))
    return tuple(to_try)[:_MOST_TRIES]


def _videos(skill: JsonObject) -> Iterator[tuple[int, int]]:
    """Yield the number of pixels of each video, and its type."""
    for video in objects(skill.get("videos")):
        width, height = video.get("width"), video.get("height")
        kind = video.get("streamType")
        if isinstance(width, int) and isinstance(height, int) and isinstance(kind, int):
            yield width * height, kind


def _object_in(value: JsonValue) -> JsonObject:
    """Return an object, or the one in a JSON text; empty for anything else."""
    value = _parsed(value)
    return value if isinstance(value, dict) else {}


def _parsed(value: JsonValue) -> JsonValue:
    """Return the value in a JSON text; anything else as it is, null if it is none."""
    if not isinstance(value, str):
        return value
    try:
        return load_json(value.encode())
    except ValueError:
        return None
