"""Remotes of infrared hubs: their keys, and the range and state of air conditioners."""

import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.infrared_air import AirRange, AirState
from custom_components.tuya_cloud.model.infrared_remote import Remote, RemoteKey
from tests.conftest import REAL_DEVICES

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"


def fans(*speeds: int) -> list[dict[str, Any]]:
    """Return a list of speeds as the cloud sends it."""
    return [{"fan": speed, "fan_name": "speed"} for speed in speeds]


RANGE: Final[Any] = [
    {
        "mode": 0,
        "temp_list": [{"temp": t, "fan_list": fans(2, 0, 1, 3)} for t in (30, 18)],
    },
    {"mode": 1, "temp_list": [{"temp": 20, "fan_list": fans(1)}]},
    {"mode": 3, "temp_list": [{"temp_name": "null", "fan_list": fans(3, 1)}]},
    {"mode": 4, "temp_list": [{"temp_name": "null", "fan_list": fans(0)}]},
]

NAMES: Final = (
    *("mode", "temp_list", "temp", "fan_list", "fan", "key", "key_name", "power"),
    *("key_list", "key_range", "remote_id", "category_id", "id"),
)
JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda items: (
        st.lists(items, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            items,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def test_the_range_of_an_air_conditioner() -> None:
    """Temperatures and speeds by mode; fan and dry have no temperatures."""
    air = AirRange.parse(RANGE)
    assert list(air.modes) == [0, 1, 3, 4]
    assert air.temperatures(0) == [18, 30]
    assert air.temperatures(3) == []
    assert air.temperatures() == [18, 20, 30]
    assert air.winds(0) == [0, 1, 2, 3]
    assert air.winds(0, 18) == [0, 1, 2, 3]
    assert air.winds(0, 19) == []
    assert air.winds(3, 19) == [1, 3]
    assert air.winds(9) == []
    assert AirRange.parse(air.to_json()) == air


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        (AirState(True, 0, 19, 2), AirState(True, 0, 18, 2)),
        (AirState(True, 1, 30, 2), AirState(True, 1, 20, 1)),
        (AirState(True, 3, 25, 0), AirState(True, 3, 20, 1)),
        (AirState(True, 4, None, 3), AirState(True, 4, 20, 0)),
        (AirState(True, 9, None, None), AirState(True, 0, 30, 0)),
        (AirState(), AirState(None, 0, 30, 0)),
    ],
)
def test_the_nearest_state(wanted: AirState, allowed: AirState) -> None:
    """A state is fitted to the mode; a mode without temperatures keeps one."""
    assert AirRange.parse(RANGE).allowed(wanted) == allowed


def test_an_empty_range() -> None:
    """Nothing is known, so nothing is changed but what has to be said."""
    air = AirRange.parse([{"temp_list": []}, "x", {"mode": None}])
    assert air == AirRange()
    assert air.allowed(AirState(True)) == AirState(True, 0, None, 0)


@pytest.mark.parametrize(
    ("document", "state"),
    [
        (
            {"power": "1", "mode": "0", "temp": "25", "wind": "1"},
            AirState(True, 0, 25, 1),
        ),
        (
            {"powerOpen": True, "mode": "4", "temp": "29", "fan": "2", "swing": "no"},
            AirState(True, 4, 29, 2),
        ),
        ({"power": 0, "temp": "", "mode": "null"}, AirState(False)),
        ({"power": "x"}, AirState()),
        ([], AirState()),
        (None, AirState()),
    ],
)
def test_a_state_is_read(document: Any, state: AirState) -> None:
    """Numbers may be text, and the answer for many has other names."""
    assert AirState.parse(document) == state
    assert AirState.parse(state.to_json()) == state


def test_news_of_a_state() -> None:
    """What is not known stays as it was."""
    state = AirState(True, 0, 25, 1)
    assert state.updated(AirState(temp=20)) == AirState(True, 0, 20, 1)
    assert state.updated(AirState(power=False)).known == {
        "power": 0,
        "mode": 0,
        "temp": 25,
        "wind": 1,
    }


def test_the_keys_of_a_remote() -> None:
    """A key is found by its name, its shown name, or its id."""
    remote = Remote.parse(
        {
            "remote_id": "tv",
            "remote_name": "TV",
            "category_id": "2",
            "brand_id": 57,
            "key_list": [
                {"key": "volume_up", "key_id": 50, "key_name": "Volume up"},
                {"key": "1", "key_id": 11, "key_name": "one"},
                {"key": "volume_up", "key_id": 99, "key_name": "again"},
                {"key": "F", "key_id": 0, "key_name": "fan"},
                {"key_name": "only a name", "id": 7},
                {"key": ""},
                None,
            ],
        },
        "hub",
    )
    assert remote is not None
    assert [key.id for key in remote.keys] == [50, 11, 0, 7]

    def found(command: str) -> int | None:
        key = remote.find(command)
        return None if key is None else key.id

    assert found("volume_up") == 50
    assert found("Volume up") == 50
    assert found("VOLUME_UP") == 50
    assert found("50") == 50
    assert found("1") == 11
    assert found("0") is None
    assert found("only a name") == 7
    assert found("volume") is None
    assert not remote.is_own
    assert not remote.is_air_conditioner
    assert remote.kind == (2, 57, 0)
    assert Remote.parse(remote.to_json()) == remote


def test_a_remote_of_ones_own() -> None:
    """Learned keys have a code and a number; either kind or brand says so."""
    key: Any = {"id": 1, "key": "power", "key_name": "P", "code": "c422", "learn_id": 5}
    document: Any = {"remote_id": "x", "category_id": 999, "key_list": [key]}
    remote = Remote.parse(document, "hub")
    assert remote is not None
    assert remote.keys == (RemoteKey("power", "P", 1, "c422", "5"),)
    assert remote.is_own
    assert Remote.parse(remote.to_json()) == remote
    of_brand = Remote.parse(
        {"remote_id": "x", "category_id": 5, "brand_id": 999999}, "h"
    )
    assert of_brand is not None
    assert of_brand.is_own
    assert not of_brand.is_air_conditioner


@pytest.mark.parametrize(
    "document", [None, [], {}, {"remote_id": ""}, {"remote_id": 1}]
)
def test_what_is_no_remote(document: Any) -> None:
    """A remote needs an id and a hub."""
    assert Remote.parse(document) is None


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
def test_the_recorded_keys() -> None:
    """An air conditioner with fan and dry without temperatures."""
    path = RECORDED / "26_ir_keys_ac.json"
    keys = json.loads(path.read_text("utf-8"))["answer"]["result"]
    remote = Remote.parse(keys | {"remote_id": "x"}, "hub")
    assert remote is not None
    assert remote.is_air_conditioner
    assert remote.air.temperatures(0) == [18, 30]
    assert remote.air.winds(4) == [0]
    assert {key.key for key in remote.keys} == {"F", "M", "PowerOff", "PowerOn", "T"}
    assert not remote.is_toggled


@given(JSON)
def test_any_document_is_read(document: Any) -> None:
    """Nothing the cloud may send raises, and what is read survives the store."""
    AirState.parse(document)
    air = AirRange.parse(document)
    assert AirRange.parse(air.to_json()) == air
    allowed = air.allowed(AirState(True, 2, 21, 3))
    assert air.allowed(allowed) == allowed
    if remote := Remote.parse(document, "hub"):
        assert Remote.parse(remote.to_json()) == remote
