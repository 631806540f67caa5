"""The entry points of the integration for messages of the hub."""

import math
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
    """The entry points of the integration for messages of the hub."""

    password: str = ""
    # receives the bytes of a message
    receivers: list[Callable[[bytes], None]] = field(default_factory=list)
    # receives a decoded message
    listeners: list[Callable[[Message], None]] = field(default_factory=list)


@contextmanager
def kept_hub_input() -> Iterator[HubInput]:
    """Keep the callbacks that the integration passes to the hub and its connection.

    Each message is shown at once, although the measurements are floods of them.
    """
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
        patch(f"{package}.sync.flood.MOST_AT_ONCE", math.inf),
        patch(f"{package}.cloud.hub.HubClient", KeptClient),
    ):
        yield kept
