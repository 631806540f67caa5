from abc import ABC
from types import SimpleNamespace
from typing import Any

from .openapi import TuyaOpenAPI
from .openmq import TuyaOpenMQ

class TuyaDeviceFunction(SimpleNamespace):
    values: Any

class TuyaDeviceStatusRange(SimpleNamespace):
    values: str

class TuyaDevice(SimpleNamespace):
    id: str
    name: str
    online: bool
    status: dict[str, Any]
    function: dict[str, TuyaDeviceFunction]
    status_range: dict[str, TuyaDeviceStatusRange]

# the SDK declares its methods as class methods and calls them on the listener
class TuyaDeviceListener(ABC): ...

class TuyaDeviceManager:
    device_map: dict[str, TuyaDevice]

    def __init__(self, api: TuyaOpenAPI, mq: TuyaOpenMQ) -> None: ...
    def add_device_listener(self, listener: TuyaDeviceListener) -> None: ...
    def get_category_functions(self, categoryId: str) -> dict[str, Any]: ...  # noqa: N803  # its name in the SDK
    def send_commands(
        self, device_id: str, commands: list[dict[str, Any]]
    ) -> dict[str, Any]: ...
