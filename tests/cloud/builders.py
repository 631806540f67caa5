"""Builders for tests: a small home, accounts, certificates, a silent server."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from custom_components.tuya_cloud.cloud.account import (
    Account,
    ProjectType,
    digest_password,
)
from custom_components.tuya_cloud.cloud.api import TuyaApi
from simulator import Simulator

CLOUD = "custom_components.tuya_cloud.cloud"

WITH_HUB = [ProjectType.SMART_HOME, ProjectType.CUSTOM]

SWITCH = {"switch_1": {"type": "Boolean", "value": {}}}

DEVICES: dict[str, dict[str, Any]] = {
    "socket": {
        "name": "Socket",
        "category": "cz",
        "product_id": "socketproduct001",
        "product_name": "Test socket",
        "model": "S1",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
        "room": "Hall",
        "function": SWITCH,
        "status_range": SWITCH,
        "status": {"switch_1": False},
    },
    "gateway": {
        "name": "Gateway",
        "category": "wg2",
        "product_id": "gatewayproduct01",
        "product_name": "Test gateway",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
    },
    "button": {
        "name": "Button",
        "category": "wxkg",
        "product_id": "buttonproduct001",
        "product_name": "Test button",
        "online": False,
        "sub": True,
        "time_zone": "+01:00",
        "gateway": "gateway",
        "room": "Kitchen",
        "status_range": {"press": {"type": "Enum", "value": {"range": ["click"]}}},
        "status": {"press": "click"},
    },
    "neighbor": {
        "name": "Neighbor's lamp",
        "category": "dj",
        "product_id": "lampproduct00001",
        "product_name": "Test lamp",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
        "shared": True,
    },
}


def account_of(simulator: Simulator, project_type: ProjectType) -> Account:
    """Return the account of a simulated cloud."""
    ready = simulator.ready
    return Account(
        access_id=ready["access_id"],
        access_secret=ready["access_secret"],
        endpoint=ready["endpoint"],
        project_type=project_type,
        country_code=ready["country_code"],
        app_schema=ready["schema"],
        username=ready["username"],
        password_digest=digest_password(ready["password"], project_type),
    )


def made_up_account(endpoint: str = "https://openapi.example.com") -> Account:
    """Return an account of no cloud; its id and secret sign the worked examples."""
    return Account(
        access_id="p3xk9demoaccessid01a",
        access_secret="0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        endpoint=endpoint,
        project_type=ProjectType.SMART_HOME,
        country_code="49",
        app_schema="smartlife",
        username="me@example.com",
        password_digest="5c90b96a75d4f9d5a1cfaa6f532afdc8",
    )


def let_token_run_out(api: TuyaApi) -> None:
    """Make a refresh of the current token due."""
    api.tokens.renew_at = 0.0


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition is true, ten seconds at most."""
    async with asyncio.timeout(10):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


def threads() -> set[threading.Thread]:
    """Return all threads except those of the loop's pool, which resolves names."""
    return {
        thread
        for thread in threading.enumerate()
        if not thread.name.startswith(("SyncWorker", "asyncio"))
    }


def certificate(host: str, *, days: int = 1) -> bytes:
    """Return a new private key and its self-signed certificate, as PEM.

    It is valid for so many days, and expired for a negative number of them.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + signed.public_bytes(serialization.Encoding.PEM)


class SilentServer:
    """A server that accepts connections and never answers; `peers` counts them."""

    def __init__(self) -> None:
        """Start without connections."""
        self.port = 0
        self.peers: list[asyncio.StreamWriter] = []

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.port}"

    async def hold(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep a connection open."""
        self.peers.append(writer)
