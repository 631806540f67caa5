"""A snapshot of the demo home, one line per entity: changes of meaning are a diff.

`scripts/test tests/catalog/test_snapshot.py --snapshot-update` writes it anew.
"""

from collections.abc import Iterator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from tests.homes import read_things

# attributes to show, where the entity has them
ATTRIBUTES = (
    "state_class",
    "options",
    "min",
    "max",
    "step",
    "supported_features",
    "supported_color_modes",
    "effect_list",
    "hvac_modes",
    "preset_modes",
    "fan_modes",
    "swing_modes",
    "event_types",
)


async def test_the_entities_of_the_demo_home(
    hass: HomeAssistant, loaded: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """There is one list per device."""
    await read_things(hass, loaded)
    entities = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    for device_id in sorted(loaded.runtime_data.devices):
        lines = sorted(
            " | ".join(described(hass, entity, device_id))
            for entity in entities
            if entity.unique_id.startswith(f"{device_id}_")
        )
        assert lines == snapshot(name=device_id)


def described(
    hass: HomeAssistant, entity: er.RegistryEntry, device_id: str
) -> Iterator[str]:
    """Yield the identity, the registry entry and the state of an entity."""
    yield entity.entity_id
    yield entity.unique_id.removeprefix(f"{device_id}_")
    yield entity.original_name or "(the device's name)"
    kind = entity.original_device_class
    yield from (
        str(each)
        for each in (kind, entity.unit_of_measurement, entity.entity_category)
        if each
    )
    state = hass.states.get(entity.entity_id)
    if state is None:
        yield "disabled"
        return
    for attribute in ATTRIBUTES:
        value = state.attributes.get(attribute)
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value is not None:
            yield f"{attribute} {value}"
    yield f"= {state.state}"
