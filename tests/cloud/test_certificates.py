"""A certificate that has expired: nothing is sent to the server that shows it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import CertificateError
from custom_components.tuya_cloud.cloud.hub_client import HubClient
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from custom_components.tuya_cloud.cloud.queue_client import QueueClient

from .builders import certificate, made_up_account


@dataclass
class Expired:
    """A server with an expired certificate, and what it has received."""

    port: int
    received: list[bytes]
    # trusts the certificate for its issuer
    context: ssl.SSLContext


@pytest.fixture
async def expired(tmp_path: Path, socket_enabled: None) -> AsyncIterator[Expired]:
    """Run a server with an expired certificate."""
    pem = tmp_path / "expired.pem"
    pem.write_bytes(certificate("localhost", days=-1))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    received: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.read(100))
        writer.close()

    # in debug mode, asyncio would report the handshake error of the server to the test
    asyncio.get_running_loop().set_debug(False)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    yield Expired(port, received, ssl.create_default_context(cafile=pem))
    server.close()
    await server.wait_closed()
    assert not any(received)


@pytest.fixture
async def trusting(expired: Expired) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session that trusts the certificate for its issuer."""
    connector = aiohttp.TCPConnector(ssl=expired.context)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


async def test_of_the_cloud(expired: Expired, trusting: aiohttp.ClientSession) -> None:
    """A call fails with that reason, and counts as not sent."""
    api = TuyaApi(trusting, made_up_account(f"https://localhost:{expired.port}"))
    with pytest.raises(CertificateError) as caught:
        await api.login()
    assert not caught.value.sent
    assert api.calls.total == 0


async def test_of_the_hub(expired: Expired) -> None:
    """The connection fails with that reason."""
    configuration = HubConfiguration(
        host="localhost",
        port=expired.port,
        tls=True,
        client_id="client",
        username="user",
        password="00112233aabbccddeeff001122334455",
        source_topics=("topic",),
        life=7200,
    )
    with pytest.raises(CertificateError):
        async with HubClient(configuration, expired.context, lambda _: None):
            pass


async def test_of_the_queue(expired: Expired, trusting: aiohttp.ClientSession) -> None:
    """The connection fails with that reason."""
    address = URL(f"wss://localhost:{expired.port}/ws")
    with pytest.raises(CertificateError):
        async with QueueClient(trusting, address, {"a": "b"}):
            pass
