"""Faults of thing models and shadows."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.model.device import Device
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import until
from tests.documents import thing, thing_property
from tests.homes import read_things, write_files

from .conftest import SOCKET, SWITCH, pull, state_of

MODEL: Final = "GET /v2.0/cloud/thing/*/model"
SHADOW: Final = "GET /v2.0/cloud/thing/*/shadow/properties"
_ENDPOINTS: Final = {
    MODEL: "GET /v2.0/cloud/thing/{id}/model",
    SHADOW: "GET /v2.0/cloud/thing/{id}/shadow/properties",
}
DAY: Final = 24 * 3600
PROPERTIES: Final = [
    thing_property("level", 101, "value", min=0, max=100, step=1, scale=0, unit="%"),
    thing_property("armed", 102, "bool"),
]
BACKLIGHT: Final = thing("dd", PROPERTIES, {"level": 40, "armed": True})
HEATER: Final = thing("qn", PROPERTIES, {"level": 7, "armed": False})

type PassTime = Callable[[float], None]


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a socket, and devices of two products that have a thing model alone."""
    files = {"socket": SOCKET, "backlight": BACKLIGHT, "heater": HEATER}
    return write_files(tmp_path, files)


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> PassTime:
    """Return a function that moves the clock on by so many seconds."""
    moved = 0.0

    def move(seconds: float) -> None:
        nonlocal moved
        moved += seconds

    place = "custom_components.tuya_cloud.sync"
    monkeypatch.setattr(f"{place}.clock.Clock.now", lambda _: time.monotonic() + moved)
    monkeypatch.setattr(
        f"{place}.clock.Clock.epoch", lambda _: int(time.time() + moved)
    )
    return move


def calls_of(simulator: Simulator, match: str) -> int:
    """Return how often an endpoint was called."""
    calls: dict[str, int] = simulator.calls()["by_endpoint"]
    return calls.get(_ENDPOINTS[match], 0)


def shadow(*items: JsonValue) -> JsonObject:
    """Return an answer with the items of a shadow."""
    return {"result": {"properties": [*items]}}


def device_of(entry: MockConfigEntry, device_id: str = "backlight") -> Device:
    """Return a device."""
    coordinator: Coordinator = entry.runtime_data
    return coordinator.devices[device_id]


async def test_thing_models_not_subscribed(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    pass_time: PassTime,
) -> None:
    """One call a day; diagnostics say why the devices have no entities."""
    simulator.add_fault("* /v2.0/cloud/thing/*", {"code": 28841101, "msg": "No API."})
    await read_things(hass, loaded)
    assert simulator.calls()["by_endpoint"][_ENDPOINTS[MODEL]] == 1
    await pull(hass, loaded.runtime_data)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await read_things(hass, loaded)
    assert calls_of(simulator, MODEL) == 1
    assert state_of(hass, SWITCH) == "on"
    diagnostics = await async_get_config_entry_diagnostics(hass, loaded)
    warnings = [device["warnings"] for device in diagnostics["devices"]]
    refused = ["its thing model cannot be read: api_not_subscribed (28841101)"]
    assert sorted(warnings) == [[], refused, refused]

    simulator.clear_faults()
    pass_time(DAY + 1)
    await pull(hass, loaded.runtime_data)
    assert device_of(loaded).value("level") == 40
    assert device_of(loaded, "heater").value("level") == 7
    diagnostics = await async_get_config_entry_diagnostics(hass, loaded)
    assert not any(device["warnings"] for device in diagnostics["devices"])


