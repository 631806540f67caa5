"""The whole simulator: a cloud, its orders and its sockets."""

from pathlib import Path
from typing import Self

from aiohttp import web

from .account import Account
from .cloud import Cloud
from .control import control_routes
from .device import load_devices
from .live_view import LIVE_ROUTE
from .openapi import OpenApi
from .orders import Orders
from .queue import QUEUE_PATH
from .storage import STORAGE_PATH

DEMO_HOME = Path(__file__).parent / "devices"
DEMO_PICTURE = Path(__file__).parent / "front_door.jpeg"
SHUTDOWN_SECONDS = 0.2  # how long a pending answer may take at the end


class Simulator(Orders):
    """A Tuya cloud on loopback, for as long as the `async with` lasts.

    It runs in the event loop of its user, without threads, and leaves no task, socket
    or timer behind.
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

        A port of 0 means any free port. Lives are in seconds.
        """
        super().__init__(
            Cloud(
                load_devices(DEMO_HOME if devices is None else devices, copies),
                account=account or Account(),
                token_life=token_life,
                hub_life=hub_life,
            )
        )
        self._store_pictures()
        self._openapi = OpenApi(self.cloud, rtt_ms / 1000)
        self._http_port, self._mqtt_port = http_port, mqtt_port
        self._runner: web.AppRunner | None = None
        self.http_port = 0

    def _store_pictures(self) -> None:
        """Upload the pictures that cameras have taken so far."""
        for device in self.cloud.home.devices.values():
            for path in device.camera.pictures if device.camera else ():
                self.cloud.store_picture(device, path, DEMO_PICTURE.read_bytes())

    async def start(self) -> None:
        """Start to listen."""
        await self.cloud.hub.start(self._mqtt_port)
        app = web.Application()
        app.add_routes(control_routes(self))
        app.router.add_get(QUEUE_PATH, self.cloud.queue.serve)
        app.router.add_get(f"{STORAGE_PATH}/{{path:.*}}", self.cloud.storage.serve)
        app.router.add_get(LIVE_ROUTE, self.cloud.live_views.serve)
        app.router.add_route("*", "/{path:.*}", self._openapi.answer)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            shutdown_timeout=SHUTDOWN_SECONDS,
            handler_cancellation=True,  # ends calls that hang
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._http_port).start()
        self.http_port = self._runner.addresses[0][1]
        self.cloud.storage.base_url = self.endpoint
        self.cloud.live_views.base_url = self.endpoint
        account = self.cloud.account
        account.platform_url = account.platform_url or self.endpoint

    async def stop(self) -> None:
        """End every connection and all pending work."""
        await self.cloud.stop()
        await self.cloud.queue.stop()
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
        """Return the base address of the OpenAPI."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def ready(self) -> dict[str, str]:
        """Return where the simulator listens and how to sign in."""
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
