"""Corrections: their sources, their priority, and when they are checked again."""

from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_device_diagnostics
from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until
from tests.documents import Document, boolean, device, integer

from ..homes import write_files

TENTHS: Final[dict[str, JsonValue]] = {"code": "cur_voltage", "scale": 1}


def plug(volts: int, maximum: int = 3000, product_id: str = "made") -> Document:
    """Return a plug with measurements; ``maximum`` is the limit of its voltage."""
    return device(
        "cz",
        {
            "switch_1": boolean(value=True),
            "cur_current": integer(0, 30000, 1275, "r", unit="mA"),
            "cur_power": integer(0, 50000, 2941, "r", unit="W"),
            "cur_voltage": integer(0, maximum, volts, "r", unit="V"),
        },
    ) | {"product_id": product_id}


DEVICES: Final = {
    "sane": plug(230, maximum=500),
    "twin": plug(231, maximum=500),
    "tenths": plug(2306, product_id="tenths"),
    # two devices of a product that has a correction file
    "known": plug(2301, maximum=2500, product_id="37mnhia3pojleqfh"),
    "boiler": device(
        "rs",
        {
            "temp_set": integer(0, 900, 450, unit="℃"),
            "temp_current": integer(0, 900, 410, "r", unit="℃"),
        },
    ),
}


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the platforms under test."""
    monkeypatch.setattr(
        "custom_components.tuya_cloud.PLATFORMS", [Platform.NUMBER, Platform.SENSOR]
    )


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the devices."""
    return write_files(tmp_path, DEVICES)


def subentry(
    scope: str, subject: str, correction: dict[str, JsonValue]
) -> ConfigSubentry:
    """Return a user's correction for a device or a product."""
    return ConfigSubentry(
        data=MappingProxyType(
            {"scope": scope, "id": subject, "correction": correction}
        ),
        subentry_type="correction",
        title="Voltage",
        unique_id=f"{scope}_{subject}_{correction['code']}",
    )


def sensor(hass: HomeAssistant, unique_id: str) -> State:
    """Return the state of a sensor."""
    state = hass.states.get(entity_id_of(hass, Platform.SENSOR, unique_id))
    assert state is not None
    return state


async def until_shown(hass: HomeAssistant, unique_id: str, state: str) -> None:
    """Wait until a sensor shows a state."""
    await until(
        lambda: sensor(hass, unique_id).state == state, what=f"{unique_id} is {state}"
    )


async def diagnostics_of(
    hass: HomeAssistant, entry: MockConfigEntry, device_id: str
) -> dict[str, Any]:
    """Return the diagnostics of a device."""
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, device_id), entry.entry_id
    )
    assert registered is not None
    return await async_get_device_diagnostics(hass, entry, registered)


