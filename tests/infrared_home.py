"""An infrared hub with three remotes: those of the demo home alone."""

from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud import infrared
from simulator import Simulator
from simulator.server import DEMO_HOME

from .homes import documents_in, read_extras

HUB: Final = "living_room_remote_hub"
AIR: Final = "living_room_air_conditioner"
TELEVISION: Final = "living_room_television"
PROJECTOR: Final = "living_room_projector"
HOME: Final = {
    device_id: document
    for device_id, document in documents_in(DEMO_HOME).items()
    if device_id in (HUB, AIR, TELEVISION, PROJECTOR)
}
# a code that a hub can learn and emit
CODE: Final = "c42230112602f401"


@pytest.fixture
def learns_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for a learned code often."""
    monkeypatch.setattr(infrared, "_LEARNING_INTERVAL", 0.05)


@pytest.fixture
async def with_remotes(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> MockConfigEntry:
    """Return the entry with the remotes of its hub read; count calls from then."""
    await read_remotes(hass, loaded)
    simulator.clear_calls()
    return loaded


async def read_remotes(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Read the remotes and then, as there are entities now, their states."""
    await read_extras(hass, entry)
    await read_extras(hass, entry)


def emitted(simulator: Simulator) -> list[Any]:
    """Return what hubs have emitted since this was last asked."""
    found = [emission.what for emission in simulator.emissions]
    simulator.emissions.clear()
    return found
