"""The simulator as a whole: sockets around a cloud, and what a test can order."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from .account import Account
from .cloud import Cloud
from .control import control_routes
from .device import Device, load_devices
from .faults import Fault
from .front_door import FrontDoor
from .json_types import JsonObject, JsonValue

DEMO_HOME = Path(__file__).parent / "devices"
SHUTDOWN_SECONDS = 0.2  # how long an answer that is under way may take at the end


class Simulator:
    """A Tuya cloud on loopback, for as long as the `async with` lasts.

    Everything runs in the event loop of its user: no thread, and no task, socket or
    timer is left behind. The methods do what the calls of the control plane under
    `/simulator` do.
    """

    def __init__(
        self,
        devices: Path | None = None,
        *,
        copies: int = 1,
        http_port: int = 0,
        mqtt_port: int = 0,
        rtt_ms: float = 0,
        token_life: float = 7200,
        hub_life: float = 7200,
        account: Account | None = None,
    ) -> None:
        """Take a folder of device files (None: the demo home) and the options.

        Ports of 0 are chosen freely; lives are in seconds.
        """
        self.cloud = Cloud(
            load_devices(DEMO_HOME if devices is None else devices, copies),
            account=account or Account(),
            token_life=token_life,
            hub_life=hub_life,
        )
        self._door = FrontDoor(self.cloud, rtt_ms / 1000)
        self._http_port, self._mqtt_port = http_port, mqtt_port
        self._runner: web.AppRunner | None = None
        self.http_port = 0

    async def start(self) -> None:
        """Listen."""
        await self.cloud.hub.start(self._mqtt_port)
        app = web.Application()
        app.add_routes(control_routes(self))
        app.router.add_route("*", "/{path:.*}", self._door.answer)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            shutdown_timeout=SHUTDOWN_SECONDS,
            handler_cancellation=True,  # or calls that hang outlive the simulator
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._http_port).start()
        self.http_port = self._runner.addresses[0][1]
        account = self.cloud.account
        account.platform_url = account.platform_url or self.endpoint

    async def stop(self) -> None:
        """End every connection and everything under way."""
        await self.cloud.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.cloud.hub.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    @property
    def endpoint(self) -> str:
        """The base address of the OpenAPI."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def ready(self) -> dict[str, str]:
        """Where the simulator listens and how to sign in."""
        account = self.cloud.account
        return {
            "endpoint": self.endpoint,
            "mqtt": self.cloud.hub.url,
            "access_id": account.access_id,
            "access_secret": account.access_secret,
            "username": account.username,
            "password": account.password,
            "country_code": account.country_code,
            "schema": account.schema,
        }

    def calls(self) -> dict[str, Any]:
        """Return how often each endpoint was called: `{"total", "by_endpoint"}`."""
        by_endpoint = dict(sorted(self.cloud.calls.items()))
        return {"total": sum(by_endpoint.values()), "by_endpoint": by_endpoint}

    def clear_calls(self) -> None:
        """Count from zero again."""
        self.cloud.calls.clear()

    def device(self, device_id: str) -> Device:
        """Return a device; its `status` maps code -> value. Raises KeyError."""
        return self.cloud.home.devices[device_id]

    async def report(
        self,
        device_id: str,
        status: Sequence[JsonObject] | Mapping[str, JsonValue],
        *,
        silent: bool = False,
    ) -> None:
        """Let a device take on and report values.

        `status` is a list of `{"code", "value", "t"?}`, or code -> value. With
        `silent` the hub is told nothing. A value that is not new is reported too.
        """
        device = self.device(device_id)
        items = (
            [{"code": code, "value": value} for code, value in status.items()]
            if isinstance(status, Mapping)
            else status
        )
        device.apply({str(item["code"]): item["value"] for item in items})
        if not silent:
            await self.cloud.push_status(device, items)

    async def set_online(self, device_id: str, *, online: bool) -> None:
        """Let a device come or go."""
        await self.cloud.set_online(self.device(device_id), online=online)

    async def rename(self, device_id: str, name: str) -> None:
        """Give a device another name."""
        await self.cloud.rename(self.device(device_id), name)

    async def bind(self, device_id: str, document: Mapping[str, Any]) -> None:
        """Add a device; `document` is what a device file holds."""
        await self.cloud.bind(Device.from_json(device_id, document))

    async def unbind(self, device_id: str) -> None:
        """Remove a device."""
        await self.cloud.unbind(self.device(device_id))

    async def publish_raw(self, payload: bytes) -> None:
        """Push exactly these bytes to every hub client."""
        await self.cloud.hub.send_raw(payload)

    async def publish(self, protocol: int, data: JsonObject) -> None:
        """Push any message to every hub client, encrypted as usual."""
        await self.cloud.hub.send(protocol, data)

    def drop_hub(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every hub connection and keep the hub down for some seconds.

        Meanwhile new connections are closed at once or, with `refuse`, answered with
        CONNACK 5.
        """
        self.cloud.hub.drop(seconds, refuse=refuse)

    def add_fault(
        self, match: str, then: JsonObject, *, times: int | None = None
    ) -> None:
        """Let the next `times` calls that match go wrong; None means all."""
        self.cloud.faults.add(
            Fault.from_json({"match": match, "then": then, "times": times})
        )

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self.cloud.faults.clear()

    def revoke_tokens(self) -> None:
        """Kill every token, as another client's sign-in would."""
        self.cloud.tokens.revoke_all()

    def change_account(self, **changes: str) -> None:
        """Change attributes of the account; raises ValueError for an unknown one."""
        self.cloud.change_account(changes)

    def secrets(self) -> list[str]:
        """Return every secret the cloud holds or has handed out."""
        return self.cloud.secrets()
