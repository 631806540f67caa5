"""Door locks: tickets, ways to unlock, codes, temporary passwords, openings."""

import json
import time
from pathlib import Path

import pytest
from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CloudError,
    LockAsleepError,
    LockRefusedError,
    NotSupportedError,
    RequestError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.cloud.lock_codes import Ticket, encrypt_code
from custom_components.tuya_cloud.cloud.locks import (
    MEMBER,
    Opening,
    create_temporary_password,
    delete_temporary_password,
    get_remote_unlocks,
    get_ticket,
    list_openings,
    list_people,
    list_temporary_passwords,
    open_door,
    open_with_code,
    operate_door,
)
from simulator import Simulator
from tests.conftest import REAL_DEVICES
from tests.documents import boolean, device, integer
from tests.homes import write_files

RECORDED = REAL_DEVICES.parent / "reports" / "recorded"
SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
TICKET = Ticket("t", "F6043AAFBEF27555C9C2A97A57EAA9258734A795D9AD699A9DD41E4AD0729E37")
POINTS = {
    "lock_motor_state": boolean(value=False, access="r"),
    "unlock_fingerprint": integer(0, 999, 0, "r"),
    "doorbell": boolean(value=False, access="r"),
}
PEOPLE = {"unlock_fingerprint": {"3": "Anna", "4": "Ben"}}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Write a folder of locks."""
    lock = device("ms", POINTS)
    every = ["operate text", "operate boolean", "open door", "code"]
    return write_files(
        tmp_path,
        {
            "door": lock
            | {"lock": {"takes": every, "code": "73918", "people": PEOPLE}},
            "other": lock | {"lock": {"takes": [], "can_lock": False}},
            "sleeper": lock | {"lock": {"sleeps": True}},
            "socket": device("cz", {"switch_1": boolean(value=True)}),
        },
    )


@pytest.mark.parametrize(
    ("code", "sealed"),
    [
        ("1234567", "989E8734E2EC16531962D2EC8B6D6B18"),
        ("123456", "719943F203A28253EDDD6E4FD0911B93"),
    ],
)
def test_codes_are_encrypted_as_the_reference_says(code: str, sealed: str) -> None:
    """Both examples of section 6 come out."""
    assert encrypt_code(TICKET, SECRET, code) == sealed
    assert "F604" not in repr(TICKET)


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("not hexadecimal", SECRET),
        ("F604", SECRET),
        ("", SECRET),
        (TICKET.ticket_key, "f" * 32),
        (TICKET.ticket_key, "short"),
        # a key of nine characters
        (
            AES.new(SECRET.encode(), AES.MODE_ECB).encrypt(pad(b"123456789", 16)).hex(),
            SECRET,
        ),
    ],
)
def test_a_ticket_that_cannot_be_opened(key: str, secret: str) -> None:
    """The answer is a bad one, and the error shows nothing of it."""
    with pytest.raises(BadAnswerError) as refusal:
        encrypt_code(Ticket("t", key), secret, "1234567")
    assert str(refusal.value) == "The key of the ticket cannot be read"


@pytest.mark.parametrize("as_text", [True, False])
async def test_unlock_and_lock(
    api: TuyaApi, simulator: Simulator, as_text: bool
) -> None:
    """Each action takes a ticket of its own."""
    assert await get_remote_unlocks(api, "door") == ["remoteUnlockWithoutPwd"]
    for to_open in (True, False):
        ticket = await get_ticket(api, "door")
        await operate_door(api, "door", ticket, to_open=to_open, as_text=as_text)
        assert simulator.device("door").status["lock_motor_state"] is to_open
    with pytest.raises(RequestError):
        await operate_door(api, "door", ticket, to_open=True, as_text=as_text)


async def test_open_a_latch(api: TuyaApi, simulator: Simulator) -> None:
    """A success whose result is false is a refusal."""
    await open_door(api, "door", await get_ticket(api, "door"))
    assert simulator.device("door").status["lock_motor_state"] is True
    with pytest.raises(LockRefusedError):
        await open_door(api, "other", await get_ticket(api, "other"))


async def test_a_code_travels_encrypted(api: TuyaApi, simulator: Simulator) -> None:
    """A wrong code is refused."""
    await open_with_code(api, "door", await get_ticket(api, "door"), "73918")
    assert simulator.device("door").status["lock_motor_state"] is True
    with pytest.raises(LockRefusedError):
        await open_with_code(api, "door", await get_ticket(api, "door"), "73919")


async def test_a_sleeping_lock(api: TuyaApi, simulator: Simulator) -> None:
    """It has an error of its own, until somebody rings."""
    ticket = await get_ticket(api, "sleeper")
    with pytest.raises(LockAsleepError):
        await operate_door(api, "sleeper", ticket, to_open=True, as_text=True)
    await simulator.report("sleeper", {"doorbell": True})
    ticket = await get_ticket(api, "sleeper")
    await operate_door(api, "sleeper", ticket, to_open=True, as_text=True)


async def test_a_device_that_is_no_lock(api: TuyaApi) -> None:
    """The cloud says so."""
    with pytest.raises(NotSupportedError):
        await get_remote_unlocks(api, "socket")


async def test_temporary_passwords(api: TuyaApi) -> None:
    """One is created, listed and deleted; deleted twice, it is refused."""
    now = int(time.time())
    terms: JsonObject = {
        "name": "Guest",
        "effective_time": now,
        "invalid_time": now + 600,
        "type": 1,
    }
    ticket = await get_ticket(api, "door")
    created = await create_temporary_password(api, "door", ticket, "7391846", terms)
    [listed] = await list_temporary_passwords(api, "door")
    assert (str(listed["id"]), listed["name"]) == (created, "Guest")
    await delete_temporary_password(api, "door", created)
    assert await list_temporary_passwords(api, "door") == []
    with pytest.raises(RequestError):
        await delete_temporary_password(api, "door", created)


async def test_openings_and_people(api: TuyaApi, simulator: Simulator) -> None:
    """Each opening has its number, and a name if the cloud knows it."""
    before = int(time.time() * 1000)
    for number in (3, 9):
        await simulator.report("door", {"unlock_fingerprint": number})
    found = await list_openings(api, "door", since=before, until=before + 60_000)
    assert [(each.code, each.number, each.person) for each in found] == [
        ("unlock_fingerprint", "9", ""),
        ("unlock_fingerprint", "3", "Anna"),
    ]
    assert all(before <= each.time <= before + 60_000 for each in found)
    members = {MEMBER: {"1": "Anna", "2": "Ben"}}
    assert await list_people(api, "door") == PEOPLE | members


@pytest.mark.parametrize("answer", [{}, {"logs": None}, {"logs": [7, {"status": 1}]}])
async def test_half_answers_hold_no_opening(
    api: TuyaApi, simulator: Simulator, answer: JsonValue
) -> None:
    """What does not fit is left out."""
    simulator.add_fault("GET */open-logs", {"result": answer})
    assert await list_openings(api, "door", since=0, until=1) == []


async def test_other_shapes_of_openings(api: TuyaApi, simulator: Simulator) -> None:
    """The status may be a list, the time may be missing, the number a number."""
    log: JsonObject = {"status": [{"code": "unlock_card", "value": 12}, {"value": 1}]}
    simulator.add_fault("GET */open-logs", {"result": {"logs": [log]}})
    assert await list_openings(api, "door", since=0, until=1) == [
        Opening(0, "unlock_card", "12", "")
    ]


async def test_half_answers_of_people(api: TuyaApi, simulator: Simulator) -> None:
    """A name without a number is left out, and so is a number without a name."""
    detail: JsonObject = {
        "dp_code": "unlock_card",
        "unlock_list": [{"unlock_sn": 1}, {}],
    }
    records: list[JsonValue] = [
        {"nick_name": "Anna", "unlock_detail": [detail, {}]},
        {"unlock_detail": [detail]},
        {"nick_name": "Ben"},
    ]
    simulator.add_fault("GET */users", {"result": {"records": records}})
    assert await list_people(api, "door") == {"unlock_card": {"1": "Anna"}}


@pytest.mark.parametrize(
    ("match", "answer"),
    [("POST */password-ticket", {}), ("POST */temp-password", {"name": "Guest"})],
)
async def test_answers_without_what_is_needed(
    api: TuyaApi, simulator: Simulator, match: str, answer: JsonValue
) -> None:
    """A ticket or a password without an id is of no use."""
    simulator.add_fault(match, {"result": answer})
    with pytest.raises(BadAnswerError):
        await create_temporary_password(
            api, "door", await get_ticket(api, "door"), "7391846", {}
        )


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
@pytest.mark.parametrize(
    ("name", "match", "cause"),
    [
        ("01_lock_door_operate_offline_homebridge-tuya54", "operate", LockAsleepError),
        ("05_lock_report_logs_refusal", "operate", CloudError),
        ("08_lock_users_client", "users", None),
        ("09_lock_open_logs_v11_client", "open-logs", None),
    ],
)
async def test_recorded_answers(
    api: TuyaApi,
    simulator: Simulator,
    name: str,
    match: str,
    cause: type[CloudError] | None,
) -> None:
    """Each refusal has its own error, and lists are read."""
    recorded = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))["answer"]
    ticket = await get_ticket(api, "door")
    if cause is not None:
        simulator.add_fault(f"* *{match}", {"body": json.dumps(recorded)})
        with pytest.raises(cause):
            await operate_door(api, "door", ticket, to_open=True, as_text=True)
        return
    simulator.add_fault(f"* *{match}", {"result": recorded["shape"]})
    if match == "users":
        people = await list_people(api, "door")
        assert people == {"unlock_fingerprint": {"1": "..."}}
    else:
        [opening] = await list_openings(api, "door", since=0, until=1)
        assert opening == Opening(1783090583000, "unlock_fingerprint", "11", "")
