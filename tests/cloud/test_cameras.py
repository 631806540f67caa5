"""Calls for cameras and maps, the files they lead to, and recorded answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.cameras import (
    allocate_stream,
    get_picture_address,
    get_signal_configuration,
    get_webrtc_configuration,
)
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CloudError,
    CloudTimeoutError,
    DataCenterSuspendedError,
    HttpStatusError,
    NetworkError,
    NotSupportedError,
    StreamBusyError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonValue
from custom_components.tuya_cloud.cloud.maps import (
    LAYOUT,
    PATH,
    download_map,
    get_map_addresses,
)
from custom_components.tuya_cloud.cloud.pictures import decrypt_picture
from custom_components.tuya_cloud.cloud.session_description import answer_for_browser
from simulator import Simulator
from tests.conftest import REAL_DEVICES
from tests.documents import boolean, demo, device
from tests.homes import write_files

RECORDED: Path = REAL_DEVICES.parent / "reports" / "recorded"
recorded_only = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="there are no recordings"
)
CLOUD = "custom_components.tuya_cloud.cloud"
STORED = "/bell/1.jpeg"
BUCKET = "ty-eu-storage30-pic"


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Write a camera, a vacuum, and a socket."""
    bell = device("sp", {"basic_flip": boolean(value=False)})
    return write_files(
        tmp_path,
        {
            "bell": bell | {"video": {"pictures": {STORED: "0123456789abcdef"}}},
            "vacuum": demo("robot_vacuum"),
            "shy": demo("robot_vacuum") | {"map": {"rooms": {"1": "x"}}},
            "socket": device("cz", {"switch_1": boolean(value=True)}),
        },
    )


