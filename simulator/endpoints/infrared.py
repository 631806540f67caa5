"""Infrared hubs: remotes, keys, codes and air conditioners."""

from uuid import uuid4

from ..device import Device
from ..errors import (
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    PERMISSION_DENIED,
    ApiError,
)
from ..infrared import (
    BRANDS,
    CATEGORIES,
    OWN,
    OWN_BRAND,
    STATE_CODES,
    Remote,
)
from ..json_types import JsonObject, JsonValue
from .router import Call, Route

HUB = "/v2.0/infrareds/{id}"
REMOTE = HUB + "/remotes/{remote_id}"
OWN_CODES = REMOTE + "/learning-codes"


async def list_categories(call: Call) -> JsonValue:
    """Return the kinds of appliances."""
    _hub(call)
    return [
        {"category_id": number, "category_name": name}
        for number, name in CATEGORIES.items()
    ]


async def list_brands(call: Call) -> JsonValue:
    """Return the brands of a kind of appliance."""
    _hub(call)
    if call.path["category_id"] not in map(str, CATEGORIES):
        raise ApiError(PARAM_ILLEGAL)
    return [{"brand_id": number, "brand_name": name} for number, name in BRANDS.items()]


async def list_remotes(call: Call) -> JsonValue:
    """Return the remotes of a hub."""
    return [
        {
            "remote_id": remote.device.id,
            "remote_name": remote.device.name,
            "category_id": remote.category_id,
            "brand_id": remote.brand_id,
            "brand_name": remote.brand_name,
            "remote_index": remote.remote_index,
        }
        for remote in call.cloud.infrared.remotes(_hub(call))
    ]


async def add_remote(call: Call) -> JsonValue:
    """Bind the remote of a brand, which is a device of its own; return its id."""
    hub, body = _hub(call), call.json
    brand_id, category_id = body.get("brand_id"), body.get("category_id")
    if brand_id not in BRANDS or category_id not in CATEGORIES or category_id == OWN:
        raise ApiError(PARAM_ILLEGAL)
    document: JsonObject = {
        "category_id": category_id,
        "brand_id": brand_id,
        "brand_name": call.text("brand_name"),
        "remote_index": body.get("remote_index", 0),
        "keys": {"power": 1, "volume_up": 50, "volume_down": 51},
    }
    return await _bind(call, hub, "infrared_tv", call.text("remote_name"), document)


async def list_keys(call: Call) -> JsonValue:
    """Return the keys of a remote and, of an air conditioner, its range."""
    remote = _remote(call)
    answer: JsonObject = {
        "brand_id": remote.brand_id,
        "category_id": remote.category_id,
        "duplicate_power": False,
        "key_list": remote.key_list(),
        "remote_index": remote.remote_index,
        "single_air": False,
    }
    return answer | {"key_range": remote.key_range()} if remote.modes else answer


async def press_key(call: Call) -> JsonValue:
    """Emit the code of a key by its name."""
    remote, key = _reachable(call), call.text("key")
    call.cloud.infrared.press(remote, key, remote.keys.get(key, 0))
    return True


async def press_raw_key(call: Call) -> JsonValue:
    """Emit the code of a key by its name and id; all three values are required."""
    remote, key = _reachable(call), call.text("key")
    if call.json.get("category_id") is None or call.json.get("key_id") is None:
        raise ApiError(PARAM_EMPTY)
    if _number(call.json, "category_id") != remote.category_id:
        raise ApiError(PARAM_ILLEGAL)
    call.cloud.infrared.press(remote, key, _number(call.json, "key_id"))
    return True


async def get_air_state(call: Call) -> JsonValue:
    """Return the last state of an air conditioner, numbers as text."""
    hub = _hub(call)
    remote = call.cloud.infrared.remote(hub, call.path["remote_id"])
    state = call.cloud.infrared.air_conditioner(remote.device.id).state
    return {code: str(state[code]) for code in STATE_CODES if code in state}


async def list_air_states(call: Call) -> JsonValue:
    """Return the states of several air conditioners under other names, as recorded."""
    answer: list[JsonValue] = []
    for device in call.devices:
        state = call.cloud.infrared.air_conditioner(device.id).state
        answer.append(
            {
                "devId": device.id,
                "powerOpen": bool(state.get("power")),
                "mode": str(state.get("mode", "")),
                "temp": str(state.get("temp", "")),
                "fan": str(state.get("wind", "")),
                "swing": "false",
            }
        )
    return answer


async def set_air_value(call: Call) -> JsonValue:
    """Set one value of an air conditioner."""
    code, value = call.text("code"), call.json.get("value")
    if code not in STATE_CODES:
        raise ApiError(PARAM_ILLEGAL, "command not found")
    if value is None:
        raise ApiError(PARAM_EMPTY)
    return await _set_state(call, {code: _number(call.json, "value")})


async def set_air_values(call: Call) -> JsonValue:
    """Set the state of an air conditioner: off alone, or all values."""
    values = {
        code: _number(call.json, code) for code in STATE_CODES if code in call.json
    }
    if "power" not in values:
        raise ApiError(PARAM_EMPTY)
    if values["power"] and set(values) != set(STATE_CODES):
        raise ApiError(PARAM_EMPTY)
    return await _set_state(call, values)


