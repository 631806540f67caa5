"""The messages between a client and a camera that negotiate one WebRTC stream.

They travel over a hub connection of their own as plain JSON, protocol 302. Known from
clients in the field (sections 7 and 10 of the protocol reference); answers of a camera
are not recorded.
"""

import asyncio
import json
import logging
import secrets
import ssl
import time
import zlib
from collections.abc import Callable
from typing import Final

import aiomqtt

from . import timing
from .cameras import SignalConfiguration, WebRtcConfiguration
from .errors import CameraSilentError, CloudError, NetworkError
from .hub_client import HubClient
from .json_text import load_json
from .json_types import JsonObject, JsonValue
from .session_description import answer_for_browser, offer_for_camera

_LOGGER = logging.getLogger(__name__)
_PROTOCOL: Final = 302
_VERSION: Final = "2.2"
# bytes
_LARGEST_MESSAGE: Final = 2**17
_MODE: Final = "webrtc"
# what stands before a candidate in a message, and not in a browser
_PREFIX: Final = "a="
# with the id of a device: where a client wakes it
_WAKE_TOPIC: Final = "m/w/"
_WAKE_LENGTH: Final = 4


class CameraSession:
    """One stream of a camera, from the offer until it is closed."""

    def __init__(
        self,
        device_id: str,
        configuration: WebRtcConfiguration,
        signals: SignalConfiguration,
        tls_context: ssl.SSLContext,
        *,
        on_candidate: Callable[[str], None],
        wake_key: str = "",
    ) -> None:
        """Prepare; ``on_candidate`` takes the candidates of the camera.

        ``wake_key`` is the local key of a camera that may sleep.
        """
        self._device_id = device_id
        self._configuration = configuration
        self._signals = signals
        self._tls_context = tls_context
        self._on_candidate = on_candidate
        self._wake_key = wake_key
        self._session_id = secrets.token_hex(16)
        # messages to publish, in order; None: publish no more
        self._outbox: asyncio.Queue[JsonObject | None] = asyncio.Queue()
        self._answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._has_ended: asyncio.Future[None] = (
            asyncio.get_running_loop().create_future()
        )

    async def negotiate(self, offer: str) -> str:
        """Return the camera's answer to an offer, while `run` runs.

        The types of the stream are tried one after the other, and twice where the
        camera has to wake up first. Raises CameraSilentError when none is answered, or
        the error that has ended `run`.
        """
        rounds = 2 if self._wake_key else 1
        for stream_type in self._configuration.stream_types * rounds:
            self._outbox.put_nowait(
                self._message(
                    "offer",
                    sdp=offer_for_camera(offer),
                    stream_type=stream_type,
                    auth=self._configuration.auth,
                    datachannel_enable=False,
                    token=[*self._configuration.ice_servers],
                )
            )
            await asyncio.wait(
                (self._answer, self._has_ended),
                timeout=timing.CAMERA_PATIENCE,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if self._answer.done():
                return answer_for_browser(self._answer.result(), offer)
            if self._has_ended.done():
                self._has_ended.result()
                break
        raise CameraSilentError("The camera does not answer")

    def send_candidate(self, candidate: str) -> None:
        """Tell the camera a candidate of the browser; "" is the last one."""
        line = f"{_PREFIX}{candidate.removeprefix(_PREFIX)}\r\n" if candidate else ""
        self._outbox.put_nowait(self._message("candidate", candidate=line))

    def close(self) -> None:
        """Tell the camera to end the stream, and end `run`."""
        self._outbox.put_nowait(self._message("disconnect"))
        self._outbox.put_nowait(None)

    async def run(self) -> None:
        """Stay connected until the session is closed or the connection is lost."""
        client = HubClient(self._signals.hub, self._tls_context, self._receive)
        try:
            async with client:
                if self._wake_key:
                    await client.publish(
                        f"{_WAKE_TOPIC}{self._device_id}",
                        wake_message(self._wake_key),
                        qos=1,
                    )
                while (message := await self._outbox.get()) is not None:
                    content = json.dumps(message)
                    await client.publish(self._signals.sink_topic, content, qos=1)
        except CloudError as error:
            self._end(error)
        except aiomqtt.MqttError:
            self._end(NetworkError("The connection to the camera was lost"))
        finally:
            self._end(None)

    def _end(self, error: CloudError | None) -> None:
        if self._has_ended.done():
            return
        if error is None:
            self._has_ended.set_result(None)
        else:
            _LOGGER.debug("The session with a camera has ended: %r", error)
            self._has_ended.set_exception(error)
            self._has_ended.exception()  # it need not be asked for

    def _message(self, kind: str, **content: JsonValue) -> JsonObject:
        header: JsonObject = {
            "type": kind,
            "from": self._signals.sender,
            "to": self._device_id,
            "sub_dev_id": "",
            "sessionid": self._session_id,
            "moto_id": self._configuration.moto_id,
            "tid": "",
        }
        return {
            "protocol": _PROTOCOL,
            "pv": _VERSION,
            "t": int(time.time()),
            "data": {"header": header, "msg": {"mode": _MODE, **content}},
        }

    def _receive(self, payload: bytes) -> None:
        """Take a message of the camera; what is of another session is not for us."""
        if len(payload) > _LARGEST_MESSAGE:
            return
        try:
            message = load_json(payload)
        except ValueError:
            return
        data = message.get("data") if isinstance(message, dict) else None
        header = data.get("header") if isinstance(data, dict) else None
        content = data.get("msg") if isinstance(data, dict) else None
        if not isinstance(header, dict) or not isinstance(content, dict):
            return
        if header.get("sessionid") != self._session_id:
            return
        match header.get("type"), content:
            case "answer", {"sdp": str(sdp)} if not self._answer.done():
                self._answer.set_result(sdp)
            case "candidate", {"candidate": str(candidate)} if candidate.strip():
                self._on_candidate(candidate.strip().removeprefix(_PREFIX))
            case "disconnect", _:
                self._outbox.put_nowait(None)


def wake_message(local_key: str) -> bytes:
    """Return what wakes the device with a local key.

    It is the key's CRC-32, as a working client sends it (section 10 of the protocol
    reference), the most significant byte first. The device sleeps again by itself after
    some three minutes without a viewer.
    """
    return zlib.crc32(local_key.encode()).to_bytes(_WAKE_LENGTH, "big")
