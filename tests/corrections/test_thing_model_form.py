"""The form that asks for all data points of a device."""

from pathlib import Path

import pytest
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device
from tests.homes import read_things, write_files
from tests.sync.test_things import BACKLIGHT, STRIP, all_unique_ids

NAMELESS = device("cz", {"switch": boolean(value=True)}) | {"product_id": ""}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a device with more in its app, one with its model alone, and a plug."""
    files = {"strip": STRIP, "backlight": BACKLIGHT, "plug": NAMELESS}
    return write_files(tmp_path, files)


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Open the form."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "thing_model"), context={"source": SOURCE_USER}
    )


async def submit(
    hass: HomeAssistant, form: SubentryFlowResult, device_id: str, scope: str = "device"
) -> SubentryFlowResult:
    """Submit the form."""
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"], {"device": device_id, "scope": scope}
    )


@pytest.mark.parametrize("scope", ["device", "product"])
async def test_all_data_points_are_shown(
    hass: HomeAssistant, loaded: MockConfigEntry, scope: str
) -> None:
    """Their entities join those of the device, also after a restart."""
    await read_things(hass, loaded)
    result = await submit(hass, await begin(hass, loaded), "strip", scope)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [subentry] = loaded.subentries.values()
    assert subentry.title == ("Strip" if scope == "device" else "Product (product)")
    assert dict(subentry.data) == {
        "scope": scope,
        "id": "strip" if scope == "device" else "madedj",
    }
    await until(lambda: "strip_temp_top" in all_unique_ids(hass, loaded))
    await until(lambda: loaded.runtime_data.is_idle)
    assert loaded.runtime_data.devices["strip"].value("temp_top") == 30
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert loaded.runtime_data.devices["strip"].value("temp_top") == 30


async def test_what_is_shown_already_is_refused(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The user can choose another device."""
    await read_things(hass, loaded)
    form = await begin(hass, loaded)
    form = await submit(hass, form, "backlight")
    assert form["errors"] == {"device": "nothing_hidden"}
    form = await submit(hass, form, "plug")
    assert form["errors"] == {"device": "nothing_hidden"}
    form = await submit(hass, form, "plug", "product")
    assert form["errors"] == {"scope": "no_product"}
    result = await submit(hass, form, "strip")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await until(lambda: loaded.runtime_data.is_idle)
    form = await submit(hass, await begin(hass, loaded), "strip")
    assert form["errors"] == {"device": "nothing_hidden"}


async def test_a_refusal_is_explained(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The cloud's own words are shown."""
    simulator.add_fault("GET *model", {"code": 28841101, "msg": "No permissions."})
    form = await submit(hass, await begin(hass, loaded), "strip")
    assert form["errors"] == {"device": "refused"}
    placeholders = form["description_placeholders"]
    assert placeholders is not None
    assert placeholders["reason"] == "No permissions. (code 28841101)"
    await simulator.unbind("strip")
    await until(lambda: "strip" not in loaded.runtime_data.devices)
    form = await submit(hass, form, "strip")
    assert form["errors"] == {"device": "device_gone"}


async def test_an_account_that_is_not_loaded(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Its devices are not known."""
    assert await hass.config_entries.async_unload(loaded.entry_id)
    result = await begin(hass, loaded)
    assert result["reason"] == "not_loaded"


async def test_an_account_without_devices(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """There is nothing to choose."""
    for device_id in ("strip", "backlight", "plug"):
        await simulator.unbind(device_id)
    await until(lambda: not loaded.runtime_data.devices)
    result = await begin(hass, loaded)
    assert result["reason"] == "no_devices"


async def test_entities_go_with_the_wish_to_see_them(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Nothing of them stays in the registry, and what is standard does."""
    await read_things(hass, loaded)
    before = all_unique_ids(hass, loaded)
    await submit(hass, await begin(hass, loaded), "strip")
    await until(lambda: "strip_temp_top" in all_unique_ids(hass, loaded))
    await until(lambda: loaded.runtime_data.is_idle)
    [subentry] = loaded.subentries.values()
    hass.config_entries.async_remove_subentry(loaded, subentry.subentry_id)
    await until(lambda: loaded.runtime_data.is_idle)
    await hass.async_block_till_done()
    assert all_unique_ids(hass, loaded) == before
