"""The control plane: orders as HTTP requests under `/simulator`, unsigned.

Answers are JSON. An unknown device is answered with 404, a wrong body with 400.
README.md lists every order with an example.
"""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web

from .errors import TOKEN_INVALID
from .faults import Fault
from .json_types import JsonObject, JsonValue, parse_object
from .limits import is_integer
from .orders import Orders, UnknownDeviceError

CONTROL_PATH = "/simulator"


@dataclass(frozen=True, slots=True)
class Order:
    """One request: the id in the path, "" without one, and the body.

    Most ids are those of devices.
    """

    orders: Orders
    device_id: str
    body: JsonObject


type Execute = Callable[[Order], Awaitable[Any]]


def control_routes(orders: Orders) -> list[web.RouteDef]:
    """Return the routes of the control plane."""
    return [
        web.route(method, f"{CONTROL_PATH}{path}", _handler(orders, execute))
        for method, path, execute in ORDERS
    ]


def _handler(
    orders: Orders, execute: Execute
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler that executes an order."""

    async def handle(request: web.Request) -> web.Response:
        text = await request.text()
        body = parse_object(text) if text else {}
        if body is None:
            raise web.HTTPBadRequest(text="the body must be a JSON object")
        order = Order(orders, request.match_info.get("id", ""), body)
        try:
            answer = await execute(order)
        except UnknownDeviceError as error:
            raise web.HTTPNotFound(text=f"no device {error}") from None
        except (KeyError, TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=repr(error)) from None
        return web.json_response({"ok": True} if answer is None else answer)

    return handle


def _seconds(value: JsonValue) -> float:
    """Return a number of seconds; raise TypeError for anything else."""
    if not isinstance(value, int | float):
        raise TypeError("seconds must be a number")
    return value


def _integer(value: JsonValue) -> int | None:
    """Return an integer or None; raise TypeError for anything else."""
    if value is not None and not is_integer(value):
        raise TypeError("a whole number is expected")
    return value if isinstance(value, int) else None


async def _get_calls(order: Order) -> Any:
    return order.orders.calls()


async def _clear_calls(order: Order) -> None:
    order.orders.clear_calls()


async def _get_device(order: Order) -> Any:
    device = order.orders.device(order.device_id)
    return {
        "id": device.id,
        "name": device.name,
        "online": order.orders.is_online(device.id),
        "status": device.status,
    }


async def _report(order: Order) -> None:
    """Take `{"status": [{"code", "value", "t"?}], "silent"?, "t"?, "data_id"?}`."""
    status = order.body["status"]
    if not isinstance(status, list):
        raise TypeError("status must be a list")
    items = [item for item in status if isinstance(item, dict)]
    silent = order.body.get("silent") is True
    await order.orders.report(
        order.device_id,
        items,
        silent=silent,
        t=_integer(order.body.get("t")),
        data_id=str(order.body.get("data_id", "")),
    )


async def _report_many(order: Order) -> None:
    """Take `{"reports": {id: {code: value}}}`."""
    reports = order.body["reports"]
    if not isinstance(reports, dict):
        raise TypeError("reports must be an object")
    for device_id, status in reports.items():
        if not isinstance(status, dict):
            raise TypeError("each report must be an object")
        await order.orders.report(device_id, status)


async def _set_online(order: Order) -> None:
    online = order.body["online"] is True
    await order.orders.set_online(order.device_id, online=online)


async def _restart(order: Order) -> None:
    order.orders.restart(order.device_id, _seconds(order.body["seconds"]))


async def _rename(order: Order) -> None:
    await order.orders.rename(order.device_id, str(order.body["name"]))


async def _rename_point(order: Order) -> None:
    """Take `{"code", "name"}`."""
    code, name = str(order.body["code"]), str(order.body["name"])
    await order.orders.rename_point(order.device_id, code, name)


async def _log_past(order: Order) -> None:
    """Take `{"reports": [{"code", "value", "t"}]}`."""
    reports = order.body["reports"]
    if not isinstance(reports, list):
        raise TypeError("reports must be a list")
    items = [each for each in reports if isinstance(each, dict)]
    order.orders.log_past(order.device_id, items)


async def _offer_firmware(order: Order) -> None:
    """Take what `Orders.offer_firmware` takes."""
    order.orders.offer_firmware(order.device_id, **order.body)


async def _bind(order: Order) -> None:
    """Take the content of a device file, and its `id`."""
    document = dict(order.body)
    await order.orders.bind(str(document.pop("id")), document)


async def _unbind(order: Order) -> None:
    await order.orders.unbind(order.device_id)


async def _get_emissions(order: Order) -> Any:
    return [asdict(emission) for emission in order.orders.emissions]


async def _clear_emissions(order: Order) -> None:
    order.orders.emissions.clear()


async def _receive_code(order: Order) -> Any:
    """Take `{"code"}`."""
    code = str(order.body["code"])
    return {"received": order.orders.receive_code(order.device_id, code)}


async def _set_air_state(order: Order) -> None:
    """Take `{"power"?, "mode"?, "temp"?, "wind"?}`."""
    values = {code: _integer(value) for code, value in order.body.items()}
    known = {code: value for code, value in values.items() if value is not None}
    await order.orders.set_air_state(order.device_id, **known)


async def _silence_remote(order: Order) -> None:
    """Take `{"is_silent"}`."""
    is_silent = order.body["is_silent"] is True
    order.orders.silence_remote(order.device_id, is_silent=is_silent)


async def _get_scenes(order: Order) -> Any:
    scenes = order.orders.cloud.home.scenes.values()
    return [vars(each) for each in scenes]


async def _put_scene(order: Order) -> None:
    """Take attributes of `Scene`."""
    order.orders.put_scene(order.device_id, **order.body)


async def _remove_scene(order: Order) -> None:
    order.orders.remove_scene(order.device_id)


async def _put_group(order: Order) -> None:
    """Take attributes of `Group`."""
    order.orders.put_group(order.device_id, **order.body)


async def _remove_group(order: Order) -> None:
    order.orders.remove_group(order.device_id)


async def _occupy_camera(order: Order) -> None:
    """Take `{"is_busy"}`."""
    is_busy = order.body["is_busy"] is True
    order.orders.occupy_camera(order.device_id, is_busy=is_busy)


async def _store_picture(order: Order) -> None:
    """Take `{"path", "base64"}`."""
    picture = base64.b64decode(str(order.body["base64"]))
    order.orders.store_picture(order.device_id, str(order.body["path"]), picture)


async def _publish(order: Order) -> None:
    """Take `{"raw": text}`, `{"base64": bytes}` or `{"protocol", "data", "t"?}`."""
    body = order.body
    if "raw" in body:
        await order.orders.publish_raw(str(body["raw"]).encode())
    elif "base64" in body:
        await order.orders.publish_raw(base64.b64decode(str(body["base64"])))
    else:
        protocol, data = body["protocol"], body["data"]
        if not isinstance(protocol, int) or not isinstance(data, dict):
            raise TypeError("protocol must be a number, data an object")
        await order.orders.publish(protocol, data, t=_integer(body.get("t")))


async def _get_hub(order: Order) -> Any:
    return {"connected": order.orders.cloud.hub.connected}


async def _change_hub(order: Order) -> None:
    """Take options of `HubOptions` and their new values."""
    order.orders.change_hub(**order.body)


async def _drop_hub(order: Order) -> None:
    """Take `{"seconds"?, "refuse"?}`."""
    seconds = _seconds(order.body.get("seconds", 0))
    order.orders.drop_hub(seconds, refuse=order.body.get("refuse") is True)


async def _get_queue(order: Order) -> Any:
    queue = order.orders.cloud.queue
    return {"connected": queue.connected, "waiting": queue.waiting}


async def _change_queue(order: Order) -> None:
    """Take settings of `MessageQueue.change`."""
    order.orders.change_queue(**order.body)


async def _drop_queue(order: Order) -> None:
    """Take `{"seconds"?, "refuse"?}`."""
    seconds = _seconds(order.body.get("seconds", 0))
    order.orders.drop_queue(seconds, refuse=order.body.get("refuse") is True)


async def _redeliver(order: Order) -> None:
    order.orders.cloud.queue.redeliver()


async def _put_frame(order: Order) -> Any:
    """Take a frame without its id."""
    return {"messageId": order.orders.cloud.queue.publish_frame(order.body)}


async def _add_fault(order: Order) -> None:
    """Take what `Fault.from_json` takes."""
    order.orders.cloud.faults.add(Fault.from_json(order.body))


async def _clear_faults(order: Order) -> None:
    order.orders.clear_faults()


async def _revoke_tokens(order: Order) -> None:
    """Take `{"code"?}`."""
    code = _integer(order.body.get("code"))
    order.orders.revoke_tokens(TOKEN_INVALID if code is None else code)


async def _change_account(order: Order) -> None:
    """Take attributes of `Account` and their new values."""
    changes = {name: str(value) for name, value in order.body.items()}
    order.orders.change_account(**changes)


async def _get_secrets(order: Order) -> Any:
    return order.orders.secrets()


ORDERS: tuple[tuple[str, str, Execute], ...] = (
    ("GET", "/calls", _get_calls),
    ("DELETE", "/calls", _clear_calls),
    ("GET", "/devices/{id}", _get_device),
    ("POST", "/devices", _bind),
    ("DELETE", "/devices/{id}", _unbind),
    ("POST", "/devices/{id}/report", _report),
    ("POST", "/reports", _report_many),
    ("POST", "/devices/{id}/log", _log_past),
    ("POST", "/devices/{id}/online", _set_online),
    ("POST", "/devices/{id}/restart", _restart),
    ("POST", "/devices/{id}/name", _rename),
    ("POST", "/devices/{id}/point_name", _rename_point),
    ("GET", "/infrared", _get_emissions),
    ("DELETE", "/infrared", _clear_emissions),
    ("POST", "/devices/{id}/infrared", _receive_code),
    ("POST", "/devices/{id}/air", _set_air_state),
    ("POST", "/devices/{id}/silent", _silence_remote),
    ("POST", "/devices/{id}/firmware", _offer_firmware),
    ("GET", "/scenes", _get_scenes),
    ("POST", "/scenes/{id}", _put_scene),
    ("DELETE", "/scenes/{id}", _remove_scene),
    ("POST", "/groups/{id}", _put_group),
    ("DELETE", "/groups/{id}", _remove_group),
    ("POST", "/devices/{id}/busy", _occupy_camera),
    ("POST", "/devices/{id}/picture", _store_picture),
    ("GET", "/hub", _get_hub),
    ("POST", "/hub", _publish),
    ("POST", "/hub/options", _change_hub),
    ("POST", "/hub/drop", _drop_hub),
    ("GET", "/queue", _get_queue),
    ("POST", "/queue", _change_queue),
    ("POST", "/queue/frame", _put_frame),
    ("POST", "/queue/redeliver", _redeliver),
    ("POST", "/queue/drop", _drop_queue),
    ("POST", "/faults", _add_fault),
    ("DELETE", "/faults", _clear_faults),
    ("POST", "/tokens/revoke", _revoke_tokens),
    ("POST", "/account", _change_account),
    ("GET", "/secrets", _get_secrets),
)
