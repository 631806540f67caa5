"""Images: pictures of cameras and maps of vacuums, and what they cost."""

import base64
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from homeassistant.components import image
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from PIL import Image
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.server import DEMO_PICTURE
from tests.conftest import entity_id_of, until
from tests.documents import demo
from tests.homes import enable_everything

from .conftest import Driver

PLATFORMS = [Platform.IMAGE, Platform.SENSOR, Platform.VACUUM]
BELL = "front_door_bell"
MOTION = f"{BELL}_movement_detect_pic"
MAP = "robot_vacuum_map"
PICTURE_CALL = "GET /v1.0/devices/{id}/movement-configs"
MAP_CALL = "GET /v1.0/users/sweepers/file/{id}/realtime-map"
BUCKET = "ty-eu-storage30-pic"
DEVICES = {
    BELL: demo("front_door_bell")
    | {
        "video": {
            "pictures": {
                "/front-door/detect/1700000000.jpeg": "0123456789abcdef",
                "/late.jpeg": "0123456789abcdef",
                "/plain.png": "",
            }
        }
    },
    "robot_vacuum": demo("robot_vacuum"),
    "shy_vacuum": demo("robot_vacuum") | {"map": {"rooms": {"1": "x"}}},
    "odd_vacuum": demo("robot_vacuum")
    | {"map": {"content": base64.b64encode(b'{"infoType": 20002}').decode()}},
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for uploads and repeat calls after short delays."""
    package = "custom_components.tuya_cloud"
    monkeypatch.setattr(f"{package}.cloud.timing.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{package}.extras.pictures.UPLOAD_PAUSES", (0.05, 0.05))


@pytest.fixture
async def driver(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> Driver:
    """Return the driver of the devices, with all their images enabled."""
    await enable_everything(hass, loaded)
    simulator.clear_calls()
    await until(lambda: loaded.runtime_data.push.is_connected)
    return Driver(hass, simulator, loaded)


def calls(simulator: Simulator, endpoint: str) -> int:
    """Return how often an endpoint was called."""
    counts: Mapping[str, int] = simulator.calls()["by_endpoint"]
    return counts.get(endpoint, 0)


async def shown(hass: HomeAssistant, unique_id: str) -> image.Image:
    """Return what somebody sees who looks at an image."""
    return await image.async_get_image(
        hass, entity_id_of(hass, Platform.IMAGE, unique_id)
    )


def state(hass: HomeAssistant, unique_id: str) -> str:
    """Return the state of an image: when it changed."""
    found = hass.states.get(entity_id_of(hass, Platform.IMAGE, unique_id))
    assert found is not None
    return found.state


def message(path: str, key: str = "0123456789abcdef", **members: Any) -> str:
    """Return what a camera reports of a picture."""
    document = {"v": "3.0", "bucket": BUCKET, "files": [[path, key]], **members}
    return base64.b64encode(json.dumps(document).encode()).decode()


# -- pictures --------------------------------------------------------------------------


async def test_the_last_picture_of_a_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It alone is enabled; it shows the picture of any point, with its time."""
    last = f"{BELL}_last_picture"
    enabled = {
        each.unique_id
        for each in er.async_entries_for_config_entry(
            er.async_get(hass), loaded.entry_id
        )
        if each.domain == "image" and not each.disabled and BELL in each.unique_id
    }
    assert enabled == {last}
    # it was pulled without a time, and its name has one
    assert state(hass, last) == "2023-11-14T22:13:20+00:00"
    found = await shown(hass, last)
    assert found.content == DEMO_PICTURE.read_bytes()

    await until(lambda: loaded.runtime_data.push.is_connected)
    before = state(hass, last)
    simulator.store_picture(BELL, "/plain.png", b"\x89PNG plain")
    value = message("/plain.png", "")
    await simulator.report(BELL, {"doorbell_pic": value})
    await until(lambda: state(hass, last) != before)
    assert (await shown(hass, last)).content == b"\x89PNG plain"


async def test_a_picture_whose_time_nobody_says(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A picture that is shown has a time: that of the moment."""
    simulator.device(BELL).status["movement_detect_pic"] = message("/plain.png", "")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state(hass, f"{BELL}_last_picture") != STATE_UNKNOWN


async def test_a_picture_costs_one_call_when_somebody_looks(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """It is decrypted, and shown as often as wanted."""
    assert calls(simulator, PICTURE_CALL) == 0
    for _ in range(3):
        found = await shown(hass, MOTION)
        assert found.content == DEMO_PICTURE.read_bytes()
        assert found.content_type == "image/jpeg"
    assert calls(simulator, PICTURE_CALL) == 1


async def test_a_report_brings_another_picture(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """The time changes at once, the picture is fetched by who looks."""
    before = state(hass, MOTION)
    png = b"\x89PNG plain"
    simulator.store_picture(BELL, "/plain.png", png)
    await driver.report(BELL, movement_detect_pic=message("/plain.png", ""))
    await until(lambda: state(hass, MOTION) != before)
    assert calls(simulator, PICTURE_CALL) == 0
    found = await shown(hass, MOTION)
    assert (found.content, found.content_type) == (png, "image/png")
    # what is withdrawn stays
    await driver.report(BELL, movement_detect_pic="")
    assert (await shown(hass, MOTION)).content == png


async def test_an_upload_that_lags(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """It is waited for; then the failure is not repeated for a minute."""
    del simulator.cloud.storage.files["/late.jpeg"]
    await driver.report(BELL, doorbell_pic=message("/late.jpeg"))
    unique_id = f"{BELL}_doorbell_pic"
    for _ in range(3):
        with pytest.raises(HomeAssistantError):
            await shown(hass, unique_id)
    assert calls(simulator, PICTURE_CALL) == 1

    await driver.report(
        BELL, initiative_message=message("/late.jpeg", "another key of16")
    )
    picture = hass.async_create_task(shown(hass, f"{BELL}_initiative_message"))
    await until(lambda: calls(simulator, PICTURE_CALL) == 2)
    simulator.store_picture(BELL, "/late.jpeg", b"\xff\xd8late")
    with pytest.raises(HomeAssistantError):
        await picture  # it came, and the key does not open it
    await driver.report(BELL, alarm_message=message("/late.jpeg", cmd="ipc_human"))


@pytest.mark.parametrize(
    "fault",
    [
        {"code": 28841105, "msg": "not authorized"},
        {"result": {}},
        {"drop": True},
        {"http": 502},
    ],
)
async def test_refused_pictures(
    hass: HomeAssistant, simulator: Simulator, driver: Driver, fault: dict[str, Any]
) -> None:
    """Nothing is shown, and nothing logged as an error of ours."""
    simulator.add_fault("GET */movement-configs", fault)
    with pytest.raises(HomeAssistantError):
        await shown(hass, MOTION)


async def test_a_web_address_is_fetched_at_once(
    hass: HomeAssistant,
    simulator: Simulator,
    driver: Driver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is dead after a minute, and takes no call."""
    downloaded: list[str] = []

    async def download(_: object, address: str, **__: str) -> bytes:
        downloaded.append(address)
        return b"\xff\xd8web"

    monkeypatch.setattr("custom_components.tuya_cloud.cloud.api.download", download)
    address = "https://storage.example/1.jpeg?token=1"
    value = base64.b64encode(address.encode()).decode()
    await driver.report(BELL, doorbell_pic=value)
    await until(lambda: downloaded == [address])
    found = await shown(hass, f"{BELL}_doorbell_pic")
    assert found.content == b"\xff\xd8web"
    assert (len(downloaded), calls(simulator, PICTURE_CALL)) == (1, 0)


async def test_a_message_without_picture(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """An encrypted reference is an event only."""
    unique_id = f"{BELL}_alarm_message"
    files = [{"data": "00", "keyId": "default", "iv": "00"}]
    await driver.report(BELL, alarm_message=message("", files=files))
    assert state(hass, unique_id) == STATE_UNKNOWN
    with pytest.raises(HomeAssistantError):
        await shown(hass, unique_id)


async def test_old_pictures_are_forgotten(
    hass: HomeAssistant,
    simulator: Simulator,
    driver: Driver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory holds some only; another look costs another call."""
    monkeypatch.setattr("custom_components.tuya_cloud.extras.pictures.MOST_KEPT", 1)
    await driver.report(BELL, doorbell_pic=message("/plain.png", ""))
    for _ in range(2):
        await shown(hass, MOTION)
        await shown(hass, f"{BELL}_doorbell_pic")
    assert calls(simulator, PICTURE_CALL) == 4


async def test_where_a_picture_is_stays_a_secret(
    hass: HomeAssistant, driver: Driver, loaded: MockConfigEntry
) -> None:
    """The sensors of the messages do not show it, nor do diagnostics."""
    registry = er.async_get(hass)
    sensor = entity_id_of(hass, Platform.SENSOR, f"{BELL}_initiative_message")
    registry.async_update_entity(sensor, disabled_by=None)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await driver.report(
        BELL, initiative_message=message("/late.jpeg", cmd="ipc_doorbell")
    )
    found = hass.states.get(sensor)
    assert found is not None
    assert found.state == "ipc_doorbell"
    texts = [
        json.dumps(each.as_dict(), default=str) for each in hass.states.async_all()
    ]
    texts.append(json.dumps(await async_get_config_entry_diagnostics(hass, loaded)))
    for text in texts:
        assert "late.jpeg" not in text
        assert message("/late.jpeg", cmd="ipc_doorbell") not in text


# -- maps ------------------------------------------------------------------------------


async def test_a_map_is_drawn_when_somebody_looks(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """It costs a call, and then none until the vacuum has reported something."""
    assert state(hass, MAP) == STATE_UNKNOWN
    for _ in range(3):
        found = await shown(hass, MAP)
        assert found.content_type == "image/png"
    assert calls(simulator, MAP_CALL) == 1
    drawn = Image.open(BytesIO(found.content))
    # 56 x 32 cells with a margin, eight pixels each
    assert drawn.size == (64 * 8, 40 * 8)
    assert state(hass, MAP) != STATE_UNKNOWN


async def test_a_map_follows_the_vacuum(
    hass: HomeAssistant,
    simulator: Simulator,
    driver: Driver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who looks asks again after a change, with a pause of minutes."""
    await shown(hass, MAP)
    await driver.report("robot_vacuum", status="smart")
    first = await shown(hass, MAP)
    assert calls(simulator, MAP_CALL) == 1
    monkeypatch.setattr("custom_components.tuya_cloud.image.MAP_PAUSE", 0)
    before = state(hass, MAP)
    await driver.report("robot_vacuum", status="goto_charge")
    assert state(hass, MAP) != before
    vacuum_map = simulator.device("robot_vacuum").vacuum_map
    assert vacuum_map is not None
    vacuum_map.path = []
    second = await shown(hass, MAP)
    assert calls(simulator, MAP_CALL) == 2
    assert second.content != first.content
    # nothing new was reported
    await shown(hass, MAP)
    assert calls(simulator, MAP_CALL) == 2
    # a failure leaves the last map
    simulator.add_fault("GET */realtime-map", {"code": 28841107, "msg": "suspended"})
    await driver.report("robot_vacuum", status="charging")
    assert (await shown(hass, MAP)).content == second.content


@pytest.mark.parametrize(
    "fault",
    [
        {"match": "GET */realtime-map", "then": {"code": 28841107, "msg": "suspended"}},
        {"match": "GET */realtime-map", "then": {"result": {}}},
        {"match": "GET */realtime-map", "then": {"drop": True}},
        {"match": "GET /storage/*", "then": {"http": 403}},
        {"match": "GET /storage/*", "then": {"body": "<Error/>"}},
    ],
)
async def test_maps_that_do_not_come(
    hass: HomeAssistant, simulator: Simulator, driver: Driver, fault: dict[str, Any]
) -> None:
    """The image has nothing to show, and does not ask again and again."""
    simulator.add_fault(fault["match"], fault["then"])
    counts = set()
    for _ in range(3):
        with pytest.raises(HomeAssistantError):
            await shown(hass, MAP)
        counts.add(calls(simulator, MAP_CALL))
    assert len(counts) == 1


async def test_a_map_without_a_path(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """The path is left out if it does not come, or cannot be read."""
    route = "GET /storage/*/route/*"
    simulator.add_fault(route, {"http": 404})
    assert (await shown(hass, MAP)).content


async def test_a_path_that_cannot_be_read(
    hass: HomeAssistant, simulator: Simulator, driver: Driver
) -> None:
    """The rest of the map is shown."""
    broken = "\x00" * 5 + "\x7f" * 8
    simulator.add_fault("GET /storage/*/route/*", {"body": broken})
    assert (await shown(hass, MAP)).content


async def test_no_map_and_an_unknown_one(
    hass: HomeAssistant, simulator: Simulator, driver: Driver, loaded: MockConfigEntry
) -> None:
    """Diagnostics have the first bytes of a layout that is not known."""
    for device_id in ("shy_vacuum", "odd_vacuum"):
        with pytest.raises(HomeAssistantError):
            await shown(hass, f"{device_id}_map")
    dump = await async_get_config_entry_diagnostics(hass, loaded)
    warnings = [warning for each in dump["devices"] for warning in each["warnings"]]
    beginning = b'{"infoType": 20002}'.hex()
    assert f"its map has an unknown layout: {beginning}" in warnings
    assert dump["extras"].keys().isdisjoint({"maps"})
