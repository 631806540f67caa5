"""Cameras: live views, asked for at each play.

A camera has two entities, because one with WebRTC of its own cannot be played otherwise
in Home Assistant: one plays RTSP or HLS, the other talks to the camera by WebRTC.
"""

import time
from contextvars import ContextVar
from typing import Final, override

from homeassistant.components.camera import (
    Camera,
    CameraEntityFeature,
    WebRTCAnswer,
    WebRTCCandidate,
    WebRTCClientConfiguration,
    WebRTCSendMessage,
)
from homeassistant.components.stream import Stream
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from webrtc_models import RTCIceCandidateInit, RTCIceServer

from .catalog.categories import CAMERAS
from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .entities.by_device import follow_devices
from .entities.pictures import newest_picture
from .model.device import Device

PARALLEL_UPDATES = 0

# seconds until a stream that is lost gets another address again
RENEWAL_PAUSE: Final = 60
# stands for an address where Home Assistant only asks what can play it
_ANY_ADDRESS: Final = "rtsps://"
_only_kind_wanted: ContextVar[bool] = ContextVar("only_kind_wanted", default=False)


class LiveView(Camera):
    """A live view of a device; recordings and casts take its stream in any case."""

    _attr_has_entity_name = True
    _attr_supported_features = CameraEntityFeature.STREAM

    def __init__(self, coordinator: Coordinator, device: Device) -> None:
        """Show a device."""
        super().__init__()
        self._coordinator = coordinator
        self._device = device
        self._cameras = coordinator.extras.cameras
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})
        # monotonic seconds
        self._renewed_at = 0.0

    @property
    @override
    def available(self) -> bool:
        """Whether the camera is online and its stream, if any, is there."""
        return super().available and self._coordinator.is_available(self._device)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow whether the camera is online."""
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self._device, frozenset(), self.async_write_ha_state
            )
        )

    @override
    async def async_refresh_providers(self, *, write_state: bool = True) -> None:
        """Let providers decide by the kind of address, for which no call is made."""
        token = _only_kind_wanted.set(True)
        try:
            await super().async_refresh_providers(write_state=write_state)
        finally:
            _only_kind_wanted.reset(token)

    @override
    async def stream_source(self) -> str | None:
        """Return an address for one play; costs a call."""
        if _only_kind_wanted.get():
            return _ANY_ADDRESS
        return await self._cameras.stream_address(self._device.id)

    @override
    async def async_create_stream(self) -> Stream | None:
        """Return the stream; one that nobody watches any more has an old address."""
        if self.stream is not None and not self.stream.outputs():
            await self.stream.stop()
            self.stream = None
        stream = await super().async_create_stream()
        if stream is not None:
            stream.set_update_callback(self._on_stream_changed)
        return stream

    @callback
    def _on_stream_changed(self) -> None:
        """Give a stream that is lost while somebody watches another address."""
        self.async_write_ha_state()
        stream, now = self.stream, time.monotonic()
        if stream is None or stream.available or now < self._renewed_at + RENEWAL_PAUSE:
            return
        self._renewed_at = now
        self._coordinator.run(self._renew(stream), "stream")

    async def _renew(self, stream: Stream) -> None:
        if address := await self.stream_source():
            stream.update_source(address)

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the last picture that was reported: a still costs no stream."""
        newest = newest_picture(self._device, self._device.readings)
        if newest is None:
            return None
        return await self._coordinator.extras.pictures.get(self._device.id, newest[0])


class TuyaCamera(LiveView):
    """A camera that is played by RTSP or HLS."""

    _attr_name = None

    def __init__(self, coordinator: Coordinator, device: Device) -> None:
        """Show a device."""
        super().__init__(coordinator, device)
        self._attr_unique_id = f"{device.id}_camera"


class TuyaWebRtcCamera(LiveView):
    """A camera that talks WebRTC to the browser."""

    _attr_entity_registry_enabled_default = False
    _attr_translation_key = "webrtc"

    def __init__(self, coordinator: Coordinator, device: Device) -> None:
        """Show a device."""
        super().__init__(coordinator, device)
        self._attr_unique_id = f"{device.id}_webrtc"

    @override
    @callback
    def _async_get_webrtc_client_configuration(self) -> WebRTCClientConfiguration:
        """Return the ICE servers of the last play, while they are valid."""
        configuration = WebRTCClientConfiguration()
        for server in self._cameras.ice_servers(self._device.id):
            texts = {
                key: value if isinstance(value := server.get(key), str) else None
                for key in ("username", "credential")
            }
            configuration.configuration.ice_servers.append(
                RTCIceServer(urls=str(server["urls"]), **texts)
            )
        return configuration

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Pass the offer on to the camera, and its answer back."""

        @callback
        def on_candidate(candidate: str) -> None:
            send_message(
                WebRTCCandidate(RTCIceCandidateInit(candidate, sdp_m_line_index=0))
            )

        answer = await self._cameras.answer(
            self._device.id, session_id, offer_sdp, on_candidate
        )
        send_message(WebRTCAnswer(answer))

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Pass a candidate of the browser on."""
        self._cameras.add_candidate(session_id, candidate.candidate)

    @override
    @callback
    def close_webrtc_session(self, session_id: str) -> None:
        """End a session."""
        self._cameras.close(session_id)


async def async_setup_entry(
    _: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the cameras, now and as devices come."""
    coordinator = entry.runtime_data

    def build(device: Device) -> list[LiveView]:
        if device.category not in CAMERAS:
            return []
        return [
            TuyaCamera(coordinator, device),
            TuyaWebRtcCamera(coordinator, device),
        ]

    await follow_devices(entry, async_add_entities, build)
