"""One MQTT connection to the push hub."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, override

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from paho.mqtt.client import Client as PahoClient
from paho.mqtt.client import MQTTMessage, topic_matches_sub
from paho.mqtt.reasoncodes import ReasonCode

from . import timing
from .errors import (
    BadAnswerError,
    CertificateError,
    CloudTimeoutError,
    HubRefusedError,
    NetworkError,
)
from .hub_configuration import HubConfiguration
from .hub_socket import open_socket

# MQTT libraries log topics, client ids and payloads: all of them are secret.
_SILENCE = logging.getLogger(f"{__name__}.silence")
_SILENCE.addFilter(lambda _: False)


class HubClient(aiomqtt.Client):
    """A connection as a context manager: subscribed inside, closed afterwards.

    aiomqtt 2.5.1 opens its socket in a worker thread that cannot be cancelled, keeps
    it open when the broker does not answer, and notices a broker that closes early
    only after its time-out. So this class opens and closes the socket.
    """

    def __init__(
        self,
        configuration: HubConfiguration,
        tls_context: ssl.SSLContext,
        on_payload: Callable[[bytes], None],
    ) -> None:
        """Store the arguments; on_payload receives each message as it arrives."""
        super().__init__(
            configuration.host,
            configuration.port,
            username=configuration.username,
            password=configuration.password,
            identifier=configuration.client_id,
            logger=_SILENCE,
            keepalive=timing.KEEPALIVE,
            timeout=timing.HUB_TIMEOUT,
        )
        self._topics = configuration.source_topics
        self._tls_context = tls_context if configuration.tls else None
        self._on_payload = on_payload

    async def lost(self, *, within: float, unless: asyncio.Future[None]) -> bool:
        """Wait for the loss, unless or the timeout; return whether it is lost."""
        await asyncio.wait(
            (self._disconnected, unless),
            timeout=within,
            return_when=asyncio.FIRST_COMPLETED,
        )
        return self._disconnected.done()

    @override
    async def __aenter__(self) -> Self:
        """Connect and subscribe.

        Raises HubRefusedError, NetworkError, CloudTimeoutError, or BadAnswerError
        for a configuration that MQTT cannot express.
        """
        try:
            await self._enter()
        except BaseException:
            await self._close()
            raise
        return self

    @override
    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Disconnect, and close the socket in any case."""
        self.timeout = timing.DISCONNECT_TIMEOUT
        try:
            await super().__aexit__(exc_type, exc, tb)
        except aiomqtt.MqttError:
            pass
        finally:
            await self._close()

    async def _enter(self) -> None:
        """Connect and subscribe, and translate the errors."""
        try:
            async with asyncio.timeout(timing.HUB_TIMEOUT):
                await self._connect()
                await self._subscribe()
        except MqttConnectError as error:
            raise HubRefusedError(str(error)) from None
        except TimeoutError:
            raise CloudTimeoutError("The hub does not answer") from None
        except ssl.SSLCertVerificationError:
            raise CertificateError from None
        except (aiomqtt.MqttError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        except ValueError:
            raise BadAnswerError("The hub configuration is unusable") from None

    async def _connect(self) -> None:
        """Open the socket and wait until the hub accepts the connection."""
        opened = await open_socket(self._hostname, self._port, self._tls_context)
        self._client._create_socket = lambda: opened  # type: ignore[method-assign]  # noqa: SLF001  # paho has no public way to hand it a socket
        self._client.connect(self._hostname, self._port, self._keepalive)
        await asyncio.wait((self._connected,))  # aiomqtt must not see it cancelled
        self._connected.result()

    async def _subscribe(self) -> None:
        """Subscribe to all topics at QoS 0, the only one the hub serves."""
        codes = await self.subscribe([(topic, 0) for topic in self._topics])
        if any(isinstance(code, ReasonCode) and code.is_failure for code in codes):
            raise HubRefusedError("The hub refused the subscription")

    async def _close(self) -> None:
        """Close the socket and end everything that uses it."""
        self._client._sock_close()  # noqa: SLF001  # not public, but the only sure way
        for end in (self._connected, self._disconnected):
            if end.done() and not end.cancelled():
                end.exception()  # without this asyncio logs it as unhandled
        if self._misc_task is not None:
            self._misc_task.cancel()
            await asyncio.wait((self._misc_task,))

    @override
    def _on_message(
        self, client: PahoClient, userdata: Any, message: MQTTMessage
    ) -> None:
        """Pass the message on at once instead of queueing it.

        A message of a foreign topic is nobody's report, and a retained one is an old
        one: Tuya's hub retains none.
        """
        if message.retain or not any(
            topic_matches_sub(topic, message.topic) for topic in self._topics
        ):
            return
        self._on_payload(message.payload)

    @override
    def _on_socket_register_write(
        self, client: PahoClient, userdata: Any, sock: Any
    ) -> None:
        """Watch the socket at once.

        aiomqtt does so in the loop's next turn, because paho may run in another
        thread. By then the socket may be closed and its number reused.
        """
        self._loop.add_writer(sock.fileno(), client.loop_write)

    @override
    def _on_socket_close(self, client: PahoClient, userdata: Any, sock: Any) -> None:
        """Let everything that waits for an answer fail."""
        super()._on_socket_close(client, userdata, sock)
        awaited: list[asyncio.Future[Any]] = [
            self._connected,
            *self._pending_subscribes.values(),
        ]
        for answer in awaited:
            if not answer.done():
                answer.set_exception(aiomqtt.MqttError("The hub hung up"))
