"""Home Assistant with the integration to be set up, and clouds to set it up with."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import AsyncMock, patch

import pytest

from custom_components.tuya_cloud.cloud import timing
from tests.homes import write_files

from .steps import SOCKET


@pytest.fixture(autouse=True)
def entry_setup() -> Iterator[AsyncMock]:
    """Load entries without their devices: these tests are about the forms."""
    with (
        patch("custom_components.tuya_cloud.async_setup_entry") as setup,
        patch("custom_components.tuya_cloud.async_unload_entry"),
    ):
        setup.return_value = True
        yield setup


@pytest.fixture(autouse=True)
def integration(
    entry_setup: AsyncMock, enable_custom_integrations: None, socket_enabled: None
) -> None:
    """Let Home Assistant find the integration, and it the simulator."""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeat at once."""
    monkeypatch.setattr(timing, "RETRY_DELAYS", (0.0, 0.0))


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of one socket."""
    return write_files(tmp_path, {"socket": SOCKET})