async def test_thing_model_of_one_device_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The other devices are read; the user may try again before a day has passed."""
    simulator.add_fault("GET *thing/backlight/model", {"code": 1106, "msg": "denied"})
    await read_things(hass, loaded)
    assert device_of(loaded, "heater").value("level") == 7
    simulator.clear_faults()
    await pull(hass, loaded.runtime_data)
    assert calls_of(simulator, MODEL) == 2
    # its shadow is no secret, but nobody says what may be sent
    assert device_of(loaded).value("armed") is True
    assert not device_of(loaded).points["armed"].writable
    assert await loaded.runtime_data.try_again()
    assert device_of(loaded).points["armed"].writable
    assert calls_of(simulator, MODEL) == 3


@pytest.mark.parametrize(
    "then", [{"http": 502}, {"code": 28841004, "msg": "quota used up"}]
)
async def test_thing_model_fails_for_a_time(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, then: JsonObject
) -> None:
    """The next pull reads it."""
    simulator.add_fault(MODEL, then)
    await read_things(hass, loaded)
    assert not device_of(loaded).points
    assert calls_of(simulator, SHADOW) == 0
    simulator.clear_faults()
    await pull(hass, loaded.runtime_data)
    assert device_of(loaded).value("level") == 40


@pytest.mark.parametrize(
    "model",
    ["", "not JSON", "{}", json.dumps({"services": [{"name": "empty"}]}), None, 5],
)
async def test_thing_model_without_services(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, model: JsonValue
) -> None:
    """The shadow tells codes and types; nothing is sent that nobody allows."""
    simulator.add_fault(MODEL, {"result": {"model": model}})
    simulator.add_fault(
        "GET *thing/backlight/shadow/properties",
        shadow(
            {"code": "level", "dp_id": 101, "type": "value", "value": 40},
            {"code": "note", "dp_id": 105, "value": "untyped"},
        ),
    )
    await read_things(hass, loaded)
    device = device_of(loaded)
    assert (device.value("level"), device.value("note")) == (40, "untyped")
    assert not any(point.writable for point in device.points.values())
    # the numbers in the shadow are enough for reports without codes
    items: list[JsonValue] = [{"101": 41}, {"105": "b"}, {"106": 1}]
    await simulator.publish(4, {"devId": "backlight", "status": items})
    await until(lambda: device.value("level") == 41)
    assert device.value("note") == "b"
    assert device.points.keys() == {"level", "note"}


async def test_shadow_with_numbers_alone(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The thing model knows their codes; what nobody names is ignored."""
    named: list[JsonValue] = [
        {"dp_id": 101, "value": 30},
        {"dp_id": "102", "value": False},
    ]
    simulator.add_fault(SHADOW, shadow(*named, {"dp_id": 103, "value": 5}, {}, "text"))
    await read_things(hass, loaded)
    device = device_of(loaded)
    assert device.raw_values == {"level": 30, "armed": False}


async def test_shadow_with_a_value_that_can_only_be_written(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It stays a button; what the device reports itself is shown."""
    button = thing_property("find", 103, "bool", "wr")
    model = {"services": [{"properties": [*PROPERTIES, button]}]}
    simulator.add_fault(MODEL, {"result": {"model": json.dumps(model)}})
    simulator.add_fault(SHADOW, shadow({"code": "find", "dp_id": 103, "value": True}))
    await read_things(hass, loaded)
    device = device_of(loaded)
    assert not device.points["find"].readable
    assert device.raw_values == {}


async def test_shadow_with_values_of_wrong_types(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """What can be read is shown, the rest is unknown with a warning."""
    items: list[JsonValue] = [
        {"code": "level", "value": "55"},
        {"code": "armed", "value": [1]},
    ]
    simulator.add_fault(SHADOW, shadow(*items))
    await read_things(hass, loaded)
    device = device_of(loaded)
    assert (device.value("level"), device.value("armed")) == (55, None)
    assert device.warnings == {"armed": "the reported value is not a Boolean"}


@pytest.mark.parametrize(
    ("then", "calls"),
    [
        ({"code": 1106, "msg": "permission deny"}, 2),
        ({"code": 28841101, "msg": "No permissions."}, 1),
        ({"result": {"properties": []}}, 2),
    ],
)
async def test_shadow_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    pass_time: PassTime,
    then: Any,
    calls: int,
) -> None:
    """The entities are there without values; the shadow is read again a day later."""
    simulator.add_fault(SHADOW, then)
    await read_things(hass, loaded)
    await pull(hass, loaded.runtime_data)
    assert calls_of(simulator, SHADOW) == calls
    device = device_of(loaded)
    assert device.points.keys() == {"level", "armed"}
    simulator.clear_faults()
    pass_time(DAY + 1)
    await pull(hass, loaded.runtime_data)
    assert device.value("level") == 40


async def test_shadow_fails_for_a_time(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The next pull reads it."""
    simulator.add_fault(SHADOW, {"http": 502})
    await read_things(hass, loaded)
    simulator.clear_faults()
    await pull(hass, loaded.runtime_data)
    assert device_of(loaded).value("level") == 40


async def test_thing_model_for_a_device_that_has_left(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The shadow that arrives afterwards is ignored."""
    simulator.add_fault("GET *thing/backlight/shadow/properties", {"hang": 1}, times=1)
    reading = hass.async_create_task(read_things(hass, loaded))
    await until(lambda: calls_of(simulator, SHADOW) >= 1)
    await simulator.unbind("backlight")
    await until(lambda: "backlight" not in loaded.runtime_data.devices)
    await reading
    assert device_of(loaded, "heater").value("level") == 7
