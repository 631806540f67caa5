"""The storage of the cloud: files at addresses that are valid for a while.

Each address is signed as the recorded ones of maps are: the time of the expiry in
milliseconds and a signature. Another address is refused as the storage does it, with an
XML document. A file that is not there yet is answered with 404.
"""

import asyncio
import hmac
import secrets
from hashlib import sha256
from urllib.parse import quote

from aiohttp import web

from .clock import now_ms
from .faults import Faults
from .json_types import JsonObject

STORAGE_PATH = "/storage"
HOUR = 3600
_REFUSAL = "<?xml version='1.0'?><Error><Code>{code}</Code></Error>"


class Storage:
    """Files by their path, and the key that addresses are signed with."""

    def __init__(self, faults: Faults) -> None:
        """Start empty; `base_url` is set as soon as the simulator listens."""
        self.base_url = ""
        self.files: dict[str, bytes] = {}
        self.issued: list[str] = []
        self._faults = faults
        self._key = secrets.token_bytes(16)

    def address(self, path: str, life: float = HOUR) -> str:
        """Return a new address of a file; the file need not be there."""
        expires = now_ms() + int(life * 1000)
        signature = self._sign(path, str(expires))
        self.issued.append(signature)
        return f"{self.base_url}{STORAGE_PATH}{quote(path)}?CS={signature}&CE={expires}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request for a file."""
        path = "/" + request.match_info["path"]
        fault = self._faults.take("GET", f"{STORAGE_PATH}{path}")
        if fault is not None:
            return await _failing(request, fault)
        expires = request.query.get("CE", "")
        signature = self._sign(path, expires)
        if not hmac.compare_digest(signature, request.query.get("CS", "")):
            return _refusal(403, "SignatureDoesNotMatch")
        if int(expires) < now_ms():
            return _refusal(403, "AccessDenied")
        content = self.files.get(path)
        if content is None:
            return _refusal(404, "NoSuchKey")
        return web.Response(body=content, content_type="application/octet-stream")

    def _sign(self, path: str, expires: str) -> str:
        return hmac.new(self._key, f"{path} {expires}".encode(), sha256).hexdigest()


async def _failing(request: web.Request, fault: JsonObject) -> web.StreamResponse:
    """Fail as a fault demands."""
    hang = fault.get("hang")
    if isinstance(hang, int | float):
        await asyncio.sleep(hang)
    if fault.get("drop") and request.transport is not None:
        request.transport.abort()
    return web.Response(
        status=int(str(fault.get("http", 200))), text=str(fault.get("body", ""))
    )


def _refusal(status: int, code: str) -> web.Response:
    text = _REFUSAL.format(code=code)
    return web.Response(status=status, text=text, content_type="application/xml")
