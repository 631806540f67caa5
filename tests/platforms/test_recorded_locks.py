"""Locks whose values and thing models were recorded: what becomes of them.

The recordings lie beside the checkout and not in it.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from custom_components.tuya_cloud.model.packed.lock_opening import decode_door
from tests.conftest import REAL_DEVICES, entity_id_of, let_time_pass, until
from tests.documents import Document, device
from tests.homes import read_things

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
PLATFORMS = [Platform.BINARY_SENSOR, Platform.EVENT, Platform.LOCK, Platform.SENSOR]

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")


def recorded(name: str) -> Any:
    """Return a recorded file; an empty one without the recordings."""
    path = RECORDED / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def reported(category: str, status: Mapping[str, Any]) -> Document:
    """Return a lock of which nothing is known but its values."""
    return device(category, {}) | {"status": dict(status), "lock": {"digits": 7}}


def modeled(properties: list[Any]) -> Document:
    """Return a lock that only its thing model describes."""
    model = {"modelId": "recorded", "services": [{"properties": properties}]}
    return device("jtmspro", {}) | {"thing_model": model, "lock": {"digits": 7}}


def properties_of(name: str) -> list[Any]:
    """Return the properties of a recorded thing model, or those of a part of one."""
    document = recorded(f"models/{name}")
    services = document.get("model", {}).get("services", [document])
    return [each for service in services for each in service.get("properties", [])]


def statuses() -> dict[str, Document]:
    """Return the locks of recorded values, by id."""
    ms = recorded("02_lock_status_ms_tuya-home-assistant184").get("answer", {})
    keypad = recorded("models/access_control_bstuokey_mk").get("status", {})
    update = recorded("11_lock_update_smartlife27").get("message", {})
    values = {each["code"]: each["value"] for each in ms.get("result", ())}
    return {
        "wifi": reported("ms", values),
        "keypad": reported("mk", keypad),
        "updated": reported("ms", update.get("status_of_one_lock", {})),
    }


MODELS: Final = ("lock_0000035o3g", "lock_000004qyx0", "lock_kxj")
DEVICES: Final = statuses() | {
    name: modeled(properties_of(name)) | {"product_id": name} for name in MODELS
}


@pytest.fixture
async def asked(hass: HomeAssistant, loaded: MockConfigEntry) -> MockConfigEntry:
    """Return the entry after its locks and thing models were read."""
    await read_things(hass, loaded)
    let_time_pass(hass, FIRST_LOOK + 1)
    await until(lambda: loaded.runtime_data.is_idle)
    await hass.async_block_till_done()
    return loaded


@pytest.mark.parametrize(
    ("device_id", "code"),
    [
        ("wifi", "unlock_app"),
        ("keypad", "lock_motor_state"),
        ("updated", "remote_no_dp_key"),
    ],
)
async def test_locks_of_recorded_values(
    hass: HomeAssistant, asked: MockConfigEntry, device_id: str, code: str
) -> None:
    """Each can be unlocked, whether it says that it is open or not."""
    state = hass.states.get(entity_id_of(hass, "lock", f"{device_id}_{code}"))
    assert state is not None
    has_state = code == "lock_motor_state"
    assert state.state == ("locked" if has_state else "unknown")
    assert state.attributes.get("assumed_state", False) is not has_state


@pytest.mark.parametrize(
    ("device_id", "codes"),
    [
        ("wifi", {"unlock_fingerprint", "unlock_password", "unlock_temporary"}),
        ("keypad", {"unlock_card_kit", "unlock_phone_remote_kit"}),
        ("updated", {"unlock_password_kit", "unlock_phone_remote_kit"}),
    ],
)
async def test_ways_to_open_are_events(
    hass: HomeAssistant, asked: MockConfigEntry, device_id: str, codes: set[str]
) -> None:
    """No event has fired yet: what is listed is of the past."""
    for code in codes:
        event = entity_id_of(hass, "event", f"{device_id}_{code}")
        assert hass.states.is_state(event, "unknown")


async def test_states_of_the_door_and_of_duress(
    hass: HomeAssistant, asked: MockConfigEntry
) -> None:
    """A packed door that is closed, and duress as a Boolean."""
    registry = er.async_get(hass)
    for unique_id in ("keypad_closed_opened_kit", "wifi_hijack"):
        entity_id = entity_id_of(hass, "binary_sensor", unique_id)
        # of a code without a specification
        registered = registry.async_get(entity_id)
        assert registered is not None
    keypad = asked.runtime_data.devices["keypad"]
    assert keypad.unpacked("closed_opened_kit", decode_door) is False


@pytest.mark.parametrize("name", MODELS)
async def test_recorded_thing_models(
    hass: HomeAssistant, asked: MockConfigEntry, name: str
) -> None:
    """Every property with a type has an entity; one without any is harmless."""
    registry = er.async_get(hass)
    points = asked.runtime_data.devices[name].points
    for each in properties_of(name):
        if each["accessMode"] == "ro" and each["typeSpec"]:
            code = each["code"]
            assert code in points
            ids = [
                registry.async_get_entity_id(platform, DOMAIN, f"{name}_{code}")
                for platform in ("binary_sensor", "sensor")
            ]
            assert any(ids), code
