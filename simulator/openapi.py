"""Count and verify every OpenAPI request and answer it in Tuya's envelope."""

import asyncio
import logging
from uuid import uuid4

from aiohttp import web

from .clock import now_ms
from .cloud import Cloud
from .endpoints import ROUTER
from .endpoints.router import Call, Route
from .errors import PERMISSION_DENIED, SYSTEM_ERROR, ApiError
from .faults import change_answer
from .json_types import JsonObject, JsonValue
from .signature import verify

UNKNOWN = "{unknown}"
BAD_GATEWAY_PAGE = "<html><body><h1>{status}</h1></body></html>"

_LOGGER = logging.getLogger(__name__)


class OpenApi:
    """The OpenAPI of a cloud; each answer takes `delay` seconds."""

    def __init__(self, cloud: Cloud, delay: float) -> None:
        """Take the cloud and the delay."""
        self._cloud = cloud
        self._delay = delay

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, or fail as a fault demands."""
        self._count(request)
        body = await request.read()
        if self._delay:
            await asyncio.sleep(self._delay)
        fault = self._cloud.faults.take(request.method, request.path)
        if fault is None:
            return _response(await self._envelope(request, body))
        if fault.get("after"):
            await self._envelope(request, body)
        hang = fault.get("hang")
        if isinstance(hang, int | float):
            await asyncio.sleep(hang)
        return await self._fail(request, body, fault)

    async def _fail(
        self, request: web.Request, body: bytes, fault: JsonObject
    ) -> web.StreamResponse:
        """Fail as a fault demands; one that only delays changes nothing else."""
        if fault.get("drop") and request.transport is not None:
            request.transport.abort()
            return web.Response()
        if "http" in fault or "body" in fault:
            status = int(str(fault.get("http", 200)))
            text = fault.get("body", BAD_GATEWAY_PAGE.format(status=status))
            return web.Response(
                status=status,
                text=str(text),
                content_type="application/json" if "body" in fault else "text/html",
            )
        if "code" in fault:
            code = int(str(fault["code"]))
            return _response(_failure(code, str(fault.get("msg", "simulated"))))
        if "result" in fault:
            return _response(_success(fault["result"]))
        return _response(change_answer(await self._envelope(request, body), fault))

    def _count(self, request: web.Request) -> None:
        try:
            route, _ = ROUTER.find(request.method, request.path)
        except ApiError:
            self._cloud.calls[f"{request.method} {UNKNOWN}"] += 1
        else:
            self._cloud.calls[route.name] += 1

    async def _envelope(self, request: web.Request, body: bytes) -> JsonObject:
        """Return the cloud's answer to a request in its envelope."""
        try:
            return _success(await self._result(request, body))
        except ApiError as error:
            return _failure(error.code, error.message)
        except Exception:
            _LOGGER.exception("The simulator failed on %s", request.method)
            return _failure(SYSTEM_ERROR, "system error, please contact the admin")

    async def _result(self, request: web.Request, body: bytes) -> JsonValue:
        """Verify a request and return the result of its endpoint; raise ApiError."""
        cloud = self._cloud
        verify(
            cloud.account,
            request.method,
            request.path,
            request.query.items(),
            body,
            request.headers,
        )
        route, path = ROUTER.find(request.method, request.path)
        call = Call(
            cloud=cloud,
            path=path,
            query=request.query,
            body=body,
            token=cloud.tokens.check(request.headers.get("access_token"))
            if route.token_kinds
            else None,
        )
        _check_kind(route, call)
        return await route.endpoint(call)


def _check_kind(route: Route, call: Call) -> None:
    if call.token is not None and call.token.kind not in route.token_kinds:
        raise ApiError(PERMISSION_DENIED)


def _success(result: JsonValue) -> JsonObject:
    return {"success": True, "result": result, "t": now_ms(), "tid": uuid4().hex}


def _failure(code: int, message: str) -> JsonObject:
    return {
        "success": False,
        "code": code,
        "msg": message,
        "t": now_ms(),
        "tid": uuid4().hex,
    }


def _response(envelope: JsonValue) -> web.Response:
    return web.json_response(envelope)
