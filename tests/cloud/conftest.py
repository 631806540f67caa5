"""A simulated cloud, accounts on it, and sessions that reach it."""

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
from .hub_runner import Listener, hub_for


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only moments before trying again."""
    monkeypatch.setattr(f"{CLOUD}.timing.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{CLOUD}.timing.FIRST_BACKOFF", 0.02)
    monkeypatch.setattr(f"{CLOUD}.timing.LONGEST_BACKOFF", 0.1)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a small home."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session as Home Assistant would hand in."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def project_type() -> ProjectType:
    """Return the kind of project; a test may ask for the other or both."""
    return ProjectType.SMART_HOME


@pytest.fixture
def account(simulator: Simulator, project_type: ProjectType) -> Account:
    """Return the account that the simulated cloud knows."""
    return account_of(simulator, project_type)


@pytest.fixture
def api(session: aiohttp.ClientSession, account: Account) -> TuyaApi:
    """Return an API that has not signed in, in no hurry to be throttled."""
    return TuyaApi(session, account)


@pytest.fixture
def tls_context() -> ssl.SSLContext:
    """Return a context that trusts whom everybody trusts."""
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
    """Return who listens."""
    return Listener()


@pytest.fixture
def hub(api: TuyaApi, tls_context: ssl.SSLContext, listener: Listener) -> Hub:
    """Return a hub that does not run yet."""
    return hub_for(api, tls_context, listener)
