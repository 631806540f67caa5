"""Values are correct: none is ten times too large.

The expected state of each value point is computed from the device's file.
"""

import math
from pathlib import Path
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_registry import RegistryEntry
from homeassistant.util.unit_conversion import (
    BaseUnitConverter,
    DurationConverter,
    ElectricCurrentConverter,
    EnergyConverter,
    PowerConverter,
    TemperatureConverter,
    VolumeConverter,
)
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.catalog.units import normalize_unit

from .homes import documents_in, each_home

CONVERTERS: Final[list[type[BaseUnitConverter]]] = [
    DurationConverter,
    ElectricCurrentConverter,
    EnergyConverter,
    PowerConverter,
    TemperatureConverter,
    VolumeConverter,
]
# specifications that are wrong, and known to be: (device, code) -> the right scale
CORRECTED_SCALES: Final = {
    # 2357 V from a wall socket
    ("cz_37mnhia3pojleqfh", "cur_voltage"): 1,
    ("cz_37mnhia3pojleqfh", "cur_power"): 1,
}


@each_home
async def test_the_state_is_raw_divided_by_ten_to_the_scale(
    hass: HomeAssistant, loaded: MockConfigEntry, device_files: Path
) -> None:
    """States are compared in the unit of the device."""
    registry = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    by_unique_id = {entry.unique_id: entry for entry in registry}
    checked = 0
    for device_id, document in documents_in(device_files).items():
        for code, described in document["status_range"].items():
            raw = document["status"].get(code)
            entry = by_unique_id.get(f"{device_id}_{code}")
            if entry is None or not _is_value(entry, described, raw):
                continue
            state = hass.states.get(entry.entity_id)
            if state is None or not document["online"]:
                continue
            scale = CORRECTED_SCALES.get((device_id, code), _scale(described["value"]))
            expected = float(raw) / 10**scale
            shown = float(state.state)
            unit = state.attributes.get("unit_of_measurement")
            native = normalize_unit(
                described["value"].get("unit", ""), entry.original_device_class
            )
            shown = _converted(shown, str(unit), str(native))
            assert math.isclose(shown, expected, abs_tol=0.6 * 10**-scale), (
                entry.entity_id,
                state.state,
                raw,
                described,
            )
            checked += 1
    assert checked > 25


def _scale(values: Any) -> int:
    """Return the scale; a percentage up to 1000 counts tenths."""
    scale = int(values.get("scale") or 0)
    is_permille = values.get("unit") == "%" and values.get("max") == 1000
    return 1 if is_permille and not scale else scale


def _is_value(entry: RegistryEntry, described: Any, raw: object) -> bool:
    return (
        entry.domain in {Platform.SENSOR, Platform.NUMBER}
        and described["type"] == "Integer"
        and isinstance(described["value"], dict)
        and isinstance(raw, int | str)
    )


def _converted(value: float, from_unit: str, to_unit: str) -> float:
    """Return a value in another unit, unchanged if the quantities differ."""
    for converter in CONVERTERS:
        if {from_unit, to_unit} <= converter.VALID_UNITS:
            return converter.convert(value, from_unit, to_unit)
    return value
