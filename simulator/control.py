"""The control plane under `/simulator`: what tests order over HTTP, unsigned.

Answers are JSON; an unknown device is a 404, a body that makes no sense a 400.
"""

import base64
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .faults import Fault
from .json_types import JsonObject, JsonValue, parse_object

if TYPE_CHECKING:
    from .server import Simulator

type Handler = Callable[[web.Request], Awaitable[web.Response]]
type Order = Callable[[Simulator, Mapping[str, str], JsonObject], Awaitable[Any]]


def control_routes(simulator: Simulator) -> list[web.RouteDef]:
    """Return the routes of the control plane."""
    return [
        web.route(method, f"/simulator{path}", _handler(simulator, order))
        for method, path, order in ORDERS
    ]


def _handler(simulator: Simulator, order: Order) -> Handler:
    """Return the handler that carries an order out."""

    async def handle(request: web.Request) -> web.Response:
        text = await request.text()
        body = parse_object(text) if text else {}
        if body is None:
            raise web.HTTPBadRequest(text="a JSON object is wanted")
        try:
            answer = await order(simulator, request.match_info, body)
        except _UnknownDeviceError as error:
            raise web.HTTPNotFound(text=f"no device {error}") from None
        except (KeyError, TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=repr(error)) from None
        return web.json_response({"ok": True} if answer is None else answer)

    return handle


class _UnknownDeviceError(Exception):
    """No device has this id."""


def _device_id(simulator: Simulator, path: Mapping[str, str]) -> str:
    device_id = path["id"]
    if device_id not in simulator.cloud.home.devices:
        raise _UnknownDeviceError(device_id)
    return device_id


def _seconds(value: JsonValue) -> float:
    if not isinstance(value, int | float):
        raise TypeError("seconds is a number")
    return value


async def _get_calls(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> Any:
    return simulator.calls()


async def _clear_calls(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> None:
    simulator.clear_calls()


async def _get_device(
    simulator: Simulator, path: Mapping[str, str], _body: JsonObject
) -> Any:
    """Answer with id, name, online, and status as code -> value."""
    device = simulator.device(_device_id(simulator, path))
    return {
        "id": device.id,
        "name": device.name,
        "online": simulator.cloud.home.is_online(device),
        "status": device.status,
    }


async def _report(
    simulator: Simulator, path: Mapping[str, str], body: JsonObject
) -> None:
    """Take `{"status": [{"code", "value", "t"?}], "silent"?}`."""
    device_id = _device_id(simulator, path)
    status = body["status"]
    if not isinstance(status, list):
        raise TypeError("status is a list")
    items = [item for item in status if isinstance(item, dict)]
    await simulator.report(device_id, items, silent=body.get("silent") is True)


async def _report_many(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    """Take `{"reports": {id: {code: value}}}`: a storm of them in one call."""
    reports = body["reports"]
    if not isinstance(reports, dict):
        raise TypeError("reports is an object")
    for device_id, status in reports.items():
        if not isinstance(status, dict):
            raise TypeError("a report is an object")
        await simulator.report(_device_id(simulator, {"id": device_id}), status)


async def _set_online(
    simulator: Simulator, path: Mapping[str, str], body: JsonObject
) -> None:
    device_id = _device_id(simulator, path)
    await simulator.set_online(device_id, online=body["online"] is True)


async def _rename(
    simulator: Simulator, path: Mapping[str, str], body: JsonObject
) -> None:
    await simulator.rename(_device_id(simulator, path), str(body["name"]))


async def _bind(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    """Take a device file with its `id`."""
    document = dict(body)
    await simulator.bind(str(document.pop("id")), document)


async def _unbind(
    simulator: Simulator, path: Mapping[str, str], _body: JsonObject
) -> None:
    await simulator.unbind(_device_id(simulator, path))


async def _publish(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    """Take `{"raw": text}`, `{"base64": bytes}` or `{"protocol", "data"}`."""
    if "raw" in body:
        await simulator.publish_raw(str(body["raw"]).encode())
    elif "base64" in body:
        await simulator.publish_raw(base64.b64decode(str(body["base64"])))
    else:
        protocol, data = body["protocol"], body["data"]
        if not isinstance(protocol, int) or not isinstance(data, dict):
            raise TypeError("protocol is a number, data an object")
        await simulator.publish(protocol, data)


async def _get_hub(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> Any:
    """Answer with how many clients are connected."""
    return {"connected": simulator.cloud.hub.connected}


async def _drop_hub(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    simulator.drop_hub(
        _seconds(body.get("seconds", 0)), refuse=body.get("refuse") is True
    )


async def _add_fault(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    simulator.cloud.faults.add(Fault.from_json(body))


async def _clear_faults(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> None:
    simulator.clear_faults()


async def _revoke_tokens(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> None:
    simulator.revoke_tokens()


async def _change_account(
    simulator: Simulator, _path: Mapping[str, str], body: JsonObject
) -> None:
    simulator.change_account(**{name: str(value) for name, value in body.items()})


async def _get_secrets(
    simulator: Simulator, _path: Mapping[str, str], _body: JsonObject
) -> Any:
    return simulator.secrets()


ORDERS: tuple[tuple[str, str, Order], ...] = (
    ("GET", "/calls", _get_calls),
    ("DELETE", "/calls", _clear_calls),
    ("GET", "/devices/{id}", _get_device),
    ("DELETE", "/devices/{id}", _unbind),
    ("POST", "/devices", _bind),
    ("POST", "/devices/{id}/report", _report),
    ("POST", "/devices/{id}/online", _set_online),
    ("POST", "/reports", _report_many),
    ("POST", "/devices/{id}/name", _rename),
    ("GET", "/hub", _get_hub),
    ("POST", "/hub", _publish),
    ("POST", "/hub/drop", _drop_hub),
    ("POST", "/faults", _add_fault),
    ("DELETE", "/faults", _clear_faults),
    ("POST", "/tokens/revoke", _revoke_tokens),
    ("POST", "/account", _change_account),
    ("GET", "/secrets", _get_secrets),
)
