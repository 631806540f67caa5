"""Calls for door locks: remote unlocking, temporary passwords, openings and people.

Sources: Tuya's pages of the "Smart Lock Open Service", and sections 6 and 10 of the
protocol reference. Recorded are refusals of unlocking alone; tickets, temporary
passwords, openings and people are documented, and read by clients in the field. So
every answer may lack anything but what is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .answers import array, object_, objects, text
from .api import TuyaApi
from .errors import BadAnswerError, LockRefusedError
from .json_types import JsonObject, JsonValue
from .lock_codes import Ticket, encrypt_code

_DOOR_LOCK: Final = "/v1.0/devices/{id}/door-lock"
_SMART_LOCK: Final = "/v1.0/smart-lock/devices/{id}"
# stands for the code of a data point beside the numbers of members
MEMBER: Final = "member"
# people on one page, and openings
_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Opening:
    """An entry of the record of openings."""

    # ms since the epoch; 0: not said
    time: int
    # the data point that reported it, and the number it had
    code: str
    number: str
    # "": unknown
    person: str


async def get_remote_unlocks(api: TuyaApi, device_id: str) -> list[str]:
    """Return the ways to unlock from afar that the user has opened in the app.

    "remoteUnlockWithoutPwd" takes a ticket, "remoteUnlockWithPwd" a code as well.
    """
    result = await api.get(f"{_DOOR_LOCK}/remote-unlocks", path={"id": device_id})
    return [
        kind
        for each in objects(array(result))
        if each.get("open") is True and (kind := text(each.get("remote_unlock_type")))
    ]


async def get_ticket(api: TuyaApi, device_id: str) -> Ticket:
    """Return a ticket for one action. Raises BadAnswerError for an answer without."""
    template = f"{_DOOR_LOCK}/password-ticket"
    result = object_(await api.post(template, path={"id": device_id}))
    ticket = Ticket(text(result.get("ticket_id")), text(result.get("ticket_key")))
    if not ticket.ticket_id:
        raise BadAnswerError("There is no ticket in the answer")
    return ticket


async def operate_door(
    api: TuyaApi, device_id: str, ticket: Ticket, *, to_open: bool, as_text: bool
) -> None:
    """Unlock or lock; some products take the order as a text, some as a Boolean.

    Raises LockRefusedError for a success whose result is not true (recorded).
    """
    given: JsonValue = str(to_open).lower() if as_text else to_open
    _check(
        await api.post(
            f"{_SMART_LOCK}/password-free/door-operate",
            path={"id": device_id},
            body={"ticket_id": ticket.ticket_id, "open": given},
        )
    )


async def open_door(api: TuyaApi, device_id: str, ticket: Ticket) -> None:
    """Unlock a lock that cannot be locked from afar: latches, gates, intercoms.

    Raises LockRefusedError for a success whose result is not true.
    """
    _check(
        await api.post(
            f"{_DOOR_LOCK}/password-free/open-door",
            path={"id": device_id},
            body={"ticket_id": ticket.ticket_id},
        )
    )


async def open_with_code(
    api: TuyaApi, device_id: str, ticket: Ticket, code: str
) -> None:
    """Unlock with a code of the lock, which travels encrypted.

    Raises LockRefusedError for a success whose result is not true.
    """
    body = _sealed(api, ticket, code)
    template = f"{_DOOR_LOCK}/open-door"
    _check(await api.post(template, path={"id": device_id}, body=body))


async def create_temporary_password(
    api: TuyaApi, device_id: str, ticket: Ticket, code: str, terms: JsonObject
) -> str:
    """Create a temporary password and return its id.

    ``terms`` has name, effective_time and invalid_time in seconds, type (1: once), and
    for some hours of the week a time_zone and schedule_list: [{"effective_time",
    "invalid_time", "working_day"}]. These are minutes of the day, and days as bits, of
    which bit 0 is Sunday.
    """
    template = f"{_DOOR_LOCK}/temp-password"
    body = _sealed(api, ticket, code) | terms
    result = object_(await api.post(template, path={"id": device_id}, body=body))
    password_id = text(result.get("id"))
    if not password_id:
        raise BadAnswerError("There is no password in the answer")
    return password_id


async def list_temporary_passwords(api: TuyaApi, device_id: str) -> list[JsonObject]:
    """Return the valid temporary passwords as the cloud lists them, without codes."""
    template = f"{_DOOR_LOCK}/temp-passwords"
    result = await api.get(template, path={"id": device_id}, params={"valid": "true"})
    return objects(array(result))


async def delete_temporary_password(
    api: TuyaApi, device_id: str, password_id: str
) -> None:
    """Delete a temporary password; raises LockRefusedError if it stays."""
    template = f"{_DOOR_LOCK}/temp-passwords/{{password_id}}"
    path = {"id": device_id, "password_id": password_id}
    _check(await api.delete(template, path=path))


async def list_openings(
    api: TuyaApi, device_id: str, *, since: int, until: int
) -> list[Opening]:
    """Return the last openings within a time in ms, newest first.

    The call of v1.1 takes 13 digits (section 10 of the protocol reference).
    """
    result = await api.get(
        "/v1.1/devices/{id}/door-lock/open-logs",
        path={"id": device_id},
        params={
            "page_no": 1,
            "page_size": _PAGE,
            "start_time": since,
            "end_time": until,
        },
    )
    return [*_openings(object_(result).get("logs"))]


async def list_people(api: TuyaApi, device_id: str) -> dict[str, dict[str, str]]:
    """Return the names of people by data point code and number on the lock.

    The number of the member itself is under MEMBER; "lock_user_id" is spelled as in the
    call for panels of the app, and not recorded.
    """
    result = await api.get(
        f"{_SMART_LOCK}/users",
        path={"id": device_id},
        params={"page_no": 1, "page_size": _PAGE},
    )
    names: dict[str, dict[str, str]] = {}
    for person in objects(object_(result).get("records")):
        name = text(person.get("nick_name"))
        if name and (member := text(person.get("lock_user_id"))):
            names.setdefault(MEMBER, {})[member] = name
        for detail in objects(person.get("unlock_detail")):
            code = text(detail.get("dp_code"))
            for each in objects(detail.get("unlock_list")):
                number = text(each.get("unlock_sn"))
                if name and code and number:
                    names.setdefault(code, {})[number] = name
    return names


def _openings(logs: JsonValue) -> Iterator[Opening]:
    """Yield the openings of a list; "status" is an object, or a list of them."""
    for log in objects(logs):
        status = log.get("status")
        time = log.get("update_time")
        for item in objects(status if isinstance(status, list) else [status]):
            if code := text(item.get("code")):
                yield Opening(
                    time if isinstance(time, int) else 0,
                    code,
                    text(item.get("value")),
                    text(log.get("nick_name")) or text(log.get("unlock_name")),
                )


def _sealed(api: TuyaApi, ticket: Ticket, code: str) -> JsonObject:
    """Return the part of a body that holds an encrypted code."""
    return {
        "password": encrypt_code(ticket, api.account.access_secret, code),
        "password_type": "ticket",
        "ticket_id": ticket.ticket_id,
    }


def _check(accepted: JsonValue) -> None:
    if accepted is not True:
        raise LockRefusedError("The cloud did not accept it")
