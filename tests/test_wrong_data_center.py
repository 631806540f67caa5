"""The wrong data center is chosen first, from the form to a running home."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from custom_components.tuya_cloud.const import DOMAIN
from simulator import Account, Simulator

from .conftest import entity_id_of, until
from .flows.steps import SOCKET, UNREACHABLE, filled_in
from .homes import write_files


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of one socket."""
    return write_files(tmp_path, {"socket": SOCKET})


async def test_a_wrong_data_center_ends_in_a_connected_home(
    hass: HomeAssistant,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    hass_client: ClientSessionGenerator,
) -> None:
    """The frontend's requests lead from the form to entry, push and a state."""
    empty = tmp_path / "empty"
    empty.mkdir()
    stranger = Account(uid="else", username="else", password="else")
    async with Simulator(empty, account=stranger) as elsewhere:
        for name in DATA_CENTERS:
            monkeypatch.setitem(DATA_CENTERS, name, UNREACHABLE)
        monkeypatch.setitem(DATA_CENTERS, "india", elsewhere.endpoint)
        monkeypatch.setitem(DATA_CENTERS, "west_europe", simulator.endpoint)
        assert await async_setup_component(hass, "config", {})
        client = await hass_client()
        path = "/api/config/config_entries/flow"

        async def post(path: str, body: dict[str, Any]) -> dict[str, Any]:
            response = await client.post(path, json=body)
            assert response.status == HTTPStatus.OK
            answer: dict[str, Any] = await response.json()
            return answer

        menu = await post(path, {"handler": DOMAIN})
        path = f"{path}/{menu['flow_id']}"
        await post(path, {"next_step_id": "smart_home"})
        data: dict[str, Any] = filled_in(simulator)
        await post(path, {name: data[name] for name in ("access_id", "access_secret")})
        body = {name: data[name] for name in ("country_code", "username", "password")}
        body |= {"advanced": {"endpoint": "india"}}
        form = await post(path, body)
        assert form["errors"] == {"password": "credentials"}
        assert form["data_schema"][0]["name"] == "try_elsewhere"
        assert simulator.calls()["total"] == 0

        result = await post(path, {**body, "try_elsewhere": True})
        assert result["type"] == "create_entry"
        await hass.async_block_till_done()

    [entry] = hass.config_entries.async_entries(DOMAIN)
    assert entry.data["endpoint"] == simulator.endpoint
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.push.hub.state is ChannelState.CONNECTED
    entity_id = entity_id_of(hass, "switch", "socket_switch_1")
    await simulator.report("socket", {"switch_1": True})

    def is_on() -> bool:
        state = hass.states.get(entity_id)
        return state is not None and state.state == "on"

    await until(is_on)
