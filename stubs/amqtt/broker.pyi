from asyncio import AbstractEventLoop

from .adapters import ReaderAdapter, WriterAdapter
from .contexts import Action, BrokerConfig, ListenerConfig
from .session import Session

class Broker:
    def __init__(
        self,
        config: BrokerConfig | None = None,
        loop: AbstractEventLoop | None = None,
        plugin_namespace: str | None = None,
    ) -> None: ...
    async def start(self) -> None: ...
    async def shutdown(self) -> None: ...
    async def internal_message_broadcast(
        self, topic: str, data: bytes, qos: int | None = None
    ) -> None: ...
    async def external_connected(
        self, reader: ReaderAdapter, writer: WriterAdapter, listener_name: str
    ) -> None: ...
    async def _authenticate(self, session: Session, _: ListenerConfig) -> bool: ...
    async def _topic_filtering(
        self, session: Session, topic: str, action: Action
    ) -> bool: ...
    async def _broadcast_message(
        self,
        session: Session | None,
        topic: str | None,
        data: bytes | bytearray | None,
        force_qos: int | None = None,
    ) -> None: ...