def recorded(name: str) -> Any:
    """Return a recorded document."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


async def test_a_stream(api: TuyaApi, simulator: Simulator) -> None:
    """The types have addresses of their own; a socket has none."""
    assert (await allocate_stream(api, "bell", "rtsp")).startswith("rtsps://")
    assert (await allocate_stream(api, "bell", "hls")).endswith(".m3u8")
    with pytest.raises(NotSupportedError):
        await allocate_stream(api, "socket", "rtsp")


@recorded_only
async def test_recorded_streams(api: TuyaApi, simulator: Simulator) -> None:
    """The address and the refusal are as recorded."""
    answer = recorded("17_camera_allocate_rtsp_homebridge141")["answer"]
    simulator.add_fault("POST */allocate", {"result": answer["result"]}, times=1)
    url = await allocate_stream(api, "bell", "rtsp")
    assert url == answer["result"]["url"]

    busy = recorded("18_camera_allocate_busy_tuyapi124")["answer"]
    fault = {"code": busy["code"], "msg": busy["msg"]}
    simulator.add_fault("POST */allocate", fault, times=1)
    simulator.clear_calls()
    with pytest.raises(StreamBusyError):
        await allocate_stream(api, "bell", "rtsp")
    # the user asks again, not we
    calls = simulator.calls()["by_endpoint"]
    assert calls["POST /v1.0/devices/{id}/stream/actions/allocate"] == 1


async def test_what_an_offer_needs(api: TuyaApi, simulator: Simulator) -> None:
    """Lists and texts of servers are the same."""
    camera = simulator.device("bell").camera
    assert camera is not None
    found = []
    for as_text in (True, False):
        camera.ices_as_text = as_text
        configuration = await get_webrtc_configuration(api, "bell")
        assert configuration.is_supported
        assert configuration.auth == camera.auth
        found.append([each["urls"] for each in configuration.ice_servers])
    assert found[0] == found[1] == ["stun:127.0.0.1:3478", "turn:127.0.0.1:3478"]
    assert camera.auth not in repr(configuration)


@recorded_only
async def test_recorded_offers(api: TuyaApi, simulator: Simulator) -> None:
    """The recorded configuration, its skills, and one that hides everything."""
    answer = recorded("12_camera_webrtc_configs_go2rtc1345")["answer"]["result"]
    simulator.add_fault("GET */webrtc-configs", {"result": answer}, times=1)
    configuration = await get_webrtc_configuration(api, "bell")
    assert configuration.is_supported
    assert (configuration.auth, configuration.moto_id) == ("<hidden>", "signaling14901")
    assert configuration.ice_servers == json.loads(answer["p2p_config"]["ices"])
    # the type that a working client sends, and then that of the skill
    assert configuration.stream_types == (0, 2)

    variants = recorded("13_camera_webrtc_skill_variants")["message"]["skills"]
    for skill, types in zip(variants, ((0, 1), (0, 1), (0, 2)), strict=True):
        result = {"supports_webrtc": True, "skill": skill}
        simulator.add_fault("GET */webrtc-configs", {"result": result}, times=1)
        configuration = await get_webrtc_configuration(api, "bell")
        assert configuration.stream_types == types
        assert configuration.ice_servers == []


@pytest.mark.parametrize(
    ("skill", "types"),
    [
        ('{"videos": [{"streamType": 1, "width": 2, "height": 2}]}', (1, 0)),
        ({"videos": [{"streamType": 7, "width": 2, "height": 2}]}, (7, 0)),
        ({"videos": [{"streamType": "7", "width": 2, "height": 2}, 3]}, (0, 1)),
        ("not json", (0, 1)),
        (None, (0, 1)),
    ],
)
async def test_skills(
    api: TuyaApi, simulator: Simulator, skill: JsonValue, types: tuple[int, ...]
) -> None:
    """What cannot be read has the usual types."""
    result: JsonValue = {"skill": skill, "p2p_config": "[", "moto_id": 3}
    simulator.add_fault("GET */webrtc-configs", {"result": result})
    configuration = await get_webrtc_configuration(api, "bell")
    assert configuration.stream_types == types
    assert not configuration.is_supported
    assert configuration.moto_id == "3"


async def test_the_hub_for_cameras(api: TuyaApi) -> None:
    """Its topics name the camera and the server, and this client."""
    found = await get_signal_configuration(api, "link", "bell", "moto7")
    assert found.hub.source_topics == (f"/av/u/{found.sender}",)
    assert found.hub.username == f"cloud_{found.sender}"
    assert found.sink_topic == "/av/moto/moto7/u/bell"


async def test_a_picture(api: TuyaApi, simulator: Simulator) -> None:
    """The address leads to the encrypted picture, for a minute."""
    simulator.store_picture("bell", STORED, b"\xff\xd8picture")
    address = await get_picture_address(
        api, "bell", bucket=BUCKET, path=f"{STORED}?param=AAA="
    )
    content = await api.download(address)
    assert decrypt_picture(content, "0123456789abcdef") == b"\xff\xd8picture"
    simulator.add_fault("GET */movement-configs", {"result": {"url": address}}, times=1)
    found = await get_picture_address(api, "bell", bucket=BUCKET, path=STORED)
    assert found == address
    with pytest.raises(CloudError):
        await get_picture_address(api, "bell", bucket=BUCKET, path="/other.jpeg")
    results: tuple[JsonValue, ...] = ({}, [], "")
    for result in results:
        simulator.add_fault("GET */movement-configs", {"result": result}, times=1)
        with pytest.raises(BadAnswerError):
            await get_picture_address(api, "bell", bucket=BUCKET, path=STORED)


async def test_maps(api: TuyaApi) -> None:
    """A vacuum that keeps its map has no files, another device no such call."""
    addresses = await get_map_addresses(api, "vacuum")
    assert {*addresses} == {LAYOUT, PATH}
    assert (await download_map(api, addresses[LAYOUT]))[0] == 1
    assert await get_map_addresses(api, "shy") == {}
    with pytest.raises(NotSupportedError):
        await get_map_addresses(api, "socket")


@recorded_only
async def test_recorded_maps(api: TuyaApi, simulator: Simulator) -> None:
    """Two files, no file, and a refusal that says that the data center is suspended."""
    call = "GET */realtime-map"
    result = recorded("38_vacuum_realtime_map_oven50")["answer"]["result"]
    simulator.add_fault(call, {"result": result}, times=1)
    addresses = await get_map_addresses(api, "vacuum")
    assert addresses == {each["map_type"]: each["map_url"] for each in result}
    empty = recorded("39_vacuum_realtime_map_empty")["answer"]["result"]
    simulator.add_fault(call, {"result": empty}, times=1)
    assert await get_map_addresses(api, "vacuum") == {}
    refusal = recorded("41_vacuum_map_no_permission_53")["answer"]
    fault = {"code": refusal["code"], "msg": refusal["msg"]}
    simulator.add_fault(call, fault, times=1)
    with pytest.raises(DataCenterSuspendedError):
        await get_map_addresses(api, "vacuum")


# -- files -----------------------------------------------------------------------------


async def test_files_that_do_not_come(
    api: TuyaApi, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error has the address."""
    good = simulator.cloud.storage.address("/file")
    errors: list[CloudError] = []

    async def fails(cause: type[CloudError], address: str = good) -> None:
        with pytest.raises(cause) as caught:
            await api.download(address)
        errors.append(caught.value)

    await fails(HttpStatusError)  # not there
    await fails(HttpStatusError, good.replace("CS=", "CS=0"))
    await fails(HttpStatusError, simulator.cloud.storage.address("/file", life=-1))
    simulator.add_fault("GET /storage/*", {"drop": True})
    await fails(NetworkError)
    simulator.clear_faults()
    simulator.cloud.storage.files["/file"] = bytes(100)
    assert await api.download(good) == bytes(100)
    monkeypatch.setattr(f"{CLOUD}.download.LARGEST_FILE", 99)
    await fails(BadAnswerError)
    monkeypatch.setattr(f"{CLOUD}.timing.REQUEST_TIMEOUT", 0.1)
    simulator.add_fault("GET /storage/*", {"hang": 1}, times=1)
    await fails(CloudTimeoutError)
    simulator.add_fault("GET /storage/*", {"body": "<Error/>"}, times=1)
    with pytest.raises(BadAnswerError):
        await download_map(api, good)
    for error in errors:
        assert "storage" not in str(error)
        assert "CS=" not in str(error)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://files.example/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://[",
    ],
)
async def test_addresses_that_are_not_safe(api: TuyaApi, address: str) -> None:
    """A secret must not travel without TLS."""
    with pytest.raises(BadAnswerError):
        await api.download(address)


async def test_a_real_cloud_names_no_file_of_this_machine(
    api: TuyaApi, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a cloud on this machine may do so."""
    address = simulator.cloud.storage.address("/file")
    monkeypatch.setattr(
        type(api.account), "endpoint", "https://openapi.tuyaeu.com", raising=False
    )
    with pytest.raises(BadAnswerError):
        await api.download(address)


# -- descriptions ----------------------------------------------------------------------


def test_directions_answer_each_other() -> None:
    """Each medium has its own; what the offer does not say stays."""
    offer = (
        "m=audio\r\na=sendrecv\r\nm=video\r\na=sendonly\r\nm=x\r\nm=y\r\na=inactive\r\n"
    )
    answer = "a=recvonly\nm=audio\na=recvonly\nm=video\na=sendrecv\nm=x\na=sendonly\n"
    answer += "m=y\na=sendrecv\nm=z\na=sendrecv\n\n"
    assert answer_for_browser(answer, offer).splitlines() == [
        *("a=recvonly", "m=audio", "a=sendrecv", "m=video", "a=recvonly"),
        *("m=x", "a=sendonly", "m=y", "a=inactive", "m=z", "a=sendrecv"),
    ]
