"""Temporary passwords of door locks, and the record of openings."""

import logging
from datetime import timedelta
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.documents import device, integer

from .conftest import Act, refused

CREATE: Final = "POST /v1.0/devices/{id}/door-lock/temp-password"
TICKET: Final = "POST /v1.0/devices/{id}/door-lock/password-ticket"
FINGER: Final = {"unlock_fingerprint": integer(0, 999, 0, "r")}
LOCK: Final = device("ms", FINGER)
DEVICES: Final = {
    "door": LOCK | {"lock": {"people": {"unlock_fingerprint": {"3": "Anna"}}}},
    "zigbee": LOCK | {"lock": {"digits": 6}, "sub": True, "gateway": "gateway"},
    "gateway": device("wg2", {}),
    "lamp": device("dj", FINGER),
}
SEVEN: Final = "7391846"


def guest(**changes: Any) -> dict[str, Any]:
    """Return the data of a password for the next hour."""
    ends = dt_util.now() + timedelta(hours=1)
    return {"name": "Guest", "code": SEVEN, "ends": ends.isoformat()} | changes


def shown_by(simulator: Simulator, device_id: str) -> JsonObject:
    """Return the only password that a lock has."""
    lock = simulator.device(device_id).door_lock
    assert lock is not None
    [password] = lock.passwords.values()
    return password


