"""Door locks: remote unlocking by ticket, temporary passwords, openings and people."""

import time

from ..clock import now_ms
from ..device import Device
from ..device_log import EventType
from ..door_lock import TICKET_LIFE, DoorLock
from ..errors import DEVICE_UNSUPPORTED, PARAM_EMPTY, PARAM_ILLEGAL, ApiError
from ..json_types import JsonObject, JsonValue
from .router import Call, Route

DOOR_LOCK = "/v1.0/devices/{id}/door-lock"
SMART_LOCK = "/v1.0/smart-lock/devices/{id}"
TEXTS = {"true": True, "false": False}
# phases of a temporary password of a Wi-Fi lock
SENT = 2
ALL_DAYS = 0x7F
MINUTES_OF_DAY = 24 * 60
LONGEST_PAGE = 100


def _lock(call: Call) -> DoorLock:
    """Return the lock of the device; raise ApiError 2009 for a device without one."""
    lock = call.device.door_lock
    if lock is None:
        raise ApiError(DEVICE_UNSUPPORTED)
    return lock


async def list_remote_unlocks(call: Call) -> JsonValue:
    """Return the ways that the user has opened in the app."""
    return [
        {"remote_unlock_type": kind, "open": is_open}
        for kind, is_open in _lock(call).remote_unlocks.items()
    ]


async def issue_ticket(call: Call) -> JsonValue:
    """Issue a ticket for one action within six minutes."""
    ticket = _lock(call).issue_ticket(call.cloud.account.access_secret)
    return {
        "ticket_id": ticket.ticket_id,
        "ticket_key": ticket.ticket_key,
        "expire_time": TICKET_LIFE,
    }


async def operate_door(call: Call) -> JsonValue:
    """Open or lock; `open` is a Boolean or its text, as the product asks for."""
    given = call.json.get("open")
    is_text = isinstance(given, str)
    to_open = TEXTS.get(given) if isinstance(given, str) else given
    if not isinstance(to_open, bool):
        raise ApiError(PARAM_ILLEGAL)
    way = "operate text" if is_text else "operate boolean"
    return _operate(call, way, to_open=to_open)


async def open_door(call: Call) -> JsonValue:
    """Open, never lock."""
    return _operate(call, "open door", to_open=True)


def _operate(call: Call, way: str, *, to_open: bool) -> bool:
    """Redeem the ticket and move the lock if the product takes the way."""
    lock, device = _lock(call), call.device
    lock.redeem(call.json.get("ticket_id"))
    if not lock.remote_unlocks.get("remoteUnlockWithoutPwd"):
        return False
    lock.check_awake()
    call.cloud.check_reachable(device)
    if not lock.takes_way(way, to_open=to_open):
        return False
    call.cloud.move_lock(device, to_open=to_open)
    return True


async def open_with_code(call: Call) -> JsonValue:
    """Open with a code of the lock, encrypted with the key of the ticket."""
    lock, device = _lock(call), call.device
    if call.text("password_type") != "ticket":
        raise ApiError(PARAM_ILLEGAL)
    ticket = lock.redeem(call.json.get("ticket_id"))
    code = lock.decrypt(ticket, call.json.get("password"))
    lock.check_awake()
    call.cloud.check_reachable(device)
    if not lock.takes_way("code", to_open=True) or code != lock.code:
        return False
    call.cloud.move_lock(device, to_open=True)
    return True


async def create_password(call: Call) -> JsonValue:
    """Keep a temporary password, encrypted with the key of the ticket."""
    lock, body = _lock(call), call.json
    if call.text("password_type") != "ticket":
        raise ApiError(PARAM_ILLEGAL)
    ticket = lock.redeem(body.get("ticket_id"))
    code = lock.decrypt(ticket, body.get("password"))
    start, end = body.get("effective_time"), body.get("invalid_time")
    if len(code) != lock.digits or not _is_seconds(start) or not _is_seconds(end):
        raise ApiError(PARAM_ILLEGAL)
    if body.get("type", 0) not in (0, 1):
        raise ApiError(PARAM_ILLEGAL)
    schedule = _schedule(body)
    document: JsonObject = {
        "name": call.text("name"),
        "phase": SENT,
        "effective_time": start,
        "invalid_time": end,
        "time_zone": body.get("time_zone", ""),
        "phone": "",
        "delivery_status": 2,
        "schedule_list": schedule,
    }
    return {"id": lock.add_password(document)}


def _is_seconds(value: JsonValue) -> bool:
    """Return whether a value is a time in seconds: ten digits."""
    return isinstance(value, int) and 10**9 <= value < 10**10


