"""Where the integration takes in what the hub delivers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from custom_components.tuya_cloud.cloud.hub import Hub
from custom_components.tuya_cloud.cloud.hub_client import HubClient

type Message = dict[str, Any]


@dataclass
class HubInput:
    """Where the integration takes in what the hub delivers."""

    password: str = ""
    # what takes the bytes of a message
    receivers: list[Callable[[bytes], None]] = field(default_factory=list)
    # what takes a decoded message
    listeners: list[Callable[[Message], None]] = field(default_factory=list)


@contextmanager
def kept_hub_input() -> Iterator[HubInput]:
    """Keep what the integration gives the hub and its connection to be called with."""
    kept = HubInput()

    class KeptHub(Hub):
        def __init__(self, **kwargs: Any) -> None:
            kept.listeners.append(kwargs["on_message"])
            super().__init__(**kwargs)

    class KeptClient(HubClient):
        def __init__(
            self,
            configuration: Any,
            tls_context: Any,
            on_payload: Callable[[bytes], None],
        ) -> None:
            kept.password = configuration.password
            kept.receivers.append(on_payload)
            super().__init__(configuration, tls_context, on_payload)

    package = "custom_components.tuya_cloud"
    with (
        patch(f"{package}.sync.push.Hub", KeptHub),
        patch(f"{package}.cloud.hub.HubClient", KeptClient),
    ):
        yield kept
