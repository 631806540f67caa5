"""The live views of cameras: addresses of streams, and WebRTC sessions.

Each is asked for when somebody looks, and nothing of it is stored. All addresses are
secret.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from homeassistant.util.ssl import get_default_context

from ..cloud.api import TuyaApi
from ..cloud.camera_session import CameraSession
from ..cloud.cameras import (
    allocate_stream,
    get_local_key,
    get_signal_configuration,
    get_webrtc_configuration,
)
from ..cloud.errors import (
    CloudError,
    CloudUnknownError,
    NotSupportedError,
    RequestError,
)
from ..model.json_types import JsonObject
from ..sync.background import BackgroundTasks
from ..sync.service_errors import command_failed

# refusals of one type of stream that another type may not meet
_OTHER_TYPE: Final = (CloudUnknownError, NotSupportedError, RequestError)
# seconds, where the cloud does not say
_ICE_LIFE: Final = 3600


@dataclass(slots=True)
class _Viewer:
    """Somebody who watches by WebRTC."""

    session: CameraSession | None = None
    # of the browser, until the camera has answered
    candidates: list[str] = field(default_factory=list)
    has_answer: bool = False
    is_gone: bool = False


class Cameras:
    """The cameras of an account."""

    def __init__(self, api: TuyaApi, background: BackgroundTasks, link_id: str) -> None:
        """Prepare; ``link_id`` begins the name of this client to the hub."""
        self._api = api
        self._background = background
        self._link_id = link_id
        # by the session id of Home Assistant
        self._viewers: dict[str, _Viewer] = {}
        # by device id: monotonic seconds of the expiry, and the servers
        self._ice_servers: dict[str, tuple[float, list[JsonObject]]] = {}
        # ids of devices that have no RTSP
        self._only_hls: set[str] = set()

    async def stream_address(self, device_id: str) -> str:
        """Return the address of a stream, for one play. Raises HomeAssistantError.

        It takes a call, and at the first play another one where the camera has no RTSP.
        """
        try:
            if device_id in self._only_hls:
                return await allocate_stream(self._api, device_id, "hls")
            try:
                return await allocate_stream(self._api, device_id, "rtsp")
            except _OTHER_TYPE as refusal:
                address = await allocate_stream(self._api, device_id, "hls")
                if isinstance(refusal, NotSupportedError):
                    self._only_hls.add(device_id)
                return address
        except CloudError as error:
            raise command_failed(error) from None

    # -- WebRTC ----------------------------------------------------------------------

    def ice_servers(self, device_id: str) -> list[JsonObject]:
        """Return the ICE servers of the last play, while they are valid."""
        expires_at, servers = self._ice_servers.get(device_id, (0.0, []))
        return servers if time.monotonic() < expires_at else []

    async def answer(
        self,
        device_id: str,
        session_id: str,
        offer: str,
        on_candidate: Callable[[str], None],
    ) -> str:
        """Return the camera's answer to a browser's offer.

        It takes two calls, and a third one for a camera that may sleep. Raises
        HomeAssistantError; then the session is closed.
        """
        viewer = self._viewers[session_id] = _Viewer()
        try:
            session = await self._session(device_id, session_id, on_candidate)
            viewer.session = session
            self._background.start(session.run(), "camera")
            if viewer.is_gone:
                session.close()
            answer = await session.negotiate(offer)
            viewer.has_answer = True
        except CloudError as error:
            raise command_failed(error) from None
        finally:
            if not viewer.has_answer:
                self.close(session_id)
        for candidate in viewer.candidates:
            session.send_candidate(candidate)
        viewer.candidates.clear()
        return answer

    async def _session(
        self, device_id: str, session_id: str, on_candidate: Callable[[str], None]
    ) -> CameraSession:
        """Return a session that does not run yet. Raises CloudError."""
        configuration = await get_webrtc_configuration(self._api, device_id)
        if not configuration.is_supported:
            raise NotSupportedError("The camera does not support WebRTC")
        self._keep_ice_servers(device_id, configuration.ice_servers)
        signals = await get_signal_configuration(
            self._api,
            f"{self._link_id}.{session_id}",
            device_id,
            configuration.moto_id,
        )
        wake_key = configuration.local_key
        if configuration.is_low_power and not wake_key:
            wake_key = await get_local_key(self._api, device_id)
        return CameraSession(
            device_id,
            configuration,
            signals,
            get_default_context(),
            on_candidate=on_candidate,
            wake_key=wake_key if configuration.is_low_power else "",
        )

    def add_candidate(self, session_id: str, candidate: str) -> None:
        """Tell the camera a candidate of the browser, as soon as it has answered."""
        viewer = self._viewers.get(session_id)
        if viewer is None:
            return
        if viewer.session is not None and viewer.has_answer:
            viewer.session.send_candidate(candidate)
        else:
            viewer.candidates.append(candidate)

    def close(self, session_id: str) -> None:
        """End a session."""
        viewer = self._viewers.pop(session_id, None)
        if viewer is None:
            return
        viewer.is_gone = True
        if viewer.session is not None:
            viewer.session.close()

    def _keep_ice_servers(self, device_id: str, servers: list[JsonObject]) -> None:
        lives = [life for each in servers if isinstance(life := each.get("ttl"), int)]
        expires_at = time.monotonic() + min(lives, default=_ICE_LIFE)
        self._ice_servers[device_id] = (expires_at, servers)
