"""A Home Assistant with the devices of a test module, and a driver for them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until
from tests.homes import write_files


@pytest.fixture
def device_files(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Write the module's `DEVICES`, which map an id to a device file."""
    return write_files(tmp_path, request.module.DEVICES)


@pytest.fixture(autouse=True)
def _platforms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the module's `PLATFORMS`; all platforms if it names none."""
    if platforms := getattr(request.module, "PLATFORMS", None):
        monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", platforms)


class Driver:
    """A driver of devices: it calls services, sends reports, and reads states."""

    def __init__(
        self, hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
    ) -> None:
        """Start to record the commands that the cloud accepts."""
        self._hass = hass
        self._simulator = simulator
        self._entry = entry
        self._requests: list[tuple[str, dict[str, JsonValue]]] = []
        simulator.on_command(self._note)

    def _note(self, device_id: str, changes: Mapping[str, JsonValue]) -> None:
        self._requests.append((device_id, dict(changes)))

    def state(self, platform: Platform, unique_id: str) -> State:
        """Return the state of an entity."""
        state = self._hass.states.get(entity_id_of(self._hass, platform, unique_id))
        assert state is not None
        return state

    async def call(
        self, platform: Platform, unique_id: str, service: str, **data: Any
    ) -> dict[str, JsonValue]:
        """Call a service, and return the command of its only request: code -> value."""
        (changes,) = await self.requests(platform, unique_id, service, **data)
        return changes

    async def requests(
        self, platform: Platform, unique_id: str, service: str, **data: Any
    ) -> list[dict[str, JsonValue]]:
        """Call a service, and return the command of each request: code -> value."""
        await self._confirmed()
        self._requests.clear()
        entity_id = entity_id_of(self._hass, platform, unique_id)
        await self._hass.services.async_call(
            platform, service, {"entity_id": entity_id, **data}, blocking=True
        )
        assert all(unique_id.startswith(f"{device}_") for device, _ in self._requests)
        return [changes for _, changes in self._requests]

    async def refused(
        self, platform: Platform, unique_id: str, service: str, why: str, **data: Any
    ) -> None:
        """Call a service that is refused with a translation key and sends nothing."""
        with pytest.raises(ServiceValidationError) as refusal:
            await self.call(platform, unique_id, service, **data)
        assert refusal.value.translation_key == why
        assert not self._requests

    async def _confirmed(self) -> None:
        """Wait until every device has reported the commands so far.

        Otherwise these reports would arrive after the next report of the test.
        """
        coordinator = self._entry.runtime_data
        await until(
            lambda: not coordinator.pending_commands,
            what="devices report their commands",
        )

    async def report(self, device_id: str, **status: JsonValue) -> None:
        """Let a device report, and wait until the report has arrived."""
        await self._confirmed()
        device = self._entry.runtime_data.devices[device_id]
        await self._simulator.report(device_id, status)
        await until(
            lambda: all(device.raw(code) == value for code, value in status.items()),
            what=f"{device_id} reports {status}",
        )


@pytest.fixture
def driver(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> Driver:
    """Return the driver of the module's devices."""
    return Driver(hass, simulator, loaded)
