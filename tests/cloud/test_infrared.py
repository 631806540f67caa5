"""Calls of infrared hubs: remotes, keys, codes, learning, air conditioners."""

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest

from custom_components.tuya_cloud.cloud import infrared
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    ApiNotSubscribedError,
    BadAnswerError,
    CommandRejectedError,
    DeviceOfflineError,
    NetworkError,
    NotSupportedError,
)
from custom_components.tuya_cloud.cloud.infrared import RemotePath
from simulator import Simulator
from tests import infrared_home
from tests.conftest import REAL_DEVICES
from tests.infrared_home import CODE, HUB

AIR: Final = RemotePath(HUB, infrared_home.AIR)
TELEVISION: Final = RemotePath(HUB, infrared_home.TELEVISION)
PROJECTOR: Final = RemotePath(HUB, infrared_home.PROJECTOR)
RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"

pytestmark = pytest.mark.usefixtures("learns_fast")


@pytest.fixture
def device_files() -> Path | None:
    """Return None: the demo home has an infrared hub."""
    return None


async def press(api: TuyaApi) -> None:
    """Press a key of the television."""
    values: dict[str, Any] = {"category_id": 2, "key_id": 50, "key": "volume_up"}
    await infrared.press_key(api, TELEVISION, **values)


async def test_remotes_and_keys(api: TuyaApi) -> None:
    """The remotes of a hub, the keys of one, and the codes of one's own."""
    remotes = await infrared.list_remotes(api, HUB)
    assert {each["remote_id"] for each in remotes} == {
        remote.remote for remote in (AIR, TELEVISION, PROJECTOR)
    }
    keys: Any = await infrared.get_keys(api, TELEVISION)
    assert {"key": "ok", "key_id": 42, "key_name": "ok", "standard_key": True} in (
        keys["key_list"]
    )
    codes = await infrared.get_learned_codes(api, PROJECTOR)
    assert {each["key"] for each in codes} == {"power", "lens_shift"}


async def test_states_of_air_conditioners(api: TuyaApi, simulator: Simulator) -> None:
    """Twenty are read with one call; one of them has other names."""
    states: Any = await infrared.get_air_states(api, [AIR.remote])
    assert states[AIR.remote]["powerOpen"] is False
    state = await infrared.get_air_state(api, AIR)
    assert state == {"power": "0", "mode": "0", "temp": "25", "wind": "1"}
    simulator.clear_calls()
    simulator.add_fault("GET *batch", {"result": []})
    assert await infrared.get_air_states(api, [f"id{n}" for n in range(41)]) == {}
    assert simulator.calls()["total"] == 3


async def test_commands(api: TuyaApi, simulator: Simulator) -> None:
    """A state, a key, and a raw code are emitted."""
    await infrared.set_air_state(
        api, AIR, {"power": 1, "mode": 1, "temp": 20, "wind": 0}
    )
    await press(api)
    await infrared.send_code(api, TELEVISION, CODE)
    assert [emission.what for emission in simulator.emissions] == [
        {"power": 1, "mode": 1, "temp": 20, "wind": 0},
        "volume_up",
        CODE,
    ]


async def test_a_code_is_learned(api: TuyaApi, simulator: Simulator) -> None:
    """It arrives while the hub is asked for it; then it is saved and deleted."""
    started_at = await infrared.start_learning(api, HUB)
    waiting = asyncio.create_task(
        infrared.await_learned_code(api, HUB, started_at, seconds=5)
    )
    await asyncio.sleep(0.1)
    assert simulator.receive_code(HUB, CODE)
    assert await waiting == CODE
    await infrared.stop_learning(api, HUB)
    codes: Any = {
        "category_id": 999,
        "remote_name": "Stereo",
        "codes": [{"key": "power", "key_name": "Power", "code": CODE, "id": 1}],
    }
    remote_id = await infrared.add_remote(api, HUB, codes)
    stereo = RemotePath(HUB, remote_id)
    codes["codes"][0] |= {"key": "mute"}
    await infrared.save_codes(api, stereo, codes)
    learned = await infrared.get_learned_codes(api, stereo)
    assert [each["key"] for each in learned] == ["power", "mute"]
    await infrared.delete_code(api, HUB, str(learned[0]["learn_id"]))
    learned = await infrared.get_learned_codes(api, stereo)
    assert [each["key"] for each in learned] == ["mute"]