async def _set_state(call: Call, values: dict[str, int]) -> JsonValue:
    remote = _reachable(call)
    call.cloud.infrared.air_conditioner(remote.device.id)
    wanted = remote.state | values
    remote.check_state(wanted)
    remote.state = wanted
    call.cloud.infrared.emit(remote, values)
    return True


async def set_learning_state(call: Call) -> JsonValue:
    """Let a hub listen for a code, or no more; the state may stand in the query."""
    hub = _hub(call)
    call.cloud.check_reachable(hub)
    state: JsonValue = {"true": True, "false": False}.get(call.query.get("state", ""))
    if state is None:
        state = call.json.get("state")
    if not isinstance(state, bool):
        raise ApiError(PARAM_EMPTY)
    call.cloud.infrared.learn(hub, is_on=state)
    return True


async def get_learned_code(call: Call) -> JsonValue:
    """Return the code that was received since learning began, if there is one."""
    text = call.query.get("learning_time", "")
    if not text.isdecimal():
        raise ApiError(PARAM_EMPTY)
    code = call.cloud.infrared.learned_code(_hub(call), int(text))
    return {"success": True, "code": code} if code else {"success": False}


async def add_own_remote(call: Call) -> JsonValue:
    """Save learned codes as a new remote; return its id."""
    hub, name = _hub(call), call.text("remote_name")
    document: JsonObject = {
        "category_id": _number(call.json, "category_id"),
        "brand_id": OWN_BRAND,
    }
    device_id = await _bind(call, hub, "qt", name, document)
    remote = call.cloud.infrared.remote(hub, device_id)
    call.cloud.infrared.save(remote, call.json.get("codes"))
    return device_id


async def save_codes(call: Call) -> JsonValue:
    """Add learned codes to a remote."""
    remote = _remote(call)
    call.text("remote_name")
    _number(call.json, "category_id")
    call.cloud.infrared.save(remote, call.json.get("codes"))
    return True


async def list_own_codes(call: Call) -> JsonValue:
    """Return the learned codes of a remote."""
    remote = _remote(call)
    return [
        {
            "id": each.id,
            "key": each.key,
            "key_name": each.key_name,
            "code": each.code,
            "learn_id": each.learn_id,
            "remote_id": remote.device.id,
        }
        for each in remote.learned
    ]


async def send_code(call: Call) -> JsonValue:
    """Emit a code by any remote of the hub; true means accepted."""
    call.cloud.infrared.emit_code(_reachable(call), call.text("code"))
    return True


async def delete_code(call: Call) -> JsonValue:
    """Delete a learned code."""
    call.cloud.infrared.forget(_hub(call), call.path["learn_id"])
    return True


def _hub(call: Call) -> Device:
    return call.cloud.infrared.hub(call.path["id"])


def _remote(call: Call) -> Remote:
    return call.cloud.infrared.remote(_hub(call), call.path["remote_id"])


def _reachable(call: Call) -> Remote:
    """Return the remote of a call; raise ApiError 2001 while its hub is offline."""
    remote = _remote(call)
    call.cloud.check_reachable(remote.device)
    return remote


def _number(body: JsonObject, name: str) -> int:
    """Return a whole number, or text of one; ApiError 1100 or 1109 otherwise."""
    value = body.get(name)
    if value is None:
        raise ApiError(PARAM_EMPTY)
    if isinstance(value, bool) or not str(value).isdecimal():
        raise ApiError(PARAM_ILLEGAL)
    return int(str(value))


async def _bind(
    call: Call, hub: Device, category: str, name: str, document: JsonObject
) -> str:
    if hub.shared:
        raise ApiError(PERMISSION_DENIED)
    device_id = f"bf{uuid4().hex[:20]}"
    device = Device(
        id=device_id,
        name=name,
        category=category,
        product_id=f"{category:x<16}"[:16],
        product_name=name,
        sub=True,
        gateway=hub.id,
        room=hub.room,
        infrared=document,
    )
    await call.cloud.bind(device)
    return device_id


ROUTES = (
    Route("GET", HUB + "/categories", list_categories),
    Route("GET", HUB + "/categories/{category_id}/brands", list_brands),
    Route("GET", HUB + "/remotes", list_remotes),
    Route("POST", HUB + "/remotes", add_remote),
    Route("GET", REMOTE + "/keys", list_keys),
    Route("POST", REMOTE + "/command", press_key),
    Route("POST", REMOTE + "/raw/command", press_raw_key),
    Route("GET", REMOTE + "/ac/status", get_air_state),
    Route("GET", "/v1.0/cloud/rc/infrared/ac/status/batch", list_air_states),
    Route("POST", HUB + "/air-conditioners/{remote_id}/command", set_air_value),
    Route("POST", HUB + "/air-conditioners/{remote_id}/scenes/command", set_air_values),
    Route("PUT", HUB + "/learning-state", set_learning_state),
    Route("GET", HUB + "/learning-codes", get_learned_code),
    Route("POST", HUB + "/learning-codes", add_own_remote),
    Route("GET", OWN_CODES, list_own_codes),
    Route("POST", OWN_CODES, send_code),
    Route("PUT", OWN_CODES, save_codes),
    Route("DELETE", HUB + "/learning-codes/{learn_id}", delete_code),
)
