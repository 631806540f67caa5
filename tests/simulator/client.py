"""A minimal client of the simulator: signs, calls, decrypts."""

import base64
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from hashlib import md5, sha256
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import aiomqtt
from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from simulator import Simulator

LOGIN = "/v1.0/iot-01/associated-users/actions/authorized-login"
CUSTOM_LOGIN = "/v1.0/iot-03/users/login"
HUB = "/v1.0/open-hub/access/config"
CUSTOM_HUB = "/v1.0/iot-03/open-hub/access-config"


class Client:
    """A client of a simulator's OpenAPI, with the tokens of its last sign-in."""

    def __init__(self, simulator: Simulator, session: aiohttp.ClientSession) -> None:
        """Take the simulator and the session to call it with."""
        self.simulator = simulator
        self.session = session
        self.tokens: dict[str, Any] = {}

    def headers(
        self, method: str, url: str, body: bytes, *, secret: str = "", t: str = ""
    ) -> dict[str, str]:
        """Return the signed headers of a call; `url` has a sorted, plain query."""
        ready = self.simulator.ready
        t = t or str(int(time.time() * 1000))
        token = self.tokens.get("access_token", "")
        signed = "" if url.startswith("/v1.0/token") else token
        text = f"{method}\n{sha256(body).hexdigest()}\n\n{url}"
        message = f"{ready['access_id']}{signed}{t}{text}".encode()
        key = (secret or ready["access_secret"]).encode()
        headers = {
            "client_id": ready["access_id"],
            "access_token": token,
            "t": t,
            "sign_method": "HMAC-SHA256",
            "sign": hmac.new(key, message, sha256).hexdigest().upper(),
        }
        if body:
            headers["Content-Type"] = "application/json"
        return headers

    async def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json_body: Any = None,
        headers: Mapping[str, str] | None = None,
        secret: str = "",
        t: str = "",
    ) -> dict[str, Any]:
        """Return the envelope of a call; `headers` replace signed ones."""
        body = b"" if json_body is None else json.dumps(json_body).encode()
        pairs = "&".join(
            f"{key}={value}" for key, value in sorted((query or {}).items())
        )
        url = f"{path}?{pairs}" if pairs else path
        signed = self.headers(method, url, body, secret=secret, t=t)
        async with self.session.request(
            method,
            self.simulator.endpoint + path,
            params=query,
            data=body or None,
            headers={**signed, **(headers or {})},
        ) as response:
            assert response.status == 200
            envelope: dict[str, Any] = await response.json()
            return envelope

    async def result(self, method: str, path: str, **options: Any) -> Any:
        """Return the result of a call that must succeed."""
        envelope = await self.call(method, path, **options)
        assert envelope["success"] is True, envelope
        assert envelope["t"] > 1_600_000_000_000
        assert len(envelope["tid"]) == 32
        return envelope["result"]

    async def error(self, method: str, path: str, **options: Any) -> int:
        """Return the code of a call that must fail."""
        envelope = await self.call(method, path, **options)
        assert envelope["success"] is False
        assert "result" not in envelope
        code: int = envelope["code"]
        return code

    def credentials(self, **changes: str) -> dict[str, str]:
        """Return the body of a smart home sign-in."""
        ready = self.simulator.ready
        return {
            "username": ready["username"],
            "password": md5(ready["password"].encode()).hexdigest(),
            "country_code": ready["country_code"],
            "schema": ready["schema"],
        } | changes

    async def sign_in(self) -> None:
        """Sign in to the smart home."""
        self.tokens = await self.result("POST", LOGIN, json_body=self.credentials())

    async def sign_in_custom(self) -> None:
        """Sign in to the custom project."""
        ready = self.simulator.ready
        body = {
            "username": ready["username"],
            "password": sha256(ready["password"].encode()).hexdigest(),
        }
        self.tokens = await self.result("POST", CUSTOM_LOGIN, json_body=body)

    async def open_hub(
        self, *, path: str = HUB, version: str = "1.0", link_id: str = "link"
    ) -> dict[str, Any]:
        """Return new hub credentials."""
        body = {
            "uid": self.tokens["uid"],
            "link_id": link_id,
            "link_type": "mqtt",
            "topics": "device",
            "msg_encrypted_version": version,
        }
        answer: dict[str, Any] = await self.result("POST", path, json_body=body)
        return answer


@asynccontextmanager
async def connection(
    configuration: Mapping[str, Any], *, topic: str = ""
) -> AsyncIterator[aiomqtt.Client]:
    """Connect to the hub and subscribe to a topic, its source topic unless given."""
    address = urlsplit(configuration["url"])
    async with aiomqtt.Client(
        hostname=str(address.hostname),
        port=address.port or 0,
        identifier=configuration["client_id"],
        username=configuration["username"],
        password=configuration["password"],
        timeout=5,
    ) as client:
        await client.subscribe(topic or configuration["source_topic"]["device"])
        yield client


async def next_message(
    client: aiomqtt.Client,
    configuration: Mapping[str, Any],
    *,
    check_tag: bool = True,
) -> dict[str, Any]:
    """Return the next message of the hub with its data decrypted."""
    message = await anext(aiter(client.messages))
    assert isinstance(message.payload, bytes)
    envelope: dict[str, Any] = json.loads(message.payload)
    envelope["data"] = decrypt(envelope, configuration["password"], check_tag=check_tag)
    return envelope


def decrypt(
    envelope: Mapping[str, Any], password: str, *, check_tag: bool = True
) -> Any:
    """Return the decrypted data: GCM if it begins with the length of an iv, or ECB."""
    key = password[8:24].encode()
    packed = base64.b64decode(envelope["data"])
    if packed[:4] == (12).to_bytes(4, "big"):
        cipher = AES.new(key, AES.MODE_GCM, nonce=packed[4:16])
        cipher.update(str(envelope["t"]).encode())
        if not check_tag:
            return json.loads(cipher.decrypt(packed[16:-16]))
        return json.loads(cipher.decrypt_and_verify(packed[16:-16], packed[-16:]))
    return json.loads(unpad(AES.new(key, AES.MODE_ECB).decrypt(packed), 16))