async def test_a_password_comes_and_goes(
    hass: HomeAssistant,
    act: Act,
    simulator: Simulator,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its digits are in no log, store, diagnostics or response."""
    # the call of an action is logged by Home Assistant itself
    caplog.set_level(logging.DEBUG, "custom_components.tuya_cloud")
    caplog.set_level(logging.DEBUG, "aiohttp")
    simulator.clear_calls()
    created = await act("create_temporary_password", "door", respond=True, **guest())
    assert simulator.calls()["by_endpoint"] == {TICKET: 1, CREATE: 1}
    listed = await act("list_temporary_passwords", "door", respond=True)
    [password] = listed["passwords"]
    assert password["password_id"] == created["password_id"]
    assert (password["name"], password["state"]) == ("Guest", "active")
    assert password["hours"] == []
    start = dt_util.parse_datetime(password["starts"])
    assert start is not None
    assert abs(dt_util.now() - start) < timedelta(minutes=1)
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    shown = await async_get_config_entry_diagnostics(hass, loaded)
    secrets = {SEVEN, *simulator.secrets()}
    ours = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("homeassistant", "amqtt", "transitions"))
    ]
    text = repr([listed, created, hass_storage, shown, ours])
    assert [secret for secret in secrets if secret in text] == []
    await act("delete_temporary_password", "door", password_id=created["password_id"])
    assert await act("list_temporary_passwords", "door", respond=True) == {
        "passwords": []
    }
    again = {"password_id": created["password_id"]}
    await refused(act, "request", "delete_temporary_password", "door", **again)


async def test_hours_of_the_week(act: Act, simulator: Simulator) -> None:
    """Days are bits, Sunday the first; hours are minutes of the day."""
    days = ["mon", "tue", "fri"]
    hours = {"from_time": "08:00", "to_time": "18:30:00"}
    await act("create_temporary_password", "door", **guest(weekdays=days, **hours))
    password = shown_by(simulator, "door")
    assert password["schedule_list"] == [
        {"effective_time": 480, "invalid_time": 1110, "working_day": 38}
    ]
    assert password["time_zone"] == "+01:00"
    listed = await act("list_temporary_passwords", "door", respond=True)
    assert listed["passwords"][0]["hours"] == [
        {"weekdays": days, "from_time": "08:00", "to_time": "18:30"}
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"weekdays": ["sun"]}, (0, 1439, 1)),
        ({"weekdays": "sat"}, (0, 1439, 64)),
        ({"from_time": "22:00"}, (1320, 1439, 127)),
        ({"to_time": "06:00"}, (0, 360, 127)),
    ],
)
async def test_parts_of_a_week(
    act: Act,
    simulator: Simulator,
    given: dict[str, Any],
    expected: tuple[int, int, int],
) -> None:
    """What is not said is all of it."""
    await act("create_temporary_password", "door", **guest(**given))
    start, end, days = expected
    assert shown_by(simulator, "door")["schedule_list"] == [
        {"effective_time": start, "invalid_time": end, "working_day": days}
    ]


async def test_a_password_for_once_and_later(act: Act, simulator: Simulator) -> None:
    """Times without a zone are local."""
    starts = dt_util.now().replace(microsecond=0) + timedelta(days=1)
    ends = starts + timedelta(days=1)
    await act(
        "create_temporary_password",
        "zigbee",
        name="Plumber",
        code="739184",
        starts=starts.strftime("%Y-%m-%d %H:%M:%S"),
        ends=ends.strftime("%Y-%m-%d %H:%M:%S"),
        once=True,
    )
    password = shown_by(simulator, "zigbee")
    assert password["effective_time"] == int(starts.timestamp())
    assert password["invalid_time"] == int(ends.timestamp())


@pytest.mark.parametrize(
    ("device_id", "changes", "why"),
    [
        ("door", {"code": "12345"}, "password_digits"),
        ("door", {"code": "12345a7"}, "password_digits"),
        ("door", {"code": "١٢٣٤٥٦٧"}, "password_digits"),
        ("zigbee", {"code": SEVEN}, "password_digits"),
        ("door", {"ends": "2020-01-01 00:00:00"}, "ends_before_start"),
        (
            "door",
            {"starts": "2050-01-02 00:00:00", "ends": "2050-01-01 00:00:00"},
            "ends_before_start",
        ),
        (
            "door",
            {"from_time": "18:00", "to_time": "08:00"},
            "ends_before_start",
        ),
    ],
)
async def test_what_cannot_work_costs_no_call(
    act: Act, simulator: Simulator, device_id: str, changes: dict[str, Any], why: str
) -> None:
    """The sentence does not repeat the digits."""
    simulator.clear_calls()
    data = guest(**changes)
    sentence = await refused(act, why, "create_temporary_password", device_id, **data)
    assert data["code"] not in sentence
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize(
    ("match", "then", "why"),
    [
        ("POST */password-ticket", {"code": 28841105, "msg": ""}, "api_not_subscribed"),
        ("POST */password-ticket", {"result": {"ticket_id": "t"}}, "bad_answer"),
        ("POST */temp-password", {"code": 1109, "msg": "illegal"}, "request"),
        ("POST */temp-password", {"http": 502}, "http_status"),
        ("POST */temp-password", {"drop": True}, "network"),
        ("POST */temp-password", {"result": {}}, "bad_answer"),
        ("POST */temp-password", {"code": 2312, "msg": ""}, "lock_asleep"),
    ],
)
async def test_refusals_have_sentences(
    act: Act, simulator: Simulator, match: str, then: JsonObject, why: str
) -> None:
    """Nothing is sent twice that may have been done."""
    simulator.add_fault(match, then)
    simulator.clear_calls()
    await refused(act, why, "create_temporary_password", "door", **guest())
    assert simulator.calls()["by_endpoint"].get(CREATE, 0) <= 1


@pytest.mark.parametrize(
    ("password", "state", "starts"),
    [
        ({}, "unknown", None),
        ({"phase": 1}, "pending", None),
        ({"phase": "2"}, "active", None),
        ({"phase": 7, "effective_time": "soon"}, "failed", None),
        ({"phase": 3, "effective_time": 10**18}, "unknown", None),
        ({"schedule_list": [{"working_day": None}, 1]}, "unknown", None),
    ],
)
async def test_half_answers_are_shown(
    act: Act, simulator: Simulator, password: JsonObject, state: str, starts: JsonValue
) -> None:
    """What is missing is empty or unknown."""
    simulator.add_fault("GET */temp-passwords", {"result": [password, "x"]})
    listed = await act("list_temporary_passwords", "door", respond=True)
    [shown] = listed["passwords"]
    assert (shown["state"], shown["starts"]) == (state, starts)


async def test_openings_are_listed(act: Act, simulator: Simulator) -> None:
    """The newest comes first, with the person where the cloud knows it."""
    for number in (3, 9):
        await simulator.report("door", {"unlock_fingerprint": number}, silent=True)
    listed = await act("list_openings", "door", respond=True, hours=1)
    shown = [
        (each["means"], each["number"], each["person"]) for each in listed["openings"]
    ]
    assert shown == [("fingerprint", "9", ""), ("fingerprint", "3", "Anna")]
    assert all(dt_util.parse_datetime(each["time"]) for each in listed["openings"])
    await refused(act, "not_supported", "list_openings", "lamp", respond=True)


async def test_reports_are_read_on_demand(act: Act, simulator: Simulator) -> None:
    """A lock that is never pushed shows what it has reported."""
    await simulator.report("door", {"unlock_fingerprint": 3}, silent=True)
    assert await act("read_lock_reports", "door", respond=True) == {"reports": 1}
    assert await act("read_lock_reports", "door", respond=True) == {"reports": 0}
    simulator.add_fault("GET */report-logs", {"code": 1109, "msg": "illegal"})
    await refused(act, "request", "read_lock_reports", "door")
