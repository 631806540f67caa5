"""What a test may order from a simulated cloud.

The same orders come as method calls, from tests in the same process, and as HTTP
requests under `/simulator` (control.py).
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from .cloud import Cloud, CommandListener
from .device import Device
from .errors import OTHER_TOKEN_ERRORS, TOKEN_INVALID
from .faults import Fault
from .infrared import Emission
from .json_types import JsonObject, JsonValue


class UnknownDeviceError(KeyError):
    """An order names a device that the home does not have."""


class Orders:
    """The orders that a simulated cloud carries out.

    Each order that names a device raises UnknownDeviceError for an unknown id.
    """

    def __init__(self, cloud: Cloud) -> None:
        """Take the cloud that carries the orders out."""
        self.cloud = cloud

    # Calls

    def calls(self) -> dict[str, Any]:
        """Return how often each endpoint was called: `{"total", "by_endpoint"}`."""
        by_endpoint = dict(sorted(self.cloud.calls.items()))
        return {"total": sum(by_endpoint.values()), "by_endpoint": by_endpoint}

    def clear_calls(self) -> None:
        """Set all call counts to zero."""
        self.cloud.calls.clear()

    def on_command(self, listener: CommandListener) -> None:
        """Call a listener with each command that is accepted from now on."""
        self.cloud.command_listeners.append(listener)

    # Devices

    def device(self, device_id: str) -> Device:
        """Return a device; its `status` maps code -> value."""
        try:
            return self.cloud.home.devices[device_id]
        except KeyError:
            raise UnknownDeviceError(device_id) from None

    def is_online(self, device_id: str) -> bool:
        """Return whether a device, and the gateway of a sub-device, is online."""
        return self.cloud.home.is_online(self.device(device_id))

    async def report(
        self,
        device_id: str,
        status: Sequence[JsonObject] | Mapping[str, JsonValue],
        *,
        silent: bool = False,
        t: int | None = None,
        data_id: str = "",
    ) -> None:
        """Set values of a device and push them, those that are not new as well.

        `status` is a list of `{"code", "value", "t"?}`, or maps code -> value. With
        `silent` nothing is pushed. `t` is the time of the report in seconds, now unless
        given; `data_id` its number, a new one unless given.
        """
        device = self.device(device_id)
        items = (
            [{"code": code, "value": value} for code, value in status.items()]
            if isinstance(status, Mapping)
            else status
        )
        device.apply({str(item["code"]): item["value"] for item in items})
        if not silent:
            await self.cloud.push_status(device, items, t=t, data_id=data_id)

    def restart(self, device_id: str, seconds: float) -> None:
        """Let a device send its uptime in place of the time for some seconds."""
        self.device(device_id).clock.restart(seconds)

    async def set_online(self, device_id: str, *, online: bool) -> None:
        """Set a device online or offline, and push that."""
        await self.cloud.set_online(self.device(device_id), online=online)

    async def rename(self, device_id: str, name: str) -> None:
        """Rename a device, and push that."""
        await self.cloud.rename(self.device(device_id), name)

    async def rename_point(self, device_id: str, code: str, name: str) -> None:
        """Rename a data point of a device, and push that."""
        await self.cloud.rename_point(self.device(device_id), code, name)

    def log_past(self, device_id: str, reports: Sequence[JsonObject]) -> None:
        """Add reports of the past to a device's log: `{"code", "value", "t"}`.

        The value is text, the time in milliseconds. Nothing is pushed.
        """
        log = self.device(device_id).log
        for each in reports:
            time = each["t"]
            if not isinstance(time, int):
                raise TypeError("t must be a number")
            log.add_past(str(each["code"]), str(each["value"]), time)

    def offer_firmware(self, device_id: str, **document: JsonValue) -> None:
        """Offer a newer firmware for a module of a device, or none.

        The keys are `type`, `version`, `desc`, `outcome` and `step`.
        """
        modules = self.device(device_id).firmware_modules
        channel = document.get("type", next(iter(modules)))
        if not isinstance(channel, int) or channel not in modules:
            raise ValueError(f"the device has no module {channel}")
        modules[channel].offer(document)

    async def bind(self, device_id: str, document: Mapping[str, Any]) -> None:
        """Add the device that a device file describes, and push that."""
        await self.cloud.bind(Device.from_json(device_id, deepcopy(dict(document))))

    async def unbind(self, device_id: str) -> None:
        """Remove a device, and push that."""
        await self.cloud.unbind(self.device(device_id))

    # Infrared hubs

    @property
    def emissions(self) -> list[Emission]:
        """Return what infrared hubs have emitted, in order; a test may clear it."""
        return self.cloud.infrared.emissions

    def receive_code(self, hub_id: str, code: str) -> bool:
        """Point a remote at an infrared hub; return whether the hub was listening."""
        return self.cloud.infrared.receive(self.device(hub_id), code)

    async def set_air_state(self, remote_id: str, **values: int) -> None:
        """Set the state of an air conditioner by its app, and push that."""
        await self.cloud.set_air_state(self.device(remote_id), values)

    def silence_remote(self, remote_id: str, *, is_silent: bool) -> None:
        """Let a remote accept commands and emit nothing, or emit again."""
        self.cloud.infrared.silence(self.device(remote_id), is_silent=is_silent)

    # Scenes and groups

    def put_scene(self, scene_id: str, **changes: Any) -> None:
        """Add a scene or an automation, or change attributes of `Scene`."""
        self.cloud.home.scenes.put(scene_id, changes)

    def remove_scene(self, scene_id: str) -> None:
        """Remove a scene or an automation."""
        self.cloud.home.scenes.pop(scene_id, None)

    def put_group(self, group_id: str, **changes: Any) -> None:
        """Add a group of devices, or change attributes of `Group`."""
        self.cloud.home.groups.put(group_id, changes)

    def remove_group(self, group_id: str) -> None:
        """Remove a group."""
        self.cloud.home.groups.pop(group_id, None)

    # Cameras

    def store_picture(self, device_id: str, path: str, picture: bytes) -> None:
        """Upload a picture that a camera has announced in its device file."""
        self.cloud.store_picture(self.device(device_id), path, picture)

    def occupy_camera(self, device_id: str, *, is_busy: bool) -> None:
        """Let no server be free for the streams of a camera, or one again."""
        camera = self.device(device_id).camera
        if camera is None:
            raise ValueError(f"{device_id} has no camera")
        camera.is_busy = is_busy

    # The hub

    async def publish(
        self, protocol: int, data: JsonObject, *, t: int | None = None
    ) -> None:
        """Push a message by hub and queue, encrypted as usual.

        `t` is its outer time in the hub, now unless given.
        """
        await self.cloud.push(protocol, data, t=t)

    def change_hub(self, **changes: JsonValue) -> None:
        """Change options of the hub; raise ValueError for an unknown one."""
        self.cloud.hub.options.change(changes)

    async def publish_raw(self, payload: bytes) -> None:
        """Push exactly these bytes to every hub client."""
        await self.cloud.hub.send_raw(payload)

    def drop_hub(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every hub connection and keep the hub down for some seconds.

        Meanwhile new connections are closed at once or, with `refuse`, answered with
        CONNACK 5.
        """
        self.cloud.hub.drop(seconds, refuse=refuse)

    # The message queue

    def change_queue(self, **changes: JsonValue) -> None:
        """Change settings of the queue; raise ValueError for an unknown one."""
        self.cloud.queue.change(changes)

    def drop_queue(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every connection to the queue and keep it down for some seconds.

        Meanwhile new connections are closed at once or, with `refuse`, answered with
        HTTP status 401.
        """
        self.cloud.queue.drop(seconds, refuse=refuse)

    # Faults

    def add_fault(
        self,
        match: str,
        then: JsonObject,
        *,
        times: int | None = None,
        seconds: float | None = None,
        every: float | None = None,
    ) -> None:
        """Make the next `times` calls that match fail; None means all.

        The other parameters are those of `Fault`.
        """
        order: JsonObject = {"match": match, "then": then, "times": times}
        order |= {"seconds": seconds, "every": every}
        self.cloud.faults.add(Fault.from_json(order))

    def clear_faults(self) -> None:
        """Remove all faults."""
        self.cloud.faults.clear()

    # The account

    def revoke_tokens(self, code: int = TOKEN_INVALID) -> None:
        """Invalidate every token, as another client's sign-in would.

        `code` is the error that calls with a revoked token get; raises ValueError for
        one that the cloud does not use for tokens.
        """
        if code not in (TOKEN_INVALID, *OTHER_TOKEN_ERRORS):
            raise ValueError(f"{code} is no error of tokens")
        self.cloud.tokens.revoke_all(code)

    def change_account(self, **changes: str) -> None:
        """Change attributes of the account; raise ValueError for an unknown one."""
        self.cloud.change_account(changes)

    def secrets(self) -> list[str]:
        """Return every secret the cloud holds or has issued."""
        return self.cloud.secrets()
