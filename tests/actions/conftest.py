"""A caller of actions, for the devices of a test module."""

from pathlib import Path
from typing import Any, Protocol

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.homes import call_action, write_files


class Act(Protocol):
    """Call an action for a device, and return its response."""

    async def __call__(
        self, action: str, device_id: str, *, respond: bool = False, **data: Any
    ) -> Any:
        """Call the action."""


@pytest.fixture
def device_files(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Write the module's `DEVICES`, which map an id to a device file."""
    return write_files(tmp_path, request.module.DEVICES)


@pytest.fixture(autouse=True)
def _few_platforms(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Load only the platforms that the module names."""
    platforms = getattr(request.module, "PLATFORMS", [])
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", platforms)


@pytest.fixture
def act(hass: HomeAssistant, loaded: MockConfigEntry) -> Act:
    """Return what calls an action for a device of the account."""

    async def call(
        action: str, device_id: str, *, respond: bool = False, **data: Any
    ) -> Any:
        return await call_action(hass, action, device_id, respond=respond, **data)

    return call


async def refused(act: Act, why: str, action: str, device_id: str, **data: Any) -> str:
    """Call an action that is refused with a translation key; return the sentence."""
    with pytest.raises(HomeAssistantError) as refusal:
        await act(action, device_id, **data)
    assert refusal.value.translation_key == why
    return str(refusal.value)
