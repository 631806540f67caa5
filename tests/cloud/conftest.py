"""A simulated cloud, its accounts, and sessions for it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.hub import Hub
from simulator import Simulator
from tests.homes import write_files

from .builders import CLOUD, DEVICES, SilentServer, account_of, certificate
from .channels import Listener, hub_for


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry after short delays."""
    monkeypatch.setattr(f"{CLOUD}.timing.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{CLOUD}.timing.FIRST_BACKOFF", 0.02)
    monkeypatch.setattr(f"{CLOUD}.timing.LONGEST_BACKOFF", 0.1)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a small home."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session like the one of Home Assistant."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def project_type() -> ProjectType:
    """Return the project type; a test may use the other one or both."""
    return ProjectType.SMART_HOME


@pytest.fixture
def account(simulator: Simulator, project_type: ProjectType) -> Account:
    """Return the account of the simulated cloud."""
    return account_of(simulator, project_type)


@pytest.fixture
def api(session: aiohttp.ClientSession, account: Account) -> TuyaApi:
    """Return an API that has not signed in, without a rate limit."""
    return TuyaApi(session, account)


@pytest.fixture
def tls_context() -> ssl.SSLContext:
    """Return a context with the usual certificate authorities."""
    return ssl.create_default_context()


@pytest.fixture(scope="session")
def localhost_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and a self-signed certificate for localhost."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    path.write_bytes(certificate("localhost"))
    return path


@pytest.fixture
async def silent_server(socket_enabled: None) -> AsyncIterator[SilentServer]:
    """Run a server that never answers."""
    silent = SilentServer()
    server = await asyncio.start_server(silent.hold, "127.0.0.1", 0)
    silent.port = server.sockets[0].getsockname()[1]
    yield silent
    server.close()
    for writer in silent.peers:
        writer.transport.abort()
    await server.wait_closed()


@pytest.fixture
def listener() -> Listener:
    """Return a listener that records."""
    return Listener()


@pytest.fixture
def hub(api: TuyaApi, tls_context: ssl.SSLContext, listener: Listener) -> Hub:
    """Return a hub that does not run yet."""
    return hub_for(api, tls_context, listener)
