"""Lost sessions and a lost hub: one call corrects the states."""

import asyncio
import logging
from collections.abc import Iterator

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.endpoints import get_status
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from simulator import Simulator
from tests.conftest import entity_id_of, until

LIST = "GET /v1.0/users/{uid}/devices"
LOGIN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
REFRESH = "GET /v1.0/token/{refresh_token}"
STATUS = "GET /v1.0/devices/{id}/status"
HUB = "POST /v1.0/open-hub/access/config"


@pytest.fixture(autouse=True)
def silence(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail if the integration logs a warning or an error."""
    yield
    loud = [
        record.getMessage()
        for record in caplog.get_records("call")
        if f"custom_components.{DOMAIN}" in record.name
        and record.levelno > logging.INFO
    ]
    assert loud == []


async def test_a_revoked_token_costs_one_login(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Running calls are repeated with the new token."""
    simulator.clear_calls()
    simulator.revoke_tokens()
    plug = entity_id_of(hass, "switch", "washing_machine_plug_switch_1")
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": plug}, blocking=True
    )
    assert simulator.device("washing_machine_plug").status["switch_1"] is False
    assert simulator.calls()["by_endpoint"][LOGIN] == 1
    assert REFRESH not in simulator.calls()["by_endpoint"]


@pytest.mark.parametrize("revoked", [False, True], ids=["expired", "revoked"])
async def test_fifty_calls_share_one_new_token(
    simulator: Simulator, loaded: MockConfigEntry, revoked: bool
) -> None:
    """An expired token is refreshed once, a revoked token replaced by one login."""
    coordinator: Coordinator = loaded.runtime_data
    simulator.clear_calls()
    if revoked:
        simulator.revoke_tokens()
    else:
        coordinator.api.tokens.renew_at = 0.0
    statuses = await asyncio.gather(
        *(get_status(coordinator.api, "reading_lamp") for _ in range(50))
    )
    assert all(status == statuses[0] for status in statuses)
    made = simulator.calls()["by_endpoint"]
    assert made.get(LOGIN, 0) == (1 if revoked else 0)
    assert made.get(REFRESH, 0) == (0 if revoked else 1)


async def test_reports_missed_while_the_hub_was_down(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """After the reconnect, one list call updates every state."""
    coordinator: Coordinator = loaded.runtime_data
    thermostat = entity_id_of(hass, "climate", "hallway_thermostat_temp_set")
    simulator.drop_hub(3)
    await until(lambda: not coordinator.push.is_connected)
    simulator.clear_calls()
    for number in range(100):
        await simulator.report(
            "hallway_thermostat", {"temp_current": 150 + number}, silent=True
        )
    await until(lambda: coordinator.push.is_connected, seconds=30)

    def shown() -> object:
        state = hass.states.get(thermostat)
        return state and state.attributes["current_temperature"]

    await until(lambda: shown() == 24.9)
    made = simulator.calls()["by_endpoint"]
    assert made.pop(LIST) == 1
    assert {each for each in made if "/thing/" not in each} <= {HUB}


async def test_hub_credentials_that_expire_are_renewed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The renewal happens before the expiry, and reports keep arriving."""
    coordinator: Coordinator = loaded.runtime_data
    simulator.clear_calls()
    connected_at = coordinator.push.hub.connected_at
    coordinator.push.hub.renew()
    await until(lambda: coordinator.push.hub.connected_at != connected_at)
    await until(lambda: simulator.calls()["by_endpoint"].get(LIST) == 1)
    assert simulator.calls()["by_endpoint"][HUB] == 1
    plug = entity_id_of(hass, "switch", "washing_machine_plug_switch_1")
    await simulator.report("washing_machine_plug", {"switch_1": False})
    await until(lambda: hass.states.is_state(plug, "off"))