def _schedule(body: JsonObject) -> list[JsonValue]:
    """Return the times of a week; they need a time zone."""
    entries = body.get("schedule_list") or []
    if not isinstance(entries, list):
        raise ApiError(PARAM_ILLEGAL)
    if entries and not body.get("time_zone"):
        raise ApiError(PARAM_EMPTY)
    for entry in entries:
        if not isinstance(entry, dict):
            raise ApiError(PARAM_ILLEGAL)
        days = entry.get("working_day")
        times = [entry.get(name) for name in ("effective_time", "invalid_time")]
        if not isinstance(days, int) or not 0 < days <= ALL_DAYS:
            raise ApiError(PARAM_ILLEGAL)
        if not all(isinstance(each, int) and each <= MINUTES_OF_DAY for each in times):
            raise ApiError(PARAM_ILLEGAL)
    return entries


async def list_passwords(call: Call) -> JsonValue:
    """Return the temporary passwords, without their codes."""
    only_valid = call.query.get("valid") == "true"
    now = time.time()
    return [
        document
        for document in _lock(call).passwords.values()
        if not only_valid or float(str(document["invalid_time"])) > now
    ]


async def delete_password(call: Call) -> JsonValue:
    """Delete a temporary password."""
    number = call.path["password_id"]
    passwords = _lock(call).passwords
    if not number.isdecimal() or passwords.pop(int(number), None) is None:
        raise ApiError(PARAM_ILLEGAL)
    return True


async def list_users(call: Call) -> JsonValue:
    """Return the people and the numbers of what they open with."""
    found: dict[str, JsonObject] = {}
    for code, names in _lock(call).people.items():
        for number, name in names.items():
            person = found.setdefault(name, _person(name, len(found)))
            details = person["unlock_detail"]
            if isinstance(details, list):
                details.append(
                    {"dp_code": code, "unlock_list": [{"unlock_sn": int(number)}]}
                )
    return {"records": list(found.values()), "has_more": False, "total": len(found)}


def _person(name: str, number: int) -> JsonObject:
    return {
        "user_id": f"{number + 1}",
        "lock_user_id": number + 1,
        "nick_name": name,
        "unlock_detail": [],
    }


async def list_openings(call: Call) -> JsonValue:
    """Return the openings, newest first; v1.0 takes times in seconds."""
    return _openings(call, digits=10)


async def list_openings_ms(call: Call) -> JsonValue:
    """Return the openings, newest first; v1.1 takes and gives milliseconds."""
    return _openings(call, digits=13)


def _openings(call: Call, *, digits: int) -> JsonValue:
    lock, device = _lock(call), call.device
    times = [call.query.get(name, "") for name in ("start_time", "end_time")]
    if not all(each.isdecimal() and len(each) == digits for each in times):
        raise ApiError(PARAM_ILLEGAL)
    size = call.number("page_size", 20, LONGEST_PAGE)
    start, end = (int(each) * 10 ** (13 - digits) for each in times)
    skipped = (call.number("page_no", 1, 1000) - 1) * size
    found = _log(device, lock, start, end or now_ms(), 10 ** (13 - digits))
    return {"total": len(found), "logs": found[skipped : skipped + size]}


def _log(
    device: Device, lock: DoorLock, start: int, end: int, unit: int
) -> list[JsonValue]:
    found: list[JsonValue] = []
    for entry in device.log.newest_first():
        is_opening = entry.type is EventType.REPORT and entry.code.startswith("unlock_")
        if not is_opening or not start <= entry.time <= end:
            continue
        name = lock.people.get(entry.code, {}).get(entry.value, "")
        found.append(
            {
                "update_time": entry.time // unit,
                "user_id": "1" if name else "0",
                "nick_name": name,
                "unlock_name": "",
                "status": {"code": entry.code, "value": entry.value},
            }
        )
    return found


ROUTES = (
    Route("GET", DOOR_LOCK + "/remote-unlocks", list_remote_unlocks),
    Route("POST", DOOR_LOCK + "/password-ticket", issue_ticket),
    Route("POST", SMART_LOCK + "/password-ticket", issue_ticket),
    Route("POST", SMART_LOCK + "/password-free/door-operate", operate_door),
    Route("POST", DOOR_LOCK + "/password-free/open-door", open_door),
    Route("POST", DOOR_LOCK + "/open-door", open_with_code),
    Route("POST", DOOR_LOCK + "/temp-password", create_password),
    Route("GET", DOOR_LOCK + "/temp-passwords", list_passwords),
    Route("DELETE", DOOR_LOCK + "/temp-passwords/{password_id}", delete_password),
    Route("GET", SMART_LOCK + "/users", list_users),
    Route("GET", DOOR_LOCK + "/open-logs", list_openings),
    Route("GET", "/v1.1/devices/{id}/door-lock/open-logs", list_openings_ms),
)
