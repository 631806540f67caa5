"""The forms as the browser gets them."""

from http import HTTPStatus
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

FLOW = "/api/config/config_entries/subentries/flow"


@pytest.mark.parametrize(
    ("code", "field", "selector"),
    [
        ("cur_voltage", "unit", "select"),
        ("light_mode", "option_names", "object"),
        ("fault", "labels", "text"),
        ("switch_1", "enabled", "boolean"),
    ],
)
async def test_a_form_is_sent(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    loaded: MockConfigEntry,
    code: str,
    field: str,
    selector: str,
) -> None:
    """Each step of the way, with all that it offers."""
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()

    async def post(url: str, data: dict[str, Any]) -> dict[str, Any]:
        answer = await client.post(url, json=data)
        assert answer.status == HTTPStatus.OK, await answer.text()
        step: dict[str, Any] = await answer.json()
        return step

    step = await post(FLOW, {"handler": [loaded.entry_id, "correction"]})
    for data in (
        {"next_step_id": "device"},
        {"device": "plug", "scope": "device"},
        {"code": code},
    ):
        step = await post(f"{FLOW}/{step['flow_id']}", data)
    assert step["step_id"] == "correct"
    offered = {
        each["name"]: each["selector"]
        for part in step["data_schema"]
        for each in part.get("schema", [part])
    }
    assert selector in offered[field]

    step = await post(f"{FLOW}/{step['flow_id']}", {"name": "Mine"})
    assert step["step_id"] == "preview"
    step = await post(f"{FLOW}/{step['flow_id']}", {"next_step_id": "save"})
    assert step["type"] == "create_entry"
    (saved,) = loaded.subentries.values()
    assert saved.data["correction"]["name"] == "Mine"
