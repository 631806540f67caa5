"""Helpers that run a hub or a queue, and record its callbacks."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.channel import Channel, ChannelState
from custom_components.tuya_cloud.cloud.endpoints import get_hub_configuration
from custom_components.tuya_cloud.cloud.hub import Hub
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from custom_components.tuya_cloud.cloud.json_types import JsonObject

from .builders import until

CONFIGURATION = "POST /v1.0/open-hub/access/config"
CUSTOM_CONFIGURATION = "POST /v1.0/iot-03/open-hub/access-config"

CONNECTING, CONNECTED, DISCONNECTED = ChannelState


class Listener:
    """A listener that records states and messages, and raises if `fails` is set."""

    def __init__(self) -> None:
        """Start with nothing recorded."""
        self.states: list[ChannelState] = []
        self.messages: list[JsonObject] = []
        self.fails = False

    def on_state(self, state: ChannelState) -> None:
        """Record a state."""
        self.states.append(state)
        self._fail()

    def on_message(self, message: JsonObject) -> None:
        """Record a message."""
        self.messages.append(message)
        self._fail()

    def _fail(self) -> None:
        if self.fails:
            raise RuntimeError("listener")

    @property
    def values(self) -> list[Any]:
        """The values of all status items, in order."""
        found = []
        for message in self.messages:
            data: Any = message["data"]
            found += [item["value"] for item in data.get("status", [])]
        return found


def hub_for(
    api: TuyaApi,
    tls_context: ssl.SSLContext,
    listener: Listener,
    change: Callable[[HubConfiguration], HubConfiguration] = lambda same: same,
) -> Hub:
    """Return a hub; ``change`` may change its configuration."""

    async def fetch_configuration() -> HubConfiguration:
        return change(await get_hub_configuration(api, "test"))

    return Hub(
        fetch_configuration=fetch_configuration,
        project_type=api.account.project_type,
        tls_context=tls_context,
        on_message=listener.on_message,
        on_state=listener.on_state,
    )


@asynccontextmanager
async def running(channel: Channel) -> AsyncIterator[None]:
    """Run a hub or a queue until the context ends."""
    task = asyncio.create_task(channel.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()


async def connected(channel: Channel) -> None:
    """Wait until a hub or a queue is connected."""
    await until(lambda: channel.state is CONNECTED)


def fetched(api: TuyaApi) -> int:
    """Return the number of configuration calls."""
    return api.calls.by_endpoint.get(CONFIGURATION, 0)
