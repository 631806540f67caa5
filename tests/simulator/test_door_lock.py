"""Door locks: tickets, ways to open and lock, temporary passwords, openings."""

import time
from pathlib import Path
from typing import Any

import pytest
from Crypto.Cipher import AES
from Crypto.Util.Padding import pad, unpad

from simulator import Simulator
from simulator.door_lock import DoorLock, Ticket
from tests.documents import boolean, device, integer
from tests.homes import write_files

from .client import Client

FREE = "/v1.0/smart-lock/devices/{}/password-free/door-operate"
LATCH = "/v1.0/devices/{}/door-lock/password-free/open-door"
TICKET = "/v1.0/devices/{}/door-lock/password-ticket"
PASSWORDS = "/v1.0/devices/door/door-lock/temp-passwords"
CREATE = "/v1.0/devices/door/door-lock/temp-password"

MOTOR = {"lock_motor_state": boolean(value=False, access="r")}
FINGER = {"unlock_fingerprint": integer(0, 999, 0, "r")}
DEVICES = {
    "door": device("ms", MOTOR | FINGER)
    | {"lock": {"code": "8642", "people": {"unlock_fingerprint": {"3": "Anna"}}}},
    "latch": device("mk", MOTOR)
    | {"lock": {"takes": ["open door"], "refuses_with": 2003}},
    "closed": device("ms", MOTOR)
    | {"lock": {"remote_unlocks": {"remoteUnlockWithoutPwd": False}}},
    "sleeper": device("jtmspro", MOTOR | {"doorbell": boolean(value=False, access="r")})
    | {"lock": {"sleeps": True, "takes": ["operate boolean", "code"], "code": "8642"}},
    "lamp": device("dj", {"switch_led": boolean(value=False)}),
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Write a folder of locks, and a lamp."""
    return write_files(tmp_path, DEVICES)


async def ticket(client: Client, lock: str) -> dict[str, Any]:
    """Return a new ticket."""
    answer: dict[str, Any] = await client.result("POST", TICKET.format(lock))
    assert answer["expire_time"] == 360
    return answer


def key_of(client: Client, given: dict[str, Any]) -> bytes:
    """Return the key in a ticket."""
    secret = str(client.simulator.ready["access_secret"]).encode()
    sealed = bytes.fromhex(given["ticket_key"])
    return unpad(AES.new(secret, AES.MODE_ECB).decrypt(sealed), 16)


def sealed(key: bytes, code: str) -> str:
    """Return a code as the cloud takes it."""
    return AES.new(key, AES.MODE_ECB).encrypt(pad(code.encode(), 16)).hex().upper()


async def body(client: Client, code: str, **changes: Any) -> dict[str, Any]:
    """Return the body that creates a temporary password."""
    given = await ticket(client, "door")
    return {
        "name": "Guest",
        "password": sealed(key_of(client, given), code),
        "password_type": "ticket",
        "ticket_id": given["ticket_id"],
        "effective_time": int(time.time()),
        "invalid_time": int(time.time()) + 3600,
    } | changes


def test_codes_are_encrypted_as_the_reference_says() -> None:
    """Both vectors of section 6 can be read."""
    lock, given = DoorLock(), Ticket("t", "", b"k1k2k3k4k5k6k7k8", 0)
    assert lock.decrypt(given, "989E8734E2EC16531962D2EC8B6D6B18") == "1234567"
    assert lock.decrypt(given, "719943F203A28253EDDD6E4FD0911B93") == "123456"


async def test_a_ticket_serves_for_one_action(
    signed_in: Client, simulator: Simulator
) -> None:
    """It opens or locks; then, or when it has expired, it is refused."""
    path = FREE.format("door")
    given = await ticket(signed_in, "door")
    order = {"ticket_id": given["ticket_id"], "open": "true"}
    assert await signed_in.result("POST", path, json_body=order) is True
    assert simulator.device("door").status["lock_motor_state"] is True
    assert await signed_in.error("POST", path, json_body=order) == 1109
    order["ticket_id"] = (await ticket(signed_in, "door"))["ticket_id"]
    lock = simulator.device("door").door_lock
    assert lock is not None
    lock.expire_tickets()
    assert await signed_in.error("POST", path, json_body=order) == 1109
    order |= {"ticket_id": (await ticket(signed_in, "door"))["ticket_id"]}
    order["open"] = "false"
    assert await signed_in.result("POST", path, json_body=order) is True
    assert simulator.device("door").status["lock_motor_state"] is False
    order["open"] = "perhaps"
    assert await signed_in.error("POST", path, json_body=order) == 1109
    assert given["ticket_id"] in simulator.secrets()


async def test_a_product_takes_its_own_ways(signed_in: Client) -> None:
    """Other ways are refused, or answered with a success whose result is false."""
    given = {"ticket_id": (await ticket(signed_in, "latch"))["ticket_id"]}
    order = given | {"open": "true"}
    assert await signed_in.error("POST", FREE.format("latch"), json_body=order) == 2003
    given = {"ticket_id": (await ticket(signed_in, "latch"))["ticket_id"]}
    assert await signed_in.result("POST", LATCH.format("latch"), json_body=given)
    given = {"ticket_id": (await ticket(signed_in, "door"))["ticket_id"]}
    latch = LATCH.format("door")
    assert await signed_in.result("POST", latch, json_body=given) is False
    order = {"ticket_id": (await ticket(signed_in, "closed"))["ticket_id"]}
    order["open"] = "true"
    path = FREE.format("closed")
    assert await signed_in.result("POST", path, json_body=order) is False
    assert await signed_in.error("POST", TICKET.format("lamp")) == 2009
    unlocks = "/v1.0/devices/closed/door-lock/remote-unlocks"
    assert await signed_in.result("GET", unlocks) == [
        {"remote_unlock_type": "remoteUnlockWithoutPwd", "open": False}
    ]


async def test_a_sleeping_lock_is_woken_at_the_door(
    signed_in: Client, simulator: Simulator
) -> None:
    """Until somebody rings, it is not there."""
    path = FREE.format("sleeper")
    for expected in (2312, True):
        given = await ticket(signed_in, "sleeper")
        order = {"ticket_id": given["ticket_id"], "open": True}
        if expected is True:
            await simulator.report("sleeper", {"doorbell": True})
            assert await signed_in.result("POST", path, json_body=order) is True
        else:
            assert await signed_in.error("POST", path, json_body=order) == expected


@pytest.mark.parametrize(("code", "opens"), [("8642", True), ("8643", False)])
async def test_a_code_opens(
    signed_in: Client, simulator: Simulator, code: str, opens: bool
) -> None:
    """The right one alone."""
    await simulator.report("sleeper", {"doorbell": True})
    given = await ticket(signed_in, "sleeper")
    order = {
        "password": sealed(key_of(signed_in, given), code),
        "password_type": "ticket",
        "ticket_id": given["ticket_id"],
    }
    path = "/v1.0/devices/sleeper/door-lock/open-door"
    assert await signed_in.result("POST", path, json_body=order) is opens
    assert code in simulator.secrets()


async def test_temporary_passwords_come_and_go(signed_in: Client) -> None:
    """The list has no codes."""
    days = [{"effective_time": 480, "invalid_time": 1080, "working_day": 38}]
    order = await body(
        signed_in, "1234567", schedule_list=days, time_zone="Europe/Berlin"
    )
    created = await signed_in.result("POST", CREATE, json_body=order)
    [shown] = await signed_in.result("GET", PASSWORDS, query={"valid": "true"})
    assert (shown["id"], shown["name"]) == (created["id"], "Guest")
    assert shown["schedule_list"] == days
    assert "password" not in shown
    one = f"{PASSWORDS}/{created['id']}"
    assert await signed_in.result("DELETE", one) is True
    assert await signed_in.error("DELETE", one) == 1109
    assert await signed_in.result("GET", PASSWORDS) == []


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("123456", {}, 1109),
        ("12345a7", {}, 1109),
        ("1234567", {"password": "989e8734e2ec16531962d2ec8b6d6b18"}, 1109),
        ("1234567", {"password": "00" * 16}, 1109),
        ("1234567", {"ticket_id": "other"}, 1109),
        ("1234567", {"password_type": "plain"}, 1109),
        ("1234567", {"effective_time": 1_700_000_000_000}, 1109),
        ("1234567", {"type": 2}, 1109),
        ("1234567", {"name": ""}, 1100),
        ("1234567", {"schedule_list": [{"working_day": 1}]}, 1100),
        ("1234567", {"schedule_list": "days"}, 1109),
        ("1234567", {"schedule_list": [1], "time_zone": "UTC"}, 1109),
        ("1234567", {"schedule_list": [{"working_day": 0}], "time_zone": "UTC"}, 1109),
        ("1234567", {"schedule_list": [{"working_day": 1}], "time_zone": "UTC"}, 1109),
    ],
)
async def test_wrong_temporary_passwords_are_refused(
    signed_in: Client, code: str, changes: dict[str, Any], expected: int
) -> None:
    """Length, encryption, ticket, times and days are checked."""
    order = await body(signed_in, code, **changes)
    assert await signed_in.error("POST", CREATE, json_body=order) == expected


@pytest.mark.parametrize(("version", "digits"), [("v1.0", 10), ("v1.1", 13)])
async def test_openings_have_names(
    signed_in: Client, simulator: Simulator, version: str, digits: int
) -> None:
    """The newer call takes milliseconds, the older one seconds."""
    for number in (3, 3, 9):
        await simulator.report("door", {"unlock_fingerprint": number})
    path = f"/{version}/devices/door/door-lock/open-logs"
    end = str(int(time.time() + 5) * 1000)
    query = {"start_time": "1" + "0" * (digits - 1), "end_time": end[:digits]}
    page = await signed_in.result("GET", path, query=query | {"page_size": "2"})
    assert (page["total"], len(page["logs"])) == (3, 2)
    unknown, anna = page["logs"]
    assert unknown["status"] == {"code": "unlock_fingerprint", "value": "9"}
    assert (unknown["nick_name"], anna["nick_name"]) == ("", "Anna")
    assert len(str(anna["update_time"])) == digits
    wrong = query | {"end_time": "5"}
    assert await signed_in.error("GET", path, query=wrong) == 1109
    users = await signed_in.result("GET", "/v1.0/smart-lock/devices/door/users")
    [person] = users["records"]
    assert person["nick_name"] == "Anna"
    assert person["unlock_detail"] == [
        {"dp_code": "unlock_fingerprint", "unlock_list": [{"unlock_sn": 3}]}
    ]
