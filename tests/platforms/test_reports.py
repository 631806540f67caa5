"""Devices of people's public reports, and what is right for them.

Both lie beside the checkout and not in it; without them there is nothing to check.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_conversion import TemperatureConverter
from homeassistant.util.unit_system import METRIC_SYSTEM, US_CUSTOMARY_SYSTEM
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import REAL_DEVICES, until
from tests.homes import enable_everything

from .conftest import Driver

REPORTS: Final = REAL_DEVICES.parent / "reports"
RIGHT_FILE: Final = REPORTS / "right.json"
# the keys of right.json whose values are temperatures in °C
TEMPERATURES: Final = ("temperature", "min_temp", "max_temp", "current_temperature")

pytestmark = pytest.mark.skipif(
    not RIGHT_FILE.exists(), reason="there are no recorded reports"
)


@pytest.fixture
def device_files() -> Path:
    """Return the devices of the reports."""
    return REPORTS / "devices"


@pytest.fixture(autouse=True, params=[METRIC_SYSTEM, US_CUSTOMARY_SYSTEM])
def in_fahrenheit(
    hass: HomeAssistant, request: pytest.FixtureRequest, entry: MockConfigEntry
) -> bool:
    """Run each test in a home of either scale."""
    hass.config.units = request.param
    return bool(hass.config.units.temperature_unit == UnitOfTemperature.FAHRENHEIT)


def lines(kind: str) -> list[dict[str, Any]]:
    """Return the lines of right.json of a kind."""
    listed: list[dict[str, Any]] = json.loads(RIGHT_FILE.read_text("utf-8"))[kind]
    return listed


def state_of(hass: HomeAssistant, platform: str, device: str, key: str) -> State | None:
    """Return the state of an entity; None: there is none."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(platform, DOMAIN, f"{device}_{key}")
    return hass.states.get(entity_id) if entity_id else None


def is_right(right: Any, shown: Any) -> bool:
    """Compare with a number, a pair that is a range, words, or a word."""
    if isinstance(right, list) and all(isinstance(each, str) for each in right):
        return str(shown) in right
    try:
        number = float(shown)
    except TypeError, ValueError:
        return str(right) == str(shown)
    low, high = right if isinstance(right, list) else (right, right)
    return float(low) - 0.01 <= number <= float(high) + 0.01


def differences(right: dict[str, Any], state: State, fahrenheit: bool) -> Iterator[str]:
    """Yield what of an entity is not right."""
    is_temperature = state.attributes.get("device_class") == "temperature"
    for name, value in right.items():
        attribute = {"class": "device_class", "unit": "unit_of_measurement"}.get(name)
        shown = (
            state.state if name == "state" else state.attributes.get(attribute or name)
        )
        in_degrees = name in TEMPERATURES or (name == "state" and is_temperature)
        if in_degrees and fahrenheit and shown is not None:
            shown = TemperatureConverter.convert(
                float(shown), UnitOfTemperature.FAHRENHEIT, UnitOfTemperature.CELSIUS
            )
            # whole degrees of the other scale are shown
            value = [
                each + d for each, d in zip(_pair(value), (-0.6, 0.6), strict=True)
            ]
        if not is_right(value, shown):
            yield f"{state.entity_id} {name}: {shown}, not {value}"


def _pair(value: Any) -> tuple[float, float]:
    low, high = value if isinstance(value, list) else (value, value)
    return low, high


async def test_what_is_shown_is_right(
    hass: HomeAssistant, loaded: MockConfigEntry, in_fahrenheit: bool
) -> None:
    """Every line of "shown" and "there", in either home."""
    await enable_everything(hass, loaded)
    wrong: list[str] = []
    for line in lines("shown"):
        state = state_of(hass, line["platform"], line["device"], line["key"])
        if state is None:
            wrong.append(f"no {line['platform']} of {line['device']}_{line['key']}")
        else:
            wrong += differences(line["right"], state, in_fahrenheit)
    registry = er.async_get(hass)
    for line in lines("there"):
        found = {
            entity.domain
            for entity in registry.entities.values()
            if entity.unique_id.startswith(f"{line['device']}_")
        }
        if found.isdisjoint(line["one_of"]):
            wrong.append(f"{line['device']} has none of {line['one_of']}")
    assert not wrong, "\n".join(wrong)


async def test_what_is_shown_after_reports_is_right(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """Every line of "after_reports"."""
    for line in lines("after_reports"):
        for value in line["reports"]:
            await report(loaded, simulator, line["device"], line["code"], value)
        await hass.async_block_till_done()
        state = state_of(hass, line["platform"], line["device"], line["key"])
        assert state is not None
        assert is_right(line["right"], state.state), state


async def report(
    entry: MockConfigEntry, simulator: Simulator, device_id: str, code: str, value: Any
) -> None:
    """Let a device report, and wait until it is known."""
    device = entry.runtime_data.devices[device_id]
    await simulator.report(device_id, {code: value})
    await until(lambda: device.raw(code) == value)


async def test_what_is_sent_is_right(
    driver: Driver, in_fahrenheit: bool, hass: HomeAssistant
) -> None:
    """Every line of "sent"; temperatures are given in the home's scale."""
    wrong: list[str] = []
    for line in lines("sent"):
        data = dict(line["data"])
        if in_fahrenheit and "temperature" in data:
            data["temperature"] = data["temperature"] * 9 / 5 + 32
        unique_id = f"{line['device']}_{line['key']}"
        try:
            sent: Any = await driver.call(
                Platform(line["platform"]), unique_id, line["action"], **data
            )
        except Exception as error:  # noqa: BLE001 - listed with the other lines
            wrong.append(f"{unique_id} {line['action']}: {error!r}")
            continue
        code, _, member = line["code"].partition(".")
        value = sent.get(code)
        if member:
            value = (json.loads(value) if isinstance(value, str) else value)[member]
        if not is_right(line["right"], value):
            wrong.append(f"{unique_id} {line['action']}: {sent}, not {line['right']}")
    assert not wrong, "\n".join(wrong)
