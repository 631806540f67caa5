from types import SimpleNamespace

from .device import TuyaDeviceManager
from .openapi import TuyaOpenAPI
from .openmq import TuyaOpenMQ

class TuyaScene(SimpleNamespace):
    name: str

class TuyaHomeManager:
    def __init__(
        self, api: TuyaOpenAPI, mq: TuyaOpenMQ, device_manager: TuyaDeviceManager
    ) -> None: ...
    def update_device_cache(self) -> None: ...
    def query_scenes(self) -> list[TuyaScene]: ...