async def test_nothing_is_learned(api: TuyaApi) -> None:
    """When the time is up, there is no code."""
    started_at = await infrared.start_learning(api, HUB)
    assert not await infrared.await_learned_code(api, HUB, started_at, seconds=0.12)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"success": True, "code": CODE}, CODE),
        ({"code": CODE}, CODE),
        ({"success": False, "code": CODE}, ""),
        ({"success": True}, ""),
        ({"success": True, "code": None}, ""),
        (None, ""),
        ([], ""),
    ],
)
async def test_answers_about_a_learned_code(
    api: TuyaApi, simulator: Simulator, answer: Any, code: str
) -> None:
    """Only an answer with a code has one."""
    simulator.add_fault("GET *learning-codes", {"result": answer})
    assert await infrared.await_learned_code(api, HUB, 1, seconds=0) == code


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (2009, NotSupportedError),
        (28841101, ApiNotSubscribedError),
        (2001, DeviceOfflineError),
        (2050, CommandRejectedError),
    ],
)
async def test_refusals(
    api: TuyaApi, simulator: Simulator, error: int, cause: type[Exception]
) -> None:
    """Each error code is an exception of its own."""
    simulator.add_fault("*/infrareds/*", {"code": error, "msg": "no"})
    with pytest.raises(cause):
        await infrared.list_remotes(api, HUB)
    with pytest.raises(cause):
        await press(api)
    with pytest.raises(cause):
        await infrared.start_learning(api, HUB)


async def test_a_key_is_never_pressed_twice(api: TuyaApi, simulator: Simulator) -> None:
    """When the answer is lost, the hub may have emitted the code."""
    simulator.add_fault("POST *raw/command", {"drop": True, "after": True})
    with pytest.raises(NetworkError):
        await press(api)
    assert len(simulator.emissions) == 1


async def test_half_answers(api: TuyaApi, simulator: Simulator) -> None:
    """False is a refusal, a result that is left out is none."""
    await api.login()
    simulator.add_fault("POST *", {"result": False}, times=1)
    with pytest.raises(CommandRejectedError):
        await press(api)
    simulator.add_fault("POST *", {"omit": ["result"]}, times=1)
    await press(api)
    simulator.add_fault("GET *", {"omit": ["result"]}, times=1)
    assert await infrared.list_remotes(api, HUB) == []
    simulator.add_fault("GET *", {"result": "text"}, times=1)
    with pytest.raises(BadAnswerError):
        await infrared.get_keys(api, TELEVISION)
    simulator.add_fault("PUT *", {"omit": ["t"]}, times=1)
    with pytest.raises(BadAnswerError):
        await infrared.start_learning(api, HUB)
    simulator.add_fault("POST *learning-codes", {"result": True}, times=1)
    with pytest.raises(BadAnswerError):
        await infrared.add_remote(api, HUB, {"codes": []})


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
async def test_recorded_answers(api: TuyaApi, simulator: Simulator) -> None:
    """What the real cloud has answered is read."""

    def recorded(name: str) -> Any:
        (path,) = RECORDED.glob(f"{name}_*.json")
        return json.loads(path.read_text("utf-8"))["answer"]

    simulator.add_fault("GET */ac/status", {"result": recorded("23")["result"]})
    assert (await infrared.get_air_state(api, AIR))["temp"] == "26"
    simulator.add_fault("GET */batch", {"result": recorded("24")["result"]})
    (state,) = (await infrared.get_air_states(api, ["x"])).values()
    assert isinstance(state, dict)
    assert state["temp"] == "29"
    simulator.add_fault("GET */keys", {"result": recorded("26")["result"]})
    assert len(await infrared.get_keys(api, AIR)) == 7
    simulator.add_fault("GET */learning-codes", {"result": recorded("32")["result"]})
    code = await infrared.await_learned_code(api, HUB, 1, seconds=0)
    assert code.startswith(CODE)
    simulator.add_fault(
        "POST */learning-codes", {"result": recorded("33")["save_result"]["result"]}
    )
    saved = await infrared.add_remote(api, HUB, {})
    assert saved == "bf0000000000000000rid1"
