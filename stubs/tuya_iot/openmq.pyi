import threading
from typing import Any

from .openapi import TuyaOpenAPI

# the SDK takes the values from the cloud's answer and checks none of them
class TuyaMQConfig:
    url: Any
    client_id: Any
    username: Any
    password: Any
    source_topic: Any
    expire_time: Any

    def __init__(self, mqConfigResponse: dict[str, Any] = ...) -> None: ...  # noqa: N803  # its name in the SDK

class TuyaOpenMQ(threading.Thread):
    def __init__(self, api: TuyaOpenAPI) -> None: ...
    # the annotation in the SDK promises an object, but any JSON value is possible
    def _decode_mq_message(self, b64msg: str, password: str, t: str) -> Any: ...
