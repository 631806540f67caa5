"""Real devices, compared with the entities of Home Assistant's own integration.

Devices and entities are files beside the checkout; without them, tests are skipped.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.components.sensor.const import UNIT_CONVERTERS
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.catalog.units import normalize_unit
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.model.corrections import WHOLE_DEVICE
from custom_components.tuya_cloud.model.device import Device

from .conftest import REAL_DEVICES, entity_id_of
from .homes import documents_in, enable_everything, write_files
from .peer_differences import (
    CORRECTED,
    DIFFERENCES,
    KNOWN_HERE_ONLY,
    OTHER_CLASS_HERE,
    Peer,
)

PEER_FILE: Final = REAL_DEVICES.parent / "peer" / "core-entities.json"
SAME_SHARE: Final = 0.97
OTHER_CLASS: Final = "device class"
UNKNOWN_THERE: Final = "state unknown there"
# the parts of a packed phase: their names in that integration
PARTS: Final = {
    "current": "electriccurrent",
    "power": "power",
    "voltage": "voltage",
}
# attributes with the same meaning in both integrations
COMPARED: Final = (
    "current_position",
    "current_temperature",
    "temperature",
    "min_temp",
    "max_temp",
    "current_humidity",
    "humidity",
    "min_humidity",
    "max_humidity",
    "min",
    "max",
)

pytestmark = pytest.mark.skipif(
    not PEER_FILE.exists(), reason="no file of the peer's entities"
)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the real devices, all of them online."""
    documents = documents_in(REAL_DEVICES)
    return write_files(
        tmp_path,
        {name: {**document, "online": True} for name, document in documents.items()},
    )


async def test_every_entity_of_the_peer_exists(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Each entity is equal, or differs for a documented reason."""
    await enable_everything(hass, loaded)
    plans = {
        device_id: discover(device)
        for device_id, device in loaded.runtime_data.devices.items()
    }
    found = {
        peer: closest(
            theirs,
            [
                state_of(hass, peer, plan)
                for plan in plans[peer.device]
                if plan.platform == peer.platform and is_of(plan, peer.key)
            ],
        )
        for peer, theirs in peers()
    }
    known_here_only = {each for each, said in found.items() if said == [UNKNOWN_THERE]}
    devices = loaded.runtime_data.devices
    corrected = {
        each
        for each in CORRECTED
        if found[each] and is_corrected(devices[each.device], each)
    }
    other_class = {
        each
        for each, said in found.items()
        if said == [OTHER_CLASS] and each in OTHER_CLASS_HERE
    }
    different = {
        each: said
        for each, said in found.items()
        if said and each not in known_here_only | corrected | other_class
    }
    assert different.keys() == DIFFERENCES.keys(), different
    assert corrected == CORRECTED.keys()
    assert known_here_only == KNOWN_HERE_ONLY.keys()
    assert other_class == OTHER_CLASS_HERE.keys()
    assert len(different) <= (1 - SAME_SHARE) * len(found)


def peers() -> Iterator[tuple[Peer, dict[str, Any]]]:
    """Yield each entity of the peer that has data points, with its description."""
    document = json.loads(PEER_FILE.read_text(encoding="utf-8"))
    for device_id, device in document.items():
        for theirs in device["entities"]:
            peer = Peer(device_id, theirs["platform"], theirs["key"])
            is_composite = peer.key == ""
            is_label = peer.platform == "binary_sensor"
            is_of_code = any(peer.key.startswith(code) for code in device["codes"])
            if is_composite or is_label or is_of_code:
                yield peer, theirs


def is_corrected(device: Device, peer: Peer) -> bool:
    """Return whether a correction changes the points of an entity."""
    corrected = device.specification.corrections.keys()
    if peer.platform in (Platform.CLIMATE, Platform.COVER):
        return bool(corrected)
    return peer.key in corrected or WHOLE_DEVICE in corrected


def is_of(plan: EntityPlan, key: str) -> bool:
    """Return whether a plan matches a key of the peer."""
    if plan.part is not None:
        return key == f"{plan.main.code}{PARTS.get(plan.part)}"
    if plan.label is not None:
        return key in (plan.label, plan.key)
    return key == "" or key in plan.codes


def state_of(hass: HomeAssistant, peer: Peer, plan: EntityPlan) -> State:
    """Return the state of the integration's entity."""
    entity_id = entity_id_of(hass, plan.platform, f"{peer.device}_{plan.key}")
    state = hass.states.get(entity_id)
    assert state is not None
    return state


def closest(theirs: dict[str, Any], ours: list[State]) -> list[str]:
    """Return the differences of the most similar entity."""
    return min((differences(theirs, state) for state in ours), key=len, default=["all"])


def differences(theirs: dict[str, Any], ours: State) -> list[str]:
    """Return the differences of an entity from the peer's.

    An entity that the peer disables has neither state nor state class there.
    """
    found = []
    their_unit = normalize_unit(theirs["unit"] or "")
    state = in_unit(ours, their_unit)
    if ours.attributes.get("device_class") != theirs["device_class"]:
        found.append(OTHER_CLASS)
    if state is None:
        found.append("unit")
    if theirs["enabled"]:
        if ours.attributes.get("state_class") != theirs["state_class"]:
            found.append("state class")
        if not is_same(theirs["state"], state):
            is_unknown = theirs["state"] == STATE_UNKNOWN
            found.append(UNKNOWN_THERE if is_unknown else "state")
    found += [
        name
        for name in COMPARED
        if name in theirs["attributes"]
        and not is_same(theirs["attributes"][name], ours.attributes.get(name))
    ]
    return found


def in_unit(ours: State, unit: str | None) -> str | None:
    """Return a state in the peer's unit; None: it cannot be converted."""
    own = ours.attributes.get("unit_of_measurement")
    if own == unit:
        return ours.state
    converter = UNIT_CONVERTERS.get(ours.attributes.get("device_class"))
    if converter is None or not {own, unit} <= converter.VALID_UNITS:
        return None
    return str(converter.convert(float(ours.state), own, unit))


def is_same(theirs: object, ours: object) -> bool:
    """Return whether two states or attributes are equal, numbers within rounding."""
    try:
        return float(str(theirs)) == pytest.approx(float(str(ours)), rel=0.01, abs=0.01)
    except ValueError:
        return theirs == ours