async def test_implausible_values_are_corrected(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Corrections apply at set-up and after a report; diagnostics show the reason."""
    assert sensor(hass, "tenths_cur_voltage").state == "230.6"
    assert sensor(hass, "sane_cur_voltage").state == "230"
    found = await diagnostics_of(hass, loaded, "tenths")
    (said,) = found["data_points"]["cur_voltage"]["corrections"]
    assert said["source"] == "plausibility"
    assert said["reason"].endswith(".")
    assert (said["scale"], said["cloud_says"]["scale"]) == (1, 0)
    assert found["data_points"]["cur_voltage"]["value"] == 230.6
    assert "corrections" not in found["data_points"]["switch_1"]

    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.report("tenths", {"cur_voltage": 231})
    await until_shown(hass, "tenths_cur_voltage", "231")
    await simulator.report("tenths", {"cur_voltage": 2299})
    await until_shown(hass, "tenths_cur_voltage", "229.9")


async def test_a_product_file_applies(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It applies as long as the cloud's specification has the error."""
    assert sensor(hass, "known_cur_voltage").state == "230.1"
    found = await diagnostics_of(hass, loaded, "known")
    applied = found["data_points"]["cur_voltage"]["corrections"]
    assert [each["source"] for each in applied][-1] == "product"


async def test_a_user_corrects_while_running(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Entities follow without a reload, and return when the correction is removed."""
    coordinator = loaded.runtime_data
    correction = subentry("device", "sane", TENTHS | {"unit": "mV"})
    assert hass.config_entries.async_add_subentry(loaded, correction)
    # Home Assistant keeps showing the unit it has registered
    await until_shown(hass, "sane_cur_voltage", "0.023")
    assert sensor(hass, "twin_cur_voltage").state == "231"

    hass.config_entries.async_update_subentry(
        loaded, correction, data={**correction.data, "correction": TENTHS}
    )
    await until(
        lambda: (
            sensor(hass, "sane_cur_voltage").attributes["unit_of_measurement"] == "V"
        )
    )
    hass.config_entries.async_remove_subentry(loaded, correction.subentry_id)
    await until_shown(hass, "sane_cur_voltage", "230")
    assert loaded.runtime_data is coordinator


async def test_a_user_corrects_before_set_up(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A correction of a product applies to all its devices, one of a device first."""
    for correction in (
        subentry("product", "made", TENTHS | {"unit": "mV"}),
        subentry("device", "twin", {"code": "cur_voltage", "scale": 2}),
        subentry("device", "known", {"code": "cur_voltage", "scale": 0}),
        subentry("device", "tenths", {"code": "cur_voltage", "nonsense": 1}),
    ):
        hass.config_entries.async_add_subentry(entry, correction)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    shown = {
        unique_id: (state.state, state.attributes["unit_of_measurement"])
        for unique_id in ("sane", "twin", "known", "tenths")
        for state in [sensor(hass, f"{unique_id}_cur_voltage")]
    }
    assert shown == {
        "sane": ("23.0", "mV"),
        "twin": ("2.31", "mV"),
        "known": ("2301", "V"),
        "tenths": ("230.6", "V"),
    }
    found = await diagnostics_of(hass, entry, "known")
    applied = found["data_points"]["cur_voltage"]["corrections"]
    assert [(each["source"], each["cloud_says"]) for each in applied] == [
        ("product", {"scale": 0}),
        ("user", {"scale": 0}),
    ]


async def test_devices_with_the_same_corrections_share_their_points(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """They share their plans, too."""
    hass.config_entries.async_add_subentry(entry, subentry("device", "sane", TENTHS))
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    devices, plans = coordinator.devices, coordinator.plans
    assert plans.of(devices["sane"]) is not plans.of(devices["twin"])
    hass.config_entries.async_add_subentry(entry, subentry("device", "twin", TENTHS))
    await until(lambda: plans.of(devices["sane"]) is plans.of(devices["twin"]))


async def test_a_condition_is_checked_at_each_report(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A product id may stand for two scales."""
    when: JsonValue = {"code": "temp_set", "comparison": ">=", "value": 400}
    tenths: dict[str, JsonValue] = {"code": "temp_current", "scale": 1, "when": when}
    hass.config_entries.async_add_subentry(entry, subentry("device", "boiler", tenths))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await until_shown(hass, "boiler_temp_current", "41.0")
    await until(lambda: entry.runtime_data.push.is_connected)
    await simulator.report("boiler", {"temp_set": 45})
    await until_shown(hass, "boiler_temp_current", "410")
    await simulator.report("boiler", {"temp_set": 500})
    await until_shown(hass, "boiler_temp_current", "41.0")


async def test_a_category_is_corrected(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A device with a wrong category is corrected, and diagnostics show it."""
    category: dict[str, JsonValue] = {"code": "*", "category": "wk"}
    correction = subentry("device", "boiler", category)
    hass.config_entries.async_add_subentry(entry, correction)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    boiler = entry.runtime_data.devices["boiler"]
    assert boiler.category == "wk"
    found = await diagnostics_of(hass, entry, "boiler")
    assert found["corrections"] == [
        {"source": "user", "category": "wk", "cloud_says": {"category": "rs"}}
    ]
    hass.config_entries.async_remove_subentry(entry, correction.subentry_id)
    await until(lambda: boiler.category == "rs")
